// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// malloc, free, new and delete in device code go through the device's heap; placement, operators of a class or of the program,
// and the host's own code stay. A function that is the host's as well keeps `new`, which may throw there.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <cstdlib>
#include <new>
struct Pooled {
  __host__ __device__ void *operator new(size_t bytes);
  __host__ __device__ void operator delete(void *memory);
  int value;
};
template <class T> __device__ T *make(int count) { return new T[count]; }
template <class T> __device__ void drop(T *all) { delete[] all; }
__host__ __device__ inline int *both(void *old) { return free(old), new int(1); }
__global__ void k(void **out, char *room, Pooled *pooled) {
  out[0] = new int[4];
  out[1] = ::new float;
  out[2] = new (room) int;
  out[3] = new Pooled;
  out[4] = make<int>(3);
  out[5] = make<char>(3);
  out[6] = both(out[6]);
  out[7] = malloc(8);
  out[8] = std::malloc(8);
  ::free(out[9]);
  delete pooled;
  delete (out[0] ? (float *)out[1] : nullptr);
  drop((int *)out[0]), drop((char *)out[5]);
}
int *host(void *old) { return free(old), delete (int *)old, new int; }
// CHECK: T *make(int count) { return new(lorcha::deviceHeap) T[count]; }
// CHECK: void drop(T *all) { delete[] lorcha::leavingHeapArray(all); }
// CHECK: int *both(void *old) { return lorcha::deviceFree(old), new int(1); }
// CHECK: out[0] = new(lorcha::deviceHeap) int[4];
// CHECK: out[1] = ::new(lorcha::deviceHeap) float;
// CHECK: out[2] = new (room) int;
// CHECK: out[3] = new Pooled;
// CHECK: out[7] = lorcha::deviceMalloc(8);
// CHECK: out[8] = lorcha::deviceMalloc(8);
// CHECK: lorcha::deviceFree(out[9]);
// CHECK: delete pooled;
// CHECK: delete lorcha::leavingHeap((out[0] ? (float *)out[1] : nullptr));
// CHECK: int *host(void *old) { return free(old), delete (int *)old, new int; }
