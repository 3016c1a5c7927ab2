// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hints on managed memory, alone and in batches, and what is told of them.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"

using namespace lorcha::test;

namespace {
constexpr size_t Page = 4096;

/// Managed memory of four pages, and short ways to ask about it.
class MemoryHintsTest : public RuntimeTest {
protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    allocate();
  }
  /// Whole pages; what comes before them belongs to the memory, too.
  void allocate() {
    ASSERT_EQ(lorchaMallocManaged(&All, 5 * Page), lorchaSuccess);
    Data = All + (Page - reinterpret_cast<uintptr_t>(All) % Page) % Page;
  }
  int ask(lorchaMemRangeAttribute Attribute, size_t Begin, size_t Bytes) {
    int Result = -99;
    EXPECT_EQ(lorchaMemRangeGetAttribute(&Result, sizeof(Result), Attribute, Data + Begin, Bytes),
              lorchaSuccess);
    return Result;
  }
  std::vector<int> accessors(size_t Begin, size_t Bytes) {
    std::vector<int> Result(3, -99);
    EXPECT_EQ(lorchaMemRangeGetAttribute(Result.data(), 3 * sizeof(int), lorchaMemRangeAttributeAccessedBy,
                                         Data + Begin, Bytes),
              lorchaSuccess);
    return Result;
  }
  lorchaError_t advise(lorchaMemoryAdvise Advice, int Device, size_t Begin, size_t Bytes) {
    return lorchaMemAdvise(Data + Begin, Bytes, Advice, Device);
  }

  char *All = nullptr, *Data = nullptr;
  lorchaMemLocation OnDevice = {lorchaMemLocationTypeDevice, 0}, OnHost = {lorchaMemLocationTypeHost, 0},
                    Nowhere = {lorchaMemLocationTypeDevice, 99};
};

class HintBatchesTest : public MemoryHintsTest {
protected:
  void SetUp() override {
    MemoryHintsTest::SetUp();
    ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
    for (size_t I = 0; I < 3; ++I) {
      Pointers[I] = Data + I * Page;
      Bytes[I] = Page;
    }
  }
  lorchaStream_t Stream = nullptr;
  void *Pointers[3] = {};
  size_t Bytes[3] = {}, First[2] = {0, 2};
};
} // namespace

TEST_F(MemoryHintsTest, AreNoneAtFirst) {
  EXPECT_EQ(ask(lorchaMemRangeAttributeReadMostly, 0, 4 * Page), 0);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocation, 0, 4 * Page), lorchaInvalidDeviceId);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 0, 4 * Page), lorchaInvalidDeviceId);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocationType, 0, 1), lorchaMemLocationTypeInvalid);
  EXPECT_EQ(accessors(0, 4 * Page), (std::vector<int>(3, lorchaInvalidDeviceId)));
}

TEST_F(MemoryHintsTest, ReadMostlyHoldsForWholePages) {
  EXPECT_EQ(advise(lorchaMemAdviseSetReadMostly, 0, 0, 2 * Page), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributeReadMostly, 100, 10), 1);
  EXPECT_EQ(ask(lorchaMemRangeAttributeReadMostly, 0, 4 * Page), 0) << "not all of it";
  EXPECT_EQ(advise(lorchaMemAdviseUnsetReadMostly, 0, 0, 1), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributeReadMostly, 0, 1), 0);
}

TEST_F(MemoryHintsTest, PlacesAreToldWhereAllPagesHaveThem) {
  EXPECT_EQ(advise(lorchaMemAdviseSetPreferredLocation, 0, 0, 4 * Page), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocation, 0, 4 * Page), 0);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocationType, 0, 4 * Page), lorchaMemLocationTypeDevice);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocationId, 0, 4 * Page), 0);
  EXPECT_EQ(lorchaMemAdvise_v2(Data, 1, lorchaMemAdviseSetPreferredLocation, OnHost), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocation, 0, 1), lorchaCpuDeviceId);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocationType, 0, 1), lorchaMemLocationTypeHost);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocation, 0, 4 * Page), lorchaInvalidDeviceId);
  EXPECT_EQ(advise(lorchaMemAdviseUnsetPreferredLocation, 0, 0, 4 * Page), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributePreferredLocation, 3 * Page, 1), lorchaInvalidDeviceId);
}

TEST_F(MemoryHintsTest, AccessorsAreAddedUp) {
  EXPECT_EQ(advise(lorchaMemAdviseSetAccessedBy, lorchaCpuDeviceId, 0, 4 * Page), lorchaSuccess);
  EXPECT_EQ(advise(lorchaMemAdviseSetAccessedBy, 0, 0, 4 * Page), lorchaSuccess);
  EXPECT_EQ(accessors(0, 4 * Page), (std::vector<int>{0, lorchaCpuDeviceId, lorchaInvalidDeviceId}));
  EXPECT_EQ(advise(lorchaMemAdviseUnsetAccessedBy, 0, 3 * Page, 1), lorchaSuccess);
  EXPECT_EQ(accessors(0, 4 * Page),
            (std::vector<int>{lorchaCpuDeviceId, lorchaInvalidDeviceId, lorchaInvalidDeviceId}));
  int One = -99;
  EXPECT_EQ(lorchaMemRangeGetAttribute(&One, sizeof(One), lorchaMemRangeAttributeAccessedBy, Data, Page),
            lorchaSuccess);
  EXPECT_EQ(One, 0) << "as many as there is room for";
}

TEST_F(MemoryHintsTest, RememberTheLastPrefetch) {
  EXPECT_EQ(lorchaMemPrefetchAsync(Data, 4 * Page, 0, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaMemPrefetchAsync_v2(Data + Page, Page, OnHost, 0, nullptr), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 0, Page), 0);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, Page, Page), lorchaCpuDeviceId);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocationType, Page, Page), lorchaMemLocationTypeHost);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 0, 4 * Page), lorchaInvalidDeviceId);
  lorchaMemLocation Node = {lorchaMemLocationTypeHostNuma, 0},
                    Near = {lorchaMemLocationTypeHostNumaCurrent, 0};
  EXPECT_EQ(lorchaMemPrefetchAsync_v2(Data, Page, Node, 0, nullptr), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocationType, 0, Page), lorchaMemLocationTypeHostNuma);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocationId, 0, Page), 0);
  EXPECT_EQ(lorchaMemPrefetchAsync_v2(Data, Page, Near, 0, nullptr), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 0, Page), lorchaCpuDeviceId);
}

TEST_F(MemoryHintsTest, AreGoneWithTheMemory) {
  EXPECT_EQ(advise(lorchaMemAdviseSetReadMostly, 0, 0, 4 * Page), lorchaSuccess);
  for (int Round = 0; Round < 20; ++Round) { // the same addresses come again
    ASSERT_EQ(lorchaFree(All), lorchaSuccess);
    allocate();
    EXPECT_EQ(ask(lorchaMemRangeAttributeReadMostly, 0, 4 * Page), 0);
    EXPECT_EQ(advise(lorchaMemAdviseSetReadMostly, 0, 0, 4 * Page), lorchaSuccess);
  }
}

TEST_F(MemoryHintsTest, ComeSeveralAtATime) {
  EXPECT_EQ(advise(lorchaMemAdviseSetReadMostly, 0, 0, Page), lorchaSuccess);
  int Mostly = -1, Last = -1;
  void *Results[] = {&Mostly, &Last};
  size_t Sizes[] = {sizeof(int), sizeof(int)};
  lorchaMemRangeAttribute Which[] = {lorchaMemRangeAttributeReadMostly,
                                     lorchaMemRangeAttributeLastPrefetchLocation};
  ASSERT_EQ(lorchaMemRangeGetAttributes(Results, Sizes, Which, 2, Data, Page), lorchaSuccess);
  EXPECT_EQ(Mostly, 1);
  EXPECT_EQ(Last, lorchaInvalidDeviceId);
  Sizes[1] = 8;
  EXPECT_EQ(lorchaMemRangeGetAttributes(Results, Sizes, Which, 2, Data, Page), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemRangeGetAttributes(Results, Sizes, Which, 0, Data, Page), lorchaErrorInvalidValue);
}

TEST_F(MemoryHintsTest, AreRefusedForOtherMemoryAndOddQuestions) {
  char *Device = nullptr;
  int Result = 0;
  auto Ask = [&](size_t Bytes, int Attribute, const void *Pointer, size_t Count) {
    return lorchaMemRangeGetAttribute(&Result, Bytes, static_cast<lorchaMemRangeAttribute>(Attribute),
                                      Pointer, Count);
  };
  ASSERT_EQ(lorchaMalloc(&Device, 64), lorchaSuccess);
  EXPECT_EQ(Ask(4, lorchaMemRangeAttributeReadMostly, Device, 64), lorchaErrorInvalidValue);
  EXPECT_EQ(Ask(4, lorchaMemRangeAttributeReadMostly, Data, 5 * Page + 1), lorchaErrorInvalidValue);
  EXPECT_EQ(Ask(4, lorchaMemRangeAttributeReadMostly, nullptr, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(Ask(8, lorchaMemRangeAttributeReadMostly, Data, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(Ask(0, lorchaMemRangeAttributeAccessedBy, Data, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(Ask(4, 77, Data, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFree(Device), lorchaSuccess);
}

TEST_F(HintBatchesTest, MoveRangesToTheirPlaces) {
  lorchaMemLocation Places[] = {OnDevice, OnHost};
  ASSERT_EQ(lorchaMemPrefetchBatchAsync(Pointers, Bytes, 3, Places, First, 2, 0, Stream), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 0, 2 * Page), 0);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 2 * Page, Page), lorchaCpuDeviceId);
  ASSERT_EQ(lorchaMemPrefetchBatchAsync(Pointers, Bytes, 3, OnHost, 0, Stream), lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 0, 3 * Page), lorchaCpuDeviceId);
  EXPECT_EQ(lorchaMemDiscardBatchAsync(Pointers, Bytes, 3, 0, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaMemDiscardAndPrefetchBatchAsync(Pointers, Bytes, 3, Places, First, 2, 0, Stream),
            lorchaSuccess);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 0, 2 * Page), 0);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
}

TEST_F(HintBatchesTest, AreChecked) {
  auto Prefetch = [&](lorchaMemLocation Where, size_t *Starts, size_t Places, unsigned long long Flags,
                      lorchaStream_t On) {
    lorchaMemLocation List[] = {Where, Where};
    return lorchaMemPrefetchBatchAsync(Pointers, Bytes, 3, List, Starts, Places, Flags, On);
  };
  size_t Late[] = {1, 2}, Falling[] = {0, 0}, Beyond[] = {0, 3};
  EXPECT_EQ(Prefetch(OnDevice, First, 2, 0, nullptr), lorchaErrorInvalidValue) << "the legacy stream";
  EXPECT_EQ(Prefetch(OnDevice, First, 2, 1, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(Prefetch(OnDevice, First, 0, 0, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(Prefetch(OnDevice, Late, 2, 0, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(Prefetch(OnDevice, Falling, 2, 0, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(Prefetch(OnDevice, Beyond, 2, 0, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(Prefetch(Nowhere, First, 2, 0, Stream), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaMemDiscardBatchAsync(Pointers, Bytes, 0, 0, Stream), lorchaErrorInvalidValue);
  Bytes[1] = 9 * Page;
  EXPECT_EQ(lorchaMemDiscardBatchAsync(Pointers, Bytes, 3, 0, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(ask(lorchaMemRangeAttributeLastPrefetchLocation, 0, Page), lorchaInvalidDeviceId);
}
