// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every use of an API name is renamed, whatever syntax it stands in.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <cuda_runtime.h>
template <class T> cudaError_t allocate(T **p, size_t n) { return cudaMalloc(p, n * sizeof(T)); }
// CHECK: lorchaError_t allocate(T **p, size_t n) { return lorchaMalloc(p, n * sizeof(T)); }
struct Owner {
  cudaStream_t stream = nullptr;
  cudaMemcpyKind kind = cudaMemcpyHostToDevice;
};
// CHECK: lorchaStream_t stream = nullptr;
// CHECK-NEXT: lorchaMemcpyKind kind = lorchaMemcpyHostToDevice;
int main() {
  cudaDeviceProp properties;
  return cudaGetDeviceProperties(&properties, 0) == cudaSuccess ? sizeof(struct cudaDeviceProp) > 0 : 1;
}
// CHECK: lorchaDeviceProp properties;
// CHECK-NEXT: return lorchaGetDeviceProperties(&properties, 0) == lorchaSuccess ? sizeof(struct lorchaDeviceProp) > 0 : 1;
// An enumerator that the API names by a macro, too.
cudaStreamAttrID attribute() { return cudaStreamAttributePriority; }
// CHECK: lorchaStreamAttrID attribute() { return lorchaStreamAttributePriority; }
