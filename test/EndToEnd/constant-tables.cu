// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __constant__ variables that host code never names keep their values, and are constants of the translated program. Any other
// use makes them variables again.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorcha translate %s -o %t.cpp -- -I%S/Inputs && FileCheck %s < %t.cpp
// RUN: %lorcha translate -rdc=true %s -o %t.rdc.cpp -- -I%S/Inputs && FileCheck --check-prefix=RDC %s < %t.rdc.cpp
#include "check.h"

// CHECK: {{^}}static const float kernelOfBlur[3] =
// RDC: {{^}}float kernelOfBlur[3] =
__constant__ float kernelOfBlur[3] = {.25f, .5f, .25f};
// CHECK: {{^}}static const signed char steps[2][2] =
// RDC: {{^}}static const signed char steps[2][2] =
static __constant__ signed char steps[2][2] = {{1, -1}, {2}};
namespace tables {
// CHECK: {{^}}static const unsigned factor =
__constant__ unsigned factor = 3;
} // namespace tables
// CHECK: {{^}}static float written[2] =
__constant__ float written[2] = {1, 2};
// CHECK: {{^}}static int handedOn[2] =
__constant__ int handedOn[2] = {5, 6};
// CHECK: {{^}}static int unset;
__constant__ int unset;
// CHECK: {{^}}static int both = 7, alone = 8;
__constant__ int both = 7, alone = 8;
// CHECK: {{^}}static const double inTemplate[2] =
__constant__ double inTemplate[2] = {.5, 1.5};

__device__ int second(const int *table) { return table[1]; }

__global__ void blur(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < 1 || i >= n - 1)
    return;
  float sum = 0;
  for (int k = -1; k <= 1; ++k)
    sum += kernelOfBlur[k + 1] * in[i + k];
  out[i] = sum;
}

__global__ void others(int *out) {
  int i = threadIdx.x;
  out[i] = steps[i & 1][i >> 1] * int(tables::factor) + int(written[i & 1]) + second(handedOn) + unset + both + alone;
}

template <class T> __global__ void inTemplateOf(T *out) { out[threadIdx.x] = inTemplate[threadIdx.x]; }

int main() {
  constexpr int N = 200;
  float *in = managed<float>(N), *out = managed<float>(N);
  for (int i = 0; i < N; ++i)
    in[i] = i * i;
  blur<<<2, 128>>>(in, out, N);
  LAUNCH_OK();
  EXPECT(out[0] == 0 && out[N - 1] == 0);
  for (int i = 1; i < N - 1; ++i)
    EXPECT(out[i] == i * i + .5f);

  const float two[2] = {100, 200};
  CUDA_OK(cudaMemcpyToSymbol(written, two, sizeof(two)));
  int *sums = managed<int>(4);
  others<<<1, 4>>>(sums);
  LAUNCH_OK();
  const int step[] = {1, 2, -1, 0};
  for (int i = 0; i < 4; ++i)
    EXPECT(sums[i] == step[i] * 3 + (i & 1 ? 200 : 100) + 6 + 0 + 15);

  double *values = managed<double>(2);
  inTemplateOf<<<1, 2>>>(values);
  LAUNCH_OK();
  EXPECT(values[0] == .5 && values[1] == 1.5);
  return finish();
}
