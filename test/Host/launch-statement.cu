// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A launch becomes a configuration and a call of the stub.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void k(int a, int b = 2);
template <class T, int N> __global__ void t(T *p);
template <class T> void run(T *p, cudaStream_t s, int n) {
  t<T, 4><<<dim3(n, 2), 64, n * sizeof(T), s>>>(p);
}
int main() {
  k<<<1, 2>>>(3);
  if (true)
    k <<< 4, 5 >>> (6, 7);
}
// CHECK: lorcha::configure(dim3(n, 2), 64, n * sizeof(T), s), t<T, 4>(p);
// CHECK: {{^}}  lorcha::configure(1, 2), k(3);
// CHECK: {{^}}    lorcha::configure(4, 5), k(6, 7);
