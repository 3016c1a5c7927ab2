// With --from-profiler-start only what the program brackets is recorded.
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: %lorcha prof --from-profiler-start %t.exe 2>&1 | FileCheck %s
// RUN: %lorcha prof --no-tables -o %t.json %t.exe 2>&1 | count 0
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s --check-prefix=STOPPED
#include <cuda_profiler_api.h>

__global__ void before() {}
__global__ void between() {}
__global__ void after() {}

int main() {
  before<<<1, 1>>>();
  cudaDeviceSynchronize();
  cudaProfilerStart();
  between<<<1, 1>>>();
  cudaDeviceSynchronize();
  cudaProfilerStop();
  after<<<1, 1>>>();
  cudaDeviceSynchronize();
}

// CHECK-LABEL: Kernels
// CHECK-NOT: before
// CHECK: between
// CHECK-NOT: after
// STOPPED: kernel before
// STOPPED: kernel between
