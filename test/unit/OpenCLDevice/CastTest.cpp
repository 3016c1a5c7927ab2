// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Casts and arithmetic with a stated rounding mode, against the CPU's, which are tested against exact values.
#include "Functions.h"
#include <lorcha/device.h>

using namespace lorcha::test;

namespace {

#define FUNCTION(Name) {"lorcha_" #Name, __##Name}
#define MODES(Name) FUNCTION(Name##_rn), FUNCTION(Name##_rz), FUNCTION(Name##_ru), FUNCTION(Name##_rd)

/// Numbers of every size, many near whole ones and near the ends of integers.
template <class T> std::vector<T> castNumbers() {
  std::vector<T> Result = interestingNumbers<T>(3000);
  Random Bits(3);
  for (int Exponent = -3; Exponent < 70; ++Exponent)
    for (int I = 0; I < 20; ++I) {
      const T Size = std::ldexp(T(1) + T(I < 10 ? 0 : Bits() % 1024) / 1024, Exponent);
      for (T X :
           {Size, std::nextafter(Size, T(0)), std::nextafter(Size, T(1e30)), Size + T(0.5), Size - T(0.5)}) {
        Result.push_back(X);
        Result.push_back(-X);
      }
    }
  return Result;
}
template <class T> std::vector<T> castIntegers() {
  std::vector<T> Result;
  Random Bits(4);
  for (unsigned Shift = 0; Shift < 8 * sizeof(T); ++Shift)
    for (int I = 0; I < 50; ++I) {
      const uint64_t Value = I < 10 ? (uint64_t(1) << Shift) + I - 5 : Bits() >> (64 - 8 * sizeof(T) + Shift);
      Result.push_back(static_cast<T>(Value));
      Result.push_back(static_cast<T>(0 - Value));
    }
  return Result;
}

TEST(OpenClCast, FloatsAndIntegers) {
  LORCHA_NEEDS_DEVICE(Cl);
  const auto X = castNumbers<float>();
  expectSame<int, float>(*Cl, {"cast"}, {MODES(float2int), FUNCTION(float_as_int)}, X);
  expectSame<unsigned, float>(*Cl, {"cast"}, {MODES(float2uint), FUNCTION(float_as_uint)}, X);
  expectSame<long long, float>(*Cl, {"cast"}, {MODES(float2ll)}, X);
  expectSame<unsigned long long, float>(*Cl, {"cast"}, {MODES(float2ull)}, X);
  expectSame<float, int>(*Cl, {"cast"}, {MODES(int2float), FUNCTION(int_as_float)}, castIntegers<int>());
  expectSame<float, unsigned>(*Cl, {"cast"}, {MODES(uint2float), FUNCTION(uint_as_float)},
                              castIntegers<unsigned>());
  expectSame<float, long long>(*Cl, {"cast"}, {MODES(ll2float)}, castIntegers<long long>());
  expectSame<float, unsigned long long>(*Cl, {"cast"}, {MODES(ull2float)},
                                        castIntegers<unsigned long long>());
}
TEST(OpenClCast, DoublesAndIntegers) {
  LORCHA_NEEDS_DEVICE(Cl);
  if (!Cl->hasFp64())
    GTEST_SKIP() << "no double";
  const auto X = castNumbers<double>();
  expectSame<int, double>(*Cl, {"cast"}, {MODES(double2int), FUNCTION(double2hiint), FUNCTION(double2loint)},
                          X);
  expectSame<unsigned, double>(*Cl, {"cast"}, {MODES(double2uint)}, X);
  expectSame<long long, double>(*Cl, {"cast"}, {MODES(double2ll), FUNCTION(double_as_longlong)}, X);
  expectSame<unsigned long long, double>(*Cl, {"cast"}, {MODES(double2ull)}, X);
  expectSame<float, double>(*Cl, {"cast"}, {MODES(double2float)}, X);
  expectSame<double, int>(*Cl, {"cast"}, {FUNCTION(int2double_rn)}, castIntegers<int>());
  expectSame<double, unsigned>(*Cl, {"cast"}, {FUNCTION(uint2double_rn)}, castIntegers<unsigned>());
  expectSame<double, long long>(*Cl, {"cast"}, {MODES(ll2double), FUNCTION(longlong_as_double)},
                                castIntegers<long long>());
  expectSame<double, unsigned long long>(*Cl, {"cast"}, {MODES(ull2double)},
                                         castIntegers<unsigned long long>());
  const auto Words = pairs(castIntegers<int>(), std::vector<int>{0, 1, -1, 0x12345678});
  expectSame<double, int, int>(*Cl, {"cast"}, {FUNCTION(hiloint2double)}, Words.first, Words.second);
}

/// Triples of numbers: random bits, numbers of like size, of like size and opposite sign, and tiny ones.
template <class T> struct Triples {
  std::vector<T> A, B, C;

  Triples() {
    const auto Edges = interestingNumbers<T>(0);
    for (T X : Edges)
      for (T Y : Edges)
        for (T Z : Edges)
          add(X, Y, Z);
    Random Bits(5);
    for (int I = 0; I < 20000; ++I) {
      const T X = fromBits<T>(Bits()), Y = fromBits<T>(Bits()), Z = fromBits<T>(Bits());
      const T Near = std::ldexp(T(1) + T(Bits() % 4096) / 4096, static_cast<int>(Bits() % 60) - 30);
      add(X, Y, Z);
      add(Near, Y, -Near * Y);
      add(Near, std::nextafter(-Near, T(0)), std::ldexp(Near, -30));
      const int Scale = std::numeric_limits<T>::min_exponent / 2;
      add(std::ldexp(Near, Scale), std::ldexp(Near * 3, Scale - static_cast<int>(Bits() % 30)),
          std::ldexp(-Near, 2 * Scale + static_cast<int>(Bits() % 20)));
    }
  }
  void add(T X, T Y, T Z) {
    A.push_back(X);
    B.push_back(Y);
    C.push_back(Z);
  }
};

TEST(OpenClArithmetic, RoundsFloatsOnce) {
  LORCHA_NEEDS_DEVICE(Cl);
  const Triples<float> In;
  expectSame<float, float, float>(*Cl, {"arithmetic"}, {MODES(fadd), MODES(fsub), MODES(fmul), MODES(fdiv)},
                                  In.A, In.B);
  expectSame<float, float>(*Cl, {"arithmetic"}, {MODES(frcp), MODES(fsqrt), FUNCTION(frsqrt_rn)}, In.A);
  expectSame<float, float, float, float>(*Cl, {"arithmetic"},
                                         {MODES(fmaf),
                                          {"lorcha_fmaf_rn", __fmaf_ieee_rn},
                                          {"lorcha_fmaf_rz", __fmaf_ieee_rz},
                                          {"lorcha_fmaf_ru", __fmaf_ieee_ru},
                                          {"lorcha_fmaf_rd", __fmaf_ieee_rd}},
                                         In.A, In.B, In.C);
}
TEST(OpenClArithmetic, RoundsDoublesOnce) {
  LORCHA_NEEDS_DEVICE(Cl);
  if (!Cl->hasFp64())
    GTEST_SKIP() << "no double";
  const Triples<double> In;
  expectSame<double, double, double>(*Cl, {"arithmetic_double"},
                                     {MODES(dadd), MODES(dsub), MODES(dmul), MODES(ddiv)}, In.A, In.B);
  expectSame<double, double>(*Cl, {"arithmetic_double"}, {MODES(drcp), MODES(dsqrt)}, In.A);
  expectSame<double, double, double, double>(*Cl, {"arithmetic_double"}, {MODES(fma)}, In.A, In.B, In.C);
}

/// The forms that round to nearest are not merged into fused operations.
TEST(OpenClArithmetic, IsNotContracted) {
  LORCHA_NEEDS_DEVICE(Cl);
  const std::string More =
      "static float twoSteps(float A, float B, float C) { return lorcha_fadd_rn(lorcha_fmul_rn(A, B), C); }\n"
      "static float sumOfProduct(float A, float B, float C) { return lorcha_fsub_rn(lorcha_fmul_rn(A, B), "
      "C); }\n";
  std::vector<float> A, B, C;
  Random Bits(6);
  for (int I = 0; I < 5000; ++I) {
    A.push_back(1 + (Bits() % 8192) / 8192.0f);
    B.push_back(1 + (Bits() % 8192) / 8192.0f);
    const volatile float Product = A.back() * B.back();
    C.push_back(-Product);
  }
  const auto Results = evaluate<float, float, float, float>(*Cl, {"arithmetic"}, More,
                                                            {"twoSteps", "sumOfProduct"}, {}, A, B, C);
  for (size_t I = 0; I < A.size(); ++I) {
    EXPECT_EQ(Results[0][I], 0);
    EXPECT_EQ(Results[1][I], -2 * C[I]);
  }
}

} // namespace
