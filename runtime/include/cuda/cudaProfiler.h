// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The profiler of the driver API.
#include "cuda.h"
