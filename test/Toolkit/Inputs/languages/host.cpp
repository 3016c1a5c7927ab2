// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cuda_runtime.h>
#include <nvtx3/nvToolsExt.h>
int main() {
  nvtxMark("start");
  void *memory = nullptr;
  return cudaMalloc(&memory, 64) == cudaSuccess && memory && cudaFree(memory) == cudaSuccess ? 0 : 1;
}
