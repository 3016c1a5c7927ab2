// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes of one warp that name each other in both arms of a branch do not meet, and the translator says so. It says nothing where
// whole warps go one way, where the arms name different lanes, and where the program computes the mask.
// RUN: %inspect --print=opencl --no-line-directives %s 2>&1 >/dev/null | FileCheck %s --implicit-check-not=warning:
// CHECK: [[@LINE+3]]:3: warning: lanes of one warp that name each other in both arms of this branch do not meet on OpenCL devices; put the operation behind the branch [LOR2109]
__global__ void meets(int *out) {
  int x = threadIdx.x;
  if (x % 32 < 8)
    out[x] = __shfl_sync(0xffffffff, x, 0) + 1;
  else
    out[x] = __shfl_sync(0xffffffff, x, 0);
}
__global__ void partsWarps(int *out) {
  int x = threadIdx.x;
  if (x / 32 == 1)
    out[x] = __shfl_sync(0xffffffff, x, 0) + 1;
  else
    out[x] = __shfl_sync(0xffffffff, x, 0);
}
__global__ void namesOwnLanes(int *out) {
  int x = threadIdx.x;
  if (x % 32 < 16)
    out[x] = __shfl_sync(0xffff, x, 0) + 1;
  else
    out[x] = __shfl_sync(0xffff0000, x, 16);
  if (x % 2) {
    unsigned mask = __activemask();
    out[x] = __shfl_sync(mask, x, 1);
  } else {
    unsigned mask = __activemask();
    out[x] = __shfl_sync(mask, x, 0);
  }
}
