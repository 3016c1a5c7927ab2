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
// A round leaves undone what others have to do first.
__global__ void goesOverItsWork(volatile int *state, int n) {
  bool again;
  do {
    again = false;
    for (int v = threadIdx.x; v < n; v += blockDim.x)
      if (state[v + 1] == 0)
        again = true;
      else
        state[v] = 1;
  } while (again);
}
// CHECK: kernel 'goesOverItsWork' {{.*}}: fiber
// TEXT: do { lorchaLetOthersRun(1);
__global__ void goesOnInWarps(volatile int *state, int n) {
  bool again;
  do {
    again = false;
    for (int v = threadIdx.x; v < n; v += blockDim.x)
      if (state[v + 1] == 0)
        again = true;
      else
        state[v] = 1;
  } while (__any_sync(0xffffffff, again));
}
// CHECK: kernel 'goesOnInWarps' {{.*}}: fiber
__global__ void goesOnTogether(volatile int *state, int n) {
  bool again;
  do {
    again = false;
    for (int v = threadIdx.x; v < n; v += blockDim.x)
      if (state[v] < state[v + 1]) {
        state[v] = state[v + 1];
        again = true;
      }
  } while (__syncthreads_or(again));
}
// CHECK: kernel 'goesOnTogether' {{.*}}: regions
// Nobody else reads the marks of a critical section, or plain memory, meanwhile.
__global__ void triesTheLock(int *lock, volatile int *sum) {
  bool done = false;
  while (!done) {
    if (atomicCAS(lock, 0, 1) == 0) {
      *sum += 1;
      done = true;
      atomicExch(lock, 0);
    }
  }
}
// CHECK: kernel 'triesTheLock' {{.*}}: thread loop
__global__ void sortsItsOwn(int *values, int n) {
  bool swapped;
  do {
    swapped = false;
    for (int i = 1; i < n; ++i)
      if (values[i - 1] > values[i]) {
        int other = values[i];
        values[i] = values[i - 1];
        values[i - 1] = other;
        swapped = true;
      }
  } while (swapped);
}
// CHECK: kernel 'sortsItsOwn' {{.*}}: thread loop
