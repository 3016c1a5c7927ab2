// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types that several libraries share.
#include "cuda_runtime_api.h"

#include "lorcha/library_types.h"
