// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pools of one process in another, and what programs do wrong with them.
#include "Peer.h"
#include "RuntimeTest.h"
#include <cstring>
#include <fcntl.h>
#include <numeric>
#include <unistd.h>

using namespace lorcha::test;

namespace {
class PoolSharingTest : public RuntimeTest {
protected:
  static constexpr auto ByFile = lorchaMemHandleTypePosixFileDescriptor;

  static lorchaMemPool_t makePool(lorchaMemAllocationHandleType Handles = ByFile) {
    lorchaMemPoolProps Wanted = {};
    Wanted.allocType = lorchaMemAllocationTypePinned;
    Wanted.location = {lorchaMemLocationTypeDevice, 0};
    Wanted.handleTypes = Handles;
    lorchaMemPool_t Result = nullptr;
    EXPECT_EQ(lorchaMemPoolCreate(&Result, &Wanted), lorchaSuccess);
    return Result;
  }
  static void *handle(int File) { return reinterpret_cast<void *>(static_cast<intptr_t>(File)); }
  Reply ask(Order What, size_t Bytes = 0, int Value = 0) { return Other.ask(Shared, What, Bytes, Value); }

  Peer Other;
  Request Shared = {};
};
} // namespace

TEST_F(PoolSharingTest, OtherProcessesUseMemoryOfThePool) {
  lorchaMemPool_t Pool = makePool();
  Shared.Process = getpid();
  ASSERT_EQ(lorchaMemPoolExportToShareableHandle(&Shared.File, Pool, ByFile, 0), lorchaSuccess);
  for (size_t Bytes : {size_t(100), size_t(200000), size_t(5) << 20}) {
    unsigned char *Mine = nullptr;
    std::vector<unsigned char> In(Bytes), Out(Bytes);
    std::iota(In.begin(), In.end(), static_cast<unsigned char>(3));
    ASSERT_EQ(lorchaMallocFromPoolAsync(&Mine, Bytes, Pool, nullptr), lorchaSuccess);
    ASSERT_EQ(lorchaMemcpy(Mine, In.data(), Bytes, lorchaMemcpyHostToDevice), lorchaSuccess);
    ASSERT_EQ(lorchaMemPoolExportPointer(&Shared.PoolMemory, Mine), lorchaSuccess);
    ASSERT_EQ(ask(Order::OpenPool).Error, lorchaSuccess);
    EXPECT_EQ(ask(Order::SumMemory, Bytes).Value, std::accumulate(In.begin(), In.end(), 0));
    EXPECT_EQ(ask(Order::SumMemory, Bytes + 1).Error, lorchaErrorInvalidValue) << "no more than there is";
    EXPECT_EQ(ask(Order::FillMemory, Bytes, 7).Error, lorchaSuccess);
    ASSERT_EQ(lorchaMemcpy(Out.data(), Mine, Bytes, lorchaMemcpyDeviceToHost), lorchaSuccess);
    EXPECT_EQ(Out, std::vector<unsigned char>(Bytes, 7));
    EXPECT_EQ(ask(Order::AllocateInPool).Error, lorchaErrorInvalidValue) << "pools of others give no memory";
    EXPECT_EQ(ask(Bytes == 100 ? Order::FreeMemory : Order::FreeInStream).Error, lorchaSuccess);
    EXPECT_EQ(ask(Order::FreeInStream).Error, lorchaErrorInvalidValue) << "it is gone";
    EXPECT_EQ(lorchaFreeAsync(Mine, nullptr), lorchaSuccess);
  }
  close(Shared.File);
  EXPECT_EQ(lorchaMemPoolDestroy(Pool), lorchaSuccess);
}

TEST_F(PoolSharingTest, AProcessMayOpenItsOwnPool) {
  lorchaMemPool_t Pool = makePool(), Opened = nullptr;
  int File = -1;
  unsigned *Mine = nullptr, *Same = nullptr, Value = 0;
  lorchaMemPoolPtrExportData Data;
  ASSERT_EQ(lorchaMemPoolExportToShareableHandle(&File, Pool, ByFile, 0), lorchaSuccess);
  ASSERT_EQ(lorchaMemPoolImportFromShareableHandle(&Opened, handle(File), ByFile, 0), lorchaSuccess);
  close(File);
  ASSERT_EQ(lorchaMallocFromPoolAsync(&Mine, sizeof(Value), Pool, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaMemPoolExportPointer(&Data, Mine), lorchaSuccess);
  ASSERT_EQ(lorchaMemPoolImportPointer(reinterpret_cast<void **>(&Same), Opened, &Data), lorchaSuccess);
  ASSERT_EQ(lorchaMemset(Mine, 0x11, sizeof(Value)), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpy(&Value, Same, sizeof(Value), lorchaMemcpyDeviceToHost), lorchaSuccess);
  EXPECT_EQ(Value, 0x11111111u);
  EXPECT_EQ(lorchaIpcCloseMemHandle(Same), lorchaErrorInvalidValue) << "that is for memory without a pool";
  EXPECT_EQ(lorchaFreeHost(Same), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFree(Same), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Mine), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSetMemPool(0, Opened), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemPoolDestroy(Opened), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolDestroy(Pool), lorchaSuccess);
}

TEST_F(PoolSharingTest, HandlesAreChecked) {
  lorchaMemPool_t Plain = makePool(lorchaMemHandleTypeNone), Pool = makePool(), Opened = nullptr,
                  Another = makePool();
  int File = -1, Foreign = open("/dev/null", O_RDONLY);
  EXPECT_EQ(lorchaMemPoolExportToShareableHandle(&File, Plain, ByFile, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemPoolExportToShareableHandle(&File, Pool, lorchaMemHandleTypeWin32, 0),
            lorchaErrorNotSupported);
  EXPECT_EQ(lorchaMemPoolExportToShareableHandle(&File, Pool, lorchaMemHandleTypeNone, 0),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemPoolImportFromShareableHandle(&Opened, handle(Foreign), ByFile, 0),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemPoolImportFromShareableHandle(&Opened, handle(-1), ByFile, 0), lorchaErrorInvalidValue);
  close(Foreign);
  void *Memory = nullptr, *Unshared = nullptr, *Result = nullptr;
  lorchaMemPoolPtrExportData Data;
  ASSERT_EQ(lorchaMallocFromPoolAsync(&Memory, 64, Another, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaMallocFromPoolAsync(&Unshared, 64, Plain, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolExportPointer(&Data, Unshared), lorchaErrorInvalidValue);
  ASSERT_EQ(lorchaMemPoolExportPointer(&Data, Memory), lorchaSuccess);
  ASSERT_EQ(lorchaMemPoolExportToShareableHandle(&File, Pool, ByFile, 0), lorchaSuccess);
  ASSERT_EQ(lorchaMemPoolImportFromShareableHandle(&Opened, handle(File), ByFile, 0), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolImportPointer(&Result, Opened, &Data), lorchaErrorInvalidValue)
      << "it is another pool's";
  EXPECT_EQ(lorchaMemPoolImportPointer(&Result, Another, &Data), lorchaErrorInvalidValue)
      << "it was not opened";
  close(File);
}

TEST_F(PoolSharingTest, PoolMemoryHasNoPlainHandle) {
  void *Memory = nullptr;
  lorchaIpcMemHandle_t Handle;
  ASSERT_EQ(lorchaMallocAsync(&Memory, 64, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaIpcGetMemHandle(&Handle, Memory), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFreeAsync(Memory, nullptr), lorchaSuccess);
}

TEST_F(PoolSharingTest, SomePoolsAreNeverShared) {
  lorchaMemPool_t Pool;
  lorchaMemPoolProps Wanted = {};
  Wanted.allocType = lorchaMemAllocationTypePinned;
  Wanted.location = {lorchaMemLocationTypeHost, 0};
  Wanted.handleTypes = ByFile;
  EXPECT_EQ(lorchaMemPoolCreate(&Pool, &Wanted), lorchaErrorInvalidValue);
  Wanted.location = {lorchaMemLocationTypeDevice, 0};
  Wanted.handleTypes = lorchaMemHandleTypeFabric;
  EXPECT_EQ(lorchaMemPoolCreate(&Pool, &Wanted), lorchaErrorNotSupported);
  Wanted.handleTypes = ByFile;
  Wanted.allocType = lorchaMemAllocationTypeManaged;
  EXPECT_EQ(lorchaMemPoolCreate(&Pool, &Wanted), lorchaErrorInvalidValue);
}
