// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What keeps a kernel from being cut at its barriers, with the reason.
// RUN: %inspect --print=plan %s | FileCheck %s
#define STORE_AND_WAIT(where, what)                                                                          \
  where = what;                                                                                              \
  __syncthreads()
struct Guard {
  int *value;
  __device__ ~Guard() { ++*value; }
};
__global__ void inMacro(int *data) {
  STORE_AND_WAIT(data[threadIdx.x], 1);
  data[threadIdx.x]++;
}
__global__ void conditional(int *data) {
  data[threadIdx.x] = data[0] && __syncthreads_or(data[1]);
}
__global__ void object(int *data) {
  Guard guard{data};
  __syncthreads();
}
__global__ void reference(int *data) {
  int own[2] = {1, 2};
  int &one = own[data[0]];
  __syncthreads();
  data[threadIdx.x] = one;
}
__global__ void label(int *data) {
again:
  __syncthreads();
  if (--data[threadIdx.x])
    goto again;
}
// CHECK: kernel 'inMacro' {{.*}}: fiber
// CHECK-NEXT: because of a barrier in a macro with other statements at obstacles.cu:12
// CHECK: kernel 'conditional' {{.*}}: fiber
// CHECK-NEXT: because of a barrier inside a statement at obstacles.cu:16
// CHECK: kernel 'object' {{.*}}: fiber
// CHECK-NEXT: because of a 'guard', which has a destructor, lives across a barrier at obstacles.cu:19
// CHECK: kernel 'reference' {{.*}}: fiber
// CHECK-NEXT: because of a reference 'one' is kept across a barrier
// CHECK: kernel 'label' {{.*}}: fiber
struct Pair {
  int *cells, t;
};
template <class T> __device__ void swapAll(T &&pair) {
  __syncthreads();
  pair.cells[pair.t] += 1;
}
__global__ void temporary(int *data) { swapAll(Pair{data, (int)threadIdx.x}); }
// CHECK: kernel 'temporary' {{.*}}: fiber
// CHECK-NEXT: because of a temporary that is handed to a function with barriers at obstacles.cu
