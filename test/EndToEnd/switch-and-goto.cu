// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// switch with falling through, goto forward and backward, do-while.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void run(int *out) {
  int t = threadIdx.x, value = 0;
  switch (t % 5) {
  case 0:
    value = 1;
    break;
  case 1:
    value = 10;
  case 2:
    value += 100;
    break;
  case 3:
    goto done;
  default:
    value = -1;
  }
again:
  ++value;
  if (value % 4)
    goto again;
done:
  do {
    value += 1000;
  } while (value < 2000);
  out[t] = value;
}

int main() {
  int *out = managed<int>(25);
  run<<<1, 25>>>(out);
  LAUNCH_OK();
  const int expected[] = {2004, 2112, 2104, 2000, 2000};
  for (int t = 0; t < 25; ++t)
    EXPECT(out[t] == expected[t % 5]);
  return finish();
}
