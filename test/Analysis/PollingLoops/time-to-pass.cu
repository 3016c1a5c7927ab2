// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that look at the clock let others run, so that the threads of a block wait together; loops that work until it is time do not.
// RUN: %inspect --print=plan %s | FileCheck %s
// RUN: %lorcha translate %s -o - | FileCheck %s --check-prefix=TEXT
__global__ void waits(long long ticks) {
  long long start = clock64();
  while (clock64() - start < ticks);
}
// CHECK: kernel 'waits' {{.*}}: fiber
// CHECK-NEXT: because of a loop that waits for another thread's write or for time at time-to-pass.cu:7
// TEXT: while (clock64() - start < ticks)lorchaLetOthersRun(0);
__global__ void countsAround(clock_t ticks) {
  unsigned start = (unsigned)clock();
  clock_t passed = 0;
  while (passed < ticks) {
    unsigned now = (unsigned)clock();
    passed = (clock_t)(now - start);
  }
}
// CHECK: kernel 'countsAround' {{.*}}: fiber
// TEXT: while (passed < ticks) { lorchaLetOthersRun(0);
__global__ void worksUntilItIsTime(int *out, long long ticks) {
  long long start = clock64();
  while (clock64() - start < ticks)
    out[threadIdx.x] += 1;
}
// CHECK: kernel 'worksUntilItIsTime' {{.*}}: thread loop
__global__ void measures(long long *out, int n) {
  long long start = clock64();
  float sum = 0;
  for (int i = 0; i < n; ++i)
    sum += i;
  out[0] = clock64() - start;
  out[1] = sum;
}
// CHECK: kernel 'measures' {{.*}}: regions
