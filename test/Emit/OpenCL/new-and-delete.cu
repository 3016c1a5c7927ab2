// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `new` takes memory of the heap and constructs what is there if there is any; `delete` destroys and gives it back.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
#include <new>
struct Item {
  int number;
  __device__ Item(int n = 4) : number(n) {}
  __device__ ~Item() { number = 0; }
};
struct Base {
  __device__ virtual ~Base() {}
};
struct Derived : Base {
  Item item;
};
__global__ void one(int **out) {
  *out = new int(3);
  delete *out;
}
__global__ void several(Item **out, int n) {
  *out = new Item[n];
  delete[] *out;
}
__global__ void virtually(Base *base) { delete base; }
__global__ void inPlace(int *out) {
  __shared__ __align__(4) char memory[sizeof(Item)];
  Item *there = new (memory) Item(*out);
  *out = there->number;
  delete there;
}
// CHECK: lorcha_object = (global int *)lorcha_new(lorchaContext, 1ul, 4, 0), lorcha_object != 0 ? (void)(*lorcha_object = 3) : (void)0
// CHECK: lorcha_deleted != 0 ? (void)(lorcha_free(lorchaContext, lorcha_deleted)) : (void)0;
// CHECK: static void Item_construct_each(global Item *lorcha_first, ulong lorcha_count) {
// CHECK-NEXT: for (ulong lorcha_i = 0; lorcha_i < lorcha_count; ++lorcha_i) {
// CHECK-NEXT: Item_construct(&lorcha_first[lorcha_i], 4);
// CHECK: static void Item_destroy_each(global Item *lorcha_first, ulong lorcha_count) {
// CHECK-NEXT: for (ulong lorcha_i = lorcha_count; lorcha_i-- > 0;) {
// CHECK-NEXT: Item_destroy(&lorcha_first[lorcha_i]);
// CHECK: lorcha_count = n, lorcha_object = (global Item *)lorcha_new(lorchaContext, lorcha_count, 4, 8), lorcha_object != 0 ? (void)(Item_construct_each(lorcha_object, lorcha_count)) : (void)0
// CHECK: Item_destroy_each(lorcha_deleted, *((global ulong *)((global uchar *)lorcha_deleted - 8))), lorcha_free(lorchaContext, (global uchar *)lorcha_deleted - 8)
// CHECK: lorcha_deleted->lorcha_dynamic_type == 1 ? Base_destroy((global Base *)lorcha_deleted) : Derived_destroy((global Derived *)lorcha_deleted), lorcha_free(lorchaContext, lorcha_deleted)
// CHECK: lorcha_object = (local Item *)memory, Item_construct
// CHECK-NOT: lorcha_free
