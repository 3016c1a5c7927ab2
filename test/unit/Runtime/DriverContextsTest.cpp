// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver API: errors, versions, devices, contexts. BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"
#include "lorcha/driver.h"
#include <cstring>
#include <set>
#include <string>
#include <thread>

using namespace lorcha::test;

namespace {

class DriverTest : public RuntimeTest {
protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    ASSERT_EQ(cuInit(0), CUDA_SUCCESS);
  }
  void TearDown() override {
    CUcontext Left;
    while (cuCtxPopCurrent(&Left) == CUDA_SUCCESS)
      cuCtxDestroy(Left);
    RuntimeTest::TearDown();
  }
};

using DriverErrorsTest = DriverTest;
using DriverDevicesTest = DriverTest;
using DriverContextsTest = DriverTest;

CUcontext current() {
  CUcontext Result = nullptr;
  EXPECT_EQ(cuCtxGetCurrent(&Result), CUDA_SUCCESS);
  return Result;
}

int runtimeDevice() {
  int Result = -1;
  EXPECT_EQ(lorchaGetDevice(&Result), lorchaSuccess);
  return Result;
}

} // namespace

TEST_F(DriverErrorsTest, HaveNamesAndTexts) {
  const char *Text = nullptr;
  EXPECT_EQ(cuGetErrorName(CUDA_ERROR_OUT_OF_MEMORY, &Text), CUDA_SUCCESS);
  EXPECT_STREQ(Text, "CUDA_ERROR_OUT_OF_MEMORY");
  EXPECT_EQ(cuGetErrorString(CUDA_ERROR_OUT_OF_MEMORY, &Text), CUDA_SUCCESS);
  EXPECT_STREQ(Text, "out of memory");
  EXPECT_EQ(cuGetErrorName(static_cast<CUresult>(12345), &Text), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(Text, nullptr);
  EXPECT_EQ(cuGetErrorString(static_cast<CUresult>(12345), &Text), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuGetErrorName(CUDA_SUCCESS, nullptr), CUDA_ERROR_INVALID_VALUE);
#define LORCHA_DRIVER_ERROR(Name, Number)                                                                    \
  EXPECT_EQ(cuGetErrorString(Name, &Text), CUDA_SUCCESS) << #Name;                                           \
  EXPECT_STRNE(Text, "unrecognized error code") << #Name;
  LORCHA_DRIVER_ERRORS(LORCHA_DRIVER_ERROR)
#undef LORCHA_DRIVER_ERROR
}

TEST_F(DriverErrorsTest, AreNotTheRuntimesLastError) {
  EXPECT_EQ(lorchaSetDevice(12345), lorchaErrorInvalidDevice);
  EXPECT_EQ(cuMemFree(1), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorInvalidDevice);
  EXPECT_EQ(cuMemFree(1), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess);
}

TEST_F(DriverErrorsTest, FunctionsAreFoundByName) {
  void *Function = nullptr;
  CUdriverProcAddressQueryResult Outcome = CU_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND;
  ASSERT_EQ(cuGetProcAddress("cuDeviceGetCount", &Function, 12000, 0, &Outcome), CUDA_SUCCESS);
  EXPECT_EQ(Outcome, CU_GET_PROC_ADDRESS_SUCCESS);
  int Count = 0;
  EXPECT_EQ(reinterpret_cast<CUresult (*)(int *)>(Function)(&Count), CUDA_SUCCESS);
  EXPECT_EQ(Count, deviceCount());
  EXPECT_EQ(cuGetProcAddress("cuNoSuchFunction", &Function, 12000, 0, &Outcome), CUDA_ERROR_NOT_FOUND);
  EXPECT_EQ(Outcome, CU_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND);
  EXPECT_EQ(Function, nullptr);
  EXPECT_EQ(cuGetProcAddress(nullptr, &Function, 12000, 0, nullptr), CUDA_ERROR_INVALID_VALUE);
}

TEST_F(DriverErrorsTest, VersionsAgreeWithTheRuntimes) {
  EXPECT_EQ(cuInit(1), CUDA_ERROR_INVALID_VALUE);
  int Mine = 0, Runtimes = 1;
  unsigned Contexts = 0;
  EXPECT_EQ(cuDriverGetVersion(&Mine), CUDA_SUCCESS);
  EXPECT_EQ(lorchaDriverGetVersion(&Runtimes), lorchaSuccess);
  EXPECT_EQ(Mine, Runtimes);
  EXPECT_EQ(cuCtxGetApiVersion(nullptr, &Contexts), CUDA_SUCCESS);
  EXPECT_EQ(Contexts, static_cast<unsigned>(Mine));
  EXPECT_EQ(cuDriverGetVersion(nullptr), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuProfilerStart(), CUDA_SUCCESS);
  EXPECT_EQ(cuProfilerStop(), CUDA_SUCCESS);
}

TEST_F(DriverDevicesTest, AreTheRuntimes) {
  int Count = 0;
  ASSERT_EQ(cuDeviceGetCount(&Count), CUDA_SUCCESS);
  EXPECT_EQ(Count, deviceCount());
  CUdevice Device = -1;
  EXPECT_EQ(cuDeviceGet(&Device, Count - 1), CUDA_SUCCESS);
  EXPECT_EQ(Device, Count - 1);
  EXPECT_EQ(cuDeviceGet(&Device, Count), CUDA_ERROR_INVALID_DEVICE);
  EXPECT_EQ(cuDeviceGet(&Device, -1), CUDA_ERROR_INVALID_DEVICE);
  EXPECT_EQ(cuDeviceGet(nullptr, 0), CUDA_ERROR_INVALID_VALUE);
}

TEST_F(DriverDevicesTest, TellTheRuntimesFacts) {
  lorchaDeviceProp Facts;
  ASSERT_EQ(lorchaGetDeviceProperties(&Facts, 0), lorchaSuccess);
  char Name[256], Short[5], BusId[32];
  ASSERT_EQ(cuDeviceGetName(Name, sizeof(Name), 0), CUDA_SUCCESS);
  EXPECT_STREQ(Name, Facts.name);
  ASSERT_EQ(cuDeviceGetName(Short, sizeof(Short), 0), CUDA_SUCCESS);
  EXPECT_EQ(std::string(Short), std::string(Facts.name).substr(0, 4));
  EXPECT_EQ(cuDeviceGetName(Name, 0, 0), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuDeviceGetName(Name, sizeof(Name), 1000), CUDA_ERROR_INVALID_DEVICE);
  CUuuid Id;
  ASSERT_EQ(cuDeviceGetUuid(&Id, 0), CUDA_SUCCESS);
  EXPECT_EQ(std::memcmp(&Id, &Facts.uuid, sizeof(Id)), 0);
  size_t Bytes = 0;
  ASSERT_EQ(cuDeviceTotalMem(&Bytes, 0), CUDA_SUCCESS);
  EXPECT_EQ(Bytes, Facts.totalGlobalMem);
  int Major = 0, Minor = 0, Warp = 0;
  ASSERT_EQ(cuDeviceComputeCapability(&Major, &Minor, 0), CUDA_SUCCESS);
  EXPECT_EQ(Major, Facts.major);
  EXPECT_EQ(Minor, Facts.minor);
  ASSERT_EQ(cuDeviceGetAttribute(&Warp, CU_DEVICE_ATTRIBUTE_WARP_SIZE, 0), CUDA_SUCCESS);
  EXPECT_EQ(Warp, Facts.warpSize);
  ASSERT_EQ(cuDeviceGetAttribute(&Major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, 0), CUDA_SUCCESS);
  EXPECT_EQ(Major, Facts.major);
  EXPECT_EQ(cuDeviceGetAttribute(&Warp, static_cast<CUdevice_attribute>(9999), 0), CUDA_ERROR_INVALID_VALUE);
  CUdevprop Old;
  ASSERT_EQ(cuDeviceGetProperties(&Old, 0), CUDA_SUCCESS);
  EXPECT_EQ(Old.SIMDWidth, Facts.warpSize);
  EXPECT_EQ(Old.maxGridSize[2], Facts.maxGridSize[2]);
  CUdevice Found = -1;
  ASSERT_EQ(cuDeviceGetPCIBusId(BusId, sizeof(BusId), 0), CUDA_SUCCESS);
  ASSERT_EQ(cuDeviceGetByPCIBusId(&Found, BusId), CUDA_SUCCESS);
  EXPECT_EQ(Found, 0);
  int Can = -1;
  ASSERT_EQ(cuDeviceCanAccessPeer(&Can, 0, 0), CUDA_SUCCESS);
  EXPECT_EQ(Can, 0) << "a device is no peer of its own";
}

TEST_F(DriverContextsTest, ThePrimaryOneIsCurrentAtFirst) {
  CUcontext Primary = nullptr;
  ASSERT_EQ(cuDevicePrimaryCtxRetain(&Primary, 0), CUDA_SUCCESS);
  EXPECT_EQ(current(), Primary);
  unsigned Flags = 77;
  int IsActive = -1;
  ASSERT_EQ(cuDevicePrimaryCtxGetState(0, &Flags, &IsActive), CUDA_SUCCESS);
  EXPECT_EQ(Flags, 0u);
  EXPECT_EQ(IsActive, 1);
  ASSERT_EQ(cuDevicePrimaryCtxSetFlags(0, CU_CTX_SCHED_SPIN), CUDA_SUCCESS);
  EXPECT_EQ(cuCtxGetFlags(&Flags), CUDA_SUCCESS);
  EXPECT_EQ(Flags, unsigned(CU_CTX_SCHED_SPIN));
  EXPECT_EQ(cuDevicePrimaryCtxSetFlags(0, CU_CTX_SCHED_SPIN | CU_CTX_SCHED_YIELD), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuDevicePrimaryCtxSetFlags(0, 0), CUDA_SUCCESS);
  EXPECT_EQ(cuCtxDestroy(Primary), CUDA_ERROR_INVALID_CONTEXT);
  EXPECT_EQ(cuDevicePrimaryCtxRelease(0), CUDA_SUCCESS);
  EXPECT_EQ(cuDevicePrimaryCtxRelease(0), CUDA_ERROR_INVALID_CONTEXT) << "nobody has it";
  EXPECT_EQ(cuDevicePrimaryCtxReset(0), CUDA_SUCCESS);
  EXPECT_EQ(cuDevicePrimaryCtxRetain(&Primary, 1000), CUDA_ERROR_INVALID_DEVICE);
}

TEST_F(DriverContextsTest, AreStacked) {
  const CUcontext Primary = current();
  const CUdevice Other = deviceCount() - 1;
  CUcontext First = nullptr, Second = nullptr, Popped = nullptr;
  ASSERT_EQ(cuCtxCreate(&First, 0, 0), CUDA_SUCCESS);
  EXPECT_EQ(current(), First);
  CUctxCreateParams None = {};
  ASSERT_EQ(cuCtxCreate(&Second, &None, CU_CTX_SCHED_YIELD, Other), CUDA_SUCCESS);
  EXPECT_EQ(current(), Second);
  EXPECT_EQ(runtimeDevice(), Other);
  CUdevice Device = -1;
  EXPECT_EQ(cuCtxGetDevice(&Device), CUDA_SUCCESS);
  EXPECT_EQ(Device, Other);
  std::thread([&] {
    EXPECT_EQ(current(), Primary) << "each thread has a stack of its own";
    EXPECT_EQ(cuCtxSetCurrent(Second), CUDA_SUCCESS);
    EXPECT_EQ(runtimeDevice(), Other);
    EXPECT_EQ(cuCtxSetCurrent(nullptr), CUDA_SUCCESS);
  }).join();
  EXPECT_EQ(cuCtxPopCurrent(&Popped), CUDA_SUCCESS);
  EXPECT_EQ(Popped, Second);
  EXPECT_EQ(current(), First);
  EXPECT_EQ(runtimeDevice(), 0);
  EXPECT_EQ(cuCtxPushCurrent(Second), CUDA_SUCCESS);
  EXPECT_EQ(runtimeDevice(), Other);
  EXPECT_EQ(cuCtxDestroy(Second), CUDA_SUCCESS);
  EXPECT_EQ(current(), First) << "the one below";
  EXPECT_EQ(cuCtxDestroy(Second), CUDA_ERROR_INVALID_CONTEXT);
  EXPECT_EQ(cuCtxPushCurrent(Second), CUDA_ERROR_INVALID_CONTEXT);
  EXPECT_EQ(cuCtxSetCurrent(Second), CUDA_ERROR_INVALID_CONTEXT);
  EXPECT_EQ(cuCtxDestroy(First), CUDA_SUCCESS);
  EXPECT_EQ(cuCtxPopCurrent(&Popped), CUDA_ERROR_INVALID_CONTEXT);
  EXPECT_EQ(current(), Primary);
}

TEST_F(DriverContextsTest, TheRuntimesChoiceOfADeviceCounts) {
  if (deviceCount() < 2)
    GTEST_SKIP() << "needs two devices";
  CUcontext Made = nullptr, Other = nullptr;
  ASSERT_EQ(cuCtxCreate(&Made, 0, 0), CUDA_SUCCESS);
  ASSERT_EQ(lorchaSetDevice(1), lorchaSuccess);
  ASSERT_EQ(cuDevicePrimaryCtxRetain(&Other, 1), CUDA_SUCCESS);
  EXPECT_EQ(current(), Other);
  ASSERT_EQ(lorchaSetDevice(0), lorchaSuccess);
  EXPECT_EQ(current(), Made);
  EXPECT_EQ(cuDevicePrimaryCtxRelease(1), CUDA_SUCCESS);
}

TEST_F(DriverContextsTest, HaveNumbersOfTheirOwn) {
  std::set<unsigned long long> Numbers;
  for (int I = 0; I < 5; ++I) {
    CUcontext Made = nullptr;
    ASSERT_EQ(cuCtxCreate(&Made, 0, 0), CUDA_SUCCESS);
    unsigned long long Number = 0, Current = 1;
    ASSERT_EQ(cuCtxGetId(Made, &Number), CUDA_SUCCESS);
    ASSERT_EQ(cuCtxGetId(nullptr, &Current), CUDA_SUCCESS);
    EXPECT_EQ(Number, Current);
    Numbers.insert(Number);
    ASSERT_EQ(cuCtxDestroy(Made), CUDA_SUCCESS);
  }
  EXPECT_EQ(Numbers.size(), 5u);
}

TEST_F(DriverContextsTest, KeepLimitsAndSettings) {
  size_t Bytes = 0;
  EXPECT_EQ(cuCtxSetLimit(CU_LIMIT_MALLOC_HEAP_SIZE, 32 << 20), CUDA_SUCCESS);
  EXPECT_EQ(cuCtxGetLimit(&Bytes, CU_LIMIT_MALLOC_HEAP_SIZE), CUDA_SUCCESS);
  EXPECT_GE(Bytes, size_t(32) << 20);
  EXPECT_EQ(cuCtxGetLimit(&Bytes, static_cast<CUlimit>(99)), CUDA_ERROR_UNSUPPORTED_LIMIT);
  CUfunc_cache Config = CU_FUNC_CACHE_PREFER_NONE;
  EXPECT_EQ(cuCtxSetCacheConfig(CU_FUNC_CACHE_PREFER_L1), CUDA_SUCCESS);
  EXPECT_EQ(cuCtxGetCacheConfig(&Config), CUDA_SUCCESS);
  EXPECT_EQ(Config, CU_FUNC_CACHE_PREFER_L1);
  int Least = -9, Greatest = 9;
  EXPECT_EQ(cuCtxGetStreamPriorityRange(&Least, &Greatest), CUDA_SUCCESS);
  EXPECT_GE(Least, Greatest);
  EXPECT_EQ(cuCtxSynchronize(), CUDA_SUCCESS);
}

TEST_F(DriverContextsTest, ReachTheirPeers) {
  if (deviceCount() < 2)
    GTEST_SKIP() << "needs two devices";
  CUcontext Peer = nullptr;
  ASSERT_EQ(cuDevicePrimaryCtxRetain(&Peer, 1), CUDA_SUCCESS);
  int Can = 0;
  ASSERT_EQ(cuDeviceCanAccessPeer(&Can, 0, 1), CUDA_SUCCESS);
  const CUresult Wanted = Can ? CUDA_SUCCESS : CUDA_ERROR_PEER_ACCESS_UNSUPPORTED;
  EXPECT_EQ(cuCtxEnablePeerAccess(Peer, 0), Wanted);
  EXPECT_EQ(cuCtxDisablePeerAccess(Peer), Can ? CUDA_SUCCESS : CUDA_ERROR_PEER_ACCESS_NOT_ENABLED);
  EXPECT_EQ(cuCtxDisablePeerAccess(Peer), CUDA_ERROR_PEER_ACCESS_NOT_ENABLED);
  EXPECT_EQ(cuCtxEnablePeerAccess(nullptr, 0), CUDA_ERROR_INVALID_CONTEXT);
  EXPECT_EQ(cuDevicePrimaryCtxRelease(1), CUDA_SUCCESS);
}
