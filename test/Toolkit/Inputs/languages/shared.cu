// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run.h"
__global__ void twice(int *value) { *value *= 2; }
int shared(int value) { return run(twice, value); }
