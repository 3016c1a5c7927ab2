// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device variables: initial values, symbols, managed ones.
#include "OpenClTest.h"

using namespace lorcha::test;

namespace {
class VariablesTest : public OpenClTest {
protected:
  void TearDown() override {
    OpenClTest::TearDown();
    ManagedValue = 70;
  }
};

/// What countUp tells: Table[3] and the incremented Counter.
std::vector<int> countOnce() {
  OnDevice<int> Out(2, 0);
  EXPECT_EQ(launch(countUp, 1, 1)(Out.get()), lorchaSuccess);
  return Out.values();
}
} // namespace

TEST_F(VariablesTest, BeginWithTheProgramsValues) {
  EXPECT_EQ(countOnce(), (std::vector<int>{4, 6}));
  EXPECT_EQ(countOnce(), (std::vector<int>{4, 7}));
  EXPECT_EQ(Counter, 5) << "the device has its own";
  ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  EXPECT_EQ(countOnce(), (std::vector<int>{4, 6})) << "a reset device begins anew";
}

TEST_F(VariablesTest, AreCopiedThroughTheirSymbols) {
  int Ten = 10, Read = 0;
  float Last = 9, All[4];
  ASSERT_EQ(lorchaMemcpyToSymbol(Counter, &Ten, sizeof(int)), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyToSymbol(Table, &Last, sizeof(float), 3 * sizeof(float)), lorchaSuccess);
  EXPECT_EQ(countOnce(), (std::vector<int>{9, 11}));
  ASSERT_EQ(lorchaMemcpyFromSymbol(&Read, Counter, sizeof(int)), lorchaSuccess);
  EXPECT_EQ(Read, 11);
  ASSERT_EQ(lorchaMemcpyFromSymbol(All, Table, sizeof(All)), lorchaSuccess);
  EXPECT_EQ(All[2], 3);
  EXPECT_EQ(All[3], 9);
  EXPECT_EQ(lorchaMemcpyToSymbol(static_cast<const void *>(&Counter), &Ten, 8, 0, lorchaMemcpyHostToDevice),
            lorchaErrorInvalidValue)
      << "beyond its end";
  EXPECT_EQ(lorchaMemcpyToSymbol(static_cast<const void *>(&Read), &Ten, 4, 0, lorchaMemcpyHostToDevice),
            lorchaErrorInvalidSymbol);
}

TEST_F(VariablesTest, HaveAddresses) {
  void *Address = nullptr;
  size_t Bytes = 0;
  ASSERT_EQ(lorchaGetSymbolAddress(&Address, Table), lorchaSuccess);
  ASSERT_EQ(lorchaGetSymbolSize(&Bytes, static_cast<const void *>(Table)), lorchaSuccess);
  EXPECT_NE(Address, Table);
  EXPECT_EQ(Bytes, 16u);
  ASSERT_EQ(launch(scale, 1, 4)(static_cast<float *>(Address), 2, 4), lorchaSuccess);
  EXPECT_EQ(countOnce()[0], 8);
  lorchaPointerAttributes About;
  ASSERT_EQ(lorchaPointerGetAttributes(&About, Address), lorchaSuccess);
  EXPECT_EQ(About.type, lorchaMemoryTypeDevice);
  EXPECT_EQ(lorchaFree(Address), lorchaErrorInvalidValue);
}

TEST_F(VariablesTest, ManagedOnesAreTheHostsBetweenLaunches) {
  countOnce();
  EXPECT_EQ(ManagedValue, 71);
  ManagedValue = 100;
  countOnce();
  EXPECT_EQ(ManagedValue, 101);
  OnDevice<int> Out(2, 0);
  ASSERT_EQ(launch(countUp, 1, 1)(Out.get()), lorchaSuccess);
  ASSERT_EQ(launch(countUp, 1, 1)(Out.get()), lorchaSuccess);
  int Read = 0;
  ASSERT_EQ(lorchaMemcpyFromSymbol(&Read, ManagedValue, sizeof(int)), lorchaSuccess);
  EXPECT_EQ(Read, 103);
}

TEST_F(VariablesTest, KernelsTakePointersToManagedOnes) {
  Wide Values = {{1, 2, 3}};
  ASSERT_EQ(launch(sumWide, 1, 1)(Values, &ManagedValue), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(ManagedValue, 6);
  countOnce();
  EXPECT_EQ(ManagedValue, 7);
}
