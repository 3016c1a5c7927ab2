// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pools, and which of them a place has.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"

using namespace lorcha::test;

namespace {
class PoolPlacesTest : public RuntimeTest {
protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    lorchaMemPoolProps Wanted = {};
    Wanted.allocType = Pinned;
    Wanted.location = OnDevice;
    ASSERT_EQ(lorchaMemPoolCreate(&Mine, &Wanted), lorchaSuccess);
  }

  const lorchaMemAllocationType Pinned = lorchaMemAllocationTypePinned,
                                Managed = lorchaMemAllocationTypeManaged;
  lorchaMemLocation OnDevice = {lorchaMemLocationTypeDevice, 0}, OnHost = {lorchaMemLocationTypeHost, 0},
                    Nowhere = {lorchaMemLocationTypeDevice, 99}, None = {lorchaMemLocationTypeInvalid, 0};
  lorchaMemPool_t Mine = nullptr;
};
} // namespace

TEST_F(PoolPlacesTest, DevicesHaveOne) {
  lorchaMemPool_t Default, Current, OfPlace;
  ASSERT_EQ(lorchaDeviceGetDefaultMemPool(&Default, 0), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceGetMemPool(&Current, 0), lorchaSuccess);
  EXPECT_EQ(Default, Current);
  ASSERT_EQ(lorchaMemGetDefaultMemPool(&OfPlace, &OnDevice, Pinned), lorchaSuccess);
  EXPECT_EQ(OfPlace, Default);
  EXPECT_EQ(lorchaDeviceSetMemPool(0, Mine), lorchaSuccess);
  ASSERT_EQ(lorchaMemGetMemPool(&OfPlace, &OnDevice, Pinned), lorchaSuccess);
  EXPECT_EQ(OfPlace, Mine);
  EXPECT_EQ(lorchaMemSetMemPool(&OnDevice, Pinned, Default), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceGetMemPool(&Current, 0), lorchaSuccess);
  EXPECT_EQ(Current, Default);
  EXPECT_EQ(lorchaMemPoolDestroy(Mine), lorchaSuccess);
  EXPECT_EQ(lorchaMemSetMemPool(&OnDevice, Pinned, Mine), lorchaErrorInvalidValue);
}

TEST_F(PoolPlacesTest, OtherPlacesHaveNone) {
  lorchaMemPool_t Pool;
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &OnHost, Pinned), lorchaErrorNotSupported);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &OnDevice, Managed), lorchaErrorNotSupported);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &Nowhere, Pinned), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &None, Pinned), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &OnDevice, lorchaMemAllocationTypeInvalid), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, nullptr, Pinned), lorchaErrorInvalidValue);
}

TEST_F(PoolPlacesTest, GiveMemoryAndKeepSettings) {
  unsigned char *Data = nullptr, Byte = 0;
  ASSERT_EQ(lorchaMallocFromPoolAsync(&Data, 100, Mine, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaMemsetAsync(Data, 7, 100, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpy(&Byte, Data + 99, 1, lorchaMemcpyDeviceToHost), lorchaSuccess);
  EXPECT_EQ(Byte, 7);
  EXPECT_EQ(lorchaFreeAsync(Data, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(Data, nullptr), lorchaErrorInvalidValue);
  uint64_t Threshold = 1 << 20, Read = 0;
  EXPECT_EQ(lorchaMemPoolSetAttribute(Mine, lorchaMemPoolAttrReleaseThreshold, &Threshold), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolGetAttribute(Mine, lorchaMemPoolAttrReleaseThreshold, &Read), lorchaSuccess);
  EXPECT_EQ(Read, Threshold);
  EXPECT_EQ(lorchaMemPoolTrimTo(Mine, 0), lorchaSuccess);
  lorchaMemAccessDesc Access = {OnDevice, lorchaMemAccessFlagsProtReadWrite};
  lorchaMemAccessFlags Flags;
  EXPECT_EQ(lorchaMemPoolSetAccess(Mine, &Access, 1), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolGetAccess(&Flags, Mine, &Access.location), lorchaSuccess);
  EXPECT_EQ(Flags, lorchaMemAccessFlagsProtReadWrite);
  EXPECT_EQ(lorchaMemPoolDestroy(Mine), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolDestroy(Mine), lorchaErrorInvalidValue);
}
