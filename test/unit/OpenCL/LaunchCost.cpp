// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Not a test: measures what a launch costs the host, against clEnqueueNDRangeKernel with its arguments set,
// on the same device. Prints medians over rounds that alternate, in microseconds.
#include "TestKernels.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <vector>
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

using namespace lorcha::test;

namespace {
constexpr int Rounds = 61, Launches = 200;

template <class FunctionT> FunctionT *function(const char *Name) {
  static void *const Library = dlopen("libOpenCL.so.1", RTLD_NOW);
  auto *Found = Library ? reinterpret_cast<FunctionT *>(dlsym(Library, Name)) : nullptr;
  if (!Found)
    std::exit(2);
  return Found;
}
#define CL(Name) function<decltype(::Name)>(#Name)

/// The same kernel in plain OpenCL, with its arguments set.
struct Bare {
  cl_command_queue Queue;
  cl_kernel Kernel;
  decltype(&::clEnqueueNDRangeKernel) Enqueue = CL(clEnqueueNDRangeKernel);
  decltype(&::clFinish) Finish = CL(clFinish);

  Bare() {
    cl_platform_id Platform;
    cl_device_id Device;
    CL(clGetPlatformIDs)(1, &Platform, nullptr);
    CL(clGetDeviceIDs)(Platform, CL_DEVICE_TYPE_ALL, 1, &Device, nullptr);
    cl_context Context = CL(clCreateContext)(nullptr, 1, &Device, nullptr, nullptr, nullptr);
    Queue = CL(clCreateCommandQueue)(Context, Device, 0, nullptr);
    const char *Text =
        "kernel void scale(global float *p, float f, int n) { int i = get_global_id(0); if (i < n) "
        "p[i] *= f; }";
    cl_program Program = CL(clCreateProgramWithSource)(Context, 1, &Text, nullptr, nullptr);
    CL(clBuildProgram)(Program, 1, &Device, "", nullptr, nullptr);
    Kernel = CL(clCreateKernel)(Program, "scale", nullptr);
    cl_mem Data = CL(clCreateBuffer)(Context, CL_MEM_READ_WRITE, 4096, nullptr, nullptr);
    float Factor = 1;
    int Count = 32;
    auto Set = CL(clSetKernelArg);
    Set(Kernel, 0, sizeof(Data), &Data);
    Set(Kernel, 1, sizeof(Factor), &Factor);
    Set(Kernel, 2, sizeof(Count), &Count);
    launch();
    Finish(Queue);
  }
  void launch() {
    size_t Global = 32, Local = 32;
    Enqueue(Queue, Kernel, 1, nullptr, &Global, &Local, 0, nullptr, nullptr);
  }
};

/// Microseconds per call of Launch, Wait not counted.
template <class LaunchT, class WaitT> double cost(LaunchT Launch, WaitT Wait) {
  auto Start = std::chrono::steady_clock::now();
  for (int I = 0; I < Launches; ++I)
    Launch(I);
  std::chrono::duration<double, std::micro> Spent = std::chrono::steady_clock::now() - Start;
  Wait();
  return Spent.count() / Launches;
}

double median(std::vector<double> &Of) {
  std::sort(Of.begin(), Of.end());
  return Of[Of.size() / 2];
}
} // namespace

int main() {
  setenv("LORCHA_BACKEND", "opencl", 0);
  Bare Plain;
  float *Data = nullptr;
  if (lorchaMalloc(&Data, 4096) != lorchaSuccess || launch(scale, 1, 32)(Data, 1, 32) != lorchaSuccess)
    return 2;
  std::vector<double> PlainCosts, SameCosts, OtherCosts, WaitCosts, PlainWaitCosts;
  for (int Round = 0; Round < Rounds; ++Round) {
    PlainCosts.push_back(cost([&](int) { Plain.launch(); }, [&] { Plain.Finish(Plain.Queue); }));
    SameCosts.push_back(
        cost([&](int) { launch(scale, 1, 32)(Data, 1, 32); }, [] { lorchaDeviceSynchronize(); }));
    OtherCosts.push_back(cost([&](int I) { launch(scale, 1, 32)(Data + I % 2, static_cast<float>(I), I); },
                              [] { lorchaDeviceSynchronize(); }));
    PlainWaitCosts.push_back(cost(
        [&](int) {
          Plain.launch();
          Plain.Finish(Plain.Queue);
        },
        [] {}));
    WaitCosts.push_back(cost(
        [&](int) {
          launch(scale, 1, 32)(Data, 1, 32);
          lorchaDeviceSynchronize();
        },
        [] {}));
  }
  double Base = median(PlainCosts), Same = median(SameCosts), Other = median(OtherCosts);
  std::printf(
      "bare enqueue %.2f us; launch with the same arguments %.2f us (+%.2f), with others %.2f us (+%.2f)\n",
      Base, Same, Same - Base, Other, Other - Base);
  double PlainWait = median(PlainWaitCosts), Wait = median(WaitCosts);
  std::printf("enqueue and finish %.2f us; launch and synchronize %.2f us (+%.2f)\n", PlainWait, Wait,
              Wait - PlainWait);
  return 0;
}
