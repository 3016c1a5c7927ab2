// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run.h"
__global__ void three(int *out) { *out = 3; }
int part() { return run(three, 0); }
