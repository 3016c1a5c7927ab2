// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One pointer cannot point into two spaces: both flows are named.
// RUN: %inspect --print=spaces %s | FileCheck %s
// RUN: %lorcha translate -Rlorcha %s -o - 2>&1 | FileCheck %s --check-prefix=REMARK
__global__ void run(float *out) {
  __shared__ float tile[32];
  float *p = out;
  if (out[0] > 1)
    p = tile;
  *p = 1;
}
// CHECK: obstacle: a pointer refers to global memory (line 5) and to local memory (line 6); the two meet in line 9 [LOR2102]
// REMARK: two-spaces-meet.cu:5:17: remark: kernel 'run' has no OpenCL form: a pointer refers to global memory {{.*}} [LOR2102] [LOR2101]
// REMARK: nullptr, "a pointer refers to global memory
