// What a program does is in the table, in the trace for Chrome and Perfetto, and in the page.
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: %lorcha prof -o %t.json -o %t.html -o %t.csv %t.exe arg 2>%t.table | FileCheck %s --check-prefix=PROGRAM
// RUN: FileCheck %s --check-prefix=TABLE --input-file=%t.table
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s --check-prefixes=TRACE,CPU
// RUN: FileCheck %s --check-prefix=CSV --input-file=%t.csv
// RUN: FileCheck %s --check-prefix=PAGE --input-file=%t.html
// RUN: env LORCHA_BACKEND=opencl %lorcha prof -o %t.json %t.exe 2>&1 | FileCheck %s --check-prefix=OPENCL
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s --check-prefixes=TRACE,DEVICE
#include <cstdio>

template <int Step> __global__ void add(float *data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] += Step;
}

__global__ void reverse(float *data) {
  __shared__ float all[64];
  all[threadIdx.x] = data[threadIdx.x];
  __syncthreads();
  data[threadIdx.x] = all[63 - threadIdx.x];
}

int main(int argc, char **) {
  const int n = 1 << 16;
  static float host[n];
  float *data;
  cudaMalloc(&data, sizeof(host));
  cudaMemset(data, 0, sizeof(host));
  for (int i = 0; i < 3; ++i)
    add<1><<<n / 256, 256>>>(data, n);
  add<2><<<dim3(n / 128, 1), 128>>>(data, n);
  reverse<<<1, 64>>>(data);
  cudaMemcpy(host, data, sizeof(host), cudaMemcpyDeviceToHost);
  cudaFree(reinterpret_cast<void *>(8));
  cudaFree(data);
  // PROGRAM: 5 2
  std::printf("%g %d\n", host[5], argc);
}

// TABLE-LABEL: Kernels
// TABLE-NEXT: share total mean min max launches form grid x block name
// TABLE-DAG: {{[0-9.]+}} % {{[0-9.]+ [num]?s .*}} 3 loop 256 x 256 add<1>
// TABLE-DAG: 1 loop 512 x 128 add<2>
// TABLE-DAG: 1 region 1 x 64 reverse
// TABLE-LABEL: Copies and fills
// TABLE-DAG: 1 262.1 kB {{[0-9.]+}} GB/s copy device to host
// TABLE-DAG: 1 262.1 kB {{[0-9.]+}} GB/s fill
// TABLE-LABEL: Calls of the API
// TABLE-DAG: 5 cudaLaunchKernel
// TABLE-DAG: 2 1 cudaFree

// TRACE: 1 api cudaFree{{$}}
// TRACE: 1 api cudaFree [error 1]
// TRACE: 5 api cudaLaunchKernel
// TRACE: 1 api cudaMalloc
// TRACE: 1 api cudaMemcpy
// TRACE: 1 api cudaMemset
// TRACE: 7 arrow
// CPU: 3 kernel add<1> [grid x block 256 x 256] [form loop]
// CPU: 1 kernel add<2> [grid x block 512 x 128] [form loop]
// CPU: 1 kernel reverse [grid x block 1 x 64] [form region]
// DEVICE: 3 kernel add<1> [grid x block 256 x 256] [form OpenCL]
// DEVICE: 1 kernel add<2> [grid x block 512 x 128] [form OpenCL]
// DEVICE: 1 kernel reverse [grid x block 1 x 64] [form OpenCL]
// TRACE: 1 memory copy device to host [bytes 262144]
// TRACE: 1 memory fill [bytes 262144]
// TRACE: most memory 262144
// TRACE: track default stream, device 0
// TRACE: track thread

// CSV: table,name,form,grid x block,count,total ns
// CSV: "Kernels","add<1>",loop,"256 x 256",3,
// PAGE: <!DOCTYPE html>
// PAGE: "add\u003c1>"
// PAGE-NOT: src=
// OPENCL: 3 OpenCL 256 x 256 add<1>
