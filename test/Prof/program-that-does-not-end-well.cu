// However a program ends, what it did until then is shown, and its status is passed on.
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: %python %S/Inputs/status 134 %lorcha prof -o %t.json %t.exe abort 2>&1 | FileCheck %s --check-prefix=ABORT
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s
// RUN: %python %S/Inputs/status 7 %lorcha prof -o %t.json %t.exe exit 2>&1 | FileCheck %s --check-prefix=TABLE
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s
// RUN: %python %S/Inputs/status 139 %lorcha prof -o %t.json %t.exe kernel 2>&1 | FileCheck %s --check-prefix=FAULT
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s --check-prefixes=CHECK,OPEN
// RUN: %python %S/Inputs/status 137 %lorcha prof -o %t.json %t.exe kill 2>&1 | FileCheck %s --check-prefix=KILL
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

__global__ void fine(int *data) { data[threadIdx.x] = 1; }
__global__ void wild(int *data, size_t where) { data[where] = 1; }

int main(int, char **argv) {
  int *data;
  cudaMalloc(&data, 256);
  fine<<<1, 64>>>(data);
  cudaDeviceSynchronize();
  if (!std::strcmp(argv[1], "abort"))
    std::abort();
  if (!std::strcmp(argv[1], "kill"))
    raise(SIGKILL);
  if (!std::strcmp(argv[1], "kernel")) {
    wild<<<1, 1>>>(data, size_t(1) << 45);
    cudaDeviceSynchronize();
  }
  _exit(7);
}

// ABORT: warning: '{{.*}}' was ended by signal 6; what it did until then follows [LOR5033]
// ABORT: 1 loop 1 x 64 fine
// TABLE-NOT: LOR5033
// TABLE: 1 loop 1 x 64 fine
// FAULT: ended by signal 11
// FAULT: wild (1 not over)
// KILL: ended by signal 9
// CHECK: 1 api cudaMalloc
// CHECK: 1 kernel fine [grid x block 1 x 64] [form loop]
// OPEN: 1 kernel wild [grid x block 1 x 1] [form {{loop|region}}] [end not over when the program ended]
