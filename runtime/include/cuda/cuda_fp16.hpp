// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Half precision, for C++.
#include "cuda_fp16.h"
