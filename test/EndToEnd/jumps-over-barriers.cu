// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Jumps forward over barriers and warp operations that all threads make which are still there, behind returns of others; to
// several labels, and out of a loop.
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t && %run %t && env LORCHA_BACKEND=opencl LORCHA_OPENCL_OPTIONS=-cl-opt-disable %t
#include "check.h"

struct Sum { unsigned words[4]; };

__global__ void jumps(const unsigned *in, unsigned *out, unsigned *sums, unsigned u) {
  extern __shared__ unsigned dynamic[];
  __shared__ unsigned counters[4];
  const unsigned t = threadIdx.x + blockDim.x * threadIdx.y;
  unsigned own = in[blockIdx.x * 64 + t], twice = 0, thrice = 0;
  Sum local;
  double half = own * 0.5;
  for (int i = 0; i < 4; ++i)
    local.words[i] = own + i;
  if (t < 4)
    counters[t] = 0;
  dynamic[t] = own;
  __syncthreads();
  if (threadIdx.x * own % 5u < 1u)
    return;
  if (u % 5u > 0u)
    goto behind;
  {
    atomicAdd(&counters[t % 4], own);
    __syncthreads();
    twice = counters[own % 4];
  }
  if (u == 10)
    goto end;
  for (unsigned i = 0; i < 3; ++i) {
    twice += i;
    if (i == u % 2)
      goto behind;
    __syncthreads();
    twice += dynamic[(t + i) % 64];
  }
behind:
  thrice = own * 3;
  if (u == 4)
    goto end;
  thrice += __any_sync(__activemask(), own % 7 == 1);
  atomicAdd(&sums[blockIdx.x], thrice);
end:
  out[(blockIdx.x * 64 + t) * 4 + 0] = own;
  out[(blockIdx.x * 64 + t) * 4 + 1] = twice;
  out[(blockIdx.x * 64 + t) * 4 + 2] = thrice;
  out[(blockIdx.x * 64 + t) * 4 + 3] = local.words[t % 4] + (unsigned)half;
}

int main() {
  const unsigned blocks = 3, n = blocks * 64;
  unsigned *in = managed<unsigned>(n), *out = managed<unsigned>(n * 4), *sums = managed<unsigned>(blocks);
  for (unsigned i = 0; i < n; ++i)
    in[i] = i * 2654435761u >> 7;
  for (unsigned u : {3u, 4u, 5u, 10u, 20u}) {
    for (unsigned i = 0; i < n * 4; ++i)
      out[i] = ~0u;
    for (unsigned b = 0; b < blocks; ++b)
      sums[b] = 0;
    jumps<<<blocks, dim3(16, 4), 64 * sizeof(unsigned)>>>(in, out, sums, u);
    LAUNCH_OK();
    for (unsigned b = 0; b < blocks; ++b) {
      unsigned counters[4] = {}, sum = 0;
      bool any[2] = {};
      for (unsigned t = 0; t < 64; ++t)
        if (const unsigned own = in[b * 64 + t]; t % 16 * own % 5 >= 1) {
          counters[t % 4] += own;
          any[t / 32] |= own % 7 == 1;
        }
      for (unsigned t = 0; t < 64; ++t) {
        const unsigned own = in[b * 64 + t], *got = &out[(b * 64 + t) * 4];
        unsigned twice = 0, thrice = 0;
        if (t % 16 * own % 5 < 1) {
          EXPECT(got[0] == ~0u && got[3] == ~0u);
          continue;
        }
        if (u % 5 == 0) {
          twice = counters[own % 4];
          if (u != 10)
            for (unsigned i = 0; i < 3; ++i) {
              twice += i;
              if (i == u % 2)
                break;
              twice += in[b * 64 + (t + i) % 64];
            }
        }
        if (u != 10)
          thrice = own * 3 + (u == 4 ? 0 : any[t / 32]);
        if (u != 10 && u != 4)
          sum += thrice;
        EXPECT(got[0] == own && got[1] == twice && got[2] == thrice);
        EXPECT(got[3] == own + t % 4 + own / 2);
      }
      EXPECT(sums[b] == sum);
    }
  }
  return finish();
}
