// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The types of textures.
#include "cuda_runtime_api.h"
