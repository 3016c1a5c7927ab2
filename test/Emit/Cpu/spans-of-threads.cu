// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A branch that neighbours take is a region of its own and runs over them, if nothing but index arithmetic goes in.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void halves_block
// CHECK: lorcha::regionOfSpan(lorchaBlock, [&]
// CHECK: if (true)
// CHECK-NEXT: all[t] += all[t + half];
// CHECK-NEXT: }, [&]({{.*}}) {{.*}} return lorcha::threadsBelow(t, half); });
__global__ void halves(int *data) {
  __shared__ int all[64];
  int t = threadIdx.x;
  all[t] = data[t];
  __syncthreads();
  for (int half = 32; half > 0; half /= 2) {
    if (t < half)
      all[t] += all[t + half];
    __syncthreads();
  }
  data[t] = all[0];
}

// An unsigned difference jumps: `threadIdx.x - 5 > 3` is true for 0 to 4, too. What each thread has loaded chooses anyone.
// CHECK-LABEL: static void others_block
// CHECK-NOT: regionOfSpan
__global__ void others(int *data) {
  __shared__ int all[64];
  int own = data[threadIdx.x];
  __syncthreads();
  if (threadIdx.x - 5 > 3)
    all[threadIdx.x] = 1;
  if (own < 7)
    all[threadIdx.x] = 2;
  __syncthreads();
  data[threadIdx.x] = all[63 - threadIdx.x];
}

// As a signed number it does not.
// CHECK-LABEL: static void signedDifference_block
// CHECK: return lorcha::threadsAbove(t, 3);
__global__ void signedDifference(int *data) {
  __shared__ int all[64];
  int t = threadIdx.x - 5;
  all[threadIdx.x] = 0;
  if (t > 3)
    all[t] = 1;
  __syncthreads();
  data[threadIdx.x] = all[63 - threadIdx.x];
}

// One thread out of so many: what it has may go in and out.
// CHECK-LABEL: static void few_block
// CHECK: lorcha::regionOfFew(lorchaBlock, [&]
// CHECK: int own = own_t[lorchaThread];
// CHECK-NEXT: lorcha::Keep own_keep(own, own_t[lorchaThread]);
// CHECK-NEXT: if (true)
// CHECK-NEXT: all[threadIdx.x / 32] = own++;
// CHECK-NEXT: }, [&]({{.*}}) {{.*}} return lorcha::threadsOne<32>(lane, 0); });
// CHECK: lorcha::regionOfFew(lorchaBlock, [&]
// CHECK: }, [&]({{.*}}) {{.*}} return lorcha::threadsAt(threadIdx.x, first); }, [&]({{.*}}) {{.*}} return lorcha::threadsFrom(threadIdx.x, 7); });
__global__ void few(int *data, int first) {
  __shared__ int all[32];
  int own = data[threadIdx.x], lane = threadIdx.x & 31;
  if (lane == 0)
    all[threadIdx.x / 32] = own++;
  __syncthreads();
  if (first == threadIdx.x && 7 <= threadIdx.x)
    data[0] = all[3];
  data[threadIdx.x] = own;
}

// Whole rows.
// CHECK-LABEL: static void rows_block
// CHECK: lorcha::regionOfSpan<4>(lorchaBlock, [&]
// CHECK: }, [&]({{.*}}) {{.*}} return lorcha::allThreadsIf(threadIdx.y == 0); }, [&]({{.*}}) {{.*}} return lorcha::allThreadsIf(y > 0); });
__global__ void rows(const int *in, int *out, int n) {
  __shared__ int tile[9][32];
  int x = blockIdx.x * 32 + threadIdx.x, y = blockIdx.y * 8 + threadIdx.y;
  tile[threadIdx.y + 1][threadIdx.x] = in[y * n + x];
  if (threadIdx.y == 0 && y > 0)
    tile[0][threadIdx.x] = in[(y - 1) * n + x];
  __syncthreads();
  out[y * n + x] = tile[threadIdx.y][threadIdx.x];
}
