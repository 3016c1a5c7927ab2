// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions with barriers that take what is made in the call: functors, lambdas and moved objects by T &&.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --extended-lambda -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <utility>

constexpr int SIZE = 64;

template <class F> __device__ void inPhases(int count, F &&phase) {
  for (int i = 0; i < count; ++i) {
    phase(i);
    __syncthreads();
  }
}
struct Turn {
  int *cells, t;
  __device__ void operator()(int round) const {
    cells[(round + 1) % 2 * SIZE + t] = cells[round % 2 * SIZE + (t + 1) % SIZE] + round;
  }
};

__global__ void turns(int *out) {
  __shared__ int cells[2 * SIZE];
  const int t = threadIdx.x;
  cells[t] = t;
  __syncthreads();
  inPhases(3, Turn{cells, t});
  inPhases(2, [&](int round) { cells[round * SIZE + t] += cells[(1 - round) * SIZE + t]; });
  Turn last{cells, t};
  inPhases(2, std::move(last));
  out[t] = cells[t];
}

int main() {
  int *out = managed<int>(SIZE);
  turns<<<1, SIZE>>>(out);
  LAUNCH_OK();
  int cells[2 * SIZE] = {}, next[2 * SIZE];
  for (int t = 0; t < SIZE; ++t)
    cells[t] = t;
  auto inPhase = [&](auto phase) {
    for (int i = 0; i < 2 * SIZE; ++i)
      next[i] = cells[i];
    for (int t = 0; t < SIZE; ++t)
      phase(t);
    for (int i = 0; i < 2 * SIZE; ++i)
      cells[i] = next[i];
  };
  auto turn = [&](int round) {
    inPhase([&](int t) {
      next[(round + 1) % 2 * SIZE + t] = cells[round % 2 * SIZE + (t + 1) % SIZE] + round;
    });
  };
  for (int round = 0; round < 3; ++round)
    turn(round);
  for (int round = 0; round < 2; ++round)
    inPhase([&](int t) { next[round * SIZE + t] += cells[(1 - round) * SIZE + t]; });
  for (int round = 0; round < 2; ++round)
    turn(round);
  for (int t = 0; t < SIZE; ++t)
    EXPECT(out[t] == cells[t]);
  return finish();
}
