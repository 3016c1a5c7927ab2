// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The typed C++ forms, launches and symbols parse as the translator parses them, with no toolkit.
// RUN: %clangxx -std=c++17 -x cuda --cuda-host-only --cuda-path=/nonexistent -nocudainc -nocudalib -isystem %include/cuda \
// RUN:   -include cuda_runtime.h -Wall -Wno-unused -Werror -fsyntax-only %s
__constant__ float Table[16];
__managed__ int Shared;

template <class T> __global__ void __launch_bounds__(256, 2) fill(T *Out, int Count) {
  extern __shared__ unsigned char Scratch[];
  int I = blockIdx.x * blockDim.x + threadIdx.x;
  if (I < Count)
    Out[I] = Table[I % warpSize] + Scratch[0];
  __syncthreads();
}

void useMemory(float *Data, cudaStream_t Stream) {
  cudaMalloc(&Data, 64);
  cudaMalloc((void **)&Data, 64);
  cudaMallocHost(&Data, 64);
  cudaHostAlloc(&Data, 64, cudaHostAllocMapped);
  cudaMallocManaged(&Data, 64);
  cudaMallocAsync(&Data, 64, Stream);
  const float *Constant;
  cudaMalloc(&Constant, 64);
  cudaMallocManaged(&Constant, 64);
  cudaMemcpyToSymbol(Table, Data, 64);
  cudaMemcpyFromSymbol(Data, Table, 64, 0, cudaMemcpyDeviceToHost);
  cudaGetSymbolAddress((void **)&Data, Table);
  cudaMemPrefetchAsync(Data, 64, cudaCpuDeviceId, Stream);
  cudaMemLocation Host = {cudaMemLocationTypeHost, 0};
  cudaMemPrefetchAsync(Data, 64, Host, 0, Stream);
  cudaMemcpy3DParms Copy = {0};
  Copy.extent = make_cudaExtent(1, 2, 3);
  cudaMemcpy3D(&Copy);
  cudaChannelFormatDesc Format = cudaCreateChannelDesc<float4>();
  (void)Format;
}

void useLaunches(float *Data, int Count, cudaStream_t Stream) {
  fill<<<1, 2>>>(Data, Count);
  fill<float><<<dim3(1, 2), dim3(3, 4), 64, Stream>>>(Data, Count);
  void *Args[] = {&Data, &Count};
  cudaLaunchKernel(fill<float>, 1, 1, Args);
  cudaLaunchKernel((void *)fill<float>, dim3(1), dim3(1), Args, 0, 0);
  cudaLaunchCooperativeKernel(fill<float>, dim3(1), dim3(1), Args);
  cudaLaunchConfig_t Config = {};
  cudaLaunchKernelEx(&Config, fill<float>, Data, 'c');
  cudaFuncSetAttribute(fill<float>, cudaFuncAttributeMaxDynamicSharedMemorySize, 1 << 16);
  int Blocks, Size;
  cudaOccupancyMaxPotentialBlockSize(&Blocks, &Size, fill<float>, 0, 0);
  cudaOccupancyMaxActiveBlocksPerMultiprocessor(&Blocks, fill<float>, 64, 0);
}
