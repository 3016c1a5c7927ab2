// Lines that the translator adds are no places of later lines of the user's: a breakpoint is hit once in each thread.
// RUN: rm -rf %t.d && split-file %s %t.d && cd %t.d
// RUN: %lorchacc -g -O0 program.cu -o %t.exe
// RUN: %gdb -x commands %t.exe 2>&1 | FileCheck %s

// CHECK: breakpoint already hit 12 times
// CHECK: breakpoint already hit 12 times
// CHECK: breakpoint already hit 12 times
// CHECK: breakpoint already hit 6 times
//--- commands
set pagination off
break program.cu:3
ignore 1 1000
break program.cu:7
ignore 2 1000
break program.cu:11
ignore 3 1000
break program.cu:14
ignore 4 1000
run
info breakpoints
//--- program.cu
__global__ void kernel(int *data) {
  int me = threadIdx.x;
  int mine = data[me];
  for (int i = 0; i < 3; ++i)
    mine += i;
  __syncthreads();
  data[me] = mine;
}
__global__ void few(int *data, int n) {
  __shared__ int tile[4];
  tile[threadIdx.x] = data[blockIdx.x * 4 + threadIdx.x];
  __syncthreads();
  if (threadIdx.x < n)
    data[threadIdx.x] = tile[3 - threadIdx.x];
}
int main() {
  int *data;
  cudaMalloc(&data, 64);
  kernel<<<3, 4>>>(data);
  few<<<3, 4>>>(data, 2);
  return cudaDeviceSynchronize();
}
