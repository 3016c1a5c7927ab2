// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The brain floating point format, for C++.
#include "cuda_bf16.h"
