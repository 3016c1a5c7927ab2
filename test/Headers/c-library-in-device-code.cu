// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device code calls C's functions, in namespace std and out of it, for every type; host code still means C's own.
// RUN: %clangxx -std=c++17 -x cuda --cuda-host-only --cuda-path=/nonexistent -nocudainc -nocudalib -isystem %include/cuda \
// RUN:   -include cuda_runtime.h -Wall -Werror -fsyntax-only %s
// RUN: not %clangxx -std=c++17 -x cuda --cuda-host-only --cuda-path=/nonexistent -nocudainc -nocudalib \
// RUN:   -isystem %include/cuda -include cuda_runtime.h -DHOST_ONLY -fsyntax-only %s 2>&1 | FileCheck %s
#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <new>
#include <unistd.h>
extern "C" int printf(const char *, ...);

__global__ void compute(float *F, double *D, int I, long L, unsigned U) {
  F[0] = sqrt(F[1]) + sqrtf(F[1]) + powf(F[1], 2.f) + pow(F[1], 2) + std::pow(F[0], D[0]) + fmaxf(F[0], F[1]);
  D[0] = exp(D[1]) + std::exp(D[1]) + pow(D[1], 2) + fabs(D[1]) + fma(D[0], D[1], D[2]) + floor(D[0]) + log(2);
  I = abs(I) + abs(L) + std::abs(I) + min(I, 3) + max(U, 3u) + std::max(I, 4) + (isnan(F[0]) || std::isinf(D[0]));
  sincosf(F[0], F + 1, F + 2);
  F[3] = __expf(F[4]) + rsqrtf(F[5]) + std::fabs(F[6]);
  int *P = new int[2];
  delete[] P;
  new (F) float(1);
  std::memcpy(F, D, 8);
  free(malloc(16));
  printf("%f %d\n", F[0], I);
  assert(F && "has memory");
  D[3] = clock() + clock64();
#ifdef HOST_ONLY
  I = getpid();
  // CHECK: error: no matching function for call to 'getpid'
#endif
}

double computeOnHost(double X, float F, int I) {
  void *P = malloc(4);
  free(P);
  assert(I);
  printf("%d\n", abs(I));
  return exp(X) + exp(F) + std::pow(F, I) + min(I, 3) + rsqrtf(F) + std::max(X, X) + getpid();
}
