// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each thread picks elements of arrays of its own by indices that depend on data: no two threads may share
// them, in whichever loop they run.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O3 -ccbin %gxx -I%S/Inputs %s -o %t.gcc && %t.gcc
// RUN: %lorchacc -O3 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

struct Row {
  unsigned v[4];
};
__host__ __device__ inline unsigned picked(const Row &row, unsigned at) { return row.v[at & 3]; }
__device__ unsigned changed(unsigned *values, unsigned at) {
  values[at % 4] += 5;
  return values[(at + 1) % 4];
}

__global__ void inThreads(const unsigned *in, unsigned *out, unsigned n) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned own[4] = {1, 2, 3, i};
  if (i >= n)
    return;
  out[i] = own[in[i] % 4] | threadIdx.x;
}

__global__ void inRegions(const unsigned *in, unsigned *out) {
  __shared__ unsigned shared[64];
  const unsigned t = threadIdx.x;
  shared[t] = in[t];
  __syncthreads();
  unsigned own[4] = {t, t + 1, t + 2, t + 3};
  const Row row = {{t, 7, t * 3, 9}};
  own[shared[63 - t] % 4] = 50;
  unsigned sum = changed(own, shared[t]) + picked(row, shared[t ^ 1]);
  __syncthreads();
  if (t < 40) {
    unsigned few[2] = {t, shared[t]};
    sum += few[shared[t] & 1];
  }
  out[t] = sum + own[2];
}

__global__ void inSpans(const unsigned *in, unsigned *out, unsigned n) {
  unsigned sum = 0;
  for (unsigned i = threadIdx.x; i < n; i += blockDim.x) {
    unsigned own[4] = {i, 1, 2, 3};
    own[in[i] % 4] ^= i;
    sum += own[in[i] / 4 % 4];
  }
  __syncthreads();
  out[threadIdx.x] = sum;
}

// In what the block votes on, and in conditions around barriers.
__global__ void inConditions(const unsigned *in, unsigned *out) {
  const unsigned t = threadIdx.x;
  unsigned own[4] = {t, 1, 2, t * 3};
  const Row row = {{in[t], t, 5, 6}};
  __syncthreads();
  unsigned sum = __syncthreads_count(picked(row, in[t]) % 3 != 1);
  const unsigned mask = __ballot_sync(0xffffffff, own[in[t] % 4] % 2);
  if (own[in[t] % 4] % 2)
    sum += 1000 * __ballot_sync(mask, row.v[in[t] % 4] & 1);
  out[t] = sum;
}

int main() {
  const unsigned n = 192;
  unsigned *in = managed<unsigned>(n), *out = managed<unsigned>(n);
  for (unsigned i = 0; i < n; ++i)
    in[i] = i * 2654435761u >> 7;

  inThreads<<<3, 64>>>(in, out, n - 1);
  LAUNCH_OK();
  for (unsigned i = 0; i < n - 1; ++i)
    EXPECT(out[i] == ((in[i] % 4 == 3 ? i : in[i] % 4 + 1) | i % 64));

  inRegions<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (unsigned t = 0; t < 64; ++t) {
    unsigned own[4] = {t, t + 1, t + 2, t + 3}, rows[4] = {t, 7, t * 3, 9};
    own[in[63 - t] % 4] = 50;
    own[in[t] % 4] += 5;
    EXPECT(out[t] ==
           own[(in[t] + 1) % 4] + rows[in[t ^ 1] & 3] + (t < 40 ? (in[t] & 1 ? in[t] : t) : 0) + own[2]);
  }

  inSpans<<<1, 64>>>(in, out, n);
  LAUNCH_OK();
  for (unsigned t = 0; t < 64; ++t) {
    unsigned sum = 0;
    for (unsigned i = t; i < n; i += 64) {
      unsigned own[4] = {i, 1, 2, 3};
      own[in[i] % 4] ^= i;
      sum += own[in[i] / 4 % 4];
    }
    EXPECT(out[t] == sum);
  }

  inConditions<<<1, 64>>>(in, out);
  LAUNCH_OK();
  unsigned count = 0, votes[2] = {0, 0};
  auto rows = [&](unsigned t, unsigned at) { return at % 4 == 0 ? in[t] : at % 4 == 1 ? t : at % 4 + 3; };
  auto owns = [&](unsigned t, unsigned at) { return at % 4 == 0 ? t : at % 4 == 3 ? t * 3 : at % 4; };
  for (unsigned t = 0; t < 64; ++t) {
    count += rows(t, in[t]) % 3 != 1;
    votes[t / 32] |= (owns(t, in[t]) % 2 && rows(t, in[t]) & 1 ? 1u : 0u) << (t % 32);
  }
  for (unsigned t = 0; t < 64; ++t) {
    unsigned sum = count + (owns(t, in[t]) % 2 ? 1000 * votes[t / 32] : 0);
    EXPECT(out[t] == sum);
  }
  return finish();
}
