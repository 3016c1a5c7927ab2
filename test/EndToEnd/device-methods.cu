// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Methods, constructors, static methods and inheritance of classes used on the device.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
class Base {
public:
  __host__ __device__ Base(int seed) : state(seed) {}
  __host__ __device__ int next() { return state = step(state); }
  __host__ __device__ static int step(int x) { return (x * 1103 + 12345) % 65521; }

protected:
  int state;
};

class Derived : public Base {
public:
  __host__ __device__ explicit Derived(int seed) : Base(seed + 1), calls(0) {}
  __host__ __device__ int draw(int limit) {
    ++calls;
    return next() % limit;
  }
  __device__ int where() const { return threadIdx.x * 10 + calls; }

private:
  int calls;
};

__global__ void draw(int *out, int *places) {
  Derived source(threadIdx.x);
  for (int i = 0; i < 5; ++i)
    out[threadIdx.x] = source.draw(1000);
  places[threadIdx.x] = source.where();
}

int main() {
  int *out = managed<int>(40), *places = managed<int>(40);
  draw<<<1, 40>>>(out, places);
  LAUNCH_OK();
  for (int i = 0; i < 40; ++i) {
    Derived source(i);
    int expected = 0;
    for (int k = 0; k < 5; ++k)
      expected = source.draw(1000);
    EXPECT(out[i] == expected);
    EXPECT(places[i] == i * 10 + 5);
  }
  return finish();
}
