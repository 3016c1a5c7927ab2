// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Math functions keep CUDA's error bounds where the loop over threads is vectorised. OpenCL's own are looser.
// BACKENDS: cpu -- the bounds are those of the CPU's vector functions
// RUN: %lorchacc -O3 %s -o %t && %run %t
// RUN: %lorchacc -O3 --cpu-arch=baseline %s -o %t.baseline && %t.baseline
#include <cfloat>
#include <cmath>
#include <cstdio>

enum { Count = 1 << 16, Functions = 5 };

template <class T> __global__ void evaluate(const T *X, T *Y) {
  int I = blockIdx.x * blockDim.x + threadIdx.x;
  T V = X[I];
  Y[I] = exp(V);
  Y[I + Count] = log(fabs(V));
  Y[I + 2 * Count] = sin(V);
  Y[I + 3 * Count] = cos(V);
  Y[I + 4 * Count] = pow(fabs(V), T(1.7));
}

/// How many units in the last place of T Got is off.
template <class T> double error(T Got, long double Want) {
  T Near = std::fabs(static_cast<T>(Want));
  return std::fabs(static_cast<double>((Got - Want) / (std::nextafter(Near, T(INFINITY)) - Near)));
}

/// Bounds: of exp, log, sin, cos, pow in the programming guide.
template <class T> int check(const double (&Bounds)[Functions], long double Power) {
  T *X, *Y;
  int Wrong = 0;
  cudaMallocManaged(&X, Count * sizeof(T));
  cudaMallocManaged(&Y, Count * Functions * sizeof(T));
  for (int I = 0; I < Count; ++I)
    X[I] = static_cast<T>((I - Count / 2 + 0.37) * 0.002);
  evaluate<<<Count / 256, 256>>>(X, Y);
  cudaDeviceSynchronize();
  for (int I = 0; I < Count; ++I) {
    long double V = X[I];
    const long double Want[Functions] = {expl(V), logl(fabsl(V)), sinl(V), cosl(V), powl(fabsl(V), Power)};
    for (int F = 0; F < Functions; ++F)
      if (double Off = error(Y[I + F * Count], Want[F]); !(Off <= Bounds[F]) && Wrong++ < 5)
        printf("function %d of %Lg: off by %g ulp\n", F, V, Off);
  }
  return Wrong;
}

int main() {
  return check<float>({2, 1, 2, 2, 4}, static_cast<float>(1.7)) + check<double>({1, 1, 2, 2, 2}, 1.7) != 0;
}
