// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names that mean something to OpenCL C get an underscore; overloads and instances a number or their arguments.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
struct event_t {
  int kernel, x;
};
__device__ int dot(int a) { return a; }
__device__ int dot(float a) { return 2; }
template <class T> __device__ T twice(T v) { return v + v; }
__global__ void run(int *global, event_t local) {
  int uchar = dot(1) + dot(1.0f);
  *global = uchar + local.kernel + twice(3) + (int)twice(2.0f);
}
// CHECK: typedef struct event_t_ {
// CHECK-NEXT:   int kernel_;
// CHECK: static int dot_(int a) {
// CHECK: static int dot_2(float a) {
// CHECK: static int twice_int(int v) {
// CHECK: static float twice_float(float v) {
// CHECK: event_t_ local_
// CHECK: int uchar_ = dot_(1) + dot_2(1.0f);
// CHECK: *global_ = uchar_ + local_.kernel_ + twice_int(3) + convert_int_sat(twice_float(2.0f));
