// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `new` and `delete` in device code: scalars, structs, objects with constructors and destructors; what is deleted is there
// again.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Plain {
  int a = 3;
  float b;
};
struct Bytes {
  char data[1000];
};
struct Counted {
  int *live, value;
  __device__ Counted(int *live, int value = 5) : live(live), value(value) { atomicAdd(live, 1); }
  __device__ ~Counted() { atomicAdd(live, -1 - threadIdx.x / 1000); }
};

__global__ void make(int *live, int *bad, Counted **kept) {
  int *number = new int(threadIdx.x), *zero = new int(), *some = new int;
  *some = 4;
  Plain *plain = new Plain{1, 2.5f}, *usual = new Plain;
  auto *pointer = new const Counted *(nullptr);
  Counted *object = new Counted(live);
  *pointer = object;
  kept[threadIdx.x] = new Counted(live, 2 * threadIdx.x);
  bool good = *number == int(threadIdx.x) && *zero == 0 && *some == 4 && plain->a == 1 && plain->b == 2.5f &&
              usual->a == 3 && (*pointer)->value == 5;
  atomicAdd(bad, !good);
  delete *pointer;
  delete pointer, delete number, delete zero, delete some, delete plain, delete usual;
  int *none = nullptr;
  delete none;
}

__global__ void takeApart(int *bad, Counted **kept) {
  atomicAdd(bad, kept[threadIdx.x]->value != 2 * int(threadIdx.x));
  delete kept[threadIdx.x];
  for (int i = 0; i < 500; ++i) { // much more than the heap holds at once
    Bytes *bytes = new Bytes;
    atomicAdd(bad, bytes == nullptr);
    bytes->data[999] = 1;
    delete bytes;
  }
}

int main() {
  int *live = managed<int>(1), *bad = managed<int>(1);
  Counted **kept = managed<Counted *>(64);
  make<<<1, 64>>>(live, bad, kept);
  LAUNCH_OK();
  EXPECT(*live == 64);
  takeApart<<<1, 64>>>(bad, kept);
  LAUNCH_OK();
  EXPECT(*live == 0);
  EXPECT(*bad == 0);
  return finish();
}
