// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parameters that the whole grid reads in place: a large struct, by member, by address and by reference.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

struct Table {
  int scale;
  float weights[60];
  const int *offsets;
};

__device__ float byAddress(const Table *table, int i) { return table->weights[i]; }
__device__ int byReference(const Table &table, int i) { return table.offsets[i] * table.scale; }

__global__ void look(const __grid_constant__ Table table, float *out, const __grid_constant__ int n) {
  __shared__ int first;
  int i = threadIdx.x;
  if (i == 0)
    first = table.offsets[0];
  __syncthreads();
  if (i < n)
    out[blockIdx.x * n + i] = byAddress(&table, i) + byReference(table, i) + first;
}

int main() {
  const int n = 60;
  Table table;
  int *offsets = managed<int>(n);
  float *out = managed<float>(2 * n);
  table.scale = 3;
  table.offsets = offsets;
  for (int i = 0; i < n; ++i) {
    table.weights[i] = i * 0.5f;
    offsets[i] = n - i;
  }
  look<<<2, 64>>>(table, out, n);
  LAUNCH_OK();
  for (int i = 0; i < 2 * n; ++i)
    EXPECT(out[i] == i % n * 0.5f + (n - i % n) * 3 + n);
  return finish();
}
