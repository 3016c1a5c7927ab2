// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shuffles and votes without _sync, as programs for CUDA 8 spell them; and lanes that look for their like.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__global__ void shuffle(const int *in, int *out) {
  int t = threadIdx.x;
  out[t] = __shfl(in[t], 5);
  out[64 + t] = __shfl_up(in[t], 3);
  out[128 + t] = __shfl_down(in[t], 2, 16);
  out[192 + t] = __shfl_xor(in[t], 9);
}

__global__ void vote(const int *in, unsigned *out) {
  int t = threadIdx.x;
  out[t] = __ballot(in[t] % 2);
  out[64 + t] = __any(in[t] == 7) + 2 * __all(in[t] < 64);
  out[128 + t] = __match_any_sync(0xffffffff, in[t] % 3);
}

int main() {
  int *in = managed<int>(64), *out = managed<int>(256);
  unsigned *votes = managed<unsigned>(192);
  for (int t = 0; t < 64; ++t)
    in[t] = t * 5 % 64;
  shuffle<<<1, 64>>>(in, out);
  vote<<<1, 64>>>(in, votes);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t) {
    int lane = t % 32, first = t - lane;
    EXPECT(out[t] == in[first + 5] && out[64 + t] == in[lane < 3 ? t : t - 3]);
    EXPECT(out[128 + t] == in[t % 16 < 14 ? t + 2 : t] && out[192 + t] == in[first + (lane ^ 9)]);
    unsigned odd = 0, alike = 0, seven = 0;
    for (int other = first; other < first + 32; ++other) {
      odd |= (unsigned)(in[other] % 2) << (other - first);
      alike |= (unsigned)(in[other] % 3 == in[t] % 3) << (other - first);
      seven |= in[other] == 7;
    }
    EXPECT(votes[t] == odd && votes[64 + t] == seven + 2 && votes[128 + t] == alike);
  }
  return finish();
}
