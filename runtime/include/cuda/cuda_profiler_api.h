// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cudaProfilerStart and cudaProfilerStop.
#include "cuda_runtime_api.h"
