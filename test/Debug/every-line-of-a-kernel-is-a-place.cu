// Lines that the translator adds are no places of later lines of the user's: a breakpoint is hit once in each thread.
// RUN: rm -rf %t.d && split-file %s %t.d && cd %t.d
// RUN: %lorchacc -g -O0 program.cu -o %t.exe
// RUN: %gdb -x commands %t.exe 2>&1 | FileCheck %s

// CHECK: breakpoint already hit 12 times
// CHECK: breakpoint already hit 12 times
//--- commands
set pagination off
break program.cu:3
ignore 1 1000
break program.cu:7
ignore 2 1000
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
int main() {
  int *data;
  cudaMalloc(&data, 64);
  kernel<<<3, 4>>>(data);
  return cudaDeviceSynchronize();
}
