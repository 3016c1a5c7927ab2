// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditions that are known for all threads of a row but those at its ends are left out for the others; what is asked in front of
// the loop.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void stencil_block
// CHECK: lorcha::withRim(lorchaBlock, [&](const lorcha::Thread &lorchaThread, const auto lorchaIsInner) {
// CHECK: if (lorchaIsInner || (x > 0 && x < n - 1 && y > 0))
// CHECK: }, lorcha::needed([&](const lorcha::RegionThread &lorchaThread) { {{.*}}; return lorcha::threadsAbove(x, 0) & lorcha::threadsBelow(x, n - 1) & lorcha::allThreadsIf(y > 0); }));
__global__ void stencil(float *out, const float *in, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x > 0 && x < n - 1 && y > 0)
    out[y * n + x] = in[y * n + x - 1] + in[y * n + x + 1];
}

// Part of a condition; a value; threads at the ends have something to do, too.
// CHECK-LABEL: static void partly_block
// CHECK: if ((!lorchaIsInner && (i < 1 || i >= N)) || in[i] < 0)
// CHECK: out[i] = (!lorchaIsInner && !(i < n - 1)) ? 0 : in[i + 1];
// CHECK: }, lorcha::needed([&](const lorcha::RegionThread &lorchaThread) { {{.*}}; return lorcha::threadsFrom(i, 1) & lorcha::threadsBelow(i, N); }), [&](const lorcha::RegionThread &lorchaThread) { {{.*}}; return lorcha::threadsBelow(i, n - 1); });
#define N 4096
__global__ void partly(float *out, const float *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < 1 || i >= N || in[i] < 0)
    return;
  out[i] = !(i < n - 1) ? 0 : in[i + 1];
}

// A parameter that threads change has another name in front of the loop.
// CHECK-LABEL: static void changing_block
// CHECK: forEachThreadInRow
__global__ void changing(float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = n++;
}
