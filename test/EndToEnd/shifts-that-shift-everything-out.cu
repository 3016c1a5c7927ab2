// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An amount as large as the value's width or larger shifts every bit out, as on NVIDIA's devices.
// RUN: %lorchacc -O0 %s -o %t && %t
// RUN: %lorchacc -O2 %s -o %t && %run %t
#include <cstdio>

#define SHIFTED(Value, Amount) ((Value) << (Amount))

template <class T> __device__ T leftBy(T Value, int Amount) { return Value << Amount; }

struct Bits { unsigned Low : 20; };

__global__ void shift(const int *Amounts, int *Left, int *Right, unsigned *Logical, unsigned long long *Wide,
                      int *Rest) {
  int I = threadIdx.x, N = Amounts[I];
  Left[I] = leftBy(5, N);
  Right[I] = -64 >> N;
  Logical[I] = 0xffffffffu;
  Logical[I] >>= N;
  Wide[I] = SHIFTED(1ull, N) | leftBy(1ull, N);
  unsigned char Narrow = 255; // shifted as an int
  Narrow <<= N;
  Bits Field = {1};
  Field.Low <<= N & 7;
  Rest[I] = Narrow + (int)Field.Low * 1000 + (1 << (N & 31)) / (1 << (N & 31)) * 1000000;
}

const int Amounts[] = {0, 1, 8, 31, 32, 33, 40, 63, 64, 200};
constexpr int Count = sizeof(Amounts) / sizeof(int);

int main() {
  int *A, *Left, *Right, *Rest, Wrong = 0;
  unsigned *Logical;
  unsigned long long *Wide;
  for (void **P : {(void **)&A, (void **)&Left, (void **)&Right, (void **)&Logical, (void **)&Wide,
                   (void **)&Rest})
    cudaMallocManaged(P, Count * 8);
  cudaMemcpy(A, Amounts, sizeof(Amounts), cudaMemcpyHostToDevice);
  shift<<<1, Count>>>(A, Left, Right, Logical, Wide, Rest);
  cudaDeviceSynchronize();
  for (int I = 0; I < Count; ++I) {
    int N = Amounts[I];
    bool Is32 = N < 32, Is64 = N < 64;
    Wrong += Left[I] != (Is32 ? (int)(5ll << N) : 0);
    Wrong += Right[I] != (Is32 ? (int)(-64ll >> N) : -1);
    Wrong += Logical[I] != (Is32 ? 0xffffffffu >> N : 0);
    Wrong += Wide[I] != (Is64 ? 1ull << N : 0);
    Wrong += Rest[I] != (unsigned char)(N < 8 ? 255 << N : 0) + (1 << (N & 7)) * 1000 + 1000000;
  }
  printf("%d wrong\n", Wrong);
  return Wrong;
}
