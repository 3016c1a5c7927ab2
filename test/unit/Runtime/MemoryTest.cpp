// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Allocation of every kind, frees of what was never allocated, and what is known about pointers.
#include "RuntimeTest.h"
#include "lorcha/block.h"
#include <cstdlib>
#include <thread>

using namespace lorcha::test;
using MemoryTest = RuntimeTest;

TEST_F(MemoryTest, AllocatesAlignedMemory) {
  for (size_t Bytes : {size_t(1), size_t(100), size_t(5000), size_t(10) << 20}) {
    char *Data = nullptr;
    ASSERT_EQ(lorchaMalloc(&Data, Bytes), lorchaSuccess);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(Data) % 256, 0u);
    ASSERT_EQ(lorchaMemset(Data, 7, Bytes), lorchaSuccess);
    char Last = 0;
    ASSERT_EQ(lorchaMemcpy(&Last, Data + Bytes - 1, 1, lorchaMemcpyDeviceToHost), lorchaSuccess);
    EXPECT_EQ(Last, 7);
    EXPECT_EQ(lorchaFree(Data), lorchaSuccess);
  }
}

TEST_F(MemoryTest, GivesNullForNothing) {
  void *Data = &Data;
  EXPECT_EQ(lorchaMalloc(&Data, 0), lorchaSuccess);
  EXPECT_EQ(Data, nullptr);
  EXPECT_EQ(lorchaFree(nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaFreeHost(nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMalloc(static_cast<void **>(nullptr), 4), lorchaErrorInvalidValue);
}

TEST_F(MemoryTest, RefusesMoreThanThereIs) {
  void *Data = nullptr;
  EXPECT_EQ(lorchaMalloc(&Data, size_t(1) << 60), lorchaErrorMemoryAllocation);
  EXPECT_EQ(Data, nullptr);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorMemoryAllocation);
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess) << "running out of memory does not stick";
  EXPECT_EQ(lorchaMallocManaged(&Data, SIZE_MAX), lorchaErrorMemoryAllocation);
}

TEST_F(MemoryTest, RefusesFreesOfForeignPointers) {
  char *Device = nullptr, *Pinned = nullptr, Local;
  void *Plain = std::malloc(64);
  ASSERT_EQ(lorchaMalloc(&Device, 64), lorchaSuccess);
  ASSERT_EQ(lorchaMallocHost(&Pinned, 64), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Plain), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFree(&Local), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFree(Device + 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFree(Pinned), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFreeHost(Device), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFreeHost(Plain), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFree(Device), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Device), lorchaErrorInvalidValue) << "freed twice";
  EXPECT_EQ(lorchaFreeHost(Pinned), lorchaSuccess);
  std::free(Plain);
}

TEST_F(MemoryTest, FreeWaitsForTheDevice) {
  int *Data = nullptr;
  ASSERT_EQ(lorchaMalloc(&Data, sizeof(int)), lorchaSuccess);
  bool Ran = false, *Done = &Ran;
  launchLoop(1, 1, [=](const lorcha::Thread &) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    *Data = 1;
    *Done = true;
  });
  EXPECT_EQ(lorchaFree(Data), lorchaSuccess);
  EXPECT_TRUE(Ran);
}

TEST_F(MemoryTest, CountsWhatIsFree) {
  size_t Free = 0, Total = 0, After = 0;
  ASSERT_EQ(lorchaMemGetInfo(&Free, &Total), lorchaSuccess);
  EXPECT_GT(Free, 0u);
  EXPECT_LE(Free, Total);
  void *Data = nullptr;
  ASSERT_EQ(lorchaMalloc(&Data, Total / 2), lorchaSuccess);
  ASSERT_EQ(lorchaMemGetInfo(&After, &Total), lorchaSuccess);
  EXPECT_LE(After, Total - Total / 2);
  EXPECT_EQ(lorchaMemGetInfo(nullptr, &Total), lorchaErrorInvalidValue);
}

TEST_F(MemoryTest, TellsWhatPointersAre) {
  char *Device = nullptr, *Pinned = nullptr, *Managed = nullptr, Local[8];
  ASSERT_EQ(lorchaSetDevice(1), lorchaSuccess);
  ASSERT_EQ(lorchaMalloc(&Device, 64), lorchaSuccess);
  ASSERT_EQ(lorchaSetDevice(0), lorchaSuccess);
  ASSERT_EQ(lorchaHostAlloc(&Pinned, 64, lorchaHostAllocMapped), lorchaSuccess);
  ASSERT_EQ(lorchaMallocManaged(&Managed, 64), lorchaSuccess);
  lorchaPointerAttributes About;
  ASSERT_EQ(lorchaPointerGetAttributes(&About, Device + 63), lorchaSuccess);
  EXPECT_EQ(About.type, lorchaMemoryTypeDevice);
  EXPECT_EQ(About.device, 1);
  EXPECT_EQ(About.devicePointer, Device + 63);
  EXPECT_EQ(About.hostPointer, nullptr);
  ASSERT_EQ(lorchaPointerGetAttributes(&About, Pinned), lorchaSuccess);
  EXPECT_EQ(About.type, lorchaMemoryTypeHost);
  EXPECT_EQ(About.hostPointer, Pinned);
  ASSERT_EQ(lorchaPointerGetAttributes(&About, Managed), lorchaSuccess);
  EXPECT_EQ(About.type, lorchaMemoryTypeManaged);
  EXPECT_EQ(About.devicePointer, About.hostPointer);
  ASSERT_EQ(lorchaPointerGetAttributes(&About, Local), lorchaSuccess);
  EXPECT_EQ(About.type, lorchaMemoryTypeUnregistered);
  EXPECT_EQ(lorchaPointerGetAttributes(nullptr, Local), lorchaErrorInvalidValue);
}

TEST_F(MemoryTest, AllocatesPitchedMemory) {
  char *Rows = nullptr;
  size_t Pitch = 0;
  ASSERT_EQ(lorchaMallocPitch(&Rows, &Pitch, 700, 3), lorchaSuccess);
  EXPECT_EQ(Pitch, 1024u);
  EXPECT_EQ(lorchaMemset2D(Rows, Pitch, 1, Pitch, 3), lorchaSuccess);
  EXPECT_EQ(lorchaMemset2D(Rows, Pitch, 1, Pitch, 4), lorchaErrorInvalidValue);
  lorchaPitchedPtr Box;
  ASSERT_EQ(lorchaMalloc3D(&Box, lorchaExtent{100, 5, 4}), lorchaSuccess);
  EXPECT_EQ(Box.pitch, 512u);
  EXPECT_EQ(Box.xsize, 100u);
  EXPECT_EQ(Box.ysize, 5u);
  EXPECT_EQ(lorchaMemset3D(Box, 0, lorchaExtent{512, 5, 4}), lorchaSuccess);
  EXPECT_EQ(lorchaMemset3D(Box, 0, lorchaExtent{512, 5, 5}), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMallocPitch(&Rows, &Pitch, SIZE_MAX, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMallocPitch(&Rows, &Pitch, SIZE_MAX / 2, 9), lorchaErrorMemoryAllocation);
}

TEST_F(MemoryTest, OrdersAllocationsInStreams) {
  lorchaStream_t Stream;
  int *Data = nullptr, Result = 0;
  ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
  ASSERT_EQ(lorchaMallocAsync(&Data, sizeof(int), Stream), lorchaSuccess);
  int *Target = Data;
  launchLoop(1, 1, [=](const lorcha::Thread &) { *Target = 5; }, 0, Stream);
  ASSERT_EQ(lorchaMemcpyAsync(&Result, Data, sizeof(int), lorchaMemcpyDeviceToHost, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(Data, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(Data, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Result, 5);
  ASSERT_EQ(lorchaMallocAsync(&Data, 64, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Data), lorchaSuccess) << "may also be freed the plain way";
}

TEST_F(MemoryTest, HasPools) {
  lorchaMemPool_t Default, Current, Mine;
  ASSERT_EQ(lorchaDeviceGetDefaultMemPool(&Default, 0), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceGetMemPool(&Current, 0), lorchaSuccess);
  EXPECT_EQ(Default, Current);
  uint64_t Threshold = 1 << 20, Read = 0;
  EXPECT_EQ(lorchaMemPoolSetAttribute(Default, lorchaMemPoolAttrReleaseThreshold, &Threshold), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolGetAttribute(Default, lorchaMemPoolAttrReleaseThreshold, &Read), lorchaSuccess);
  EXPECT_EQ(Read, Threshold);
  lorchaMemPoolProps Properties = {};
  Properties.allocType = lorchaMemAllocationTypePinned;
  Properties.location = {lorchaMemLocationTypeDevice, 1};
  ASSERT_EQ(lorchaMemPoolCreate(&Mine, &Properties), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSetMemPool(0, Mine), lorchaErrorInvalidValue) << "a pool of another device";
  EXPECT_EQ(lorchaDeviceSetMemPool(1, Mine), lorchaSuccess);
  void *Data = nullptr;
  EXPECT_EQ(lorchaMallocFromPoolAsync(&Data, 64, Mine, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(Data, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolTrimTo(Mine, 0), lorchaSuccess);
  lorchaMemAccessDesc Access = {{lorchaMemLocationTypeDevice, 0}, lorchaMemAccessFlagsProtReadWrite};
  lorchaMemAccessFlags Flags;
  EXPECT_EQ(lorchaMemPoolSetAccess(Mine, &Access, 1), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolGetAccess(&Flags, Mine, &Access.location), lorchaSuccess);
  EXPECT_EQ(Flags, lorchaMemAccessFlagsProtReadWrite);
  EXPECT_EQ(lorchaMemPoolDestroy(Mine), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolDestroy(Mine), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemPoolDestroy(Default), lorchaErrorInvalidValue);
}

TEST_F(MemoryTest, IsSafeAmongThreads) {
  std::vector<std::thread> Hosts;
  for (int I = 0; I < 4; ++I)
    Hosts.emplace_back([I] {
      for (int Round = 0; Round < 100; ++Round) {
        int *Data = nullptr, Read = 0;
        ASSERT_EQ(lorchaMalloc(&Data, 64), lorchaSuccess);
        ASSERT_EQ(lorchaMemcpy(Data, &I, sizeof(int), lorchaMemcpyHostToDevice), lorchaSuccess);
        ASSERT_EQ(lorchaMemcpy(&Read, Data, sizeof(int), lorchaMemcpyDeviceToHost), lorchaSuccess);
        ASSERT_EQ(Read, I);
        ASSERT_EQ(lorchaFree(Data), lorchaSuccess);
      }
    });
  for (std::thread &Each : Hosts)
    Each.join();
}

TEST_F(MemoryTest, KernelsMayReadWithinOneAllocation) {
  char *Data = nullptr, *Other = nullptr, *Pinned = nullptr;
  ASSERT_EQ(lorchaMalloc(&Data, 100), lorchaSuccess);
  ASSERT_EQ(lorchaMalloc(&Other, 5 << 20), lorchaSuccess);
  ASSERT_EQ(lorchaMallocHost(&Pinned, 100), lorchaSuccess);
  for (int Round = 0; Round < 2; ++Round) { // the second time something is remembered
    EXPECT_TRUE(lorcha::lorchaIsReadable(Data, Data + 100));
    EXPECT_TRUE(lorcha::lorchaIsReadable(Data + 99, Data + 100));
    EXPECT_FALSE(lorcha::lorchaIsReadable(Data, Data + 101));
    EXPECT_FALSE(lorcha::lorchaIsReadable(Data - 1, Data + 1));
    EXPECT_FALSE(lorcha::lorchaIsReadable(Data + 2, Data + 1)) << "an address that went round";
    EXPECT_TRUE(lorcha::lorchaIsReadable(Other + 100, Other + (5 << 20)));
    EXPECT_TRUE(lorcha::lorchaIsReadable(Pinned, Pinned + 100));
    EXPECT_FALSE(lorcha::lorchaIsReadable(&Round, &Round + 1)) << "the program's own memory";
  }
  EXPECT_TRUE(lorcha::lorchaIsReadable(Data, Data + 100));
  ASSERT_EQ(lorchaFree(Data), lorchaSuccess);
  EXPECT_FALSE(lorcha::lorchaIsReadable(Data, Data + 100));
  EXPECT_EQ(lorchaFree(Other), lorchaSuccess);
  EXPECT_EQ(lorchaFreeHost(Pinned), lorchaSuccess);
}
