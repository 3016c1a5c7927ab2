// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditional nodes: kernels decide how often a loop goes round and which body is run.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

// Halves what is even, else triples and adds one; goes on until it is 1.
__global__ void collatz(unsigned *value, int *steps, cudaGraphConditionalHandle goesOn) {
  *value = *value % 2 ? *value * 3 + 1 : *value / 2;
  ++*steps;
  cudaGraphSetConditional(goesOn, *value != 1);
}
__global__ void chooseByRest(const int *steps, cudaGraphConditionalHandle which) {
  if (threadIdx.x == 0)
    cudaGraphSetConditional(which, *steps % 3);
}
__global__ void note(int *into, int what) { *into = what; }

static cudaGraph_t addConditional(cudaGraph_t graph, const cudaGraphNode_t *behind, cudaGraphConditionalHandle handle,
                                  cudaGraphConditionalNodeType type, unsigned size, cudaGraph_t **bodies, cudaGraphNode_t *node) {
  cudaGraphNodeParams params = {};
  params.type = cudaGraphNodeTypeConditional;
  params.conditional.handle = handle;
  params.conditional.type = type;
  params.conditional.size = size;
  CUDA_OK(cudaGraphAddNode(node, graph, behind, nullptr, behind ? 1 : 0, &params));
  *bodies = params.conditional.phGraph_out;
  return params.conditional.phGraph_out[0];
}

static int collatzSteps(unsigned value) {
  int steps = 0;
  do {
    value = value % 2 ? value * 3 + 1 : value / 2;
    ++steps;
  } while (value != 1);
  return steps;
}

int main() {
  unsigned *value;
  int *steps, *chosen;
  CUDA_OK(cudaMalloc(&value, sizeof(unsigned)));
  CUDA_OK(cudaMalloc(&steps, sizeof(int)));
  CUDA_OK(cudaMalloc(&chosen, sizeof(int)));
  cudaStream_t stream;
  CUDA_OK(cudaStreamCreate(&stream));
  cudaGraph_t graph, *bodies;
  CUDA_OK(cudaGraphCreate(&graph, 0));
  cudaGraphConditionalHandle goesOn, which;
  CUDA_OK(cudaGraphConditionalHandleCreate(&goesOn, graph, 1, cudaGraphCondAssignDefault));
  CUDA_OK(cudaGraphConditionalHandleCreate(&which, graph));
  cudaGraphNode_t loop, choice, choose, noted;
  cudaGraph_t body = addConditional(graph, nullptr, goesOn, cudaGraphCondTypeWhile, 1, &bodies, &loop);
  CUDA_OK(cudaStreamBeginCaptureToGraph(stream, body, nullptr, nullptr, 0, cudaStreamCaptureModeRelaxed));
  collatz<<<1, 1, 0, stream>>>(value, steps, goesOn);
  CUDA_OK(cudaStreamEndCapture(stream, nullptr));
  void *arguments[] = {&steps, &which};
  cudaGraphNodeParams kernel = {};
  kernel.type = cudaGraphNodeTypeKernel;
  kernel.kernel.func = (void *)chooseByRest;
  kernel.kernel.gridDim = dim3(1);
  kernel.kernel.blockDim = dim3(32);
  kernel.kernel.kernelParams = arguments;
  CUDA_OK(cudaGraphAddNode(&choose, graph, &loop, nullptr, 1, &kernel));
  addConditional(graph, &choose, which, cudaGraphCondTypeSwitch, 2, &bodies, &choice);
  for (int i = 0; i < 2; ++i) {
    int what = 10 + i;
    void *noteArguments[] = {&chosen, &what};
    kernel.kernel.func = (void *)note;
    kernel.kernel.blockDim = dim3(1);
    kernel.kernel.kernelParams = noteArguments;
    CUDA_OK(cudaGraphAddNode(&noted, bodies[i], nullptr, nullptr, 0, &kernel));
  }
  cudaGraphExec_t executable;
  CUDA_OK(cudaGraphInstantiate(&executable, graph, 0));
  for (unsigned start = 2; start < 12; ++start) {
    int counted = 0, found = 0;
    CUDA_OK(cudaMemcpy(value, &start, sizeof(unsigned), cudaMemcpyHostToDevice));
    CUDA_OK(cudaMemset(steps, 0, sizeof(int)));
    CUDA_OK(cudaMemset(chosen, 0, sizeof(int)));
    CUDA_OK(cudaGraphLaunch(executable, stream));
    CUDA_OK(cudaStreamSynchronize(stream));
    CUDA_OK(cudaMemcpy(&counted, steps, sizeof(int), cudaMemcpyDeviceToHost));
    CUDA_OK(cudaMemcpy(&found, chosen, sizeof(int), cudaMemcpyDeviceToHost));
    int expected = collatzSteps(start);
    EXPECT(counted == expected);
    EXPECT(found == (expected % 3 < 2 ? 10 + expected % 3 : 0));
  }
  CUDA_OK(cudaGraphExecDestroy(executable));
  CUDA_OK(cudaGraphDestroy(graph));
  return finish();
}
