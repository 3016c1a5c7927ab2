// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Type casts, against the C library's rounding in each mode and exact integer arithmetic.
#include "Numbers.h"
#include <gtest/gtest.h>
#include <lorcha/device.h>

namespace {

using Wide = __int128;

/// The integral neighbour of X in the direction of Mode ('n', 'z', 'u', 'd'), written without the functions
/// under test.
long double integral(long double X, char Mode) {
  const long double Floor = std::floor(X), Rest = X - Floor;
  switch (Mode) {
  case 'u':
    return Rest > 0 ? Floor + 1 : Floor;
  case 'd':
    return Floor;
  case 'z':
    return X < 0 && Rest > 0 ? Floor + 1 : Floor;
  default:
    return Rest > 0.5L || (Rest == 0.5L && std::fmod(Floor, 2.0L) != 0) ? Floor + 1 : Floor;
  }
}
template <class IntT, class FloatT> IntT expected(FloatT X, char Mode) {
  if (std::isnan(X))
    return sizeof(IntT) == 4 && sizeof(FloatT) == 4
               ? 0
               : static_cast<IntT>(uint64_t(1) << (8 * sizeof(IntT) - 1));
  const long double Value = std::isinf(X) ? static_cast<long double>(X) : integral(X, Mode);
  if (Value >= static_cast<long double>(std::numeric_limits<IntT>::max()))
    return std::numeric_limits<IntT>::max();
  if (Value <= static_cast<long double>(std::numeric_limits<IntT>::min()))
    return std::numeric_limits<IntT>::min();
  return static_cast<IntT>(Value);
}

template <class FloatT> std::vector<FloatT> numbers() {
  std::vector<FloatT> Result = interestingNumbers<FloatT>(20000);
  for (int Exponent : {31, 32, 63, 64})
    for (FloatT Sign : {1, -1}) {
      const FloatT Power = Sign * std::scalbn(FloatT(1), Exponent);
      Result.insert(Result.end(),
                    {Power, std::nextafter(Power, FloatT(0)), std::nextafter(Power, Power * 2)});
    }
  Random Bits(5);
  for (int I = 0; I < 20000; ++I)
    Result.push_back(
        std::scalbn(static_cast<FloatT>(static_cast<int64_t>(Bits())), -static_cast<int>(Bits() % 64)));
  for (int I = -40; I < 40; ++I)
    Result.push_back(I * FloatT(0.25));
  return Result;
}

/// Checks the four functions for all numbers.
template <class IntT, class FloatT>
void check(IntT (*Nearest)(FloatT), IntT (*Zero)(FloatT), IntT (*Up)(FloatT), IntT (*Down)(FloatT)) {
  for (FloatT X : numbers<FloatT>()) {
    ASSERT_EQ(Nearest(X), expected<IntT>(X, 'n')) << X;
    ASSERT_EQ(Zero(X), expected<IntT>(X, 'z')) << X;
    ASSERT_EQ(Up(X), expected<IntT>(X, 'u')) << X;
    ASSERT_EQ(Down(X), expected<IntT>(X, 'd')) << X;
  }
}

TEST(Cast, FloatToInteger) {
  check(__float2int_rn, __float2int_rz, __float2int_ru, __float2int_rd);
  check(__float2uint_rn, __float2uint_rz, __float2uint_ru, __float2uint_rd);
  check(__float2ll_rn, __float2ll_rz, __float2ll_ru, __float2ll_rd);
  check(__float2ull_rn, __float2ull_rz, __float2ull_ru, __float2ull_rd);
}
TEST(Cast, DoubleToInteger) {
  check(__double2int_rn, __double2int_rz, __double2int_ru, __double2int_rd);
  check(__double2uint_rn, __double2uint_rz, __double2uint_ru, __double2uint_rd);
  check(__double2ll_rn, __double2ll_rz, __double2ll_ru, __double2ll_rd);
  check(__double2ull_rn, __double2ull_rz, __double2ull_ru, __double2ull_rd);
}

/// The value of a floating number below 2^65 in quarters, exactly.
template <class FloatT> Wide quarters(FloatT X) {
  const long double Value = static_cast<long double>(X) * 4;
  return static_cast<Wide>(Value);
}
template <class FloatT, class IntT>
void checkFromInteger(IntT X, FloatT Nearest, FloatT Zero, FloatT Up, FloatT Down) {
  const Wide Truth = static_cast<Wide>(X) * 4;
  ASSERT_LE(quarters(Down), Truth);
  ASSERT_GE(quarters(Up), Truth);
  if (quarters(Down) == Truth) {
    ASSERT_TRUE(Up == Down && Nearest == Down && Zero == Down);
    return;
  }
  ASSERT_EQ(std::nextafter(Down, std::numeric_limits<FloatT>::infinity()), Up);
  ASSERT_EQ(Zero, X < 0 ? Up : Down);
  const Wide ToUp = quarters(Up) - Truth, ToDown = Truth - quarters(Down);
  if (ToUp != ToDown) {
    ASSERT_EQ(Nearest, ToUp < ToDown ? Up : Down);
  } else {
    ASSERT_EQ(fromBits<uint32_t>(*reinterpret_cast<const unsigned char *>(&Nearest)) & 1, 0u);
  }
}
template <class IntT> std::vector<IntT> integers() {
  std::vector<IntT> Result = {0, 1, std::numeric_limits<IntT>::max(), std::numeric_limits<IntT>::min()};
  Result.push_back(std::numeric_limits<IntT>::max() - 1);
  Random Bits(9);
  for (int I = 0; I < 30000; ++I)
    Result.push_back(static_cast<IntT>(static_cast<IntT>(Bits()) >> (Bits() % (8 * sizeof(IntT)))));
  for (unsigned Shift = 24; Shift < 8 * sizeof(IntT); ++Shift)
    for (int Around = -2; Around <= 2; ++Around)
      Result.push_back(static_cast<IntT>((uint64_t(1) << Shift) + (uint64_t(1) << (Shift - 24)) + Around));
  return Result;
}

TEST(Cast, IntegerToFloat) {
  for (int X : integers<int>())
    checkFromInteger(X, __int2float_rn(X), __int2float_rz(X), __int2float_ru(X), __int2float_rd(X));
  for (unsigned X : integers<unsigned>())
    checkFromInteger(X, __uint2float_rn(X), __uint2float_rz(X), __uint2float_ru(X), __uint2float_rd(X));
  for (long long X : integers<long long>())
    checkFromInteger(X, __ll2float_rn(X), __ll2float_rz(X), __ll2float_ru(X), __ll2float_rd(X));
  for (unsigned long long X : integers<unsigned long long>())
    checkFromInteger(X, __ull2float_rn(X), __ull2float_rz(X), __ull2float_ru(X), __ull2float_rd(X));
}
TEST(Cast, IntegerToDouble) {
  for (int X : integers<int>())
    ASSERT_EQ(static_cast<long long>(__int2double_rn(X)), X);
  for (unsigned X : integers<unsigned>())
    ASSERT_EQ(static_cast<long long>(__uint2double_rn(X)), X);
  for (long long X : integers<long long>())
    checkFromInteger(X, __ll2double_rn(X), __ll2double_rz(X), __ll2double_ru(X), __ll2double_rd(X));
  for (unsigned long long X : integers<unsigned long long>())
    checkFromInteger(X, __ull2double_rn(X), __ull2double_rz(X), __ull2double_ru(X), __ull2double_rd(X));
}

TEST(Cast, DoubleToFloat) {
  for (double X : numbers<double>()) {
    const float Down = __double2float_rd(X), Up = __double2float_ru(X), Zero = __double2float_rz(X);
    const float Nearest = __double2float_rn(X);
    if (std::isnan(X)) {
      ASSERT_TRUE(std::isnan(Down) && std::isnan(Up) && std::isnan(Zero) && std::isnan(Nearest));
      continue;
    }
    ASSERT_TRUE(Down <= X && X <= Up) << X;
    ASSERT_TRUE(Down == X ? Up == Down : std::nextafter(Down, INFINITY) == Up) << X;
    ASSERT_EQ(Zero, X < 0 ? Up : Down) << X;
    ASSERT_EQ(Nearest, static_cast<float>(X));
  }
}

TEST(Cast, Bits) {
  EXPECT_EQ(__float_as_int(-0.0f), std::numeric_limits<int>::min());
  EXPECT_EQ(__float_as_uint(1.0f), 0x3f800000u);
  EXPECT_EQ(__int_as_float(0x40490fdb), 3.14159274f);
  EXPECT_EQ(__uint_as_float(0xc0000000u), -2.0f);
  EXPECT_EQ(__double_as_longlong(1.0), 0x3ff0000000000000ll);
  EXPECT_EQ(__longlong_as_double(0x4000000000000000ll), 2.0);
  const double X = fromBits<double>(0xc00921fb54442d18u);
  EXPECT_EQ(__double2hiint(X), static_cast<int>(0xc00921fbu));
  EXPECT_EQ(__double2loint(X), 0x54442d18);
  EXPECT_EQ(__hiloint2double(__double2hiint(X), __double2loint(X)), X);
  EXPECT_EQ(__hiloint2double(0, -1), fromBits<double>(0xffffffffu));
}

} // namespace
