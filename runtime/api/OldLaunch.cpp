// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The launch of long ago: configure, set up each argument at its offset, launch. Offsets follow the
// parameters' own alignment, as in a struct.
#include "api/Call.h"
#include "core/Launch.h"
#include <cstring>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// What the calling thread has set up for its next launch.
static std::vector<char> &setUpBytes() {
  static thread_local std::vector<char> Bytes;
  return Bytes;
}

/// Bytes that all parameters of a kernel may have together, as in CUDA.
static constexpr size_t MaxParameterBytes = 32764;

lorchaError_t lorchaConfigureCall(dim3 Grid, dim3 Block, size_t SharedBytes, lorchaStream_t On) {
  auto Body = [&] {
    setUpBytes().clear();
    pushConfiguration({{Grid, Block, SharedBytes, /*Cooperative=*/false}, On});
    return Status::Success;
  };
  return call(__func__, Body, Grid, Block, SharedBytes, On);
}

lorchaError_t lorchaSetupArgument(const void *Argument, size_t Bytes, size_t Offset) {
  auto Body = [&] {
    if (!Argument || Offset > MaxParameterBytes || Bytes > MaxParameterBytes - Offset)
      return Status::InvalidValue;
    std::vector<char> &All = setUpBytes();
    All.resize(std::max(All.size(), Offset + Bytes));
    std::memcpy(All.data() + Offset, Argument, Bytes);
    return Status::Success;
  };
  return call(__func__, Body, Argument, Bytes, Offset);
}

lorchaError_t lorchaLaunch(const void *Stub) {
  auto Body = [&] {
    LaunchConfiguration Now;
    if (!popConfiguration(Now))
      return Status::MissingConfiguration;
    KernelEntry *Kernel = findKernel(Stub);
    StreamHandle On(Now.Stream);
    if (!Kernel)
      return Status::InvalidDeviceFunction;
    if (!On)
      return Status::InvalidResourceHandle;
    std::vector<char> &All = setUpBytes();
    std::vector<void *> Args;
    size_t End = 0;
    const lorcha::KernelDescriptor &Descriptor = *Kernel->Descriptor.load();
    for (uint32_t I = 0; I < Descriptor.ParameterCount; ++I) {
      const lorcha::ParameterLayout &Each = Descriptor.Parameters[I];
      size_t Offset = (End + Each.Alignment - 1) / Each.Alignment * Each.Alignment;
      End = Offset + Each.Size;
      if (End > All.size())
        return Status::InvalidValue;
      Args.push_back(All.data() + Offset);
    }
    Status Result = launchKernel(*On, Kernel, Now.Shape, Args.data());
    All.clear();
    return Result;
  };
  return call(__func__, Body, Stub);
}

/// Every device has double.
static lorchaError_t keepDouble(const char *Name, double *Value) {
  return call(Name, [&] { return Value ? Status::Success : Status::InvalidValue; }, Value);
}
lorchaError_t lorchaSetDoubleForDevice(double *Value) { return keepDouble(__func__, Value); }
lorchaError_t lorchaSetDoubleForHost(double *Value) { return keepDouble(__func__, Value); }
