// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes from one array to the other: each launch means the binding that it found, though the host goes on and binds again.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <utility>
texture<int, 1, cudaReadModeElementType> source;

__global__ void pass(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, good = 0;
  for (int k = 0; k < 64; ++k) // takes a while
    good += tex1Dfetch(source, (i + k) % n) >= 0;
  out[i] = tex1Dfetch(source, i) + (good == 64);
}

int main() {
  const int n = 1 << 16, passes = 6;
  int *from = managed<int>(n), *to = managed<int>(n);
  for (int i = 0; i < n; ++i)
    from[i] = i, to[i] = -1000000;
  for (int k = 0; k < passes; ++k) {
    EXPECT(cudaBindTexture(nullptr, source, from, n * sizeof(int)) == cudaSuccess);
    pass<<<n / 256, 256>>>(to, n);
    std::swap(from, to);
  }
  EXPECT(cudaUnbindTexture(source) == cudaSuccess);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i)
    EXPECT(from[i] == i + passes);
  return finish();
}
