// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Devices, their properties and settings; kernels' attributes; occupancy; errors; functions that no backend
// has.
#include "RuntimeTest.h"
#include <cstring>
#include <thread>

using namespace lorcha;
using namespace lorcha::test;
using DevicesTest = RuntimeTest;
using ErrorsTest = RuntimeTest;
using FunctionsTest = RuntimeTest;

TEST_F(DevicesTest, EachThreadChoosesItsOwn) {
  int Count = 0, Current = -1;
  ASSERT_EQ(lorchaGetDeviceCount(&Count), lorchaSuccess);
  EXPECT_EQ(Count, 2);
  ASSERT_EQ(lorchaSetDevice(1), lorchaSuccess);
  ASSERT_EQ(lorchaGetDevice(&Current), lorchaSuccess);
  EXPECT_EQ(Current, 1);
  std::thread([] {
    int Mine = -1;
    ASSERT_EQ(lorchaGetDevice(&Mine), lorchaSuccess);
    EXPECT_EQ(Mine, 0);
  }).join();
  EXPECT_EQ(lorchaSetDevice(2), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaSetDevice(-1), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaGetDevice(nullptr), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGetDeviceCount(nullptr), lorchaErrorInvalidValue);
  int Order[] = {1, 0};
  EXPECT_EQ(lorchaSetValidDevices(Order, 2), lorchaSuccess);
  EXPECT_EQ(lorchaInitDevice(1, 0, 0), lorchaSuccess);
  EXPECT_EQ(lorchaInitDevice(3, 0, 0), lorchaErrorInvalidDevice);
}

TEST_F(DevicesTest, HaveSaneProperties) {
  lorchaDeviceProp P;
  ASSERT_EQ(lorchaGetDeviceProperties(&P, 1), lorchaSuccess);
  EXPECT_GT(std::strlen(P.name), 0u);
  EXPECT_EQ(P.warpSize, 32);
  EXPECT_EQ(P.maxThreadsPerBlock, 1024);
  EXPECT_EQ(P.maxThreadsDim[2], 64);
  EXPECT_EQ(P.maxGridSize[0], 2147483647);
  EXPECT_EQ(P.maxGridSize[1], 65535);
  EXPECT_EQ(P.sharedMemPerBlock, 48u << 10);
  EXPECT_EQ(P.sharedMemPerBlockOptin, 227u << 10);
  EXPECT_EQ(P.regsPerBlock, 65536);
  EXPECT_EQ(P.multiProcessorCount > 0, true);
  EXPECT_EQ(P.major * 10 + P.minor, 80);
  EXPECT_GT(P.totalGlobalMem, 64u << 20);
  EXPECT_GT(P.clockRate, 0);
  EXPECT_GT(P.memoryClockRate, 0);
  EXPECT_TRUE(P.unifiedAddressing && P.managedMemory && P.concurrentManagedAccess && P.canMapHostMemory);
  EXPECT_EQ(lorchaGetDeviceProperties(&P, 2), lorchaErrorInvalidDevice);
  int Best = -1;
  EXPECT_EQ(lorchaChooseDevice(&Best, &P), lorchaSuccess);
  EXPECT_EQ(Best, 1) << "they are those of that device";
}

TEST_F(DevicesTest, AttributesAgreeWithProperties) {
  lorchaDeviceProp P;
  ASSERT_EQ(lorchaGetDeviceProperties(&P, 0), lorchaSuccess);
  auto Attribute = [](lorchaDeviceAttr Which) {
    int Value = -1;
    EXPECT_EQ(lorchaDeviceGetAttribute(&Value, Which, 0), lorchaSuccess);
    return Value;
  };
  EXPECT_EQ(Attribute(lorchaDevAttrMultiProcessorCount), P.multiProcessorCount);
  EXPECT_EQ(Attribute(lorchaDevAttrMaxBlockDimZ), 64);
  EXPECT_EQ(Attribute(lorchaDevAttrComputeCapabilityMajor), P.major);
  EXPECT_EQ(Attribute(lorchaDevAttrMaxSharedMemoryPerBlockOptin), 227 << 10);
  EXPECT_EQ(Attribute(lorchaDevAttrCooperativeLaunch), 1);
  EXPECT_EQ(Attribute(lorchaDevAttrMaxTexture2DLayeredLayers), P.maxTexture2DLayered[2]);
  int Value;
  EXPECT_EQ(lorchaDeviceGetAttribute(&Value, static_cast<lorchaDeviceAttr>(4000), 0),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaDeviceGetAttribute(&Value, lorchaDevAttrWarpSize, 5), lorchaErrorInvalidDevice);
}

TEST_F(DevicesTest, KeepLimitsAndSettings) {
  size_t Value = 0;
  EXPECT_EQ(lorchaDeviceSetLimit(lorchaLimitMallocHeapSize, 64 << 20), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceGetLimit(&Value, lorchaLimitMallocHeapSize), lorchaSuccess);
  EXPECT_EQ(Value, 64u << 20);
  EXPECT_EQ(lorchaDeviceSetLimit(static_cast<lorchaLimit>(77), 1), lorchaErrorUnsupportedLimit);
  EXPECT_EQ(lorchaDeviceSetLimit(lorchaLimitStackSize, 1 << 30), lorchaErrorInvalidValue);
  lorchaFuncCache Cache;
  EXPECT_EQ(lorchaDeviceSetCacheConfig(lorchaFuncCachePreferL1), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceGetCacheConfig(&Cache), lorchaSuccess);
  EXPECT_EQ(Cache, lorchaFuncCachePreferL1);
  lorchaSharedMemConfig Banks;
  EXPECT_EQ(lorchaDeviceSetSharedMemConfig(lorchaSharedMemBankSizeEightByte), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceGetSharedMemConfig(&Banks), lorchaSuccess);
  EXPECT_EQ(Banks, lorchaSharedMemBankSizeFourByte);
  unsigned Flags = 0;
  EXPECT_EQ(lorchaSetDeviceFlags(lorchaDeviceScheduleYield), lorchaSuccess);
  EXPECT_EQ(lorchaGetDeviceFlags(&Flags), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaDeviceScheduleYield | lorchaDeviceMapHost));
  EXPECT_EQ(lorchaSetDeviceFlags(lorchaDeviceScheduleYield | lorchaDeviceScheduleSpin),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaCtxResetPersistingL2Cache(), lorchaSuccess);
}

TEST_F(DevicesTest, HaveBusIds) {
  char Id[32];
  int Device = -1;
  ASSERT_EQ(lorchaDeviceGetPCIBusId(Id, sizeof(Id), 1), lorchaSuccess);
  EXPECT_STREQ(Id, "0000:02:00.0");
  EXPECT_EQ(lorchaDeviceGetByPCIBusId(&Device, Id), lorchaSuccess);
  EXPECT_EQ(Device, 1);
  EXPECT_EQ(lorchaDeviceGetByPCIBusId(&Device, "01:00.0"), lorchaSuccess);
  EXPECT_EQ(Device, 0);
  EXPECT_EQ(lorchaDeviceGetByPCIBusId(&Device, "0000:99:00.0"), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaDeviceGetByPCIBusId(&Device, "nonsense"), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaDeviceGetPCIBusId(Id, 5, 1), lorchaErrorInvalidValue);
}

TEST_F(DevicesTest, ReachTheirPeers) {
  int Can = -1;
  EXPECT_EQ(lorchaDeviceCanAccessPeer(&Can, 0, 1), lorchaSuccess);
  EXPECT_EQ(Can, 1);
  EXPECT_EQ(lorchaDeviceCanAccessPeer(&Can, 0, 0), lorchaSuccess);
  EXPECT_EQ(Can, 0);
  EXPECT_EQ(lorchaDeviceEnablePeerAccess(1, 0), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceEnablePeerAccess(1, 0), lorchaErrorPeerAccessAlreadyEnabled);
  EXPECT_EQ(lorchaDeviceDisablePeerAccess(1), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceDisablePeerAccess(1), lorchaErrorPeerAccessNotEnabled);
  EXPECT_EQ(lorchaDeviceEnablePeerAccess(0, 0), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaDeviceGetP2PAttribute(&Can, lorchaDevP2PAttrAccessSupported, 0, 1), lorchaSuccess);
  EXPECT_EQ(Can, 1);
}

TEST_F(DevicesTest, ResetForgetsEverything) {
  lorchaStream_t Stream;
  lorchaEvent_t Event;
  void *Data;
  ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
  ASSERT_EQ(lorchaEventCreate(&Event), lorchaSuccess);
  ASSERT_EQ(lorchaMalloc(&Data, 64), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceReset(), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Data), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaEventQuery(Event), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaStreamQuery(Stream), lorchaErrorInvalidResourceHandle);
}

TEST_F(DevicesTest, TellVersionsAndTakeProfilerCalls) {
  int Driver = 0, Runtime = 0;
  EXPECT_EQ(lorchaDriverGetVersion(&Driver), lorchaSuccess);
  EXPECT_EQ(lorchaRuntimeGetVersion(&Runtime), lorchaSuccess);
  EXPECT_EQ(Runtime, LORCHART_VERSION);
  EXPECT_GE(Driver, Runtime);
  EXPECT_EQ(lorchaProfilerStart(), lorchaSuccess);
  EXPECT_EQ(lorchaProfilerStop(), lorchaSuccess);
}

TEST_F(ErrorsTest, HaveNamesAndTexts) {
  EXPECT_STREQ(lorchaGetErrorName(lorchaSuccess), "cudaSuccess");
  EXPECT_STREQ(lorchaGetErrorString(lorchaSuccess), "no error");
  EXPECT_STREQ(lorchaGetErrorName(lorchaErrorMemoryAllocation), "cudaErrorMemoryAllocation");
  EXPECT_STREQ(lorchaGetErrorString(lorchaErrorMemoryAllocation), "out of memory");
  EXPECT_STREQ(lorchaGetErrorString(lorchaErrorInvalidConfiguration), "invalid configuration argument");
  EXPECT_STREQ(lorchaGetErrorName(static_cast<lorchaError_t>(12345)), "unrecognized error code");
  EXPECT_STREQ(lorchaGetErrorString(static_cast<lorchaError_t>(12345)), "unrecognized error code");
}

TEST_F(ErrorsTest, LastErrorBelongsToTheThread) {
  int Local;
  EXPECT_EQ(lorchaFree(&Local), lorchaErrorInvalidValue);
  std::thread([] { EXPECT_EQ(lorchaPeekAtLastError(), lorchaSuccess); }).join();
  EXPECT_EQ(lorchaPeekAtLastError(), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaSetDevice(0), lorchaSuccess) << "a success does not clear it";
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess);
}

TEST_F(ErrorsTest, UnsupportedFunctionsSaySoOnce) {
  testing::internal::CaptureStderr();
  for (int I = 0; I < 2; ++I)
    EXPECT_EQ(lorchaExecutionCtxDestroy(nullptr), lorchaErrorNotSupported);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorNotSupported);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "lorcha: cudaExecutionCtxDestroy is not supported yet\n");
}

namespace {
void bounded_cpu(const Block &, int, double, char) {}
constexpr KernelInfo bounded_info = {"bounded", KernelForm::ThreadLoop, nullptr, /*MaxThreadsPerBlock=*/256};
void bounded(int A, double B, char C) { Kernel<bounded_cpu, bounded, bounded_info>::launch(A, B, C); }
} // namespace

TEST_F(FunctionsTest, HaveAttributes) {
  lorchaFuncAttributes Attributes;
  ASSERT_EQ(lorchaFuncGetAttributes(&Attributes, bounded), lorchaSuccess);
  EXPECT_EQ(Attributes.maxThreadsPerBlock, 256);
  EXPECT_EQ(Attributes.maxDynamicSharedSizeBytes, 48 << 10);
  EXPECT_GT(Attributes.numRegs, 0);
  EXPECT_EQ(Attributes.binaryVersion, 80);
  EXPECT_EQ(lorchaFuncSetAttribute(bounded, lorchaFuncAttributePreferredSharedMemoryCarveout, 50),
            lorchaSuccess);
  EXPECT_EQ(lorchaFuncSetAttribute(bounded, lorchaFuncAttributePreferredSharedMemoryCarveout, 101),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFuncSetAttribute(bounded, lorchaFuncAttributeRequiredClusterWidth, 2),
            lorchaErrorNotSupported);
  EXPECT_EQ(lorchaFuncSetCacheConfig(bounded, lorchaFuncCachePreferShared), lorchaSuccess);
  EXPECT_EQ(lorchaFuncSetSharedMemConfig(bounded, lorchaSharedMemBankSizeFourByte), lorchaSuccess);
  auto *NoKernel = reinterpret_cast<const void *>(&lorchaFree);
  EXPECT_EQ(lorchaFuncGetAttributes(&Attributes, NoKernel), lorchaErrorInvalidDeviceFunction);
}

TEST_F(FunctionsTest, HaveNamesAndParameters) {
  const char *Name = nullptr;
  lorchaFunction_t Handle = nullptr;
  size_t Offset = 0, Bytes = 0;
  auto *Symbol = reinterpret_cast<const void *>(&bounded);
  EXPECT_EQ(lorchaFuncGetName(&Name, Symbol), lorchaSuccess);
  EXPECT_STREQ(Name, "bounded");
  EXPECT_EQ(lorchaFuncGetParamInfo(Symbol, 1, &Offset, &Bytes), lorchaSuccess);
  EXPECT_EQ(Offset, 8u);
  EXPECT_EQ(Bytes, 8u);
  EXPECT_EQ(lorchaFuncGetParamInfo(Symbol, 2, &Offset, &Bytes), lorchaSuccess);
  EXPECT_EQ(Offset, 16u);
  EXPECT_EQ(lorchaFuncGetParamInfo(Symbol, 3, &Offset, &Bytes), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGetFuncBySymbol(&Handle, Symbol), lorchaSuccess);
  EXPECT_NE(Handle, nullptr);
}

TEST_F(FunctionsTest, FitOnComputeUnits) {
  int Blocks = -1, Size = -1, Grid = -1;
  EXPECT_EQ(lorchaOccupancyMaxActiveBlocksPerMultiprocessor(&Blocks, bounded, 256, 0), lorchaSuccess);
  EXPECT_EQ(Blocks, 8);
  EXPECT_EQ(lorchaOccupancyMaxActiveBlocksPerMultiprocessor(&Blocks, bounded, 512, 0), lorchaSuccess);
  EXPECT_EQ(Blocks, 0) << "beyond the launch bounds";
  EXPECT_EQ(lorchaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&Blocks, bounded, 32, 40 << 10, 0),
            lorchaSuccess);
  EXPECT_EQ(Blocks, 5);
  EXPECT_EQ(lorchaOccupancyMaxActiveBlocksPerMultiprocessor(&Blocks, bounded, 0, 0), lorchaErrorInvalidValue);
  size_t Bytes = 0;
  EXPECT_EQ(lorchaOccupancyAvailableDynamicSMemPerBlock(&Bytes, bounded, 4, 256), lorchaSuccess);
  EXPECT_EQ(Bytes, (228u << 10) / 4 - 1024);
  EXPECT_EQ(lorchaOccupancyMaxPotentialBlockSize(&Grid, &Size, bounded), lorchaSuccess);
  EXPECT_EQ(Size, 256);
  EXPECT_GT(Grid, 0);
}
