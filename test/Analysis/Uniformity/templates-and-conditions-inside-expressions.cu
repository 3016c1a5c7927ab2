// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each instantiation is analysed; side effects behind && and ?: are under their conditions.
// RUN: %inspect --print=uniformity %s | FileCheck %s
struct Pair {
  int a, b;
  __device__ int sum() const { return a + b; }
};
template <class T> __global__ void k(T n) {
  int count = 0, uniform = 0;
  if (threadIdx.x < 3 && ++count > n)
    return;
  n > 3 ? ++uniform : --uniform;
  Pair pair = {1, uniform};
  int sum = pair.sum();
  auto lambda = [&](int x) { count = x; };
  int values[2] = {1, 2};
  values[threadIdx.x] = 2;
  for (int v : values)
    lambda(v);
}
void run() { k<<<1, 1>>>(1), k<<<1, 1>>>(2l); }
// CHECK: kernel 'k<int>'
// CHECK: variable 'count' {{.*}}: divergent
// CHECK: variable 'uniform' {{.*}}: block-uniform
// CHECK: variable 'pair' {{.*}}: block-uniform
// CHECK: variable 'sum' {{.*}}: block-uniform
// CHECK: variable 'values' {{.*}}: divergent
// CHECK: kernel 'k<long>'
