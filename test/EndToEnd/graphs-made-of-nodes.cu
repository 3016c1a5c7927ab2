// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs whose nodes are added one by one: kernels, copies, fills, host functions, children; parameters that change.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ int offset = 0;

__global__ void scale(int *data, int n, int factor) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] = data[i] * factor + offset;
}

static void CUDART_CB count(void *calls) { ++*static_cast<int *>(calls); }

int main() {
  const int n = 1000;
  int *device, *in, *out, calls = 0, factor = 3, five = 5;
  CUDA_OK(cudaMalloc(&device, n * sizeof(int)));
  CUDA_OK(cudaMallocHost(&in, n * sizeof(int)));
  CUDA_OK(cudaMallocHost(&out, n * sizeof(int)));
  for (int i = 0; i < n; ++i)
    in[i] = i;

  cudaGraph_t graph, child;
  CUDA_OK(cudaGraphCreate(&graph, 0));
  CUDA_OK(cudaGraphCreate(&child, 0));
  int size = n;
  void *arguments[] = {&device, &size, &factor};
  cudaKernelNodeParams kernel = {};
  kernel.func = (void *)scale;
  kernel.gridDim = dim3((n + 127) / 128);
  kernel.blockDim = dim3(128);
  kernel.kernelParams = arguments;
  cudaGraphNode_t toDevice, setOffset, both[2], inner, nested, toHost, host, clear;
  CUDA_OK(cudaGraphAddMemcpyNode1D(&both[0], graph, nullptr, 0, device, in, n * sizeof(int), cudaMemcpyHostToDevice));
  CUDA_OK(cudaGraphAddMemcpyNodeToSymbol(&both[1], graph, nullptr, 0, offset, &five, sizeof(int), 0, cudaMemcpyHostToDevice));
  toDevice = both[0], setOffset = both[1];
  CUDA_OK(cudaGraphAddKernelNode(&inner, child, nullptr, 0, &kernel));
  CUDA_OK(cudaGraphAddChildGraphNode(&nested, graph, both, 2, child));
  CUDA_OK(cudaGraphAddMemcpyNode1D(&toHost, graph, &nested, 1, out, device, n * sizeof(int), cudaMemcpyDeviceToHost));
  cudaHostNodeParams call = {count, &calls};
  CUDA_OK(cudaGraphAddHostNode(&host, graph, &toHost, 1, &call));
  cudaMemsetParams zero = {};
  zero.dst = device, zero.elementSize = 4, zero.width = n, zero.height = 1;
  CUDA_OK(cudaGraphAddMemsetNode(&clear, graph, &host, 1, &zero));

  cudaGraphExec_t executable;
  CUDA_OK(cudaGraphInstantiate(&executable, graph, nullptr, nullptr, 0));
  cudaStream_t stream;
  CUDA_OK(cudaStreamCreate(&stream));
  for (int round = 0; round < 3; ++round)
    CUDA_OK(cudaGraphLaunch(executable, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  EXPECT(calls == 3);
  for (int i = 0; i < n; ++i)
    EXPECT(out[i] == i * 3 + 5);

  factor = 7;
  cudaGraph_t copy;
  cudaGraphNode_t innerCopy;
  CUDA_OK(cudaGraphChildGraphNodeGetGraph(nested, &copy));
  CUDA_OK(cudaGraphNodeFindInClone(&innerCopy, inner, copy));
  CUDA_OK(cudaGraphExecKernelNodeSetParams(executable, innerCopy, &kernel));
  CUDA_OK(cudaGraphNodeSetEnabled(executable, setOffset, 0));
  CUDA_OK(cudaGraphNodeSetEnabled(executable, toDevice, 0));
  CUDA_OK(cudaGraphLaunch(executable, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  for (int i = 0; i < n; ++i)
    EXPECT(out[i] == 0 * 7 + 5);
  CUDA_OK(cudaGraphExecDestroy(executable));
  CUDA_OK(cudaGraphDestroy(child));
  CUDA_OK(cudaGraphDestroy(graph));
  return finish();
}
