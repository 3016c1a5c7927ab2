// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program that uses all that the OpenCL backend does, for inject-faults: it ends with 0 when everything is
// right, with 3 when a call returned an error (which it prints), and with 1 when a result is wrong though no
// call failed.
#include "TestKernels.h"
#include <cstdio>
#include <cstring>

using namespace lorcha::test;

namespace {
bool HasError = false, IsWrong = false;

/// Notes the result of a call.
void check(lorchaError_t Result, const char *What) {
  if (Result == lorchaSuccess)
    return;
  if (!HasError)
    std::printf("error %s: %s\n", lorchaGetErrorName(Result), What);
  HasError = true;
}
#define CHECK(Call) check(Call, #Call)

void expect(bool Holds, const char *What) {
  if (Holds || HasError)
    return;
  std::printf("wrong: %s\n", What);
  IsWrong = true;
}

void useMemory(lorchaStream_t Stream) {
  float *Data = nullptr, *Other = nullptr, *Managed = nullptr, In[64], Out[64] = {};
  for (int I = 0; I < 64; ++I)
    In[I] = static_cast<float>(I);
  CHECK(lorchaMalloc(&Data, sizeof(In)));
  CHECK(lorchaMalloc(&Other, sizeof(In)));
  CHECK(lorchaMallocManaged(&Managed, sizeof(In)));
  if (Data && Other && Managed) {
    CHECK(lorchaMemcpyAsync(Data, In, sizeof(In), lorchaMemcpyHostToDevice, Stream));
    CHECK(lorchaMemcpy2DAsync(Other, 32, Data, 32, 16, 4, lorchaMemcpyDeviceToDevice, Stream));
    CHECK(lorchaMemsetAsync(Data + 60, 0, 16, Stream));
    CHECK(lorchaMemcpyAsync(Data + 1, Data + 2, 8, lorchaMemcpyDeviceToDevice, Stream));
    std::memcpy(Managed, In, sizeof(In));
    CHECK(launch(scale, 2, 32, 0, Stream)(Managed, 2, 64));
    CHECK(launch(scale, 2, 32, 0, Stream)(Data, 2, 64));
    CHECK(lorchaMemcpy2DAsync(Out, 32, Data, 32, 32, 8, lorchaMemcpyDeviceToHost, Stream));
    CHECK(lorchaStreamSynchronize(Stream));
    expect(Out[1] == 4 && Out[2] == 6 && Out[10] == 20 && Out[61] == 0, "copies and launches");
    expect(HasError || Managed[63] == 126, "managed memory");
    CHECK(lorchaMemcpy(Out, Other, 64, lorchaMemcpyDeviceToHost));
    expect(Out[3] == 3 && Out[8] == 8, "rows");
  }
  CHECK(lorchaFree(Data));
  CHECK(lorchaFree(Other));
  CHECK(lorchaFree(Managed));
}

void useKernels(lorchaStream_t Stream) {
  int *Data = nullptr, *Address = nullptr, **Out = nullptr, Read[2] = {};
  lorchaEvent_t Begin = nullptr, End = nullptr;
  CHECK(lorchaMalloc(&Data, 64 * sizeof(int)));
  CHECK(lorchaMalloc(&Out, sizeof(int *)));
  CHECK(lorchaEventCreate(&Begin));
  CHECK(lorchaEventCreate(&End));
  if (Data && Out && Begin && End) {
    CHECK(lorchaEventRecord(Begin, Stream));
    CHECK(launch(storeAddress, 1, 1, 0, Stream)(Data, Out));
    CHECK(launch(say, 1, 1, 0, Stream)(1, 2));
    CHECK(lorchaEventRecord(End, Stream));
    CHECK(lorchaStreamWaitEvent(nullptr, End, 0));
    CHECK(launch(countUp, 1, 1)(Data));
    CHECK(lorchaMemcpy(Read, Data, sizeof(Read), lorchaMemcpyDeviceToHost));
    CHECK(lorchaMemcpy(&Address, Out, sizeof(Address), lorchaMemcpyDeviceToHost));
    CHECK(lorchaEventSynchronize(End));
    float Milliseconds = -1;
    CHECK(lorchaEventElapsedTime(&Milliseconds, Begin, End));
    expect(Milliseconds >= 0, "time");
    expect(Address == Data + 3, "addresses");
    expect(Read[0] == 4 && Read[1] == 6, "variables");
    CHECK(launch(useHeap, 1, 1)(Out));
    CHECK(lorchaDeviceSynchronize());
  }
  CHECK(lorchaFree(Data));
  CHECK(lorchaFree(Out));
  if (Begin)
    CHECK(lorchaEventDestroy(Begin));
  if (End)
    CHECK(lorchaEventDestroy(End));
}

/// A kernel in phases: the host submits some as it is told by the device, others at once.
void useGrid(lorchaStream_t Stream) {
  constexpr int Count = 4 * 16;
  int *Data = nullptr, Rounds = 3, Out[Count] = {};
  CHECK(lorchaMalloc(&Data, sizeof(Out)));
  if (Data) {
    void *Arguments[] = {&Data, &Rounds};
    CHECK(lorchaMemcpyAsync(Data, Out, sizeof(Out), lorchaMemcpyHostToDevice, Stream));
    CHECK(lorchaLaunchCooperativeKernel(reinterpret_cast<const void *>(&gridBarrier), 4, 16, Arguments, 0,
                                        Stream));
    CHECK(lorchaStreamSynchronize(Stream));
    CHECK(lorchaMemcpy(Out, Data, sizeof(Out), lorchaMemcpyDeviceToHost));
    for (int I = 0; I < Count; ++I)
      expect(Out[I] == (I + Rounds) % Count, "barriers of the grid");
  }
  CHECK(lorchaFree(Data));
}
} // namespace

/// With an argument, only a kernel that does not build.
int main(int ArgCount, char **) {
  if (ArgCount > 1) {
    expect(launch(broken, 1, 1)() == lorchaErrorInvalidKernelImage, "a broken kernel");
    CHECK(lorchaDeviceReset());
    return IsWrong ? 1 : HasError ? 3 : 0;
  }
  int Count = 0;
  CHECK(lorchaGetDeviceCount(&Count));
  lorchaStream_t Stream = nullptr;
  if (Count) {
    CHECK(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking));
    useMemory(Stream);
    useKernels(Stream);
    useGrid(Stream);
    if (Stream)
      CHECK(lorchaStreamDestroy(Stream));
    CHECK(lorchaDeviceReset());
  }
  std::fflush(stdout);
  return IsWrong ? 1 : HasError ? 3 : 0;
}
