// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks ask once how a texture is read if the kernel's own text reads it in one way only.
// RUN: %inspect --print=plan %s | FileCheck %s
// RUN: %lorcha translate %s -o - --no-line-directives | FileCheck %s --check-prefix=TEXT
texture<float, 2> reference;
__global__ void reads(cudaTextureObject_t image, float *out) {
  out[threadIdx.x] = tex2D<float>(image, threadIdx.x, 1) + tex2D(reference, threadIdx.x, 2);
}
// CHECK: kernel 'reads'
// CHECK: asks the block once how texture 'image' is read, by 2 coordinates
// CHECK-NEXT: asks the block once how texture 'reference' is read, by 2 coordinates
// TEXT: lorcha::withTextures([&](const auto &image, const auto &reference) {
// TEXT: out[threadIdx.x] = tex2D<float>(image, threadIdx.x, 1) + tex2D(reference, threadIdx.x, 2);
// TEXT: }, lorcha::readsOf<float, 2>(image), lorcha::readsOf<2>(reference));

__device__ float one(cudaTextureObject_t image) { return tex1Dfetch<float>(image, 1); }
__global__ void inSeveralWays(cudaTextureObject_t types, cudaTextureObject_t ways, cudaTextureObject_t handed, float *out) {
  out[0] = tex1Dfetch<float>(types, 0) + tex1Dfetch<int>(types, 0);
  out[1] = tex1D<float>(ways, 0) + tex1Dfetch<float>(ways, 0);
  out[2] = tex1Dfetch<float>(handed, 0) + one(handed);
}
__global__ void changes(cudaTextureObject_t image, float *out) {
  image += threadIdx.x;
  out[0] = tex1Dfetch<float>(image, 0);
}
__global__ void namesItsOwnType(cudaTextureObject_t image, float *out) {
  typedef float Element;
  out[0] = tex1Dfetch<Element>(image, 0);
}
// CHECK: kernel 'inSeveralWays'
// CHECK-NOT: asks the block
