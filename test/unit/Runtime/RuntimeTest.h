// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the runtime's tests share: a fixture that leaves the devices as it found them, memory, and kernels
// made from lambdas in the shape in which the translator prints kernels.
#ifndef LORCHA_TEST_RUNTIMETEST_H
#define LORCHA_TEST_RUNTIMETEST_H

#include "lorcha/cpu_sync.h"
#include "lorcha/device_module.h"
#include "lorcha/kernel.h"
#include "lorcha/runtime_api.h"
#include "lorcha/runtime_api_cpp.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

namespace lorcha::test {

/// Two on the CPU, see Main.cpp.
inline int deviceCount() {
  int Count = 0;
  EXPECT_EQ(lorchaGetDeviceCount(&Count), lorchaSuccess);
  return Count;
}

class RuntimeTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_EQ(lorchaSetDevice(0), lorchaSuccess);
    lorchaGetLastError();
  }
  void TearDown() override {
    for (int Device = deviceCount() - 1; Device >= 0; --Device) {
      lorchaSetDevice(Device);
      EXPECT_EQ(lorchaDeviceReset(), lorchaSuccess);
    }
    lorchaGetLastError();
  }
};

/// Makes variables of the test known as a program's; devices with memory of their own keep copies of them.
class KnownVariables {
public:
  explicit KnownVariables(std::vector<DeviceVariable> Given)
      : Given(std::move(Given)), Module({"variables.cu", nullptr, 0, nullptr, 0, this->Given.data(),
                                         static_cast<uint32_t>(this->Given.size()), 0, nullptr, 0}) {
    uint64_t End = 0;
    for (DeviceVariable &Each : this->Given) {
      Each.Offset = End;
      End += (Each.Size + 15) / 16 * 16;
    }
    Module.VariableBytes = End;
    lorchaRegisterDeviceModule(&Module);
  }
  ~KnownVariables() { lorchaUnregisterDeviceModule(&Module); }
  KnownVariables(const KnownVariables &) = delete;
  template <class T> static DeviceVariable row(T &Variable, const char *Name) {
    return {&Variable, Name, 0, sizeof(Variable), false};
  }

private:
  std::vector<DeviceVariable> Given;
  DeviceModule Module;
};

/// Managed memory, for as long as this lives.
template <class T> class Shared {
public:
  explicit Shared(size_t Count, T Value = T()) : Count(Count) {
    EXPECT_EQ(lorchaMallocManaged(reinterpret_cast<void **>(&Data), Count * sizeof(T)), lorchaSuccess);
    std::fill(Data, Data + Count, Value);
  }
  ~Shared() { lorchaFree(Data); }
  Shared(const Shared &) = delete;
  Shared &operator=(const Shared &) = delete;
  T *get() const { return Data; }
  T &operator[](size_t I) const { return Data[I]; }
  std::vector<T> values() const { return std::vector<T>(Data, Data + Count); }

private:
  T *Data = nullptr;
  size_t Count;
};

inline constexpr KernelInfo LoopInfo = {"loopKernel", KernelForm::ThreadLoop, nullptr};
inline constexpr KernelInfo FiberInfo = {"fiberKernel", KernelForm::Fiber, nullptr};

template <class BodyT> void loopKernel_cpu(const Block &block, BodyT Body) {
  forEachTrackedThread(block, Body);
}
/// A kernel that calls Body(Thread) in a loop over the threads.
template <class BodyT> void loopKernel(BodyT Body) {
  Kernel<loopKernel_cpu<BodyT>, loopKernel<BodyT>, LoopInfo>::launch(Body);
}

template <class BodyT> void fiberKernel_cpu(const Block &block, BodyT Body) { forEachFiber(block, Body); }
/// A kernel that calls Body(Thread) on a fiber per thread.
template <class BodyT> void fiberKernel(BodyT Body) {
  Kernel<fiberKernel_cpu<BodyT>, fiberKernel<BodyT>, FiberInfo>::launch(Body);
}

/// loopKernel<<<Grid, Block, SharedBytes, Stream>>>(Body).
template <class BodyT>
void launchLoop(dim3 Grid, dim3 BlockDim, BodyT Body, size_t SharedBytes = 0,
                lorchaStream_t Stream = nullptr) {
  configure(Grid, BlockDim, SharedBytes, Stream), loopKernel(Body);
}
/// fiberKernel<<<Grid, Block, SharedBytes, Stream>>>(Body).
template <class BodyT>
void launchFibers(dim3 Grid, dim3 BlockDim, BodyT Body, size_t SharedBytes = 0,
                  lorchaStream_t Stream = nullptr) {
  configure(Grid, BlockDim, SharedBytes, Stream), fiberKernel(Body);
}

/// Index of the block in its grid and of the thread in the launch, x fastest.
inline unsigned blockIndex(const Thread &Current) {
  const Block &In = Current.block;
  return (In.blockIdx.z * In.gridDim.y + In.blockIdx.y) * In.gridDim.x + In.blockIdx.x;
}
inline unsigned globalIndex(const Thread &Current) {
  const dim3 &Dim = Current.block.blockDim;
  return blockIndex(Current) * Dim.x * Dim.y * Dim.z + linearThreadIndex(Current);
}

} // namespace lorcha::test

#endif
