// A child of fork has a recording of its own, and so has a program that a program starts.
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: %lorcha prof -o %t.json sh -c "%t.exe; %t.exe" 2>&1 | FileCheck %s
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s --check-prefix=TRACE
#include "nvToolsExt.h"
#include <sys/wait.h>
#include <unistd.h>

__global__ void work(int *data) { data[threadIdx.x] = 1; }

int main() {
  nvtxRangePushA("around the fork");
  pid_t child = fork();
  int *data;
  cudaMalloc(&data, 256);
  nvtxRangePushA(child ? "parent" : "child");
  work<<<1, 64>>>(data);
  cudaDeviceSynchronize();
  nvtxRangePop();
  nvtxRangePop();
  if (!child)
    _exit(0);
  int status;
  waitpid(child, &status, 0);
  return status;
}

// CHECK: 4 loop 1 x 64 work
// CHECK-LABEL: Ranges
// CHECK-DAG: 2 around the fork
// CHECK-DAG: 2 child
// CHECK-DAG: 2 parent
// TRACE: 4 kernel work
// TRACE: 2 nvtx around the fork
// TRACE: 2 nvtx child
// TRACE: 2 nvtx parent
