// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The version of CUDA that Lorcha's headers and tools say they are.
#ifndef LORCHA_SUPPORT_VERSION_H
#define LORCHA_SUPPORT_VERSION_H

namespace lorcha {

/// CUDART_VERSION in the API tables says the same.
constexpr unsigned CudaVersionMajor = 12;
constexpr unsigned CudaVersionMinor = 8;

} // namespace lorcha

#endif
