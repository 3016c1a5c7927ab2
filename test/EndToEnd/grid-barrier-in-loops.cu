// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers of the grid in nested loops, in loops that are left early, in uniform branches and in a switch.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "cooperative.h"
#include <vector>

constexpr int Blocks = 6, Threads = 32, Count = Blocks * Threads;

__global__ void nested(int *a, int *b, int outer, int inner) {
  cg::grid_group grid = cg::this_grid();
  const int i = static_cast<int>(grid.thread_rank());
  int kept = i;
  for (int o = 0; o < outer; ++o) {
    for (int k = 0; k < inner + o; ++k) {
      b[i] = a[(i + 33) % Count] + k;
      grid.sync();
      a[i] = b[(i + 70) % Count] * 3 + o;
      kept += a[i] % 7;
      grid.sync();
    }
    if (o % 2 == 1) {
      b[(i + 1) % Count] = kept;
      grid.sync();
      kept = b[i];
      grid.sync();
    } else {
      kept ^= 5;
    }
  }
  a[i] += kept;
}

__global__ void leaves(int *a, int *b, int rounds) {
  cg::grid_group grid = cg::this_grid();
  int i = blockIdx.x * blockDim.x + threadIdx.x, round = 0, sum = 0;
  while (true) {
    int *here = round % 2 ? b : a; // the round before may be read still
    here[i] = i + round;
    grid.sync();
    sum += here[(i + 40) % Count];
    if (++round == rounds)
      break;
    if (round % 3 == 0)
      continue;
    grid.sync();
    sum *= 2;
  }
  grid.sync();
  do {
    b[i] = sum;
    grid.sync();
    sum += b[Count - 1 - i] & 15;
    grid.sync();
  } while (--round > 2);
  switch (rounds % 3) {
  case 0:
    sum += 1;
  case 1:
    a[i] = sum;
    grid.sync();
    sum -= a[(i + 1) % Count];
    if (rounds > 100)
      break;
    sum += 9;
  default:
    sum += 3;
  }
  b[i] = sum;
}

static void nestedOnHost(std::vector<int> &a, std::vector<int> &b, int outer, int inner) {
  std::vector<int> kept(Count);
  for (int i = 0; i < Count; ++i)
    kept[i] = i;
  for (int o = 0; o < outer; ++o) {
    for (int k = 0; k < inner + o; ++k) {
      for (int i = 0; i < Count; ++i)
        b[i] = a[(i + 33) % Count] + k;
      for (int i = 0; i < Count; ++i)
        kept[i] += (a[i] = b[(i + 70) % Count] * 3 + o) % 7;
    }
    for (int i = 0; i < Count && o % 2 == 0; ++i)
      kept[i] ^= 5;
    for (int i = 0; i < Count && o % 2 == 1; ++i)
      b[(i + 1) % Count] = kept[i];
    for (int i = 0; i < Count && o % 2 == 1; ++i)
      kept[i] = b[i];
  }
  for (int i = 0; i < Count; ++i)
    a[i] += kept[i];
}

static void leavesOnHost(std::vector<int> &a, std::vector<int> &b, int rounds) {
  std::vector<int> sum(Count);
  int round = 0;
  while (true) {
    for (int i = 0; i < Count; ++i)
      sum[i] += (i + 40) % Count + round;
    if (++round == rounds)
      break;
    for (int i = 0; i < Count && round % 3 != 0; ++i)
      sum[i] *= 2;
  }
  do {
    b = sum;
    for (int i = 0; i < Count; ++i)
      sum[i] += b[Count - 1 - i] & 15;
  } while (--round > 2);
  if (rounds % 3 != 2) {
    for (int i = 0; i < Count; ++i)
      a[i] = sum[i] += rounds % 3 == 0;
    for (int i = 0; i < Count; ++i)
      sum[i] += 9 - a[(i + 1) % Count];
  }
  for (int i = 0; i < Count; ++i)
    b[i] = sum[i] + 3;
}

int main() {
  int *a = managed<int>(Count), *b = managed<int>(Count);
  auto check = [&](const std::vector<int> &x, const std::vector<int> &y) {
    for (int i = 0; i < Count; ++i)
      EXPECT(a[i] == x[i] && b[i] == y[i]);
  };
  for (int inner = 0; inner < 3; ++inner) {
    std::vector<int> x(Count), y(Count);
    for (int i = 0; i < Count; ++i)
      a[i] = x[i] = i, b[i] = 0;
    nestedOnHost(x, y, 4, inner);
    launchCooperative(nested, Blocks, Threads, 0, a, b, 4, inner);
    check(x, y);
  }
  for (int rounds = 4; rounds < 7; ++rounds) {
    std::vector<int> x(Count), y(Count);
    leavesOnHost(x, y, rounds);
    launchCooperative(leaves, Blocks, Threads, 0, a, b, rounds);
    for (int i = 0; i < Count; ++i)
      EXPECT(b[i] == y[i]);
  }
  return finish();
}
