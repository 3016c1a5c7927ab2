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

TEST_F(PoolPlacesTest, PlacesAreChecked) {
  lorchaMemPool_t Pool;
  lorchaMemLocation NoNode = {lorchaMemLocationTypeHostNuma, 9999};
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &Nowhere, Pinned), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &None, Pinned), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &NoNode, Pinned), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, &OnDevice, lorchaMemAllocationTypeInvalid), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemGetMemPool(&Pool, nullptr, Pinned), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemSetMemPool(&OnHost, Pinned, Mine), lorchaErrorInvalidValue) << "it is a device's";
}

TEST_F(PoolPlacesTest, HostsHavePoolsOfTheirOwn) {
  const lorchaMemLocation OnNode = {lorchaMemLocationTypeHostNuma, 0};
  for (lorchaMemLocation Place : {OnHost, OnNode}) {
    lorchaMemPool_t Default, Current, Made;
    ASSERT_EQ(lorchaMemGetDefaultMemPool(&Default, &Place, Pinned), lorchaSuccess);
    ASSERT_EQ(lorchaMemGetMemPool(&Current, &Place, Pinned), lorchaSuccess);
    EXPECT_EQ(Default, Current);
    EXPECT_EQ(lorchaMemPoolDestroy(Default), lorchaErrorInvalidValue);
    lorchaMemPoolProps Wanted = {};
    Wanted.allocType = Pinned;
    Wanted.location = Place;
    ASSERT_EQ(lorchaMemPoolCreate(&Made, &Wanted), lorchaSuccess);
    EXPECT_EQ(lorchaDeviceSetMemPool(0, Made), lorchaErrorInvalidValue);
    ASSERT_EQ(lorchaMemSetMemPool(&Place, Pinned, Made), lorchaSuccess);
    ASSERT_EQ(lorchaMemGetMemPool(&Current, &Place, Pinned), lorchaSuccess);
    EXPECT_EQ(Current, Made);
    unsigned char *Data = nullptr, Byte = 0;
    ASSERT_EQ(lorchaMallocFromPoolAsync(&Data, 1000, Made, nullptr), lorchaSuccess);
    lorchaPointerAttributes About;
    ASSERT_EQ(lorchaPointerGetAttributes(&About, Data), lorchaSuccess);
    EXPECT_EQ(About.type, lorchaMemoryTypeHost);
    ASSERT_EQ(lorchaMemsetAsync(Data, 9, 1000, nullptr), lorchaSuccess);
    ASSERT_EQ(lorchaMemcpy(&Byte, Data + 999, 1, lorchaMemcpyDefault), lorchaSuccess);
    EXPECT_EQ(Byte, 9);
    EXPECT_EQ(Data[500], 9) << "the host may touch it";
    EXPECT_EQ(lorchaFreeHost(Data), lorchaErrorInvalidValue) << "it is a pool's";
    EXPECT_EQ(lorchaFreeAsync(Data, nullptr), lorchaSuccess);
    EXPECT_EQ(lorchaMemPoolDestroy(Made), lorchaSuccess);
    ASSERT_EQ(lorchaMemGetMemPool(&Current, &Place, Pinned), lorchaSuccess);
    EXPECT_EQ(Current, Default) << "as the other one is gone";
  }
}

TEST_F(PoolPlacesTest, ManagedMemoryHasPools) {
  lorchaMemPool_t OfDevice, Anywhere;
  ASSERT_EQ(lorchaMemGetDefaultMemPool(&OfDevice, &OnDevice, Managed), lorchaSuccess);
  ASSERT_EQ(lorchaMemGetDefaultMemPool(&Anywhere, &None, Managed), lorchaSuccess);
  EXPECT_NE(OfDevice, Anywhere);
  unsigned char *Data = nullptr;
  ASSERT_EQ(lorchaMallocFromPoolAsync(&Data, 300, OfDevice, nullptr), lorchaSuccess);
  lorchaPointerAttributes About;
  ASSERT_EQ(lorchaPointerGetAttributes(&About, Data), lorchaSuccess);
  EXPECT_EQ(About.type, lorchaMemoryTypeManaged);
  EXPECT_EQ(lorchaFree(Data), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Data), lorchaErrorInvalidValue);
}

TEST_F(PoolPlacesTest, PoolsKeepToTheirSize) {
  lorchaMemPoolProps Wanted = {};
  Wanted.allocType = Pinned;
  Wanted.location = OnDevice;
  Wanted.maxSize = 1 << 20;
  lorchaMemPool_t Small;
  void *First = nullptr, *Second = nullptr;
  ASSERT_EQ(lorchaMemPoolCreate(&Small, &Wanted), lorchaSuccess);
  EXPECT_EQ(lorchaMallocFromPoolAsync(&First, 2 << 20, Small, nullptr), lorchaErrorMemoryAllocation);
  ASSERT_EQ(lorchaMallocFromPoolAsync(&First, 600 << 10, Small, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMallocFromPoolAsync(&Second, 600 << 10, Small, nullptr), lorchaErrorMemoryAllocation);
  ASSERT_EQ(lorchaFreeAsync(First, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaMallocFromPoolAsync(&Second, 700 << 10, Small, nullptr), lorchaSuccess)
      << "what was free is given back";
  EXPECT_EQ(lorchaFreeAsync(Second, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolDestroy(Small), lorchaSuccess);
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
  Access.location = Nowhere;
  EXPECT_EQ(lorchaMemPoolSetAccess(Mine, &Access, 1), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaMemPoolDestroy(Mine), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolDestroy(Mine), lorchaErrorInvalidValue);
}
