// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which loops threads go through in step: straight ones that compute more than they load from all over memory.
// RUN: %lorcha-inspect --print=plan %s | FileCheck %s

// CHECK-LABEL: kernel 'straight'
// CHECK: plain lanes lanes.cu:[[#@LINE+4]], restores x, keeps x
__global__ void straight(float *out) {
  float x = threadIdx.x;
  // Straight.
  while (x < 100)
    x = x * x + 1;
  out[threadIdx.x] = x;
}

// A branch in the round: it may go another way with what a thread has that has left.
// CHECK-LABEL: kernel 'branches'
// CHECK: {{^ +lanes }}
__global__ void branches(float *out) {
  float x = threadIdx.x;
  while (x < 100) {
    if (x > 50)
      x *= 2;
    x = x * x + 1;
  }
  out[threadIdx.x] = x;
}

// Every address is another thread's own affair.
// CHECK-LABEL: kernel 'gathers' {{.*}}: thread loop
// CHECK-NOT: {{^ +lanes }}
__global__ void gathers(const int *next, int *out) {
  int i = threadIdx.x;
  while (next[i] > 0)
    i = next[i];
  out[threadIdx.x] = i;
}

// Threads would store in another order.
// CHECK-LABEL: kernel 'stores' {{.*}}: thread loop
// CHECK-NOT: {{^ +lanes }}
__global__ void stores(int *out, int n) {
  for (int i = threadIdx.x; i * i < n + (int)threadIdx.x; ++i)
    out[i] = n;
}

// CHECK-LABEL: kernel 'few'
// CHECK: loop lanes.cu:[[#@LINE+4]]: at most 4 rounds, unrolled
__global__ void few(const char *text, bool *out) {
  bool same = true;
  // Four.
  for (int k = 0; k < 4 && same; ++k)
    same = text[threadIdx.x + k] == text[k];
  out[threadIdx.x] = same;
}

// Goes around the threads.
// CHECK-LABEL: kernel 'strided'
// CHECK: loop lanes.cu:[[#@LINE+3]], by spans of threads
__global__ void strided(const float *in, float *out, int n) {
  float most = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    most = fmaxf(most, in[i]);
  out[threadIdx.x] = most;
}
