// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory that the host and devices share: pinned, registered, managed.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"

using namespace lorcha::test;
using HostMemoryTest = RuntimeTest;

TEST_F(HostMemoryTest, RegistersHostMemory) {
  static char Buffer[256];
  void *Mapped = nullptr;
  unsigned Flags = 99;
  ASSERT_EQ(lorchaHostRegister(Buffer, sizeof(Buffer), lorchaHostRegisterMapped), lorchaSuccess);
  EXPECT_EQ(lorchaHostRegister(Buffer + 8, 8, 0), lorchaErrorHostMemoryAlreadyRegistered);
  EXPECT_EQ(lorchaHostGetDevicePointer(&Mapped, Buffer + 3, 0), lorchaSuccess);
  EXPECT_EQ(Mapped, Buffer + 3);
  EXPECT_EQ(lorchaHostGetFlags(&Flags, Buffer), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaHostRegisterMapped));
  EXPECT_EQ(lorchaFreeHost(Buffer), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaHostUnregister(Buffer + 8), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaHostUnregister(Buffer), lorchaSuccess);
  EXPECT_EQ(lorchaHostUnregister(Buffer), lorchaErrorHostMemoryNotRegistered);
  EXPECT_EQ(lorchaHostGetDevicePointer(&Mapped, Buffer, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaHostRegister(nullptr, 8, 0), lorchaErrorInvalidValue);
}

TEST_F(HostMemoryTest, ChecksFlags) {
  void *Data = nullptr;
  EXPECT_EQ(lorchaHostAlloc(&Data, 8, 0x40), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMallocManaged(&Data, 8, lorchaMemAttachSingle), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMallocManaged(&Data, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaHostAlloc(&Data, 8, lorchaHostAllocPortable | lorchaHostAllocWriteCombined), lorchaSuccess);
  unsigned Flags = 0;
  EXPECT_EQ(lorchaHostGetFlags(&Flags, Data), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaHostAllocPortable | lorchaHostAllocWriteCombined));
  EXPECT_EQ(lorchaFreeHost(Data), lorchaSuccess);
}

TEST_F(HostMemoryTest, TakesHintsOnManagedMemory) {
  char *Managed = nullptr, *Device = nullptr;
  ASSERT_EQ(lorchaMallocManaged(&Managed, 4096), lorchaSuccess);
  ASSERT_EQ(lorchaMalloc(&Device, 64), lorchaSuccess);
  EXPECT_EQ(lorchaMemPrefetchAsync(Managed, 4096, 0, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMemPrefetchAsync(Managed, 4096, lorchaCpuDeviceId, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMemPrefetchAsync(Managed, 4096, 7, nullptr), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaMemPrefetchAsync(Managed, 4097, 0, nullptr), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemPrefetchAsync(Device, 64, 0, nullptr), lorchaErrorInvalidValue);
  lorchaMemLocation Host = {lorchaMemLocationTypeHost, 0}, Bad = {lorchaMemLocationTypeDevice, 9};
  EXPECT_EQ(lorchaMemPrefetchAsync_v2(Managed, 64, Host, 0, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMemPrefetchAsync_v2(Managed, 64, Bad, 0, nullptr), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaMemAdvise(Managed, 64, lorchaMemAdviseSetReadMostly, 0), lorchaSuccess);
  EXPECT_EQ(lorchaMemAdvise(Managed, 64, lorchaMemAdviseSetPreferredLocation, 9), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaMemAdvise(Device, 64, lorchaMemAdviseSetReadMostly, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemAdvise_v2(Managed, 64, lorchaMemAdviseSetAccessedBy, Host), lorchaSuccess);
  EXPECT_EQ(lorchaStreamAttachMemAsync(nullptr, Managed), lorchaSuccess);
  EXPECT_EQ(lorchaStreamAttachMemAsync(nullptr, Device), lorchaErrorInvalidValue);
}
