// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The profiler of the driver API: none of its functions so far.
#include "cuda.h"
