// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Virtual calls on objects that a kernel makes; some overriders ask for the thread.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Shape {
  __device__ virtual float area() const = 0;
  __device__ virtual int label() const { return -1; }
  __device__ virtual ~Shape() {}
};
struct Square : Shape {
  float side;
  __device__ Square(float side) : side(side) {}
  __device__ float area() const override { return side * side; }
};
struct Rectangle : Square {
  float width;
  __device__ Rectangle(float side, float width) : Square(side), width(width) {}
  __device__ float area() const override { return side * width; }
  __device__ int label() const override { return threadIdx.x; }
};

__device__ void describe(const Shape &shape, float *areas, int *labels) {
  areas[threadIdx.x] = shape.area();
  labels[threadIdx.x] = shape.label();
}

__global__ void run(float *areas, int *labels) {
  Square square(threadIdx.x);
  Rectangle rectangle(threadIdx.x, 10);
  const Shape *shape = threadIdx.x % 2 ? static_cast<const Shape *>(&rectangle) : &square;
  describe(*shape, areas, labels);
}

int main() {
  float *areas = managed<float>(32);
  int *labels = managed<int>(32);
  run<<<1, 32>>>(areas, labels);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i) {
    EXPECT(areas[i] == (i % 2 ? 10.0f * i : 1.0f * i * i));
    EXPECT(labels[i] == (i % 2 ? i : -1));
  }
  return finish();
}
