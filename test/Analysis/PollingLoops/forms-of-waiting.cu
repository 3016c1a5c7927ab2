// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that only look at memory make kernels fibers that let others run; loops that count, write or wait for other blocks do not.
// RUN: %inspect --print=plan %s | FileCheck %s
// RUN: %lorcha translate %s -o - | FileCheck %s --check-prefix=TEXT
__global__ void looks(volatile int *p) {
  while (p[1] == 0);
  p[0] = 1;
}
// CHECK: kernel 'looks' {{.*}}: fiber
// CHECK-NEXT: because of a loop that waits for another thread's write or for time at forms-of-waiting.cu:6
// TEXT: while (p[1] == 0)lorchaLetOthersRun(1);
__global__ void looksInAFor(int *p) {
  for (; __ldcg(p) != 3;) {
    __nanosleep(20);
  }
}
// CHECK: kernel 'looksInAFor' {{.*}}: fiber
// TEXT: for (; __ldcg(p) != 3;) { lorchaLetOthersRun(1);
__global__ void looksBetweenDoAndWhile(int *p) {
  int seen;
  do
    seen = atomicAdd(p, 0);
  while (seen < 4);
}
// CHECK: kernel 'looksBetweenDoAndWhile' {{.*}}: fiber
// TEXT: while (lorchaLetOthersRun(1), seen < 4);
__global__ void counts(volatile int *p, int n) {
  int sum = 0;
  for (int i = 0; p[i] != 0; ++i)
    sum += p[i];
  int i = 0;
  while (p[i] < n)
    i++;
  p[0] = sum + i;
}
// CHECK: kernel 'counts' {{.*}}: thread loop
__global__ void followsPointers(int *p) {
  int i = 0;
  while (i >= 0)
    i = *(volatile int *)(p + i);
}
// CHECK: kernel 'followsPointers' {{.*}}: thread loop
__global__ void followsByTwo(int *p) {
  int i = 0, next;
  do {
    next = __ldcg(p + i);
    i = next;
  } while (next >= 0);
}
// CHECK: kernel 'followsByTwo' {{.*}}: thread loop
__global__ void takesALock(int *p) {
  while (atomicCAS(p, 0, 1) != 0);
  ++p[1];
  atomicExch(p, 0);
}
// CHECK: kernel 'takesALock' {{.*}}: thread loop
__global__ void worksUntilTold(volatile int *p) {
  while (*p == 0)
    p[1] += 1;
}
// CHECK: kernel 'worksUntilTold' {{.*}}: thread loop
__global__ void waitsForTheBlockBefore(volatile int *p) {
  int before = blockIdx.x - 1;
  while (p[before] == 0);
}
// CHECK: kernel 'waitsForTheBlockBefore' {{.*}}: thread loop
// TEXT: while (p[before] == 0);
