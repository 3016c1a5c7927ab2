// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads and stores with cache hints move what plain ones move, for scalars and vectors.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

template <class T> __global__ void copy(const T *in, T *out, int n) {
  int i = threadIdx.x + blockIdx.x * blockDim.x;
  if (i >= n)
    return;
  T value;
  switch (i % 6) {
  case 0:
    value = __ldg(in + i);
    break;
  case 1:
    value = __ldcs(in + i);
    break;
  case 2:
    value = __ldcg(&in[i]);
    break;
  case 3:
    value = __ldca(&in[i]);
    break;
  case 4:
    value = __ldlu(in + i);
    break;
  default:
    value = __ldcv(in + i);
  }
  switch (i % 4) {
  case 0:
    __stcs(out + i, value);
    break;
  case 1:
    __stcg(&out[i], value);
    break;
  case 2:
    __stwb(out + i, value);
    break;
  default:
    __stwt(out + i, value);
  }
}

template <class T> void check() {
  const int n = 100;
  T *in = managed<T>(n), *out = managed<T>(n);
  unsigned char *bytes = reinterpret_cast<unsigned char *>(in),
                *copied = reinterpret_cast<unsigned char *>(out);
  for (size_t i = 0; i < n * sizeof(T); ++i)
    bytes[i] = i * 7 + 3;
  copy<<<2, 64>>>(in, out, n);
  LAUNCH_OK();
  for (size_t i = 0; i < n * sizeof(T); ++i)
    EXPECT(copied[i] == bytes[i]);
}

int main() {
  check<int>();
  check<unsigned>();
  check<unsigned long long>();
  check<short>();
  check<unsigned char>();
  check<int2>();
  check<int4>();
  check<uint4>();
  check<float4>();
  return finish();
}
