// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes of kernels count static shared, constant and local memory, occupancy heeds the first, and variables have sizes, by their address too.
// RUN: %lorchacc %s -o %t && %run %t
#include <cstdio>
#include <cstdlib>

#define EXPECT(Condition)                                                                                              \
  if (!(Condition)) {                                                                                                  \
    std::printf("line %d: %s\n", __LINE__, #Condition);                                                                \
    return EXIT_FAILURE;                                                                                               \
  }

__constant__ float Table[100];
__device__ double Total;

__global__ void plain(int *Out) { *Out = static_cast<int>(Table[threadIdx.x] + Total); }

__global__ void shared(int *Out) {
  __shared__ float Tile[256];
  __shared__ int Count;
  Tile[threadIdx.x] = Table[0];
  if (threadIdx.x == 0)
    Count = 3;
  __syncthreads();
  *Out = static_cast<int>(Tile[255 - threadIdx.x]) + Count;
}

template <class T, int N> __global__ void ofTypes(T *Out) {
  __shared__ T Values[N];
  Values[threadIdx.x % N] = Out[0];
  __syncthreads();
  Out[0] = Values[0];
}

__constant__ int Steps[3] = {1, 2, 3};
__device__ int summed(const int *From) {
  int Copy[8];
  for (int I = 0; I < 8; ++I)
    Copy[I] = From[I] + Steps[I % 3];
  return Copy[threadIdx.x % 8];
}
template <class T, int N> __global__ void withArrays(T *Out) {
  T Mine[N];
  int Others[8] = {};
  for (int I = 0; I < N; ++I)
    Mine[I] = Out[I];
  Out[threadIdx.x] = Mine[threadIdx.x % N] + summed(Others) + Table[threadIdx.x];
}

static cudaFuncAttributes attributesOf(const void *Kernel) {
  cudaFuncAttributes About;
  return cudaFuncGetAttributes(&About, Kernel) == cudaSuccess ? About : cudaFuncAttributes();
}

template <class KernelT> static size_t bytesOf(KernelT *Kernel) {
  cudaFuncAttributes About;
  return cudaFuncGetAttributes(&About, Kernel) == cudaSuccess ? About.sharedSizeBytes : 99999;
}

int main() {
  EXPECT(bytesOf(plain) == 0);
  EXPECT(bytesOf(shared) == 256 * sizeof(float) + sizeof(int));
  EXPECT((bytesOf(ofTypes<short, 64>) == 128));
  EXPECT((bytesOf(ofTypes<int, 10000>) == 40000));
  EXPECT(attributesOf((const void *)plain).constSizeBytes == sizeof(Table));
  EXPECT(attributesOf((const void *)plain).localSizeBytes == 0);
  EXPECT(attributesOf((const void *)shared).localSizeBytes == 0);
  const cudaFuncAttributes Arrays = attributesOf((const void *)withArrays<short, 10>);
  EXPECT(Arrays.constSizeBytes == sizeof(Table) + 3 * sizeof(int));
  EXPECT(Arrays.localSizeBytes == 10 * sizeof(short) + 16 * sizeof(int));
  EXPECT((attributesOf((const void *)withArrays<double, 5>).localSizeBytes == 5 * sizeof(double) + 16 * sizeof(int)));

  cudaDeviceProp About;
  int Many = 0, Few = 0;
  EXPECT(cudaGetDeviceProperties(&About, 0) == cudaSuccess);
  EXPECT(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&Many, plain, 32, 0) == cudaSuccess);
  EXPECT((cudaOccupancyMaxActiveBlocksPerMultiprocessor(&Few, ofTypes<int, 10000>, 32, 0) == cudaSuccess));
  EXPECT(Few <= static_cast<int>(About.sharedMemPerMultiprocessor / 40000) && Few <= Many);

  size_t Bytes = 0;
  EXPECT(cudaGetSymbolSize(&Bytes, Table) == cudaSuccess && Bytes == sizeof(Table));
  EXPECT(cudaGetSymbolSize(&Bytes, static_cast<const void *>(&Table)) == cudaSuccess && Bytes == sizeof(Table));
  EXPECT(cudaGetSymbolSize(&Bytes, static_cast<const void *>(&Total)) == cudaSuccess && Bytes == sizeof(double));
  EXPECT(cudaGetSymbolSize(&Bytes, static_cast<const void *>(&Bytes)) == cudaErrorInvalidSymbol);
  std::puts("as expected");
}
