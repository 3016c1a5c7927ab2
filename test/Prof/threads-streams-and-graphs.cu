// Many threads and streams at once; graphs, events and host functions.
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: %lorcha prof -o %t.json %t.exe 2>&1 | FileCheck %s --check-prefix=TABLE
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s --check-prefixes=CHECK,CPU
// RUN: env LORCHA_BACKEND=opencl %lorcha prof -o %t.json %t.exe 2>&1 | FileCheck %s --check-prefix=TABLE
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s
#include <thread>
#include <vector>

__global__ void work(int *data) { data[threadIdx.x] += 1; }

static void useStream() {
  cudaStream_t stream;
  cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
  int *data;
  cudaMallocAsync(&data, 256, stream);
  cudaMemsetAsync(data, 0, 256, stream);
  for (int i = 0; i < 100; ++i)
    work<<<1, 64, 0, stream>>>(data);
  cudaFreeAsync(data, stream);
  cudaStreamSynchronize(stream);
  cudaStreamDestroy(stream);
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back(useStream);
  for (std::thread &each : threads)
    each.join();

  cudaStream_t stream;
  cudaStreamCreate(&stream);
  int *data;
  cudaMalloc(&data, 256);
  cudaGraph_t graph;
  cudaGraphExec_t executable;
  cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal);
  work<<<1, 64, 0, stream>>>(data);
  work<<<1, 32, 0, stream>>>(data);
  cudaStreamEndCapture(stream, &graph);
  cudaGraphInstantiate(&executable, graph, 0);
  for (int i = 0; i < 10; ++i)
    cudaGraphLaunch(executable, stream);
  cudaLaunchHostFunc(stream, [](void *) {}, nullptr);
  cudaEvent_t event;
  cudaEventCreate(&event);
  cudaEventRecord(event, stream);
  cudaStreamSynchronize(stream);
}

// TABLE-LABEL: Kernels
// TABLE: 1620 {{loop|OpenCL}} 1 x 64 +1 work
// TABLE-LABEL: Graphs and host functions in streams
// TABLE-DAG: 10 graph
// TABLE-DAG: 1 host function
// CHECK: 1602 api cudaLaunchKernel
// CHECK: 10 kernel work [grid x block 1 x 32]
// CHECK: 1610 kernel work [grid x block 1 x 64]
// CHECK: 16 memory fill [bytes 256]
// CPU: 1 stream event
// CHECK: 10 stream graph
// CHECK: 1 stream host function
