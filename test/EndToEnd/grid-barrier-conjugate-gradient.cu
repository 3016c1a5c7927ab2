// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conjugate gradients in one kernel: the number of rounds depends on sums over the grid.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "cooperative.h"
#include <cmath>
#include <vector>

constexpr int Size = 1024, Threads = 64;

__device__ double total;

__device__ void addDot(const double *x, const double *y, double *shared, const cg::grid_group &grid) {
  cg::thread_block block = cg::this_thread_block();
  double sum = 0;
  for (unsigned i = grid.thread_rank(); i < Size; i += grid.size())
    sum += x[i] * y[i];
  shared[threadIdx.x] = sum;
  cg::sync(block);
  for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half)
      shared[threadIdx.x] += shared[threadIdx.x + half];
    cg::sync(block);
  }
  if (threadIdx.x == 0)
    atomicAdd(&total, shared[0]);
}

// Solves A x = b for the matrix with 4 on the diagonal and -1 beside it.
__global__ void solve(double *x, double *r, double *p, double *product, double tolerance, int *rounds) {
  extern __shared__ double shared[];
  cg::grid_group grid = cg::this_grid();
  const unsigned rank = grid.thread_rank(), step = grid.size();
  if (rank == 0)
    total = 0;
  cg::sync(grid);
  addDot(r, r, shared, grid);
  cg::sync(grid);
  double before = total;
  cg::sync(grid);
  int round = 0;
  for (; before > tolerance && round < Size; ++round) {
    for (unsigned i = rank; i < Size; i += step)
      product[i] = 4 * p[i] - (i > 0 ? p[i - 1] : 0) - (i + 1 < Size ? p[i + 1] : 0);
    if (rank == 0)
      total = 0;
    cg::sync(grid);
    addDot(p, product, shared, grid);
    cg::sync(grid);
    const double alpha = before / total;
    for (unsigned i = rank; i < Size; i += step) {
      x[i] += alpha * p[i];
      r[i] -= alpha * product[i];
    }
    cg::sync(grid);
    if (rank == 0)
      total = 0;
    cg::sync(grid);
    addDot(r, r, shared, grid);
    cg::sync(grid);
    const double after = total;
    for (unsigned i = rank; i < Size; i += step)
      p[i] = r[i] + after / before * p[i];
    before = after;
    grid.sync();
  }
  if (rank == 0)
    *rounds = round;
}

int main() {
  double *x = managed<double>(Size), *r = managed<double>(Size), *p = managed<double>(Size);
  double *product = managed<double>(Size);
  int *rounds = managed<int>(1);
  for (int i = 0; i < Size; ++i)
    r[i] = p[i] = 1 + i % 5;
  launchCooperative(solve, 8, Threads, Threads * sizeof(double), x, r, p, product, 1e-18, rounds);
  EXPECT(*rounds > 5 && *rounds < 100);
  for (int i = 0; i < Size; ++i) {
    double left = 4 * x[i] - (i > 0 ? x[i - 1] : 0) - (i + 1 < Size ? x[i + 1] : 0);
    EXPECT(std::fabs(left - (1 + i % 5)) < 1e-8);
  }
  return finish();
}
