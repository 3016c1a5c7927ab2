// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A problem's kernel.cu through the CUDA API. The translated kernels are in libraries, one per way to
// translate them, so that one process can compare those.
#include "Version.h"
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <dlfcn.h>

namespace bench {
namespace {

void check(cudaError_t Status, const char *What) {
  if (Status == cudaSuccess)
    return;
  std::fprintf(stderr, "%s: %s\n", What, cudaGetErrorString(Status));
  std::exit(1);
}

using LaunchFunction = void (*)(void *const *);

LaunchFunction findLaunch(const char *Library, const char *Name) {
  void *Handle = dlopen(Library, RTLD_NOW | RTLD_LOCAL);
  void *Symbol = Handle ? dlsym(Handle, Name) : nullptr;
  if (!Symbol) {
    std::fprintf(stderr, "%s\n", dlerror());
    std::exit(1);
  }
  return reinterpret_cast<LaunchFunction>(Symbol);
}

class Cuda final : public Version {
public:
  Cuda(const Problem &P, const char *Library) : Launch(findLaunch(Library, P.LaunchCuda)) {
    for (const Array &A : P.Arrays) {
      void *Memory = nullptr;
      check(cudaMalloc(&Memory, A.Initial.size()), "cudaMalloc");
      check(cudaMemcpy(Memory, A.Initial.data(), A.Initial.size(), cudaMemcpyHostToDevice), "cudaMemcpy");
      Arrays.push_back(Memory);
      Sizes.push_back(A.Initial.size());
    }
  }
  ~Cuda() override {
    for (void *Memory : Arrays)
      cudaFree(Memory);
  }

  void launch() override {
    Launch(Arrays.data());
    check(cudaGetLastError(), "launch");
  }
  void wait() override { check(cudaDeviceSynchronize(), "cudaDeviceSynchronize"); }
  std::vector<char> download(size_t ArrayNumber) override {
    std::vector<char> Result(Sizes[ArrayNumber]);
    check(cudaMemcpy(Result.data(), Arrays[ArrayNumber], Result.size(), cudaMemcpyDeviceToHost),
          "cudaMemcpy");
    return Result;
  }

private:
  LaunchFunction Launch;
  std::vector<void *> Arrays;
  std::vector<size_t> Sizes;
};

} // namespace

std::unique_ptr<Version> makeCuda(const Problem &P, const char *Library) {
  return std::make_unique<Cuda>(P, Library);
}

std::string cudaDevice() {
  cudaDeviceProp Properties;
  check(cudaGetDeviceProperties(&Properties, 0), "cudaGetDeviceProperties");
  return Properties.name;
}

} // namespace bench
