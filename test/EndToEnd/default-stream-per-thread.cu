// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// With a default stream per thread the null stream of one thread does not wait for that of another, in launches, in copies
// with and without a parameter for a stream, and in units that are linked with others for which it does.
// RUN: %lorchacc -O0 -c -ccbin %gxx -I%S/Inputs -default-stream per-thread %s -o %t.o0
// RUN: %lorchacc -O0 -c -ccbin %gxx -I%S/Inputs -DLEGACY_PART %s -o %t.l0 && %lorchacc -ccbin %gxx %t.o0 %t.l0 -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -c -I%S/Inputs -DCUDA_API_PER_THREAD_DEFAULT_STREAM %s -o %t.o2
// RUN: %lorchacc -O2 -c -I%S/Inputs -DLEGACY_PART %s -o %t.l2 && %lorchacc %t.l2 %t.o2 -o %t.O2 && %run %t.O2
#include "check.h"
#include <atomic>
#include <chrono>
#include <thread>

unsigned long long idOfNullStreamElsewhere();

#ifdef LEGACY_PART
unsigned long long idOfNullStreamElsewhere() {
  unsigned long long id = 0;
  CUDA_OK(cudaStreamGetId(nullptr, &id));
  return id;
}
#else
#ifndef CUDA_API_PER_THREAD_DEFAULT_STREAM
#error the macro is not defined
#endif

static unsigned long long idOf(cudaStream_t stream) {
  unsigned long long id = 0;
  CUDA_OK(cudaStreamGetId(stream, &id));
  return id;
}

__global__ void add(int *data, int value) { *data += value; }

static std::atomic<bool> mayGo{false}, hasWaitedLong{false};

// Gives up after some time, so that a failure ends.
static void waitForOthers(void *) {
  auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!mayGo && std::chrono::steady_clock::now() < end)
    std::this_thread::yield();
  hasWaitedLong = !mayGo;
}

static void workElsewhere() {
  int *data = nullptr, read = 0, two = 2;
  CUDA_OK(cudaMallocAsync((void **)&data, sizeof(int), 0));
  CUDA_OK(cudaMemset(data, 0, sizeof(int)));
  add<<<1, 1>>>(data, 1);
  CUDA_OK(cudaMemcpyAsync(&read, data, sizeof(int), cudaMemcpyDeviceToHost));
  CUDA_OK(cudaStreamSynchronize(0));
  EXPECT(read == 1);
  void *arguments[] = {&data, &two};
  CUDA_OK(cudaLaunchKernel((const void *)add, dim3(1), dim3(1), arguments, 0, 0));
  CUDA_OK(cudaMemcpy(&read, data, sizeof(int), cudaMemcpyDeviceToHost));
  EXPECT(read == 3);
  CUDA_OK(cudaFreeAsync(data, 0));
  CUDA_OK(cudaStreamSynchronize(0));
}

int main() {
  EXPECT(idOf(0) == idOf(cudaStreamPerThread));
  EXPECT(idOfNullStreamElsewhere() == idOf(cudaStreamLegacy));
  EXPECT(idOf(0) != idOf(cudaStreamLegacy));
  CUDA_OK(cudaLaunchHostFunc(0, waitForOthers, nullptr));
  std::thread(workElsewhere).join();
  EXPECT(cudaStreamQuery(0) == cudaErrorNotReady);
  mayGo = true;
  CUDA_OK(cudaStreamSynchronize(0));
  EXPECT(!hasWaitedLong);
  return finish();
}
#endif
