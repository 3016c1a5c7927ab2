// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The runtime API for device code.
#include "cuda_runtime_api.h"
