// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that answer questions: for driver functions, atomic operations, notifications, sparse arrays,
// peers, limits. BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"
#include "lorcha/driver_api.h"
#include <cstring>

using namespace lorcha::test;
using EntryPointsTest = RuntimeTest;

TEST_F(EntryPointsTest, FindDriverFunctions) {
  void *Function = nullptr;
  lorchaDriverEntryPointQueryResult Outcome = lorchaDriverEntryPointSymbolNotFound;
  EXPECT_EQ(lorchaGetDriverEntryPoint("cuInit", &Function, lorchaEnableDefault, &Outcome), lorchaSuccess);
  EXPECT_EQ(Function, reinterpret_cast<void *>(&cuInit));
  EXPECT_EQ(Outcome, lorchaDriverEntryPointSuccess);
  EXPECT_EQ(lorchaGetDriverEntryPoint("cuNone", &Function, lorchaEnableDefault), lorchaErrorSymbolNotFound);
  EXPECT_EQ(Function, nullptr);
  EXPECT_EQ(
      lorchaGetDriverEntryPointByVersion("cuNone", &Function, 12000, lorchaEnableLegacyStream, &Outcome),
      lorchaSuccess);
  EXPECT_EQ(Outcome, lorchaDriverEntryPointSymbolNotFound);
  EXPECT_EQ(lorchaGetDriverEntryPoint("", &Function, 0, &Outcome), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGetDriverEntryPoint("cuInit", &Function, 77, &Outcome), lorchaErrorInvalidValue);
  const void *Table = &Table;
  lorchaUUID_t Id = {};
  EXPECT_EQ(lorchaGetExportTable(&Table, &Id), lorchaErrorSymbolNotFound);
  EXPECT_EQ(Table, nullptr);
}

TEST_F(EntryPointsTest, AtomicsOfDevicesAndHostAgreeWithTheProperties) {
  int IsNative = -1;
  ASSERT_EQ(lorchaDeviceGetAttribute(&IsNative, lorchaDevAttrHostNativeAtomicSupported, 0), lorchaSuccess);
  lorchaAtomicOperation Which[] = {lorchaAtomicOperationIntegerAdd, lorchaAtomicOperationIntegerIncrement,
                                   lorchaAtomicOperationFloatMin, lorchaAtomicOperationCAS};
  unsigned Can[4] = {~0u, ~0u, ~0u, ~0u};
  ASSERT_EQ(lorchaDeviceGetHostAtomicCapabilities(Can, Which, 4, 0), lorchaSuccess);
  EXPECT_EQ((Can[0] & lorchaAtomicCapabilityScalar64) != 0, IsNative == 1);
  EXPECT_EQ((Can[3] & lorchaAtomicCapabilityScalar32) != 0, IsNative == 1);
  EXPECT_EQ(Can[1] & lorchaAtomicCapabilityScalar64, 0u) << "atomicInc is for 32 bits";
  EXPECT_EQ(Can[2], 0u) << "there is no such function";
  Which[1] = static_cast<lorchaAtomicOperation>(99);
  EXPECT_EQ(lorchaDeviceGetHostAtomicCapabilities(Can, Which, 4, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaDeviceGetP2PAtomicCapabilities(Can, Which, 1, 0, 0), lorchaErrorInvalidDevice);
  if (deviceCount() < 2)
    return;
  int Works = -1;
  ASSERT_EQ(lorchaDeviceGetP2PAttribute(&Works, lorchaDevP2PAttrNativeAtomicSupported, 0, 1), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceGetP2PAtomicCapabilities(Can, Which, 1, 0, 1), lorchaSuccess);
  EXPECT_EQ(Can[0] != 0, Works == 1);
}

TEST_F(EntryPointsTest, NotificationsAreRegistered) {
  auto Never = [](lorchaAsyncNotificationInfo_t *, void *, lorchaAsyncCallbackHandle_t) { ADD_FAILURE(); };
  lorchaAsyncCallbackHandle_t Handle = nullptr;
  ASSERT_EQ(lorchaDeviceRegisterAsyncNotification(0, Never, nullptr, &Handle), lorchaSuccess);
  EXPECT_NE(Handle, nullptr);
  if (deviceCount() > 1)
    EXPECT_EQ(lorchaDeviceUnregisterAsyncNotification(1, Handle), lorchaErrorInvalidValue)
        << "not of this device";
  EXPECT_EQ(lorchaDeviceUnregisterAsyncNotification(0, Handle), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceUnregisterAsyncNotification(0, Handle), lorchaErrorInvalidValue);
}

TEST_F(EntryPointsTest, NoArrayIsSparse) {
  lorchaChannelFormatDesc Format = lorchaCreateChannelDesc<float>();
  lorchaArray_t Array;
  lorchaMipmappedArray_t Mipmaps;
  lorchaArraySparseProperties Tiles;
  EXPECT_EQ(lorchaMallocArray(&Array, &Format, 8, 8, lorchaArraySparse), lorchaErrorNotSupported);
  ASSERT_EQ(lorchaMallocArray(&Array, &Format, 8, 8), lorchaSuccess);
  ASSERT_EQ(lorchaMallocMipmappedArray(&Mipmaps, &Format, {8, 8, 0}, 2), lorchaSuccess);
  EXPECT_EQ(lorchaArrayGetSparseProperties(&Tiles, Array), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMipmappedArrayGetSparseProperties(&Tiles, Mipmaps), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFreeArray(Array), lorchaSuccess);
  EXPECT_EQ(lorchaFreeMipmappedArray(Mipmaps), lorchaSuccess);
  EXPECT_EQ(lorchaArrayGetSparseProperties(&Tiles, Array), lorchaErrorInvalidResourceHandle);
}

TEST_F(EntryPointsTest, DoublesStayWhatTheyAre) {
  double Value = 0.1;
  EXPECT_EQ(lorchaSetDoubleForDevice(&Value), lorchaSuccess);
  EXPECT_EQ(lorchaSetDoubleForHost(&Value), lorchaSuccess);
  EXPECT_EQ(Value, 0.1);
  EXPECT_EQ(lorchaSetDoubleForDevice(nullptr), lorchaErrorInvalidValue);
}
