// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's built-in vector types and attributes.
#include "crt/host_defines.h"

#include "lorcha/vector_types.h"
