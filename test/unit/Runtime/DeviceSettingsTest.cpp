// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Settings of devices, and calls that choose a device, on whatever devices there are.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"

using namespace lorcha::test;
using DeviceSettingsTest = RuntimeTest;

TEST_F(DeviceSettingsTest, AreKept) {
  size_t Value = 0;
  EXPECT_EQ(lorchaDeviceSetLimit(lorchaLimitPrintfFifoSize, 1 << 21), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceGetLimit(&Value, lorchaLimitPrintfFifoSize), lorchaSuccess);
  EXPECT_EQ(Value, 1u << 21);
  EXPECT_EQ(lorchaDeviceGetLimit(&Value, static_cast<lorchaLimit>(77)), lorchaErrorUnsupportedLimit);
  lorchaFuncCache Cache;
  EXPECT_EQ(lorchaDeviceSetCacheConfig(lorchaFuncCachePreferShared), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceGetCacheConfig(&Cache), lorchaSuccess);
  EXPECT_EQ(Cache, lorchaFuncCachePreferShared);
  lorchaSharedMemConfig Banks;
  EXPECT_EQ(lorchaDeviceSetSharedMemConfig(lorchaSharedMemBankSizeFourByte), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceGetSharedMemConfig(&Banks), lorchaSuccess);
  EXPECT_EQ(Banks, lorchaSharedMemBankSizeFourByte);
  unsigned Flags = 0;
  EXPECT_EQ(lorchaSetDeviceFlags(lorchaDeviceScheduleSpin), lorchaSuccess);
  EXPECT_EQ(lorchaGetDeviceFlags(&Flags), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaDeviceScheduleSpin | lorchaDeviceMapHost));
  EXPECT_EQ(lorchaInitDevice(0, lorchaDeviceScheduleYield, lorchaInitDeviceFlagsAreValid), lorchaSuccess);
  EXPECT_EQ(lorchaGetDeviceFlags(&Flags), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaDeviceScheduleYield | lorchaDeviceMapHost));
  // No part of a cache can be set aside, and what programs want of it is clamped to that.
  lorchaDeviceProp About;
  size_t Persisting = 1;
  int Most = 1;
  ASSERT_EQ(lorchaGetDeviceProperties(&About, 0), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceGetAttribute(&Most, lorchaDevAttrMaxPersistingL2CacheSize, 0), lorchaSuccess);
  EXPECT_EQ(Most, 0);
  EXPECT_EQ(About.persistingL2CacheMaxSize, 0);
  EXPECT_EQ(lorchaDeviceSetLimit(lorchaLimitPersistingL2CacheSize, 1 << 20), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceGetLimit(&Persisting, lorchaLimitPersistingL2CacheSize), lorchaSuccess);
  EXPECT_EQ(Persisting, 0u);
  EXPECT_EQ(lorchaCtxResetPersistingL2Cache(), lorchaSuccess);
  EXPECT_EQ(lorchaProfilerStart(), lorchaSuccess);
  EXPECT_EQ(lorchaProfilerStop(), lorchaSuccess);
}

TEST_F(DeviceSettingsTest, ChooseADevice) {
  lorchaDeviceProp About;
  int Device = -1, First[] = {0}, Bad[] = {99};
  ASSERT_EQ(lorchaGetDeviceProperties(&About, 0), lorchaSuccess);
  EXPECT_EQ(lorchaChooseDevice(&Device, &About), lorchaSuccess);
  EXPECT_EQ(Device, 0);
  EXPECT_EQ(lorchaSetValidDevices(First, 1), lorchaSuccess);
  EXPECT_EQ(lorchaSetValidDevices(Bad, 1), lorchaErrorInvalidDevice);
  char Id[32];
  ASSERT_EQ(lorchaDeviceGetPCIBusId(Id, sizeof(Id), 0), lorchaSuccess);
  Device = -1;
  EXPECT_EQ(lorchaDeviceGetByPCIBusId(&Device, Id), lorchaSuccess);
  EXPECT_EQ(Device, 0);
}

TEST_F(DeviceSettingsTest, PeersAreOtherDevices) {
  int Value = -1;
  EXPECT_EQ(lorchaDeviceCanAccessPeer(&Value, 0, 0), lorchaSuccess);
  EXPECT_EQ(Value, 0);
  EXPECT_EQ(lorchaDeviceEnablePeerAccess(0, 0), lorchaErrorInvalidDevice) << "itself";
  EXPECT_EQ(lorchaDeviceDisablePeerAccess(0), lorchaErrorPeerAccessNotEnabled);
  EXPECT_EQ(lorchaDeviceGetP2PAttribute(&Value, lorchaDevP2PAttrAccessSupported, 0, 0),
            lorchaErrorInvalidDevice);
}

TEST_F(DeviceSettingsTest, StreamsCallFunctions) {
  struct Seen {
    lorchaStream_t Stream = nullptr;
    lorchaError_t Status = lorchaErrorUnknown;
  } Mine;
  auto See = [](lorchaStream_t Stream, lorchaError_t Status, void *Data) {
    static_cast<Seen *>(Data)->Stream = Stream;
    static_cast<Seen *>(Data)->Status = Status;
  };
  lorchaStream_t Stream;
  ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamAddCallback(Stream, See, &Mine, 0), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Mine.Stream, Stream);
  EXPECT_EQ(Mine.Status, lorchaSuccess);
  EXPECT_EQ(lorchaStreamAddCallback(Stream, See, &Mine, 1), lorchaErrorInvalidValue);
}

TEST_F(DeviceSettingsTest, EventsOfSeveralProcessesAreWhereTheDeviceSaysSo) {
  int IsSupported = -1;
  lorchaEvent_t Event = nullptr;
  ASSERT_EQ(lorchaDeviceGetAttribute(&IsSupported, lorchaDevAttrIpcEventSupport, 0), lorchaSuccess);
  EXPECT_EQ(lorchaEventCreateWithFlags(&Event, lorchaEventInterprocess | lorchaEventDisableTiming),
            IsSupported ? lorchaSuccess : lorchaErrorNotSupported);
  EXPECT_EQ(Event != nullptr, IsSupported == 1);
  ASSERT_EQ(lorchaEventCreateWithFlags(&Event, lorchaEventDisableTiming), lorchaSuccess);
  EXPECT_EQ(lorchaEventDestroy(Event), lorchaSuccess);
}
