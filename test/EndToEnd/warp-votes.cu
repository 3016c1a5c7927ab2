// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ballots, all, any, and the masks of active lanes.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void run(unsigned *out) {
  int t = threadIdx.x, lane = t & 31;
  out[t] = __ballot_sync(0xffffffff, lane % 3 == 0);
  out[64 + t] = __all_sync(0xffffffff, lane < 32) * 2 + __any_sync(0xffffffff, t == 40);
  if (lane < 16)
    out[128 + t] = __popc(__ballot_sync(0x0000ffff, lane & 1));
  __syncwarp();
  out[192 + t] = __ffs(__ballot_sync(0xffffffff, lane >= 5)) - 1;
}

int main() {
  unsigned *out = managed<unsigned>(256);
  run<<<1, 64>>>(out);
  LAUNCH_OK();
  unsigned thirds = 0;
  for (int lane = 0; lane < 32; lane += 3)
    thirds |= 1u << lane;
  for (int t = 0; t < 64; ++t) {
    EXPECT(out[t] == thirds);
    EXPECT(out[64 + t] == (t < 32 ? 2u : 3u));
    EXPECT(out[128 + t] == (t % 32 < 16 ? 8u : 0u));
    EXPECT(out[192 + t] == 5u);
  }
  return finish();
}
