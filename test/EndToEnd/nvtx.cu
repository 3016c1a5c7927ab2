// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVTX's calls compile and do what they do when no tool listens.
// RUN: %lorchacc %s -o %t && %run %t
#include <cstdio>
#include <nvToolsExt.h>
#include <nvtx3/nvToolsExtCudaRt.h>

__global__ void increment(int *data) { data[threadIdx.x] += 1; }

int main() {
  nvtxDomainHandle_t domain = nvtxDomainCreate("test");
  cudaStream_t stream;
  cudaEvent_t event;
  cudaStreamCreate(&stream);
  cudaEventCreate(&event);
  nvtxNameCudaStreamA(stream, "work");
  nvtxNameCudaEventA(event, "done");
  nvtxEventAttributes_t attributes = {};
  attributes.version = NVTX_VERSION;
  attributes.size = NVTX_EVENT_ATTRIB_STRUCT_SIZE;
  attributes.colorType = NVTX_COLOR_ARGB;
  attributes.messageType = NVTX_MESSAGE_TYPE_ASCII;
  attributes.message.ascii = "launch";
  bool untracked = nvtxRangePush("outer") == NVTX_NO_PUSH_POP_TRACKING && nvtxRangePushEx(&attributes) < 0;
  nvtxRangeId_t range = nvtxDomainRangeStartEx(domain, &attributes);
  int *data = nullptr, host[32] = {};
  cudaMalloc(&data, sizeof(host));
  cudaMemcpy(data, host, sizeof(host), cudaMemcpyHostToDevice);
  increment<<<1, 32, 0, stream>>>(data);
  cudaEventRecord(event, stream);
  cudaEventSynchronize(event);
  cudaMemcpy(host, data, sizeof(host), cudaMemcpyDeviceToHost);
  nvtxDomainRangeEnd(domain, range);
  untracked = untracked && nvtxRangePop() == NVTX_NO_PUSH_POP_TRACKING && nvtxRangePop() < 0;
  nvtxDomainDestroy(domain);
  if (!untracked || host[0] != 1 || host[31] != 1)
    return std::printf("failed: %d %d %d\n", untracked, host[0], host[31]), 1;
  std::printf("passed\n");
  return cudaGetLastError() == cudaSuccess ? 0 : 1;
}
