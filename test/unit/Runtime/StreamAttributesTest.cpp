// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What streams are made with and what is set for them later.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"

using namespace lorcha::test;

namespace {
class StreamAttributesTest : public RuntimeTest {
protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    ASSERT_EQ(lorchaStreamCreateWithPriority(&Stream, lorchaStreamNonBlocking, -2), lorchaSuccess);
  }
  lorchaStreamAttrValue get(lorchaStreamAttrID Which, lorchaStream_t Of) {
    lorchaStreamAttrValue Result = {};
    EXPECT_EQ(lorchaStreamGetAttribute(Of, Which, &Result), lorchaSuccess);
    return Result;
  }
  lorchaError_t set(lorchaStreamAttrID Which, const lorchaStreamAttrValue &Value) {
    return lorchaStreamSetAttribute(Stream, Which, &Value);
  }
  lorchaStream_t Stream = nullptr;
};
} // namespace

TEST_F(StreamAttributesTest, TellWhatTheStreamWasMadeWith) {
  int Priority = 9, Device = 9, Least = 9, Greatest = 9;
  unsigned Flags = 9;
  unsigned long long Id = 0, Other = 0;
  lorchaStream_t Second;
  ASSERT_EQ(lorchaStreamCreateWithFlags(&Second, lorchaStreamDefault), lorchaSuccess);
  EXPECT_EQ(lorchaStreamGetPriority(Stream, &Priority), lorchaSuccess);
  EXPECT_EQ(Priority, -2);
  EXPECT_EQ(lorchaStreamGetFlags(Stream, &Flags), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaStreamNonBlocking));
  EXPECT_EQ(lorchaStreamGetDevice(Stream, &Device), lorchaSuccess);
  EXPECT_EQ(Device, 0);
  EXPECT_EQ(lorchaStreamGetId(Stream, &Id), lorchaSuccess);
  EXPECT_EQ(lorchaStreamGetId(Second, &Other), lorchaSuccess);
  EXPECT_NE(Id, Other);
  EXPECT_EQ(lorchaDeviceGetStreamPriorityRange(&Least, &Greatest), lorchaSuccess);
  EXPECT_EQ(Least, 0);
  EXPECT_LT(Greatest, -2);
}

TEST_F(StreamAttributesTest, HaveDefaults) {
  EXPECT_EQ(get(lorchaStreamAttributePriority, Stream).priority, -2);
  EXPECT_EQ(get(lorchaStreamAttributeSynchronizationPolicy, Stream).syncPolicy, lorchaSyncPolicyAuto);
  EXPECT_EQ(get(lorchaStreamAttributeAccessPolicyWindow, nullptr).accessPolicyWindow.num_bytes, 0u);
  EXPECT_EQ(get(lorchaStreamAttributeMemSyncDomain, Stream).memSyncDomain, lorchaLaunchMemSyncDomainDefault);
  EXPECT_EQ(get(lorchaStreamAttributeMemSyncDomainMap, Stream).memSyncDomainMap.remote, 0);
}

TEST_F(StreamAttributesTest, AreKeptAndCopied) {
  lorchaStreamAttrValue Value = {};
  char Data[64];
  Value.accessPolicyWindow = {Data, sizeof(Data), 0.5f, lorchaAccessPropertyPersisting,
                              lorchaAccessPropertyStreaming};
  ASSERT_EQ(set(lorchaStreamAttributeAccessPolicyWindow, Value), lorchaSuccess);
  Value = {};
  Value.syncPolicy = lorchaSyncPolicyYield;
  ASSERT_EQ(set(lorchaStreamAttributeSynchronizationPolicy, Value), lorchaSuccess);
  Value = {};
  Value.priority = -100; // the nearest there is
  ASSERT_EQ(set(lorchaStreamAttributePriority, Value), lorchaSuccess);
  Value = {};
  Value.memSyncDomain = lorchaLaunchMemSyncDomainRemote;
  ASSERT_EQ(set(lorchaStreamAttributeMemSyncDomain, Value), lorchaSuccess);
  Value = {};
  ASSERT_EQ(set(lorchaStreamAttributeMemSyncDomainMap, Value), lorchaSuccess);
  lorchaStream_t Copy;
  int Greatest = 0, Priority = 0;
  ASSERT_EQ(lorchaStreamCreate(&Copy), lorchaSuccess);
  ASSERT_EQ(lorchaStreamCopyAttributes(Copy, Stream), lorchaSuccess);
  lorchaAccessPolicyWindow Window = get(lorchaStreamAttributeAccessPolicyWindow, Copy).accessPolicyWindow;
  EXPECT_EQ(Window.base_ptr, Data);
  EXPECT_EQ(Window.num_bytes, sizeof(Data));
  EXPECT_EQ(Window.hitRatio, 0.5f);
  EXPECT_EQ(Window.hitProp, lorchaAccessPropertyPersisting);
  EXPECT_EQ(Window.missProp, lorchaAccessPropertyStreaming);
  EXPECT_EQ(get(lorchaStreamAttributeSynchronizationPolicy, Copy).syncPolicy, lorchaSyncPolicyYield);
  EXPECT_EQ(get(lorchaStreamAttributeMemSyncDomain, Copy).memSyncDomain, lorchaLaunchMemSyncDomainRemote);
  EXPECT_EQ(lorchaDeviceGetStreamPriorityRange(nullptr, &Greatest), lorchaSuccess);
  EXPECT_EQ(lorchaStreamGetPriority(Copy, &Priority), lorchaSuccess);
  EXPECT_EQ(Priority, Greatest);
}

TEST_F(StreamAttributesTest, AreChecked) {
  lorchaStreamAttrValue Value = {};
  Value.accessPolicyWindow.hitRatio = 2;
  EXPECT_EQ(set(lorchaStreamAttributeAccessPolicyWindow, Value), lorchaErrorInvalidValue);
  Value.accessPolicyWindow.hitRatio = 1;
  Value.accessPolicyWindow.missProp = lorchaAccessPropertyPersisting;
  EXPECT_EQ(set(lorchaStreamAttributeAccessPolicyWindow, Value), lorchaErrorInvalidValue);
  Value = {};
  EXPECT_EQ(set(lorchaStreamAttributeSynchronizationPolicy, Value), lorchaErrorInvalidValue)
      << "no policy is 0";
  Value.memSyncDomainMap.remote = 200;
  EXPECT_EQ(set(lorchaStreamAttributeMemSyncDomainMap, Value), lorchaErrorInvalidValue);
  EXPECT_EQ(set(lorchaLaunchAttributeCooperative, Value), lorchaErrorInvalidValue)
      << "of launches, not of streams";
  EXPECT_EQ(lorchaStreamGetAttribute(Stream, lorchaLaunchAttributeCooperative, &Value),
            lorchaErrorInvalidValue);
}
