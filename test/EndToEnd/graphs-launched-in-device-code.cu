// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs that kernels of graphs launch: at once, behind the graph that launches them, and behind themselves; kernels that are put
// behind the grid that launches them.
// BACKENDS: cpu -- kernels of OpenCL devices cannot launch anything
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <algorithm>
#include <tuple>

struct Log {
  int count, errors;
  int entries[64];
};
__global__ void note(Log *log, int what) {
  if (threadIdx.x == 0)
    log->entries[log->count++] = what;
}

// --- Kernels behind grids

__global__ void tail(Log *log, int depth) {
  note<<<1, 32, 0, cudaStreamTailLaunch>>>(log, 10 * depth + 1);
  if (depth < 3)
    tail<<<1, 1, 0, cudaStreamTailLaunch>>>(log, depth + 1);
  note<<<1, 32, 0, cudaStreamTailLaunch>>>(log, 10 * depth + 2);
  note<<<1, 32, 0, cudaStreamFireAndForget>>>(log, 10 * depth);
}

// --- Graphs

__global__ void starts(Log *log, cudaGraphExec_t next, cudaStream_t when) {
  if (threadIdx.x == 0) {
    note<<<1, 1>>>(log, 1);
    log->errors += cudaGraphLaunch(next, when) != cudaSuccess;
    note<<<1, 1>>>(log, 2);
  }
}
// Runs again behind itself until the round is over.
__global__ void repeats(Log *log, int rounds) {
  log->entries[log->count++] = 100;
  if (log->count < rounds)
    log->errors += cudaGraphLaunch(cudaGetCurrentGraphExec(), cudaStreamGraphTailLaunch) != cudaSuccess;
}
__global__ void misuses(Log *log, cudaGraphExec_t other) {
  log->entries[log->count++] = cudaGetCurrentGraphExec() == nullptr;
  log->errors += cudaGraphLaunch(other, cudaStreamGraphFireAndForget) == cudaErrorInvalidValue;
  log->errors += cudaGraphLaunch(other, nullptr) == cudaErrorInvalidResourceHandle;
}

__global__ void fails() { __trap(); }

struct Builder {
  cudaGraph_t graph;
  cudaGraphNode_t last = nullptr;
  Builder() { CUDA_OK(cudaGraphCreate(&graph, 0)); }
  template <class... Params, class... Args> Builder &add(void (*kernel)(Params...), Args... args) {
    return add(kernel, std::tuple<Params...>(args...), std::index_sequence_for<Params...>());
  }
  template <class... Params, class Tuple, size_t... I>
  Builder &add(void (*kernel)(Params...), Tuple values, std::index_sequence<I...>) {
    void *pointers[] = {&std::get<I>(values)...};
    cudaKernelNodeParams node = {};
    node.func = (void *)kernel;
    node.gridDim = node.blockDim = dim3(1);
    node.kernelParams = pointers;
    cudaGraphNode_t added;
    CUDA_OK(cudaGraphAddKernelNode(&added, graph, last ? &last : nullptr, last ? 1 : 0, &node));
    last = added;
    return *this;
  }
  cudaGraphExec_t forDevice(cudaStream_t stream, bool uploads = true) {
    cudaGraphExec_t made = nullptr;
    CUDA_OK(cudaGraphInstantiate(&made, graph, cudaGraphInstantiateFlagDeviceLaunch));
    if (uploads)
      CUDA_OK(cudaGraphUpload(made, stream));
    return made;
  }
};

static bool holds(Log *log, std::initializer_list<int> expected) {
  bool equal = log->count == int(expected.size()) && std::equal(expected.begin(), expected.end(), log->entries);
  for (int i = 0; i < log->count && !equal; ++i)
    printf("%d ", log->entries[i]);
  log->count = 0;
  return equal;
}

int main() {
  Log *log = managed<Log>(1);
  tail<<<1, 1>>>(log, 0);
  LAUNCH_OK();
  EXPECT(holds(log, {0, 1, 10, 11, 20, 21, 30, 31, 32, 22, 12, 2}));

  cudaStream_t stream;
  CUDA_OK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  cudaGraphExec_t inner = Builder().add(note, log, 50).add(note, log, 51).forDevice(stream);
  for (auto [when, isBehind] : {std::pair(cudaStreamGraphFireAndForget, false),
                                std::pair(cudaStreamGraphFireAndForgetAsSibling, false),
                                std::pair(cudaStreamGraphTailLaunch, true)}) {
    cudaGraphExec_t outer = Builder().add(starts, log, inner, when).add(note, log, 3).forDevice(stream);
    for (int launch = 0; launch < 2; ++launch) {
      CUDA_OK(cudaGraphLaunch(outer, stream));
      note<<<1, 1, 0, stream>>>(log, 4); // behind all of it
      CUDA_OK(cudaStreamSynchronize(stream));
      EXPECT(isBehind ? holds(log, {1, 2, 3, 50, 51, 4}) : holds(log, {1, 50, 51, 2, 3, 4}));
    }
  }

  // A graph that was launched by the host need not be uploaded.
  cudaGraphExec_t loop = Builder().add(repeats, log, 40).forDevice(stream, false);
  CUDA_OK(cudaGraphLaunch(loop, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  EXPECT(log->count == 40 && log->errors == 0);
  log->count = 0;

  // Outside of graphs, or where the graph is not ready, nothing is launched.
  misuses<<<1, 1>>>(log, inner);
  LAUNCH_OK();
  EXPECT(holds(log, {1}));
  EXPECT(log->errors == 2);
  cudaGraphExec_t late = Builder().add(note, log, 60).forDevice(stream, false);
  cudaGraphExec_t outer = Builder().add(misuses, log, late).forDevice(stream);
  CUDA_OK(cudaGraphLaunch(outer, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  EXPECT(holds(log, {0}));
  EXPECT(log->errors == 4);

  // What device code cannot launch.
  Builder withHost;
  cudaHostNodeParams host = {};
  host.fn = [](void *) {};
  cudaGraphNode_t node;
  CUDA_OK(cudaGraphAddHostNode(&node, withHost.graph, nullptr, 0, &host));
  cudaGraphInstantiateParams params = {};
  params.flags = cudaGraphInstantiateFlagDeviceLaunch;
  cudaGraphExec_t none = nullptr;
  EXPECT(cudaGraphInstantiateWithParams(&none, withHost.graph, &params) == cudaErrorNotSupported);
  EXPECT(params.result_out == cudaGraphInstantiateNodeOperationNotSupported && params.errNode_out == node);

  // A failure in what device code launches is the device's.
  cudaGraphExec_t failing = Builder().add(fails).forDevice(stream);
  outer = Builder().add(starts, log, failing, cudaStreamGraphFireAndForget).forDevice(stream);
  CUDA_OK(cudaGraphLaunch(outer, stream));
  EXPECT(cudaStreamSynchronize(stream) == cudaErrorLaunchFailure);
  return finish();
}
