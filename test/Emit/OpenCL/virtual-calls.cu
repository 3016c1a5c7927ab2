// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constructors write the class's number; a virtual call picks the function by it.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
struct Shape {
  int id;
  __device__ virtual int area() const = 0;
};
struct Square : Shape {
  int side;
  __device__ Square(int s) : side(s) {}
  __device__ int area() const override { return side * side; }
};
struct Line : Shape {
  __device__ int area() const override { return 0; }
};
__device__ int measure(const Shape &s) { return s.area(); }
__global__ void run(int *out) {
  Square square(3);
  Line line;
  *out = measure(square) + measure(line);
}
// CHECK: typedef union Square {
// CHECK-NEXT:   Shape Shape;
// CHECK-NEXT:   struct {
// CHECK-NEXT:     uchar lorcha_base[12];
// CHECK-NEXT:     int side;
// CHECK-NEXT:   } own;
// CHECK: static void Square_construct(private Square *this, int s) {
// CHECK-NEXT:   Shape_construct(&this->Shape);
// CHECK-NEXT:   this->Shape.lorcha_dynamic_type = 2;
// CHECK-NEXT:   this->own.side = s;
// CHECK: static int measure(private Shape *s) {
// CHECK-NEXT:   private Shape *lorcha_object;
// CHECK-NEXT:   return (lorcha_object = s, lorcha_object->lorcha_dynamic_type == 2 ? Square_area((private Square *)lorcha_object) : Line_area((private Line *)lorcha_object));
