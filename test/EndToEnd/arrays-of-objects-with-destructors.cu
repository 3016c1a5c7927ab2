// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The elements of local arrays are destroyed last to first, however the block is left; those of members, too.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Recorder {
  int *log = nullptr;
  int number = 0;
  __device__ ~Recorder() {
    if (log)
      log[++log[0]] = number;
  }
};
struct Pair {
  Recorder halves[2];
};

__global__ void run(int *logs, int early) {
  int *log = logs + threadIdx.x * 16;
  for (int round = 0; round < 2; ++round) {
    Recorder row[3];
    Pair pair;
    for (int i = 0; i < 3; ++i)
      row[i].log = log, row[i].number = round * 10 + i;
    pair.halves[0].log = pair.halves[1].log = log;
    pair.halves[0].number = 7;
    pair.halves[1].number = 8;
    if (threadIdx.x == early)
      return;
  }
}

int main() {
  int *logs = managed<int>(32);
  run<<<1, 2>>>(logs, 1);
  LAUNCH_OK();
  const int expected[10] = {8, 7, 2, 1, 0, 8, 7, 12, 11, 10};
  EXPECT(logs[0] == 10 && logs[16] == 5);
  for (int i = 0; i < 10; ++i)
    EXPECT(logs[1 + i] == expected[i]);
  for (int i = 0; i < 5; ++i)
    EXPECT(logs[17 + i] == expected[i]);
  return finish();
}
