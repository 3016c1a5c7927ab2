// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// With -rdc=true a function is offered for each choice of address spaces, and called by the name of the one that it is called with;
// names of the unit's own end in the unit's word.
// RUN: %lorcha translate -rdc=true --no-line-directives %s -o - | FileCheck %s
__device__ int elsewhere(const int *values);
extern __device__ int counter;
__device__ int here(int *place) { return *place + elsewhere(place); }
__global__ void run(int *out) {
  __shared__ int tile[32];
  tile[threadIdx.x] = counter;
  if (threadIdx.x < 8)
    out[threadIdx.x] = elsewhere(tile);
}
// CHECK-DAG: #define deviceVariable_counter_[[UNIT:u[0-9a-f]+]] (*(global int *)(lorchaContext->Variables + LORCHA_PLACE_OF_counter))
// CHECK-DAG: static LORCHA_TAKES_LOCAL int lorcha_export__Z9elsewherePKi_l(const lorcha_context *lorchaContext, bool lorcha_takes, local int *lorcha_0);
// CHECK-DAG: kernel void run_u{{[0-9a-f]+}}(
// CHECK-DAG: lorcha_export__Z9elsewherePKi_l(lorchaContext, lorcha_branch, {{.*}}tile
// CHECK-DAG: static int lorcha_export__Z4herePi_g(const lorcha_context *lorchaContext, bool lorcha_takes, global int *lorcha_0) {
// CHECK: const lorcha::DeviceExport lorchaExports[] = {
// CHECK-NEXT: {"lorcha_export__Z4herePi_g", nullptr, lorchaFragmentsOfExport0, {{[0-9]+}},
// CHECK-NEXT: {"lorcha_export__Z4herePi_l",
// CHECK-NEXT: {"lorcha_export__Z4herePi_p",
// CHECK: const lorcha::DeviceImport lorchaImports[] = {
// CHECK-DAG: {"LORCHA_PLACE_OF_counter", "counter", {{[0-9]+}}, (const void *)&::counter}
// CHECK-DAG: {"lorcha_export__Z9elsewherePKi_l", "elsewhere", {{[0-9]+}}, nullptr}
