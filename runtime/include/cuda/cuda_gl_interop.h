// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Interoperability with OpenGL. The graphics library is not needed: its names are plain numbers here.
#include "cuda_runtime_api.h"
