// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Divisions that x86-64 refuses: kernels go on with what a GPU gives.
#include "RuntimeTest.h"
#include <cstdlib>
#include <limits>

using namespace lorcha;
using namespace lorcha::test;

namespace {
class DivisionTest : public RuntimeTest {
protected:
  void SetUp() override {
    if (const char *Guard = std::getenv("LORCHA_GUARD"); Guard && *Guard == '1')
      GTEST_SKIP() << "guarded: divisions by zero fail the launch";
    RuntimeTest::SetUp();
  }
};

/// Sanitizers would say what they think of it. The operands come from memory and go through registers.
template <class T>
__attribute__((noinline, no_sanitize("undefined"))) void divide(volatile T *Numbers, int Stride) {
  T Top = Numbers[0], Bottom = Numbers[Stride];
  Numbers[2 * Stride] = static_cast<T>(Top / Bottom);
  Numbers[3 * Stride] = static_cast<T>(Top % Bottom);
  Numbers[4 * Stride] = static_cast<T>(Numbers[0] / Numbers[Stride]);
}

template <class T> void expectDivision(T Top, T Bottom, T Quotient, T Remainder) {
  Shared<T> Numbers(32);
  volatile T *Data = Numbers.get();
  for (int Stride : {1, 7}) {
    Numbers[0] = Top;
    Numbers[Stride] = Bottom;
    launchLoop(1, 1, [=](const Thread &) { divide(Data, Stride); });
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    EXPECT_EQ(Numbers[2 * Stride], Quotient);
    EXPECT_EQ(Numbers[3 * Stride], Remainder);
    EXPECT_EQ(Numbers[4 * Stride], Quotient);
  }
}
} // namespace

#if defined(__x86_64__)
TEST_F(DivisionTest, ByZeroHasAllBitsSet) {
  testing::internal::CaptureStderr();
  expectDivision<int>(17, 0, -1, -1);
  expectDivision<int>(-17, 0, -1, -1);
  expectDivision<unsigned>(17, 0, ~0u, ~0u);
  expectDivision<long long>(1ll << 40, 0, -1, -1);
  expectDivision<unsigned long long>(~0ull, 0, ~0ull, ~0ull);
  expectDivision<short>(9, 0, -1, -1);
  expectDivision<signed char>(9, 0, -1, -1);
  std::string Said = testing::internal::GetCapturedStderr();
  EXPECT_LE(Said.find("kernel 'loopKernel', block [0,0,0]"), Said.find(" divides an integer by zero;"));
  EXPECT_EQ(Said.find(" divides an integer by zero;"), Said.rfind(" divides an integer by zero;"))
      << "said once";
}

TEST_F(DivisionTest, OfTheSmallestNumberByMinusOneStaysIt) {
  constexpr int Least = std::numeric_limits<int>::min();
  constexpr long long LeastLong = std::numeric_limits<long long>::min();
  expectDivision<int>(Least, -1, Least, 0);
  expectDivision<long long>(LeastLong, -1, LeastLong, 0);
}
#endif

TEST_F(DivisionTest, OthersAreAsEver) {
  expectDivision<int>(-17, 5, -3, -2);
  expectDivision<unsigned long long>(1ull << 63, 10, (1ull << 63) / 10, 8);
}
