// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What replaying a graph costs beside issuing the same work again, and how far branches overlap. Any CUDA compiler
// takes it; prints one line per measurement, medians of several rounds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

__global__ void empty() {}

// Keeps one core busy: the result depends on every round.
__global__ void spin(unsigned *result, unsigned rounds) {
  unsigned value = blockIdx.x;
  for (unsigned i = 0; i < rounds; ++i)
    value = value * 1664525u + 1013904223u;
  *result = value;
}

static void check(cudaError_t error) {
  if (error == cudaSuccess)
    return;
  std::printf("%s\n", cudaGetErrorString(error));
  std::exit(1);
}

// Median seconds of body(), after one call that does not count.
template <class BodyT> static double secondsOf(int rounds, BodyT body) {
  body();
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    auto start = std::chrono::steady_clock::now();
    body();
    times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  return times[times.size() / 2];
}

static cudaGraphExec_t instantiate(cudaGraph_t graph) {
  cudaGraphExec_t executable;
  check(cudaGraphInstantiateWithFlags(&executable, graph, 0));
  check(cudaGraphDestroy(graph));
  return executable;
}

// `width` chains of `length` kernels each.
template <class LaunchT> static cudaGraph_t makeChains(int width, int length, LaunchT params) {
  cudaGraph_t graph;
  check(cudaGraphCreate(&graph, 0));
  for (int chain = 0; chain < width; ++chain) {
    cudaGraphNode_t last = nullptr;
    for (int i = 0; i < length; ++i) {
      cudaKernelNodeParams node = params(chain);
      check(cudaGraphAddKernelNode(&last, graph, last ? &last : nullptr, last ? 1 : 0, &node));
    }
  }
  return graph;
}

static void measureNodes(cudaStream_t stream, int width, int length) {
  auto params = [](int) {
    cudaKernelNodeParams node = {};
    node.func = (void *)empty;
    node.gridDim = node.blockDim = dim3(1);
    return node;
  };
  cudaGraphExec_t graph = instantiate(makeChains(width, length, params));
  int nodes = width * length;
  double replay = secondsOf(51, [&] {
    check(cudaGraphLaunch(graph, stream));
    check(cudaStreamSynchronize(stream));
  });
  double again = secondsOf(51, [&] {
    for (int i = 0; i < nodes; ++i)
      empty<<<1, 1, 0, stream>>>();
    check(cudaStreamSynchronize(stream));
  });
  std::printf("%5d chains of %5d empty kernels: replayed %7.1f ns a node, issued again %7.1f ns a kernel\n", width, length,
              replay / nodes * 1e9, again / nodes * 1e9);
  check(cudaGraphExecDestroy(graph));
}

static void measureOverlap(cudaStream_t stream, int width, unsigned rounds) {
  static unsigned *results = nullptr;
  if (!results)
    check(cudaMalloc(&results, 64 * sizeof(unsigned)));
  std::vector<unsigned *> targets(width);
  std::vector<std::vector<void *>> arguments(width);
  auto params = [&](int chain) {
    targets[chain] = results + chain;
    arguments[chain] = {&targets[chain], &rounds};
    cudaKernelNodeParams node = {};
    node.func = (void *)spin;
    node.gridDim = node.blockDim = dim3(1);
    node.kernelParams = arguments[chain].data();
    return node;
  };
  cudaGraphExec_t graph = instantiate(makeChains(width, 4, params));
  double replay = secondsOf(21, [&] {
    check(cudaGraphLaunch(graph, stream));
    check(cudaStreamSynchronize(stream));
  });
  double again = secondsOf(21, [&] {
    for (int i = 0; i < width * 4; ++i)
      spin<<<1, 1, 0, stream>>>(results + i % width, rounds);
    check(cudaStreamSynchronize(stream));
  });
  std::printf("%5d chains of     4 kernels of one block: replayed %8.1f us, issued in one stream %8.1f us, ratio %.2f\n",
              width, replay * 1e6, again * 1e6, again / replay);
  check(cudaGraphExecDestroy(graph));
}

int main() {
  cudaStream_t stream;
  check(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  measureNodes(stream, 1, 100);
  measureNodes(stream, 1, 1000);
  measureNodes(stream, 1, 10000);
  measureNodes(stream, 10, 100);
  for (int width : {1, 2, 4, 8})
    measureOverlap(stream, width, 200000);
  check(cudaStreamDestroy(stream));
}
