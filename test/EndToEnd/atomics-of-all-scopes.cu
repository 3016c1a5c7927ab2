// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomics of the block and of the whole system do what those of the device do.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__global__ void ofTheSystem(int *cells, unsigned *bits) {
  int i = threadIdx.x + blockIdx.x * blockDim.x;
  atomicAdd_system(&cells[0], i);
  atomicSub_system(&cells[1], 2);
  atomicMax_system(&cells[2], i);
  atomicMin_system(&cells[3], -i);
  int assumed, old = cells[4];
  do {
    assumed = old;
    old = atomicCAS_system(&cells[4], assumed, assumed + 3);
  } while (old != assumed);
  if (i == 70)
    cells[5] = atomicExch_system(&cells[6], 5);
  atomicOr_system(&bits[0], 1u << i % 32);
  atomicAnd_system(&bits[1], ~(1u << i % 32));
  atomicXor_system(&bits[2], 1u << i % 32);
  atomicInc_system(&bits[3], 9);
  atomicDec_system(&bits[4], 9);
}

__global__ void ofTheBlock(int *cells, unsigned *bits) {
  __shared__ int sum;
  __shared__ unsigned mask;
  if (threadIdx.x == 0)
    sum = 0, mask = 0;
  __syncthreads();
  atomicAdd_block(&sum, (int)threadIdx.x);
  atomicOr_block(&mask, 1u << threadIdx.x % 32);
  atomicMax_block(&cells[blockIdx.x * 2 + 1], (int)threadIdx.x);
  __syncthreads();
  if (threadIdx.x == 0) {
    cells[blockIdx.x * 2] = sum;
    bits[blockIdx.x] = atomicExch_block(&mask, 1u);
  }
}

int main() {
  int *cells = managed<int>(8);
  unsigned *bits = managed<unsigned>(8);
  cells[6] = 11;
  bits[1] = 0xffffffff;
  ofTheSystem<<<3, 32>>>(cells, bits);
  LAUNCH_OK();
  EXPECT(cells[0] == 96 * 95 / 2 && cells[1] == -192 && cells[2] == 95 && cells[3] == -95 && cells[4] == 288);
  EXPECT(cells[5] == 11 && cells[6] == 5);
  EXPECT(bits[0] == 0xffffffff && bits[1] == 0 && bits[2] == 0xffffffff && bits[3] == 6 && bits[4] == 4);
  ofTheBlock<<<3, 64>>>(cells, bits);
  LAUNCH_OK();
  for (int b = 0; b < 3; ++b)
    EXPECT(cells[b * 2] == 2016 && bits[b] == 0xffffffff);
  EXPECT(cells[1] == 63 && cells[5] == 63);
  return finish();
}
