// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The types of the runtime API and the vector types.
#include "cuda_runtime_api.h"
