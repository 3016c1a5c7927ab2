// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tells CUDA code from other code without parsing it.
#ifndef LORCHA_PROJECT_CUDATEXT_H
#define LORCHA_PROJECT_CUDATEXT_H

#include "llvm/ADT/StringRef.h"
#include <optional>

namespace lorcha {

/// The first line, counted from 1, that launches a kernel, declares something for the device or names a
/// function of CUDA's API; none if nothing of the kind is there. Comments, strings and directives do not
/// count.
std::optional<unsigned> firstCudaLine(llvm::StringRef Text);

} // namespace lorcha

#endif
