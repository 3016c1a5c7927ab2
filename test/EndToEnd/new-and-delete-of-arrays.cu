// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays made by `new` in device code: of known and unknown length, of arrays, with lists, of objects that are made in
// order and destroyed in reverse; and large arrays of such objects in private memory.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ int made, sum;

struct Item {
  int number;
  __device__ Item(int step = 2) : number(step * made++) {}
  __device__ ~Item() {
    sum = sum * 3 + number; // depends on the order
  }
};

__global__ void run(int n, int *out) {
  Item *items = new Item[n];
  out[0] = items[0].number + 10 * items[n - 1].number;
  delete[] items; // 8, 6, 4, 2, 0
  out[1] = sum;
  int *zeros = new int[n](), *list = new int[n + 1]{7, 8}, *none = new int[n - n];
  out[2] = zeros[0] + zeros[n - 1];
  out[3] = list[0] + list[1] + list[2] + list[n];
  out[4] = none != nullptr;
  delete[] zeros, delete[] list, delete[] none;
  auto rows = new double[n][3];
  for (int i = 0; i < n; ++i)
    rows[i][2] = i;
  out[5] = rows[n - 1][2];
  delete[] rows;
  made = sum = 0;
  auto pairs = new Item[n][2];
  out[6] = pairs[1][1].number;
  delete[] pairs;
  out[7] = sum;
  made = sum = 0;
  {
    Item many[100];
    out[8] = many[99].number;
  }
  out[9] = sum;
}

int main() {
  int *out = managed<int>(10);
  run<<<1, 1>>>(5, out);
  LAUNCH_OK();
  auto order = [](int count) {
    unsigned result = 0;
    for (int i = count; i-- > 0;)
      result = result * 3 + 2 * i;
    return int(result);
  };
  EXPECT(out[0] == 80 && out[1] == order(5));
  EXPECT(out[2] == 0 && out[3] == 15 && out[4] == 1);
  EXPECT(out[5] == 4);
  EXPECT(out[6] == 6 && out[7] == order(10));
  EXPECT(out[8] == 198 && out[9] == order(100));
  return finish();
}
