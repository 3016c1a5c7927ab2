// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stream-ordered memory: who may have what was freed, and when; what pools keep and count.
#include "RuntimeTest.h"
#include <atomic>
#include <thread>

using namespace lorcha;
using namespace lorcha::test;

namespace {
class PoolsTest : public RuntimeTest {
protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    for (lorchaStream_t *Each : {&A, &B})
      ASSERT_EQ(lorchaStreamCreateWithFlags(Each, lorchaStreamNonBlocking), lorchaSuccess);
    ASSERT_EQ(lorchaDeviceGetDefaultMemPool(&Pool, 0), lorchaSuccess);
  }
  void TearDown() override {
    MayGo = true;
    RuntimeTest::TearDown();
  }

  static void *allocate(size_t Bytes, lorchaStream_t On) {
    void *Result = nullptr;
    EXPECT_EQ(lorchaMallocAsync(&Result, Bytes, On), lorchaSuccess);
    return Result;
  }
  uint64_t count(lorchaMemPoolAttr Which) const {
    uint64_t Result = 0;
    EXPECT_EQ(lorchaMemPoolGetAttribute(Pool, Which, &Result), lorchaSuccess);
    return Result;
  }
  /// The stream goes on when MayGo is set.
  void block(lorchaStream_t On) {
    auto Wait = [](void *Flag) {
      while (!*static_cast<std::atomic<bool> *>(Flag))
        std::this_thread::yield();
    };
    ASSERT_EQ(lorchaLaunchHostFunc(On, Wait, &MayGo), lorchaSuccess);
  }

  lorchaStream_t A = nullptr, B = nullptr;
  lorchaMemPool_t Pool = nullptr;
  std::atomic<bool> MayGo{false};
};
} // namespace

TEST_F(PoolsTest, AStreamGetsBackWhatItFreed) {
  block(A);
  void *First = allocate(5000, A);
  EXPECT_EQ(lorchaFreeAsync(First, A), lorchaSuccess);
  EXPECT_EQ(allocate(5000, A), First) << "later work of the stream comes behind the free";
  EXPECT_EQ(reinterpret_cast<uintptr_t>(First) % 256, 0u);
}

TEST_F(PoolsTest, OtherStreamsWaitForTheFree) {
  block(A);
  void *First = allocate(5000, A);
  EXPECT_EQ(lorchaFreeAsync(First, A), lorchaSuccess);
  void *Second = allocate(5000, B);
  EXPECT_NE(Second, First) << "it may be in use still";
  MayGo = true;
  EXPECT_EQ(lorchaStreamSynchronize(A), lorchaSuccess);
  EXPECT_EQ(allocate(5000, B), First);
}

TEST_F(PoolsTest, WithoutOpportunisticReuseOnlyTheSameStream) {
  int No = 0;
  ASSERT_EQ(lorchaMemPoolSetAttribute(Pool, lorchaMemPoolReuseAllowOpportunistic, &No), lorchaSuccess);
  void *First = allocate(5000, A);
  EXPECT_EQ(lorchaFreeAsync(First, A), lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(A), lorchaSuccess);
  EXPECT_NE(allocate(5000, B), First);
  EXPECT_EQ(allocate(5000, A), First);
}

TEST_F(PoolsTest, AFreeInTheDefaultStreamWaitsForBlockingStreams) {
  lorchaStream_t Blocking;
  ASSERT_EQ(lorchaStreamCreate(&Blocking), lorchaSuccess);
  void *First = allocate(5000, Blocking);
  block(Blocking); // uses the memory, say
  EXPECT_EQ(lorchaFreeAsync(First, nullptr), lorchaSuccess);
  EXPECT_NE(allocate(5000, B), First);
  MayGo = true;
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(allocate(5000, B), First);
}

TEST_F(PoolsTest, SizesThatDifferALittleShareMemory) {
  void *First = allocate(4200, A);
  EXPECT_EQ(lorchaFreeAsync(First, A), lorchaSuccess);
  EXPECT_EQ(allocate(4300, A), First);
  EXPECT_NE(allocate(9000, A), First);
  // Copies are still checked against what was asked for.
  char Source[4400] = {};
  EXPECT_EQ(lorchaMemcpy(First, Source, 4400, lorchaMemcpyHostToDevice), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(First, Source, 4300, lorchaMemcpyHostToDevice), lorchaSuccess);
}

TEST_F(PoolsTest, RefuseSecondFreesAndForeignMemory) {
  void *First = allocate(100, A);
  EXPECT_EQ(lorchaFreeAsync(static_cast<char *>(First) + 16, A), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFreeAsync(First, A), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(First, A), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFree(First), lorchaErrorInvalidValue);
  lorchaPointerAttributes About;
  EXPECT_EQ(lorchaPointerGetAttributes(&About, First), lorchaSuccess);
  EXPECT_EQ(About.type, lorchaMemoryTypeUnregistered) << "free memory is nobody's";
  EXPECT_EQ(lorchaFreeAsync(&About, A), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFreeAsync(nullptr, A), lorchaSuccess);
  void *Plain;
  ASSERT_EQ(lorchaMalloc(&Plain, 100), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(Plain, A), lorchaSuccess) << "memory of no pool may be freed in a stream";
  EXPECT_EQ(lorchaStreamSynchronize(A), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Plain), lorchaErrorInvalidValue);
}

TEST_F(PoolsTest, CountWhatTheyHold) {
  constexpr size_t Bytes = 1 << 20;
  void *First = allocate(Bytes, A), *Second = allocate(Bytes, A);
  EXPECT_EQ(count(lorchaMemPoolAttrUsedMemCurrent), 2 * Bytes);
  EXPECT_EQ(count(lorchaMemPoolAttrReservedMemCurrent), 2 * Bytes);
  EXPECT_EQ(lorchaFreeAsync(First, A), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(Second, A), lorchaSuccess);
  EXPECT_EQ(count(lorchaMemPoolAttrUsedMemCurrent), 0u);
  EXPECT_EQ(count(lorchaMemPoolAttrUsedMemHigh), 2 * Bytes);
  EXPECT_EQ(lorchaStreamSynchronize(A), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolTrimTo(Pool, Bytes), lorchaSuccess);
  EXPECT_EQ(count(lorchaMemPoolAttrReservedMemCurrent), Bytes);
  EXPECT_EQ(lorchaMemPoolTrimTo(Pool, 0), lorchaSuccess);
  EXPECT_EQ(count(lorchaMemPoolAttrReservedMemCurrent), 0u);
  EXPECT_EQ(count(lorchaMemPoolAttrReservedMemHigh), 2 * Bytes);
  uint64_t Value = 0;
  EXPECT_EQ(lorchaMemPoolSetAttribute(Pool, lorchaMemPoolAttrUsedMemHigh, &Value), lorchaSuccess);
  EXPECT_EQ(count(lorchaMemPoolAttrUsedMemHigh), 0u);
  Value = 1;
  EXPECT_EQ(lorchaMemPoolSetAttribute(Pool, lorchaMemPoolAttrReservedMemHigh, &Value),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemPoolSetAttribute(Pool, lorchaMemPoolAttrUsedMemCurrent, &Value),
            lorchaErrorInvalidValue);
}

TEST_F(PoolsTest, GiveBackWhatIsNoLongerUsed) {
  constexpr size_t Bytes = 8 << 20;
  std::vector<void *> All;
  for (int I = 0; I < 8; ++I)
    All.push_back(allocate(Bytes, A));
  for (void *Each : All)
    EXPECT_EQ(lorchaFreeAsync(Each, A), lorchaSuccess);
  EXPECT_EQ(count(lorchaMemPoolAttrReservedMemCurrent), 8 * Bytes) << "it may be wanted again";
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_LT(count(lorchaMemPoolAttrReservedMemCurrent), Bytes) << "nobody has wanted it";
  uint64_t Threshold = UINT64_MAX;
  ASSERT_EQ(lorchaMemPoolSetAttribute(Pool, lorchaMemPoolAttrReleaseThreshold, &Threshold), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(allocate(Bytes, A), A), lorchaSuccess);
  for (int I = 0; I < 3; ++I)
    EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_GE(count(lorchaMemPoolAttrReservedMemCurrent), Bytes) << "the program wants to keep it";
  Threshold = 0;
  EXPECT_EQ(lorchaMemPoolSetAttribute(Pool, lorchaMemPoolAttrReleaseThreshold, &Threshold), lorchaSuccess);
}

TEST_F(PoolsTest, MemoryOutlivesItsPool) {
  lorchaMemPoolProps Properties = {};
  Properties.allocType = lorchaMemAllocationTypePinned;
  Properties.location = {lorchaMemLocationTypeDevice, 0};
  lorchaMemPool_t Mine;
  void *Data = nullptr;
  ASSERT_EQ(lorchaMemPoolCreate(&Mine, &Properties), lorchaSuccess);
  ASSERT_EQ(lorchaMallocFromPoolAsync(&Data, 64, Mine, A), lorchaSuccess);
  ASSERT_EQ(lorchaMemPoolDestroy(Mine), lorchaSuccess);
  uint64_t Value;
  EXPECT_EQ(lorchaMemPoolGetAttribute(Mine, lorchaMemPoolAttrUsedMemCurrent, &Value),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemsetAsync(Data, 1, 64, A), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(Data, A), lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(A), lorchaSuccess);
}

TEST_F(PoolsTest, PlainAllocationGetsWhatPoolsKeep) {
  size_t Free, Total;
  ASSERT_EQ(lorchaMemGetInfo(&Free, &Total), lorchaSuccess);
  void *Large = nullptr, *Plain = nullptr;
  // Never touched, so it takes no memory of the machine.
  if (lorchaMallocAsync(&Large, Total / 2 + (1 << 20), A) != lorchaSuccess)
    GTEST_SKIP() << "the machine does not give that much";
  EXPECT_EQ(lorchaFreeAsync(Large, A), lorchaSuccess);
  EXPECT_EQ(lorchaMalloc(&Plain, Total / 2 + (1 << 20)), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Plain), lorchaSuccess);
}
