// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The types of surfaces.
#include "cuda_runtime_api.h"
