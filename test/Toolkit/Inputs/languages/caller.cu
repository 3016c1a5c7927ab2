// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run.h"
extern __device__ int offset;
__device__ int addOffset(int value);
__global__ void add(int *value) { *value = addOffset(*value) + offset; }
int separate(int value) { return run(add, value); }
