// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Work of streams captured into graphs: fork and join, allocations, replay with other data, update with another capture.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
const int n = 4096;

__global__ void scale(const int *from, int *to, int factor) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  to[i] = from[i] * factor;
}
__global__ void sum(const int *a, const int *b, int *to) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  to[i] = a[i] + b[i];
}

// out = in * factor + in * 2, the halves on two branches.
static cudaGraph_t capture(cudaStream_t stream, cudaStream_t side, const int *in, int *out, int factor) {
  cudaEvent_t fork, join;
  CUDA_OK(cudaEventCreateWithFlags(&fork, cudaEventDisableTiming));
  CUDA_OK(cudaEventCreateWithFlags(&join, cudaEventDisableTiming));
  int *a, *b, *c;
  CUDA_OK(cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal));
  CUDA_OK(cudaMallocAsync(&a, n * sizeof(int), stream));
  CUDA_OK(cudaMallocAsync(&b, n * sizeof(int), stream));
  CUDA_OK(cudaMallocAsync(&c, n * sizeof(int), stream));
  CUDA_OK(cudaMemcpyAsync(c, in, n * sizeof(int), cudaMemcpyHostToDevice, stream));
  CUDA_OK(cudaEventRecord(fork, stream));
  CUDA_OK(cudaStreamWaitEvent(side, fork, 0));
  scale<<<n / 128, 128, 0, stream>>>(c, a, factor);
  scale<<<n / 128, 128, 0, side>>>(c, b, 2);
  CUDA_OK(cudaEventRecord(join, side));
  CUDA_OK(cudaStreamWaitEvent(stream, join, 0));
  sum<<<n / 128, 128, 0, stream>>>(a, b, c);
  CUDA_OK(cudaMemcpyAsync(out, c, n * sizeof(int), cudaMemcpyDeviceToHost, stream));
  CUDA_OK(cudaFreeAsync(a, stream));
  CUDA_OK(cudaFreeAsync(b, stream));
  CUDA_OK(cudaFreeAsync(c, stream));
  cudaGraph_t graph;
  CUDA_OK(cudaStreamEndCapture(stream, &graph));
  CUDA_OK(cudaEventDestroy(fork));
  CUDA_OK(cudaEventDestroy(join));
  return graph;
}

__global__ void increment(int *value, int by) { *value += by; }

static cudaGraph_t captureIncrements(cudaStream_t stream, int *value, int by) {
  cudaGraph_t graph;
  CUDA_OK(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
  for (int i = 0; i < 10; ++i)
    increment<<<1, 1, 0, stream>>>(value, by);
  CUDA_OK(cudaStreamEndCapture(stream, &graph));
  return graph;
}

int main() {
  int *in, *out;
  CUDA_OK(cudaMallocHost(&in, n * sizeof(int)));
  CUDA_OK(cudaMallocHost(&out, n * sizeof(int)));
  cudaStream_t stream, side;
  CUDA_OK(cudaStreamCreate(&stream));
  CUDA_OK(cudaStreamCreateWithFlags(&side, cudaStreamNonBlocking));
  cudaGraph_t graph = capture(stream, side, in, out, 3);
  size_t nodes = 0;
  CUDA_OK(cudaGraphGetNodes(graph, nullptr, &nodes));
  EXPECT(nodes == 11);
  cudaGraphExec_t executable;
  CUDA_OK(cudaGraphInstantiateWithFlags(&executable, graph, 0));
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < n; ++i)
      in[i] = i + round;
    CUDA_OK(cudaGraphLaunch(executable, stream));
    CUDA_OK(cudaStreamSynchronize(stream));
    for (int i = 0; i < n; ++i)
      EXPECT(out[i] == (i + round) * 5);
  }
  CUDA_OK(cudaGraphExecDestroy(executable));
  CUDA_OK(cudaGraphDestroy(graph));

  int *value, result = 0;
  CUDA_OK(cudaMalloc(&value, sizeof(int)));
  CUDA_OK(cudaMemset(value, 0, sizeof(int)));
  graph = captureIncrements(stream, value, 1);
  CUDA_OK(cudaGraphInstantiate(&executable, graph, 0));
  CUDA_OK(cudaGraphLaunch(executable, stream));
  cudaGraph_t other = captureIncrements(stream, value, 100);
  cudaGraphExecUpdateResultInfo info;
  CUDA_OK(cudaGraphExecUpdate(executable, other, &info));
  EXPECT(info.result == cudaGraphExecUpdateSuccess);
  CUDA_OK(cudaGraphLaunch(executable, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  CUDA_OK(cudaMemcpy(&result, value, sizeof(int), cudaMemcpyDeviceToHost));
  EXPECT(result == 1010);
  return finish();
}
