// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __half and __nv_bfloat16: every 16-bit number and exact arithmetic in long double, with rounding written
// from scratch.
#include "Numbers.h"
#include <gtest/gtest.h>
#include <lorcha/bf16.h>
#include <lorcha/fp16.h>

namespace {

using Long = long double;

/// A 16-bit format as a list of its numbers, made from the definition of the format.
template <int ExponentBits, int MantissaBits> struct Format {
  static Long value(uint16_t Bits) {
    const int Exponent = Bits >> MantissaBits & ((1 << ExponentBits) - 1),
              Bias = (1 << (ExponentBits - 1)) - 1;
    const Long Mantissa = Bits & ((1 << MantissaBits) - 1), Sign = Bits & 0x8000 ? -1 : 1;
    if (Exponent == (1 << ExponentBits) - 1)
      return Mantissa != 0 ? NAN : Sign * INFINITY;
    if (Exponent == 0)
      return Sign * std::scalbn(Mantissa, 1 - Bias - MantissaBits);
    return Sign * std::scalbn(Mantissa + (1 << MantissaBits), Exponent - Bias - MantissaBits);
  }
  /// The greatest number that is not above Size >= 0, found by bisection; its successor may be infinity.
  static uint16_t below(Long Size) {
    uint16_t Low = 0, High = ((1 << ExponentBits) - 1) << MantissaBits;
    if (Size >= value(High))
      return High;
    while (High - Low > 1) {
      const uint16_t Middle = (Low + High) / 2;
      (value(Middle) <= Size ? Low : High) = Middle;
    }
    return Low;
  }
  /// X rounded in Mode ('n', 'z', 'u', 'd').
  static uint16_t round(Long X, char Mode) {
    if (X != X)
      return 0x7fff;
    const uint16_t Sign = std::signbit(X) ? 0x8000 : 0, Low = below(std::fabs(X));
    const Long Size = std::fabs(X), LowValue = value(Low);
    if (Size == LowValue)
      return Sign | Low;
    // Beyond the greatest number, the next power of two stands for infinity when the nearest is chosen.
    const Long Gap = LowValue - value(Low - (Low != 0)),
               HighValue = std::isinf(value(Low + 1)) ? LowValue + Gap : value(Low + 1);
    bool Up = Mode == (Sign ? 'd' : 'u');
    if (Mode == 'n')
      Up = Size - LowValue > HighValue - Size || (Size - LowValue == HighValue - Size && (Low & 1));
    return Sign | (Low + Up);
  }
};
using Half = Format<5, 10>;
using Bfloat = Format<8, 7>;

/// Signalling NaN is not kept apart from quiet NaN.
bool isSameNumber(uint16_t A, uint16_t B, uint16_t Infinity) {
  return A == B || ((A & 0x7fff) > Infinity && (B & 0x7fff) > Infinity);
}

template <class T> struct Kind;
template <> struct Kind<__half> {
  using Reference = Half;
  static constexpr uint16_t Infinity = 0x7c00;
};
template <> struct Kind<__nv_bfloat16> {
  using Reference = Bfloat;
  static constexpr uint16_t Infinity = 0x7f80;
};
template <class T> T make(uint16_t Bits) { return fromBits<T>(Bits); }
template <class T> uint16_t bitsOf(T X) {
  uint16_t Bits;
  std::memcpy(&Bits, &X, 2);
  return Bits;
}
template <class T> Long valueOf(T X) { return Kind<T>::Reference::value(bitsOf(X)); }
#define EXPECT_NUMBER(T, Result, Truth, Mode)                                                                \
  do {                                                                                                       \
    const uint16_t Expected = Kind<T>::Reference::round(Truth, Mode), Got = bitsOf<T>(Result);               \
    ASSERT_TRUE(isSameNumber(Expected, Got, Kind<T>::Infinity))                                              \
        << #Result << std::hex << " is " << Expected << ", not " << Got;                                     \
  } while (false)

TEST(Float16, EveryNumberWidensExactly) {
  for (unsigned Bits = 0; Bits < 65536; ++Bits) {
    ASSERT_TRUE(isSame<float>(__half2float(make<__half>(Bits)), static_cast<float>(Half::value(Bits))))
        << Bits;
    ASSERT_TRUE(
        isSame<float>(__bfloat162float(make<__nv_bfloat16>(Bits)), static_cast<float>(Bfloat::value(Bits))))
        << Bits;
  }
}

/// Floats around every 16-bit number and around the middle to the next one, and random ones.
template <class T> std::vector<float> floats() {
  std::vector<float> Result = interestingNumbers<float>(20000);
  for (unsigned Bits = 0; Bits < 65536; Bits += 3) {
    const float X = static_cast<float>(Kind<T>::Reference::value(Bits)),
                Y = static_cast<float>(Kind<T>::Reference::value(Bits + 1));
    const float Middle = X / 2 + Y / 2;
    for (float Center : {X, Middle})
      Result.insert(Result.end(),
                    {Center, std::nextafter(Center, -INFINITY), std::nextafter(Center, INFINITY)});
  }
  return Result;
}
TEST(Float16, FloatIsRoundedOnce) {
  for (float X : floats<__half>()) {
    EXPECT_NUMBER(__half, __float2half(X), X, 'n');
    EXPECT_NUMBER(__half, __float2half_rn(X), X, 'n');
    EXPECT_NUMBER(__half, __float2half_rz(X), X, 'z');
    EXPECT_NUMBER(__half, __float2half_ru(X), X, 'u');
    EXPECT_NUMBER(__half, __float2half_rd(X), X, 'd');
    EXPECT_NUMBER(__half, __half(X), X, 'n');
  }
  for (float X : floats<__nv_bfloat16>()) {
    EXPECT_NUMBER(__nv_bfloat16, __float2bfloat16(X), X, 'n');
    EXPECT_NUMBER(__nv_bfloat16, __float2bfloat16_rn(X), X, 'n');
    EXPECT_NUMBER(__nv_bfloat16, __float2bfloat16_rz(X), X, 'z');
    EXPECT_NUMBER(__nv_bfloat16, __float2bfloat16_ru(X), X, 'u');
    EXPECT_NUMBER(__nv_bfloat16, __float2bfloat16_rd(X), X, 'd');
  }
}
template <class T, class FunctionT> void checkDoubles(FunctionT Function) {
  for (unsigned Bits = 0; Bits < 65536;
       Bits += 7) { // just beside the middles, where rounding twice goes wrong
    const double Middle =
        static_cast<double>((Kind<T>::Reference::value(Bits) + Kind<T>::Reference::value(Bits + 1)) / 2);
    for (double X : {Middle, std::nextafter(Middle, -INFINITY), std::nextafter(Middle, INFINITY)})
      EXPECT_NUMBER(T, Function(X), X, 'n');
  }
  for (double X : interestingNumbers<double>(20000))
    EXPECT_NUMBER(T, Function(X), X, 'n');
}
TEST(Float16, DoubleIsRoundedOnce) {
  checkDoubles<__half>([](double X) { return __double2half(X); });
  checkDoubles<__nv_bfloat16>([](double X) { return __double2bfloat16(X); });
  checkDoubles<__half>([](double X) { return __half(X); });
}

/// The integral neighbour of X, saturated, by the C library's functions in long double.
template <class IntT> IntT integerOf(Long X, char Mode) {
  if (X != X)
    return sizeof(IntT) == 8 ? static_cast<IntT>(uint64_t(1) << 63) : 0;
  const Long R = Mode == 'n'   ? std::nearbyint(X)
                 : Mode == 'z' ? std::trunc(X)
                 : Mode == 'u' ? std::ceil(X)
                               : std::floor(X);
  return R >= Long(std::numeric_limits<IntT>::max())   ? std::numeric_limits<IntT>::max()
         : R <= Long(std::numeric_limits<IntT>::min()) ? std::numeric_limits<IntT>::min()
                                                       : static_cast<IntT>(R);
}
TEST(Float16, HalfToInteger) {
  for (unsigned Bits = 0; Bits < 65536; ++Bits) {
    const __half X = make<__half>(Bits);
    const Long V = valueOf(X);
    ASSERT_EQ(__half2int_rn(X), integerOf<int>(V, 'n')) << Bits;
    ASSERT_EQ(__half2int_rz(X), integerOf<int>(V, 'z')) << Bits;
    ASSERT_EQ(__half2int_ru(X), integerOf<int>(V, 'u')) << Bits;
    ASSERT_EQ(__half2int_rd(X), integerOf<int>(V, 'd')) << Bits;
    ASSERT_EQ(__half2uint_rn(X), integerOf<unsigned>(V, 'n')) << Bits;
    ASSERT_EQ(__half2uint_rz(X), integerOf<unsigned>(V, 'z')) << Bits;
    ASSERT_EQ(__half2uint_ru(X), integerOf<unsigned>(V, 'u')) << Bits;
    ASSERT_EQ(__half2uint_rd(X), integerOf<unsigned>(V, 'd')) << Bits;
    ASSERT_EQ(__half2short_rn(X), integerOf<short>(V, 'n')) << Bits;
    ASSERT_EQ(__half2short_rz(X), integerOf<short>(V, 'z')) << Bits;
    ASSERT_EQ(__half2short_ru(X), integerOf<short>(V, 'u')) << Bits;
    ASSERT_EQ(__half2short_rd(X), integerOf<short>(V, 'd')) << Bits;
    ASSERT_EQ(__half2ushort_rn(X), integerOf<unsigned short>(V, 'n')) << Bits;
    ASSERT_EQ(__half2ushort_rz(X), integerOf<unsigned short>(V, 'z')) << Bits;
    ASSERT_EQ(__half2ushort_ru(X), integerOf<unsigned short>(V, 'u')) << Bits;
    ASSERT_EQ(__half2ushort_rd(X), integerOf<unsigned short>(V, 'd')) << Bits;
    ASSERT_EQ(__half2ll_rn(X), integerOf<long long>(V, 'n')) << Bits;
    ASSERT_EQ(__half2ll_rz(X), integerOf<long long>(V, 'z')) << Bits;
    ASSERT_EQ(__half2ll_ru(X), integerOf<long long>(V, 'u')) << Bits;
    ASSERT_EQ(__half2ll_rd(X), integerOf<long long>(V, 'd')) << Bits;
    ASSERT_EQ(__half2ull_rn(X), integerOf<unsigned long long>(V, 'n')) << Bits;
    ASSERT_EQ(__half2ull_rz(X), integerOf<unsigned long long>(V, 'z')) << Bits;
    ASSERT_EQ(__half2ull_ru(X), integerOf<unsigned long long>(V, 'u')) << Bits;
    ASSERT_EQ(__half2ull_rd(X), integerOf<unsigned long long>(V, 'd')) << Bits;
    ASSERT_EQ(__half2char_rz(X), integerOf<signed char>(V, 'z')) << Bits;
    ASSERT_EQ(__half2uchar_rz(X), integerOf<unsigned char>(V, 'z')) << Bits;
    ASSERT_EQ(static_cast<bool>(X), V != 0);
    ASSERT_EQ(static_cast<int>(X), integerOf<int>(V, 'z'));
  }
}
TEST(Float16, Bfloat16ToInteger) {
  for (unsigned Bits = 0; Bits < 65536; ++Bits) {
    const __nv_bfloat16 X = make<__nv_bfloat16>(Bits);
    const Long V = valueOf(X);
    ASSERT_EQ(__bfloat162int_rn(X), integerOf<int>(V, 'n')) << Bits;
    ASSERT_EQ(__bfloat162int_rz(X), integerOf<int>(V, 'z')) << Bits;
    ASSERT_EQ(__bfloat162int_ru(X), integerOf<int>(V, 'u')) << Bits;
    ASSERT_EQ(__bfloat162int_rd(X), integerOf<int>(V, 'd')) << Bits;
    ASSERT_EQ(__bfloat162uint_rn(X), integerOf<unsigned>(V, 'n')) << Bits;
    ASSERT_EQ(__bfloat162uint_rz(X), integerOf<unsigned>(V, 'z')) << Bits;
    ASSERT_EQ(__bfloat162uint_ru(X), integerOf<unsigned>(V, 'u')) << Bits;
    ASSERT_EQ(__bfloat162uint_rd(X), integerOf<unsigned>(V, 'd')) << Bits;
    ASSERT_EQ(__bfloat162short_rn(X), integerOf<short>(V, 'n')) << Bits;
    ASSERT_EQ(__bfloat162short_rz(X), integerOf<short>(V, 'z')) << Bits;
    ASSERT_EQ(__bfloat162short_ru(X), integerOf<short>(V, 'u')) << Bits;
    ASSERT_EQ(__bfloat162short_rd(X), integerOf<short>(V, 'd')) << Bits;
    ASSERT_EQ(__bfloat162ushort_rn(X), integerOf<unsigned short>(V, 'n')) << Bits;
    ASSERT_EQ(__bfloat162ushort_rz(X), integerOf<unsigned short>(V, 'z')) << Bits;
    ASSERT_EQ(__bfloat162ushort_ru(X), integerOf<unsigned short>(V, 'u')) << Bits;
    ASSERT_EQ(__bfloat162ushort_rd(X), integerOf<unsigned short>(V, 'd')) << Bits;
    ASSERT_EQ(__bfloat162ll_rn(X), integerOf<long long>(V, 'n')) << Bits;
    ASSERT_EQ(__bfloat162ll_rz(X), integerOf<long long>(V, 'z')) << Bits;
    ASSERT_EQ(__bfloat162ll_ru(X), integerOf<long long>(V, 'u')) << Bits;
    ASSERT_EQ(__bfloat162ll_rd(X), integerOf<long long>(V, 'd')) << Bits;
    ASSERT_EQ(__bfloat162ull_rn(X), integerOf<unsigned long long>(V, 'n')) << Bits;
    ASSERT_EQ(__bfloat162ull_rz(X), integerOf<unsigned long long>(V, 'z')) << Bits;
    ASSERT_EQ(__bfloat162ull_ru(X), integerOf<unsigned long long>(V, 'u')) << Bits;
    ASSERT_EQ(__bfloat162ull_rd(X), integerOf<unsigned long long>(V, 'd')) << Bits;
    ASSERT_EQ(__bfloat162char_rz(X), integerOf<signed char>(V, 'z')) << Bits;
    ASSERT_EQ(__bfloat162uchar_rz(X), integerOf<unsigned char>(V, 'z')) << Bits;
    ASSERT_EQ(static_cast<bool>(X), V != 0);
    ASSERT_EQ(static_cast<int>(X), integerOf<int>(V, 'z'));
  }
}

/// Integers of every size, some of them next to the middle between two 16-bit numbers.
template <class IntT> std::vector<IntT> integers() {
  std::vector<IntT> Result = {0, 1, std::numeric_limits<IntT>::max(), std::numeric_limits<IntT>::min()};
  Random Bits(13);
  for (int I = 0; I < 5000; ++I)
    Result.push_back(static_cast<IntT>(static_cast<IntT>(Bits()) >> (Bits() % (8 * sizeof(IntT)))));
  for (unsigned Shift = 8; Shift < 8 * sizeof(IntT); ++Shift)
    for (int Back : {8, 11})
      for (int Around = -1; Around <= 1; ++Around)
        Result.push_back(static_cast<IntT>((uint64_t(1) << Shift) + (uint64_t(1) << Shift >> Back) + Around));
  return Result;
}
TEST(Float16, IntegerToHalf) {
  for (int X : integers<int>()) {
    EXPECT_NUMBER(__half, __int2half_rn(X), X, 'n');
    EXPECT_NUMBER(__half, __int2half_rz(X), X, 'z');
    EXPECT_NUMBER(__half, __int2half_ru(X), X, 'u');
    EXPECT_NUMBER(__half, __int2half_rd(X), X, 'd');
    EXPECT_NUMBER(__half, __half(X), X, 'n');
  }
  for (unsigned X : integers<unsigned>()) {
    EXPECT_NUMBER(__half, __uint2half_rn(X), X, 'n');
    EXPECT_NUMBER(__half, __uint2half_rz(X), X, 'z');
    EXPECT_NUMBER(__half, __uint2half_ru(X), X, 'u');
    EXPECT_NUMBER(__half, __uint2half_rd(X), X, 'd');
    EXPECT_NUMBER(__half, __half(X), X, 'n');
  }
  for (short X : integers<short>()) {
    EXPECT_NUMBER(__half, __short2half_rn(X), X, 'n');
    EXPECT_NUMBER(__half, __short2half_rz(X), X, 'z');
    EXPECT_NUMBER(__half, __short2half_ru(X), X, 'u');
    EXPECT_NUMBER(__half, __short2half_rd(X), X, 'd');
    EXPECT_NUMBER(__half, __half(X), X, 'n');
  }
  for (unsigned short X : integers<unsigned short>()) {
    EXPECT_NUMBER(__half, __ushort2half_rn(X), X, 'n');
    EXPECT_NUMBER(__half, __ushort2half_rz(X), X, 'z');
    EXPECT_NUMBER(__half, __ushort2half_ru(X), X, 'u');
    EXPECT_NUMBER(__half, __ushort2half_rd(X), X, 'd');
    EXPECT_NUMBER(__half, __half(X), X, 'n');
  }
  for (long long X : integers<long long>()) {
    EXPECT_NUMBER(__half, __ll2half_rn(X), X, 'n');
    EXPECT_NUMBER(__half, __ll2half_rz(X), X, 'z');
    EXPECT_NUMBER(__half, __ll2half_ru(X), X, 'u');
    EXPECT_NUMBER(__half, __ll2half_rd(X), X, 'd');
    EXPECT_NUMBER(__half, __half(X), X, 'n');
  }
  for (unsigned long long X : integers<unsigned long long>()) {
    EXPECT_NUMBER(__half, __ull2half_rn(X), X, 'n');
    EXPECT_NUMBER(__half, __ull2half_rz(X), X, 'z');
    EXPECT_NUMBER(__half, __ull2half_ru(X), X, 'u');
    EXPECT_NUMBER(__half, __ull2half_rd(X), X, 'd');
    EXPECT_NUMBER(__half, __half(X), X, 'n');
  }
}
TEST(Float16, IntegerToBfloat16) {
  for (int X : integers<int>()) {
    EXPECT_NUMBER(__nv_bfloat16, __int2bfloat16_rn(X), X, 'n');
    EXPECT_NUMBER(__nv_bfloat16, __int2bfloat16_rz(X), X, 'z');
    EXPECT_NUMBER(__nv_bfloat16, __int2bfloat16_ru(X), X, 'u');
    EXPECT_NUMBER(__nv_bfloat16, __int2bfloat16_rd(X), X, 'd');
    EXPECT_NUMBER(__nv_bfloat16, __nv_bfloat16(X), X, 'n');
  }
  for (unsigned X : integers<unsigned>()) {
    EXPECT_NUMBER(__nv_bfloat16, __uint2bfloat16_rn(X), X, 'n');
    EXPECT_NUMBER(__nv_bfloat16, __uint2bfloat16_rz(X), X, 'z');
    EXPECT_NUMBER(__nv_bfloat16, __uint2bfloat16_ru(X), X, 'u');
    EXPECT_NUMBER(__nv_bfloat16, __uint2bfloat16_rd(X), X, 'd');
    EXPECT_NUMBER(__nv_bfloat16, __nv_bfloat16(X), X, 'n');
  }
  for (short X : integers<short>()) {
    EXPECT_NUMBER(__nv_bfloat16, __short2bfloat16_rn(X), X, 'n');
    EXPECT_NUMBER(__nv_bfloat16, __short2bfloat16_rz(X), X, 'z');
    EXPECT_NUMBER(__nv_bfloat16, __short2bfloat16_ru(X), X, 'u');
    EXPECT_NUMBER(__nv_bfloat16, __short2bfloat16_rd(X), X, 'd');
    EXPECT_NUMBER(__nv_bfloat16, __nv_bfloat16(X), X, 'n');
  }
  for (unsigned short X : integers<unsigned short>()) {
    EXPECT_NUMBER(__nv_bfloat16, __ushort2bfloat16_rn(X), X, 'n');
    EXPECT_NUMBER(__nv_bfloat16, __ushort2bfloat16_rz(X), X, 'z');
    EXPECT_NUMBER(__nv_bfloat16, __ushort2bfloat16_ru(X), X, 'u');
    EXPECT_NUMBER(__nv_bfloat16, __ushort2bfloat16_rd(X), X, 'd');
    EXPECT_NUMBER(__nv_bfloat16, __nv_bfloat16(X), X, 'n');
  }
  for (long long X : integers<long long>()) {
    EXPECT_NUMBER(__nv_bfloat16, __ll2bfloat16_rn(X), X, 'n');
    EXPECT_NUMBER(__nv_bfloat16, __ll2bfloat16_rz(X), X, 'z');
    EXPECT_NUMBER(__nv_bfloat16, __ll2bfloat16_ru(X), X, 'u');
    EXPECT_NUMBER(__nv_bfloat16, __ll2bfloat16_rd(X), X, 'd');
    EXPECT_NUMBER(__nv_bfloat16, __nv_bfloat16(X), X, 'n');
  }
  for (unsigned long long X : integers<unsigned long long>()) {
    EXPECT_NUMBER(__nv_bfloat16, __ull2bfloat16_rn(X), X, 'n');
    EXPECT_NUMBER(__nv_bfloat16, __ull2bfloat16_rz(X), X, 'z');
    EXPECT_NUMBER(__nv_bfloat16, __ull2bfloat16_ru(X), X, 'u');
    EXPECT_NUMBER(__nv_bfloat16, __ull2bfloat16_rd(X), X, 'd');
    EXPECT_NUMBER(__nv_bfloat16, __nv_bfloat16(X), X, 'n');
  }
}
} // namespace
