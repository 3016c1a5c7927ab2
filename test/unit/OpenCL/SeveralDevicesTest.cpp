// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Devices of several backends in one program. LORCHA_TEST_DEVICES says what is to be found, such as
// "cpu,opencl"; the other tests of this program run without these.
#include "OpenClTest.h"
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <string>

using namespace lorcha::test;

namespace {
class SeveralDevicesTest : public testing::Test {
protected:
  void SetUp() override {
    const char *Expected = std::getenv("LORCHA_TEST_DEVICES");
    ASSERT_NE(Expected, nullptr);
    int Count = 0;
    ASSERT_EQ(lorchaGetDeviceCount(&Count), lorchaSuccess);
    for (int I = 0; I < Count; ++I) {
      lorchaDeviceProp About;
      ASSERT_EQ(lorchaGetDeviceProperties(&About, I), lorchaSuccess);
      bool IsCpu = std::strncmp(About.name, "Lorcha CPU", 10) == 0;
      Found += (I ? "," : "") + std::string(IsCpu ? "cpu" : "opencl");
    }
    ASSERT_EQ(Found, Expected);
    if (Found.find(',') == std::string::npos)
      GTEST_SKIP() << "what follows needs two devices";
  }
  void TearDown() override {
    for (int Device : {1, 0}) {
      lorchaSetDevice(Device);
      lorchaDeviceReset();
    }
    lorchaGetLastError();
  }

  std::string Found;
};

/// A scaled array on a device.
float *makeOn(int Device, float Factor) {
  float *Data = nullptr;
  std::vector<float> In = numbers<float>(1000);
  EXPECT_EQ(lorchaSetDevice(Device), lorchaSuccess);
  EXPECT_EQ(lorchaMalloc(&Data, 4000), lorchaSuccess);
  EXPECT_EQ(lorchaMemcpy(Data, In.data(), 4000, lorchaMemcpyHostToDevice), lorchaSuccess);
  EXPECT_EQ(launch(scale, 10, 100)(Data, Factor, 1000), lorchaSuccess);
  return Data;
}
std::vector<float> valuesOf(const float *Data) {
  std::vector<float> Out(1000);
  EXPECT_EQ(lorchaMemcpy(Out.data(), Data, 4000, lorchaMemcpyDeviceToHost), lorchaSuccess);
  return Out;
}
} // namespace

TEST_F(SeveralDevicesTest, RunTheSameKernels) {
  float *First = makeOn(0, 2), *Second = makeOn(1, 3);
  EXPECT_EQ(valuesOf(First)[999], 1998) << "memory is known from whichever device is current";
  EXPECT_EQ(valuesOf(Second)[999], 2997);
}

TEST_F(SeveralDevicesTest, CopyToEachOther) {
  float *First = makeOn(0, 2), *Second = makeOn(1, 3);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyPeer(First, 0, Second, 1, 2000), lorchaSuccess);
  ASSERT_EQ(lorchaSetDevice(0), lorchaSuccess);
  EXPECT_EQ(valuesOf(First)[499], 1497);
  EXPECT_EQ(valuesOf(First)[500], 1000);
  ASSERT_EQ(lorchaMemcpy(Second + 500, First + 600, 1600, lorchaMemcpyDefault), lorchaSuccess);
  EXPECT_EQ(valuesOf(Second)[500], 1200);
  ASSERT_EQ(lorchaMemcpy2D(Second, 40, First + 600, 80, 20, 3, lorchaMemcpyDeviceToDevice), lorchaSuccess);
  EXPECT_EQ(valuesOf(Second)[10], 1240);
  ASSERT_EQ(lorchaMemset(Second, 0, 4), lorchaSuccess) << "a fill of another device's memory";
  EXPECT_EQ(valuesOf(Second)[0], 0);
}

TEST_F(SeveralDevicesTest, WaitForEachOther) {
  std::atomic<bool> IsReady{false};
  float *Data[2] = {makeOn(0, 1), makeOn(1, 1)};
  for (int From : {0, 1}) {
    int To = 1 - From;
    lorchaStream_t Early, Late;
    lorchaEvent_t Event;
    ASSERT_EQ(lorchaSetDevice(From), lorchaSuccess);
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Early, lorchaStreamNonBlocking), lorchaSuccess);
    ASSERT_EQ(lorchaEventCreate(&Event), lorchaSuccess);
    auto Wait = [](void *Flag) {
      while (!*static_cast<std::atomic<bool> *>(Flag))
        ;
    };
    ASSERT_EQ(lorchaLaunchHostFunc(Early, Wait, &IsReady), lorchaSuccess);
    ASSERT_EQ(launch(scale, 10, 100, 0, Early)(Data[From], 5, 1000), lorchaSuccess);
    ASSERT_EQ(lorchaEventRecord(Event, Early), lorchaSuccess);
    ASSERT_EQ(lorchaSetDevice(To), lorchaSuccess);
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Late, lorchaStreamNonBlocking), lorchaSuccess);
    ASSERT_EQ(lorchaStreamWaitEvent(Late, Event, 0), lorchaSuccess) << "does not wait itself";
    ASSERT_EQ(lorchaMemcpyPeerAsync(Data[To], To, Data[From], From, 4000, Late), lorchaSuccess);
    EXPECT_EQ(lorchaStreamQuery(Late), lorchaErrorNotReady);
    IsReady = true;
    ASSERT_EQ(lorchaStreamSynchronize(Late), lorchaSuccess);
    EXPECT_EQ(valuesOf(Data[To])[100], From ? 2500 : 500);
    IsReady = false;
    ASSERT_EQ(lorchaStreamDestroy(Early), lorchaSuccess);
    ASSERT_EQ(lorchaStreamDestroy(Late), lorchaSuccess);
  }
}

TEST_F(SeveralDevicesTest, KnowWhoseMemoryKernelsMayUse) {
  int FirstMay = -1, SecondMay = -1;
  ASSERT_EQ(lorchaDeviceCanAccessPeer(&FirstMay, 0, 1), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceCanAccessPeer(&SecondMay, 1, 0), lorchaSuccess);
  const char *Hidden = std::getenv("LORCHA_OPENCL_HIDE");
  bool IsCpuFirst = Found == "cpu,opencl", HasRegions = Hidden && std::strstr(Hidden, "minimal");
  EXPECT_EQ(IsCpuFirst ? FirstMay : SecondMay, HasRegions ? 0 : 1);
  ASSERT_EQ(lorchaSetDevice(0), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceEnablePeerAccess(1, 0), FirstMay ? lorchaSuccess : lorchaErrorPeerAccessUnsupported);
}
