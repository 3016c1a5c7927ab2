// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels through function pointers: variables, tables, parameters and typedefs.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
typedef void (*Kernel)(int *, int);

__global__ void add(int *data, int n) { data[threadIdx.x] += n; }
__global__ void multiply(int *data, int n) { data[threadIdx.x] *= n; }

static const Kernel table[] = {add, &multiply};

void launch(Kernel kernel, int *data, int n) { kernel<<<1, 16>>>(data, n); }

int main() {
  int *data = managed<int>(16);
  for (int i = 0; i < 16; ++i)
    data[i] = i;
  auto chosen = add;
  chosen<<<1, 16>>>(data, 1);
  launch(multiply, data, 10);
  for (Kernel kernel : table)
    kernel<<<1, 16>>>(data, 2);
  (*table[0])<<<1, 16>>>(data, 1);
  (data[0] < 0 ? add : multiply)<<<1, 16>>>(data, 3);
  LAUNCH_OK();
  for (int i = 0; i < 16; ++i)
    EXPECT(data[i] == (((i + 1) * 10 + 2) * 2 + 1) * 3);
  return finish();
}
