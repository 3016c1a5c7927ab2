// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
__device__ int offset = 4;
__device__ int addOffset(int value) { return value + offset; }
