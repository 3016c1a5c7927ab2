// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels whose blocks may run several at a time see the same places and sizes, for grids of any shape.
// RUN: %lorchacc -O0 -ccbin %gxx %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 %s -o %t.O2 && %run %t.O2
#include <cstdio>
#include <vector>
__device__ int id() { return blockIdx.x * blockDim.x + threadIdx.x; }
__global__ void sizes(int *out, int n) {
  if (int i = id(); i < n)
    out[i] += i * 3 + blockDim.x * 7 + gridDim.x * 11;
}
__global__ void steps(int *out, int n) {
  for (int i = id(); i < n; i += gridDim.x * blockDim.x)
    out[i] += i * 3 + blockDim.x * 7 + gridDim.x * 11;
}
__global__ void constant(int *out, int n) {
  if (int i = blockIdx.x * 64 + threadIdx.x; i < n)
    atomicAdd(&out[i], blockDim.x + 1);
}
__global__ void rows(int *out, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < width && y < height)
    out[y * width + x] += x + 1000 * y + blockIdx.y + 100000 * threadIdx.y;
}
static int errors = 0;
template <class LaunchT, class ValueT> void check(const char *what, int n, LaunchT launch, ValueT value) {
  std::vector<int> got(n + 1);
  int *out;
  cudaMalloc(&out, got.size() * sizeof(int));
  cudaMemset(out, 0, got.size() * sizeof(int));
  launch(out);
  cudaMemcpy(got.data(), out, got.size() * sizeof(int), cudaMemcpyDeviceToHost);
  for (int i = 0; i <= n; ++i)
    if (got[i] != (i < n ? value(i) : 0) && ++errors < 10)
      printf("%s: element %d of %d is %d\n", what, i, n, got[i]);
  cudaFree(out);
}
int main() {
  for (int block : {1, 32, 64, 100, 256, 1024})
    for (int grid : {1, 2, 7, 64, 1009, 2048}) {
      int n = block * grid - block / 3;
      auto all = [=](int i) { return i * 3 + block * 7 + grid * 11; };
      check("sizes", n, [=](int *out) { sizes<<<grid, block>>>(out, n); }, all);
      check("steps", n * 3, [=](int *out) { steps<<<grid, block>>>(out, n * 3); }, all);
      auto constantly = [=](int i) {
        int sum = 0;
        for (int b = i / 64; b >= 0 && i - b * 64 < block; sum += b-- < grid ? block + 1 : 0)
          ;
        return sum;
      };
      check("constant", n, [=](int *out) { constant<<<grid, block>>>(out, n); }, constantly);
    }
  for (dim3 block : {dim3(32, 8), dim3(16, 16), dim3(5, 3), dim3(256, 1)})
    for (dim3 grid : {dim3(1, 1), dim3(37, 5), dim3(128, 3), dim3(3, 90)}) {
      int width = block.x * grid.x - block.x / 2, height = block.y * grid.y - block.y / 2;
      check("rows", width * height, [=](int *out) { rows<<<grid, block>>>(out, width, height); }, [=](int i) {
        return i % width + 1000 * (i / width) + i / width / int(block.y) + 100000 * (i / width % int(block.y));
      });
    }
  return errors != 0;
}
