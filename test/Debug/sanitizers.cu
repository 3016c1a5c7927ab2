// The sanitizers see what kernels do, and name the user's line, optimised or not.
// RUN: %lorchacc -g -O0 -Xcompiler -fsanitize=address %s -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=FINE
// RUN: not %t.exe shared 2>&1 | FileCheck %s --check-prefix=SHARED
// RUN: not %t.exe local 2>&1 | FileCheck %s --check-prefix=LOCAL
// RUN: %lorchacc -g -O2 -Xcompiler -fsanitize=address %s -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=FINE
// RUN: not %t.exe shared 2>&1 | FileCheck %s --check-prefix=SHARED
// RUN: %lorchacc -g -O1 --force-form=fiber -Xcompiler -fsanitize=address -Xcompiler -fsanitize=undefined %s -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=FINE
// RUN: not %t.exe shared 2>&1 | FileCheck %s --check-prefix=SHARED
// RUN: %t.exe overflow 2>&1 | FileCheck %s --check-prefix=OVERFLOW
#include <cstdio>
#include <cstring>

__global__ void kernel(int *out, int beyond, int index, int addend) {
  __shared__ int all[32];
  all[threadIdx.x] = threadIdx.x;
  __syncthreads();
  int own[4] = {1, 2, 3, 4};
  out[threadIdx.x] = all[threadIdx.x + beyond]; // SHARED: #0 {{.*}}kernel{{.*}}sanitizers.cu:[[@LINE]]
  out[threadIdx.x] += own[index]; // LOCAL: #0 {{.*}}kernel{{.*}}sanitizers.cu:[[@LINE]]
  out[threadIdx.x] += addend; // OVERFLOW: sanitizers.cu:[[@LINE]]:{{.*}} signed integer overflow
}

int main(int argc, char **argv) {
  auto is = [&](const char *what) { return argc > 1 && !std::strcmp(argv[1], what); };
  int *out;
  cudaMalloc(&out, 128);
  kernel<<<1, 32>>>(out, is("shared"), is("local") ? 5 : 0, is("overflow") ? 2147483647 : 0);
  // FINE: ends with 0
  std::printf("ends with %d\n", cudaDeviceSynchronize());
}
