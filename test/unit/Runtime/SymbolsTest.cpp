// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device variables as symbols: copies to and from them, their addresses and sizes.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"

using namespace lorcha::test;
using SymbolsTest = RuntimeTest;

namespace {
int SymbolInt;
float SymbolArray[16];
int Unknown; ///< of no program
const KnownVariables Known({KnownVariables::row(SymbolInt, "SymbolInt"),
                            KnownVariables::row(SymbolArray, "SymbolArray")});
} // namespace

TEST_F(SymbolsTest, ReachSymbols) {
  int Value = 42, Read = 0;
  ASSERT_EQ(lorchaMemcpyToSymbol(SymbolInt, &Value, sizeof(int)), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyFromSymbol(&Read, SymbolInt, sizeof(int)), lorchaSuccess);
  EXPECT_EQ(Read, 42);
  float Half[8] = {1, 2, 3, 4, 5, 6, 7, 8}, Back[8] = {};
  ASSERT_EQ(lorchaMemcpyToSymbolAsync(SymbolArray, Half, sizeof(Half), 8 * sizeof(float)), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyFromSymbolAsync(Back, SymbolArray, sizeof(Back), 8 * sizeof(float)), lorchaSuccess);
  EXPECT_EQ(std::vector<float>(Back, Back + 8), std::vector<float>(Half, Half + 8));
  char *Data = nullptr;
  ASSERT_EQ(lorchaMalloc(&Data, sizeof(Half)), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyFromSymbol(Data, SymbolArray, sizeof(Half), 0, lorchaMemcpyDeviceToDevice),
            lorchaSuccess);
}

TEST_F(SymbolsTest, StayInsideSymbols) {
  float Values[17] = {};
  EXPECT_EQ(lorchaMemcpyToSymbol(SymbolArray, Values, 17 * sizeof(float)), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpyToSymbol(SymbolArray, Values, 4, 16 * sizeof(float)), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpyFromSymbol(Values, SymbolArray, 8, 15 * sizeof(float)), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpyToSymbol(SymbolArray, Values, 4, 0, lorchaMemcpyDeviceToHost),
            lorchaErrorInvalidMemcpyDirection);
  EXPECT_EQ(lorchaMemcpyToSymbol(static_cast<const void *>(nullptr), Values, 4, 0, lorchaMemcpyHostToDevice),
            lorchaErrorInvalidSymbol);
}

TEST_F(SymbolsTest, TellAboutSymbols) {
  void *Address = nullptr;
  size_t Bytes = 0;
  EXPECT_EQ(lorchaGetSymbolAddress(&Address, SymbolArray), lorchaSuccess);
  lorchaPointerAttributes About;
  EXPECT_EQ(lorchaPointerGetAttributes(&About, Address), lorchaSuccess);
  EXPECT_TRUE(Address == SymbolArray || About.type == lorchaMemoryTypeDevice);
  EXPECT_EQ(lorchaGetSymbolSize(&Bytes, SymbolArray), lorchaSuccess);
  EXPECT_EQ(Bytes, sizeof(SymbolArray));
  EXPECT_EQ(lorchaGetSymbolSize(&Bytes, static_cast<const void *>(&SymbolInt)), lorchaSuccess);
  EXPECT_EQ(Bytes, sizeof(SymbolInt)) << "an address will do";
  EXPECT_EQ(lorchaGetSymbolSize(&Bytes, static_cast<const void *>(&Unknown)), lorchaErrorInvalidSymbol);
}
