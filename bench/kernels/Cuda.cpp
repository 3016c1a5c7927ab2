// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Cuda.h"
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

namespace bench {
namespace {

void check(cudaError_t Status, const char *What) {
  if (Status == cudaSuccess)
    return;
  std::fprintf(stderr, "%s: %s\n", What, cudaGetErrorString(Status));
  std::exit(1);
}

} // namespace

Cuda::Cuda(const Problem &P) : Launch(P.LaunchCuda) {
  for (const Array &A : P.Arrays) {
    void *Memory = nullptr;
    check(cudaMalloc(&Memory, A.Initial.size()), "cudaMalloc");
    check(cudaMemcpy(Memory, A.Initial.data(), A.Initial.size(), cudaMemcpyHostToDevice), "cudaMemcpy");
    Arrays.push_back(Memory);
    Sizes.push_back(A.Initial.size());
  }
}
Cuda::~Cuda() {
  for (void *Memory : Arrays)
    cudaFree(Memory);
}

void Cuda::launch() {
  Launch(Arrays.data());
  check(cudaGetLastError(), "launch");
}
void Cuda::wait() { check(cudaDeviceSynchronize(), "cudaDeviceSynchronize"); }

std::vector<char> Cuda::download(size_t ArrayNumber) {
  std::vector<char> Result(Sizes[ArrayNumber]);
  check(cudaMemcpy(Result.data(), Arrays[ArrayNumber], Result.size(), cudaMemcpyDeviceToHost), "cudaMemcpy");
  return Result;
}

std::string Cuda::deviceName() {
  cudaDeviceProp Properties;
  check(cudaGetDeviceProperties(&Properties, 0), "cudaGetDeviceProperties");
  return Properties.name;
}

} // namespace bench
