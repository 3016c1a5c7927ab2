// What NVTX says is shown: ranges, marks, domains, categories, names of threads and streams.
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: %t.exe
// RUN: %lorcha prof -o %t.json %t.exe prof 2>&1 | FileCheck %s --check-prefix=TABLE
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s
#include "nvtx3/nvToolsExt.h"
#include "nvtx3/nvToolsExtCudaRt.h"
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

__global__ void work(int *data) { data[threadIdx.x] = 1; }

int main(int argc, char **) {
  const bool listens = argc > 1;
  nvtxNameOsThreadA(syscall(SYS_gettid), "the main one");
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  nvtxNameCudaStreamA(stream, "loads");
  int *data;
  cudaMalloc(&data, 256);
  const int outer = nvtxRangePushA("outer"), inner = nvtxRangePushW(L"in\u00fcner");
  if (outer != (listens ? 0 : NVTX_NO_PUSH_POP_TRACKING) || inner != (listens ? 1 : NVTX_NO_PUSH_POP_TRACKING))
    return 1;
  work<<<1, 64, 0, stream>>>(data);
  cudaStreamSynchronize(stream);
  nvtxRangePop();
  nvtxMarkA("a mark");
  if (nvtxRangePop() != (listens ? 0 : NVTX_NO_PUSH_POP_TRACKING))
    return 1;
  nvtxRangePop();

  nvtxDomainHandle_t domain = nvtxDomainCreateA("library");
  nvtxDomainNameCategoryA(domain, 5, "reading");
  nvtxEventAttributes_t about = {};
  about.version = NVTX_VERSION;
  about.size = NVTX_EVENT_ATTRIB_STRUCT_SIZE;
  about.category = 5;
  about.colorType = NVTX_COLOR_ARGB;
  about.color = 0xff00ff00;
  about.messageType = NVTX_MESSAGE_TYPE_REGISTERED;
  about.message.registered = nvtxDomainRegisterStringA(domain, "registered");
  nvtxDomainRangePushEx(domain, &about);
  nvtxDomainRangePop(domain);
  const nvtxRangeId_t first = nvtxRangeStartA("started"), second = nvtxRangeStartA("overlapping");
  std::thread([=] { nvtxRangeEnd(first); }).join();
  nvtxRangeEnd(second);
  nvtxRangeEnd(second);
  nvtxRangeEnd(12345678);
  nvtxRangeStartA("never ended");
}

// TABLE-LABEL: Ranges
// TABLE-DAG: 1 inüner
// TABLE-DAG: 1 never ended (1 not over)
// CHECK: 1 nvtx a mark
// CHECK: 1 nvtx inüner
// CHECK: 1 nvtx never ended [end not over when the program ended]
// CHECK: 1 nvtx outer
// CHECK: 1 nvtx overlapping
// CHECK: 1 nvtx registered [domain library] [category reading]
// CHECK: 1 nvtx started
// CHECK: track ranges
// CHECK: track stream {{[0-9]+}} loads, device 0
// CHECK: track thread {{[0-9]+}} the main one
