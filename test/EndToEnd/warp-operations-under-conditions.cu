// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shuffles and votes of some warps only, of part of a warp, in loops with a count per warp, and after returns.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
__global__ void run(int *out) {
  int t = threadIdx.x, warp = t / 32, lane = t % 32, value = t;
  if (t >= 90)
    return;
  if (warp == 1)
    for (int offset = 16; offset > 0; offset /= 2)
      value += __shfl_xor_sync(0xffffffff, value, offset);
  if (lane < 8)
    value += __shfl_sync(0xff, value, 7 - lane);
  for (int round = 0; round < warp; ++round)
    value += __shfl_up_sync(0xffffffff, value, 1);
  unsigned votes = __ballot_sync(warp < 2 ? 0xffffffff : 0x3ffffff, lane % 3 == 0);
  out[t] = value + __popc(votes);
}

int main() {
  int *out = managed<int>(96);
  run<<<1, 96>>>(out);
  LAUNCH_OK();
  int value[96], before[96];
  for (int t = 0; t < 96; ++t)
    value[t] = t / 32 == 1 ? (32 + 63) * 16 : t;
  for (int t = 0; t < 96; ++t)
    before[t] = value[t];
  for (int t = 0; t < 96; ++t)
    if (t % 32 < 8)
      value[t] += before[t / 32 * 32 + 7 - t % 32];
  for (int round = 0; round < 2; ++round) {
    for (int t = 0; t < 96; ++t)
      before[t] = value[t];
    for (int t = 0; t < 96; ++t)
      if (round < t / 32)
        value[t] += before[t % 32 ? t - 1 : t];
  }
  for (int t = 0; t < 90; ++t)
    EXPECT(out[t] == value[t] + (t < 64 ? 11 : 9));
  EXPECT(out[90] == 0);
  return finish();
}
