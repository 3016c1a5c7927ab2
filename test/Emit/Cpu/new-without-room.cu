// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `new` in device code gives null without room. Placement, operators of a class or of the program, functions that are the
// host's as well, and the host's own code stay.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <new>
struct Pooled {
  __host__ __device__ void *operator new(size_t bytes);
  int value;
};
template <class T> __device__ T *make(int count) { return new T[count]; }
__host__ __device__ inline int *both() { return new int(1); }
__global__ void k(void **out, char *room) {
  out[0] = new int[4];
  out[1] = ::new float;
  out[2] = new (room) int;
  out[3] = new Pooled;
  out[4] = make<int>(3);
  out[5] = make<char>(3);
  out[6] = both();
}
int *host() { return new int; }
// CHECK: T *make(int count) { return new(std::nothrow) T[count]; }
// CHECK: int *both() { return new int(1); }
// CHECK: out[0] = new(std::nothrow) int[4];
// CHECK: out[1] = ::new(std::nothrow) float;
// CHECK: out[2] = new (room) int;
// CHECK: out[3] = new Pooled;
// CHECK: int *host() { return new int; }
