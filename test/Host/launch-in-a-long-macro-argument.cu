// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A launch in a macro's argument that holds macros itself, which Clang expands in several pieces.
// RUN: %lorcha translate %s -o - | FileCheck %s
#define CHECKED(launch)                                                                                      \
  do {                                                                                                       \
    launch;                                                                                                  \
  } while (0)
#define BLOCKS 4
#define THREADS (2 * 32)
__global__ void kernelWithALongName(float *out, const float *in, float alpha, float beta) {
  out[threadIdx.x] = alpha * in[threadIdx.x] + beta;
}
void run(float *out, const float *in, int blocksOfTheWholeDevice) {
  CHECKED(
      (kernelWithALongName<<<blocksOfTheWholeDevice * BLOCKS, THREADS, THREADS * sizeof(float)>>>(out, in, THREADS, BLOCKS)));
}
// CHECK: {{^}}  CHECKED({{$}}
// CHECK-NEXT: ((lorcha::configure(blocksOfTheWholeDevice * BLOCKS, THREADS, THREADS * sizeof(float)), kernelWithALongName(out, in, THREADS, BLOCKS))));
