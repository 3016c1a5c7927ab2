// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The ways to launch a kernel, what kernels tell about themselves, and how many of their blocks fit.
// BACKENDS: cpu, opencl -- the kernels are in GraphKernels.cpp
#include "GraphTest.h"
#include <string>

using namespace lorcha;
using namespace lorcha::test;

namespace {
class LaunchFormsTest : public RuntimeTest {
protected:
  void expect(int Value) {
    EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    EXPECT_EQ(Out[0], Value);
  }
  Shared<int> Out{1};
  const void *Append = symbolOf(append);
};
using FunctionFormsTest = LaunchFormsTest;
} // namespace

TEST_F(LaunchFormsTest, InTheOldWay) {
  int *Into = Out.get(), Digit = 4;
  ASSERT_EQ(lorchaConfigureCall(1, 1, 0, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaSetupArgument(&Into, sizeof(Into), 0), lorchaSuccess);
  ASSERT_EQ(lorchaSetupArgument(&Digit, sizeof(Digit), sizeof(Into)), lorchaSuccess);
  EXPECT_EQ(lorchaLaunch(Append), lorchaSuccess);
  expect(4);
  EXPECT_EQ(lorchaLaunch(Append), lorchaErrorMissingConfiguration);
}

TEST_F(LaunchFormsTest, WithAttributes) {
  lorchaLaunchConfig_t Config = {};
  lorchaLaunchAttribute Attribute = {};
  int *Into = Out.get(), Digit = 5;
  void *Args[] = {&Into, &Digit};
  Config.gridDim = Config.blockDim = dim3(1);
  Config.attrs = &Attribute;
  Config.numAttrs = 1;
  Attribute.id = lorchaLaunchAttributePriority;
  EXPECT_EQ(lorchaLaunchKernelExC(&Config, Append, Args), lorchaSuccess);
  EXPECT_EQ(lorchaLaunchKernelEx(&Config, append, Into, 6), lorchaSuccess);
  expect(56);
  Attribute.id = lorchaLaunchAttributeClusterDimension;
  Attribute.val.clusterDim = {2, 1, 1};
  EXPECT_EQ(lorchaLaunchKernelExC(&Config, Append, Args), lorchaErrorNotSupported);
  Config.attrs = nullptr;
  EXPECT_EQ(lorchaLaunchKernelExC(&Config, Append, Args), lorchaErrorInvalidValue);
}

TEST_F(LaunchFormsTest, EventsInsideALaunchAreReachedWithIt) {
  lorchaLaunchConfig_t Config = {};
  lorchaLaunchAttribute Attributes[2] = {};
  lorchaEvent_t Begun, Triggered, Timed;
  int *Into = Out.get(), Digit = 7;
  void *Args[] = {&Into, &Digit};
  ASSERT_EQ(lorchaEventCreateWithFlags(&Begun, lorchaEventDisableTiming), lorchaSuccess);
  ASSERT_EQ(lorchaEventCreateWithFlags(&Triggered, lorchaEventDisableTiming), lorchaSuccess);
  ASSERT_EQ(lorchaEventCreate(&Timed), lorchaSuccess);
  Config.gridDim = Config.blockDim = dim3(1);
  Config.attrs = Attributes;
  Config.numAttrs = 2;
  Attributes[0].id = lorchaLaunchAttributeLaunchCompletionEvent;
  Attributes[0].val.launchCompletionEvent.event = Begun;
  Attributes[1].id = lorchaLaunchAttributeProgrammaticEvent;
  Attributes[1].val.programmaticEvent.event = Triggered;
  ASSERT_EQ(lorchaLaunchKernelExC(&Config, Append, Args), lorchaSuccess);
  EXPECT_EQ(lorchaEventSynchronize(Begun), lorchaSuccess);
  EXPECT_EQ(lorchaEventSynchronize(Triggered), lorchaSuccess);
  expect(7);
  Attributes[0].val.launchCompletionEvent.event = Timed;
  EXPECT_EQ(lorchaLaunchKernelExC(&Config, Append, Args), lorchaErrorInvalidValue) << "it has timing";
  ASSERT_EQ(lorchaEventDestroy(Begun), lorchaSuccess);
  Attributes[0].val.launchCompletionEvent.event = Begun;
  EXPECT_EQ(lorchaLaunchKernelExC(&Config, Append, Args), lorchaErrorInvalidResourceHandle);
  expect(7);
}

TEST_F(FunctionFormsTest, HandlesAreLaunched) {
  lorchaFunction_t Function = nullptr;
  lorchaKernel_t Kernel = nullptr;
  int *Into = Out.get(), Digit = 1;
  void *Args[] = {&Into, &Digit};
  ASSERT_EQ(lorchaGetFuncBySymbol(&Function, Append), lorchaSuccess);
  ASSERT_EQ(lorchaGetKernel(&Kernel, Append), lorchaSuccess);
  EXPECT_EQ(lorchaLaunchKernel(static_cast<const void *>(Function), 1, 1, Args, 0, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaLaunchKernel(static_cast<const void *>(Kernel), 1, 1, Args, 0, nullptr), lorchaSuccess);
  expect(11);
  EXPECT_EQ(
      lorchaKernelSetAttributeForDevice(Kernel, lorchaFuncAttributePreferredSharedMemoryCarveout, 30, 0),
      lorchaSuccess);
  lorchaFuncAttributes About = {};
  EXPECT_EQ(lorchaFuncGetAttributes(&About, Append), lorchaSuccess);
  EXPECT_EQ(About.preferredShmemCarveout, 30);
  EXPECT_EQ(
      lorchaKernelSetAttributeForDevice(Kernel, lorchaFuncAttributePreferredSharedMemoryCarveout, 300, 0),
      lorchaErrorInvalidValue);
  EXPECT_EQ(
      lorchaKernelSetAttributeForDevice(Kernel, lorchaFuncAttributePreferredSharedMemoryCarveout, 30, 99),
      lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaFuncSetAttribute(Append, lorchaFuncAttributePreferredSharedMemoryCarveout, -1),
            lorchaSuccess);
}

TEST_F(FunctionFormsTest, TellNamesParametersAndSettings) {
  const char *Name = nullptr;
  size_t Offset = 9, Bytes = 9;
  ASSERT_EQ(lorchaFuncGetName(&Name, Append), lorchaSuccess);
  EXPECT_EQ(std::string(Name), "append");
  ASSERT_EQ(lorchaFuncGetParamInfo(Append, 1, &Offset, &Bytes), lorchaSuccess);
  EXPECT_EQ(Offset, 8u);
  EXPECT_EQ(Bytes, 4u);
  EXPECT_EQ(lorchaFuncGetParamInfo(Append, 2, &Offset, &Bytes), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFuncSetCacheConfig(Append, lorchaFuncCachePreferL1), lorchaSuccess);
  EXPECT_EQ(lorchaFuncSetCacheConfig(Append, static_cast<lorchaFuncCache>(9)), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFuncSetSharedMemConfig(Append, lorchaSharedMemBankSizeFourByte), lorchaSuccess);
  EXPECT_EQ(lorchaFuncSetSharedMemConfig(Append, static_cast<lorchaSharedMemConfig>(9)),
            lorchaErrorInvalidValue);
}

TEST_F(FunctionFormsTest, BlocksFitOnDevices) {
  int Blocks = -1, Same = -1, Size = -1, Grid = -1, Units = -1;
  size_t Bytes = 0;
  ASSERT_EQ(lorchaDeviceGetAttribute(&Units, lorchaDevAttrMultiProcessorCount, 0), lorchaSuccess);
  ASSERT_EQ(lorchaOccupancyMaxActiveBlocksPerMultiprocessor(&Blocks, append, 64, 0), lorchaSuccess);
  EXPECT_GT(Blocks, 0);
  ASSERT_EQ(lorchaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&Same, append, 64, 0, 0), lorchaSuccess);
  EXPECT_EQ(Same, Blocks);
  ASSERT_EQ(lorchaOccupancyAvailableDynamicSMemPerBlock(&Bytes, append, Blocks, 64), lorchaSuccess);
  auto NoBytes = [](int) { return size_t(0); };
  ASSERT_EQ(lorchaOccupancyMaxPotentialBlockSize(&Grid, &Size, append), lorchaSuccess);
  EXPECT_EQ(Grid % Units, 0);
  for (int Form = 0; Form < 3; ++Form) {
    int OtherGrid = -1, OtherSize = -1;
    ASSERT_EQ(Form == 0 ? lorchaOccupancyMaxPotentialBlockSizeWithFlags(&OtherGrid, &OtherSize, append)
              : Form == 1
                  ? lorchaOccupancyMaxPotentialBlockSizeVariableSMem(&OtherGrid, &OtherSize, append, NoBytes)
                  : lorchaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(&OtherGrid, &OtherSize, append,
                                                                              NoBytes),
              lorchaSuccess);
    EXPECT_EQ(OtherGrid, Grid);
    EXPECT_EQ(OtherSize, Size);
  }
}

TEST_F(FunctionFormsTest, ClustersAreBlocks) {
  lorchaLaunchConfig_t Config = {};
  lorchaLaunchAttribute Attribute = {};
  int Size = -1, Clusters = -1, Blocks = -1, Units = -1;
  Config.gridDim = dim3(4);
  Config.blockDim = dim3(32, 2);
  ASSERT_EQ(lorchaDeviceGetAttribute(&Units, lorchaDevAttrMultiProcessorCount, 0), lorchaSuccess);
  ASSERT_EQ(lorchaOccupancyMaxActiveBlocksPerMultiprocessor(&Blocks, append, 64, 0), lorchaSuccess);
  EXPECT_EQ(lorchaOccupancyMaxPotentialClusterSize(&Size, append, &Config), lorchaSuccess);
  EXPECT_EQ(Size, 1);
  EXPECT_EQ(lorchaOccupancyMaxActiveClusters(&Clusters, append, &Config), lorchaSuccess);
  EXPECT_EQ(Clusters, Blocks * Units);
  Config.attrs = &Attribute;
  Config.numAttrs = 1;
  Attribute.id = lorchaLaunchAttributeClusterDimension;
  Attribute.val.clusterDim = {2, 1, 1};
  EXPECT_EQ(lorchaOccupancyMaxActiveClusters(&Clusters, append, &Config), lorchaSuccess);
  EXPECT_EQ(Clusters, 0) << "none of two blocks fits";
  Attribute.val.clusterDim = {0, 1, 1};
  EXPECT_EQ(lorchaOccupancyMaxActiveClusters(&Clusters, append, &Config), lorchaErrorInvalidValue);
  Config.attrs = nullptr;
  EXPECT_EQ(lorchaOccupancyMaxActiveClusters(&Clusters, append, &Config), lorchaErrorInvalidValue);
  Config = {};
  Config.blockDim = dim3(0);
  EXPECT_EQ(lorchaOccupancyMaxPotentialClusterSize(&Size, append, &Config), lorchaErrorInvalidValue)
      << "no threads";
}
