// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects of classes with virtual functions live on the device's heap from one kernel to the next, and are deleted
// through pointers to their base. Virtual calls of a destructor are of its own class.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ int ends[4];

struct Node {
  Node *next;
  __device__ explicit Node(Node *next) : next(next) {}
  __device__ virtual int kind() const { return 0; }
  __device__ virtual int value() const = 0;
  __device__ virtual ~Node() { atomicAdd(&ends[kind()], 1); }
};
struct Number : Node {
  int number;
  __device__ Number(Node *next, int number) : Node(next), number(number) {}
  __device__ int kind() const override { return 1; }
  __device__ int value() const override { return number; }
  __device__ ~Number() override { atomicAdd(&ends[kind()], 1); }
};
template <class T> struct Vector : Node {
  T *data;
  int size;
  __device__ Vector(Node *next, int size) : Node(next), data(new T[size]), size(size) {
    for (int i = 0; i < size; ++i)
      data[i] = T(i);
  }
  __device__ int kind() const override { return 2; }
  __device__ int value() const override { return int(data[size - 1]); }
  __device__ ~Vector() override {
    atomicAdd(&ends[kind()], 1);
    delete[] data;
  }
};

__global__ void build(Node **lists) {
  Node *list = nullptr;
  for (unsigned i = 0; i < 10; ++i)
    if ((i + threadIdx.x) % 2)
      list = new Number(list, 100 * i);
    else
      list = new Vector<short>(list, i + 1);
  lists[threadIdx.x] = list;
}
__global__ void add(Node **lists, int *sums) {
  for (const Node *node = lists[threadIdx.x]; node; node = node->next)
    sums[threadIdx.x] += node->value();
}
__global__ void drop(Node **lists) {
  while (Node *node = lists[threadIdx.x]) {
    lists[threadIdx.x] = node->next;
    delete node;
  }
}

int main() {
  Node **lists = managed<Node *>(8);
  int *sums = managed<int>(8), counts[4];
  build<<<1, 8>>>(lists);
  add<<<1, 8>>>(lists, sums);
  drop<<<1, 8>>>(lists);
  LAUNCH_OK();
  for (int i = 0; i < 8; ++i)
    EXPECT(sums[i] == (i % 2 ? 25 + 2000 : 20 + 2500));
  CUDA_OK(cudaMemcpyFromSymbol(counts, ends, sizeof(counts)));
  EXPECT(counts[0] == 80 && counts[1] == 40 && counts[2] == 40);
  return finish();
}
