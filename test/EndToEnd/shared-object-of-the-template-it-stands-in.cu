// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A static shared object whose class is the template that its function belongs to: its member templates may be called
// without `template`, which is right for the current instantiation and for nothing else.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
template <int Size, int Factor> class Stage {
public:
  static __device__ void run(const int *in, int *out) {
    __shared__ Stage<Size, Factor> stage;
    stage.load<true>(in);
    __syncthreads();
    if (blockIdx.x == 0)
      stage.store<true>(out);
    else
      stage.store<false>(out);
  }

private:
  template <bool Scaled> __device__ void load(const int *in) {
    values[threadIdx.x] = in[threadIdx.x] * (Scaled ? Factor : 1);
  }
  template <bool Reversed> __device__ void store(int *out) {
    out[blockIdx.x * Size + threadIdx.x] = values[Reversed ? Size - 1 - threadIdx.x : threadIdx.x];
  }
  int values[Size];
};

template <int Size> __global__ void runStage(const int *in, int *out) { Stage<Size, 3>::run(in, out); }

int main() {
  const int size = 64;
  int *in = managed<int>(size), *out = managed<int>(2 * size);
  for (int i = 0; i < size; ++i)
    in[i] = i * i;
  runStage<size><<<2, size>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < size; ++i) {
    EXPECT(out[i] == 3 * in[size - 1 - i]);
    EXPECT(out[size + i] == 3 * in[i]);
  }
  return finish();
}
