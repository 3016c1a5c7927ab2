// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer intrinsics, min and max, casts, and two or four numbers in a word, against the CPU's.
#include "Functions.h"
#include <lorcha/device.h>

using namespace lorcha::test;

namespace {

/// Edge cases and random bits, with every number of leading zeros.
template <class T> std::vector<T> words() {
  std::vector<T> Result;
  for (uint64_t Edge :
       {0ull, 1ull, 2ull, 3ull, 0x7fffffffull, 0x80000000ull, 0xffffffffull, ~0ull, 1ull << 63, 0x7f807f80ull,
        0x80008000ull, 0x7fff7fffull, 0x80808080ull, 0x01ff00feull})
    Result.push_back(static_cast<T>(Edge));
  Random Bits(11);
  for (int I = 0; I < 64; ++I)
    Result.push_back(static_cast<T>(Bits() >> (I % (8 * sizeof(T)))));
  return Result;
}
/// Count random words, each a sequence of its own.
template <class T> std::vector<T> randomWords(size_t Count, unsigned Seed) {
  Random Bits(Seed);
  std::vector<T> Result;
  for (size_t I = 0; I < Count; ++I)
    Result.push_back(fromBits<T>(I % 4 == 0 ? Bits() & 0x80ff00017fff8001ull : Bits()));
  return Result;
}

#define FUNCTION(Name) {"lorcha_" #Name, __##Name}
#define OVERLOAD(Name, Type) {"lorcha_" #Name "_" #Type, __##Name}

TEST(OpenClInteger, FunctionsOfOneNumber) {
  LORCHA_NEEDS_DEVICE(Cl);
  expectSame<int, int>(*Cl, {"integer"}, {FUNCTION(clz), FUNCTION(ffs)}, words<int>());
  expectSame<int, long long>(*Cl, {"integer"}, {FUNCTION(clzll), FUNCTION(ffsll)}, words<long long>());
  expectSame<int, unsigned>(*Cl, {"integer"}, {FUNCTION(popc)}, words<unsigned>());
  expectSame<int, unsigned long long>(*Cl, {"integer"}, {FUNCTION(popcll)}, words<unsigned long long>());
  expectSame<unsigned, unsigned>(*Cl, {"integer"}, {FUNCTION(brev)}, words<unsigned>());
  expectSame<unsigned long long, unsigned long long>(*Cl, {"integer"}, {FUNCTION(brevll)},
                                                     words<unsigned long long>());
}

int ctz(unsigned X) { return X == 0 ? -1 : X & 1 ? 0 : 1 + ctz(X >> 1); }
int ctzll(unsigned long long X) { return X == 0 ? -1 : X & 1 ? 0 : 1 + ctzll(X >> 1); }
TEST(OpenClInteger, TrailingZeros) {
  LORCHA_NEEDS_DEVICE(Cl);
  expectSame<int, unsigned>(*Cl, {"integer"}, {{"lorcha_ctz", ctz}}, words<unsigned>());
  expectSame<int, unsigned long long>(*Cl, {"integer"}, {{"lorcha_ctzll", ctzll}},
                                      words<unsigned long long>());
}

TEST(OpenClInteger, FunctionsOfTwoNumbers) {
  LORCHA_NEEDS_DEVICE(Cl);
  const auto Ints = pairs(words<int>(), words<int>());
  const auto Unsigneds = pairs(words<unsigned>(), words<unsigned>());
  const auto Longs = pairs(words<long long>(), words<long long>());
  const auto UnsignedLongs = pairs(words<unsigned long long>(), words<unsigned long long>());
  expectSame<int, int, int>(*Cl, {"integer"},
                            {FUNCTION(mul24), FUNCTION(mulhi), FUNCTION(hadd), FUNCTION(rhadd)}, Ints.first,
                            Ints.second);
  expectSame<unsigned, unsigned, unsigned>(
      *Cl, {"integer"}, {FUNCTION(umul24), FUNCTION(umulhi), FUNCTION(uhadd), FUNCTION(urhadd)},
      Unsigneds.first, Unsigneds.second);
  expectSame<long long, long long, long long>(*Cl, {"integer"}, {FUNCTION(mul64hi)}, Longs.first,
                                              Longs.second);
  expectSame<unsigned long long, unsigned long long, unsigned long long>(
      *Cl, {"integer"}, {FUNCTION(umul64hi)}, UnsignedLongs.first, UnsignedLongs.second);
}

TEST(OpenClInteger, FunctionsOfThreeNumbers) {
  LORCHA_NEEDS_DEVICE(Cl);
  const size_t Count = 20000;
  const auto A = randomWords<unsigned>(Count, 1), B = randomWords<unsigned>(Count, 2),
             C = randomWords<unsigned>(Count, 3);
  const auto X = randomWords<int>(Count, 4), Y = randomWords<int>(Count, 5), Z = randomWords<int>(Count, 6);
  expectSame<unsigned, unsigned, unsigned, unsigned>(
      *Cl, {"integer"},
      {FUNCTION(byte_perm), FUNCTION(funnelshift_l), FUNCTION(funnelshift_lc), FUNCTION(funnelshift_r),
       FUNCTION(funnelshift_rc), FUNCTION(usad), OVERLOAD(dp4a, uint), OVERLOAD(dp2a_lo, uint),
       OVERLOAD(dp2a_hi, uint)},
      A, B, C);
  expectSame<int, int, int, int>(
      *Cl, {"integer"}, {OVERLOAD(dp4a, int), OVERLOAD(dp2a_lo, int), OVERLOAD(dp2a_hi, int)}, X, Y, Z);
  expectSame<unsigned, int, int, unsigned>(*Cl, {"integer"}, {FUNCTION(sad)}, X, Y, A);
  // Small shifts, bases and offsets.
  std::vector<unsigned> Shift, Base;
  std::vector<int> Offset;
  for (size_t I = 0; I < Count; ++I) {
    Shift.push_back(B[I] % 70);
    Base.push_back(B[I] % 34);
    Offset.push_back(static_cast<int>(C[I] % 71) - 35);
  }
  expectSame<unsigned, unsigned, unsigned, unsigned>(
      *Cl, {"integer"},
      {FUNCTION(funnelshift_l), FUNCTION(funnelshift_lc), FUNCTION(funnelshift_r), FUNCTION(funnelshift_rc)},
      A, C, Shift);
  expectSame<unsigned, unsigned, unsigned, int>(*Cl, {"integer"}, {FUNCTION(fns)}, A, Base, Offset);
}

TEST(OpenClInteger, DotProductsOfVectors) {
  LORCHA_NEEDS_DEVICE(Cl);
  const size_t Count = 5000;
  expectSame<int, char4, char4, int>(*Cl, {"integer"}, {OVERLOAD(dp4a, lorcha_char4)},
                                     randomWords<char4>(Count, 1), randomWords<char4>(Count, 2),
                                     randomWords<int>(Count, 3));
  expectSame<unsigned, uchar4, uchar4, unsigned>(*Cl, {"integer"}, {OVERLOAD(dp4a, lorcha_uchar4)},
                                                 randomWords<uchar4>(Count, 1), randomWords<uchar4>(Count, 2),
                                                 randomWords<unsigned>(Count, 3));
  expectSame<int, short2, char4, int>(
      *Cl, {"integer"}, {OVERLOAD(dp2a_lo, lorcha_short2), OVERLOAD(dp2a_hi, lorcha_short2)},
      randomWords<short2>(Count, 1), randomWords<char4>(Count, 2), randomWords<int>(Count, 3));
  expectSame<unsigned, ushort2, uchar4, unsigned>(
      *Cl, {"integer"}, {OVERLOAD(dp2a_lo, lorcha_ushort2), OVERLOAD(dp2a_hi, lorcha_ushort2)},
      randomWords<ushort2>(Count, 1), randomWords<uchar4>(Count, 2), randomWords<unsigned>(Count, 3));
}

template <class T> std::vector<T> numbers() {
  if constexpr (std::is_floating_point_v<T>)
    return interestingNumbers<T>(30);
  else
    return words<T>();
}
/// min and max of the two types, against the CPU's.
template <class A, class B> void testMinMax(Device &Cl) {
  using R = decltype(min(A(), B()));
  const std::string Types = std::string("_") + OpenClType<A> + "_" + OpenClType<B>;
  const std::string Min = "lorcha_min" + Types, Max = "lorcha_max" + Types;
  const auto Both = pairs(numbers<A>(), numbers<B>());
  // Zeros of both signs are equal, so either will do.
  const auto Least = [](A P, B Q) -> R { return min(P, Q) + R(0); };
  const auto Most = [](A P, B Q) -> R { return max(P, Q) + R(0); };
  const std::string More = "static " + std::string(OpenClType<R>) + " least(" + OpenClType<A> + " A, " +
                           OpenClType<B> + " B) { return " + Min + "(A, B) + 0; }\nstatic " + OpenClType<R> +
                           " most(" + OpenClType<A> + " A, " + OpenClType<B> + " B) { return " + Max +
                           "(A, B) + 0; }\n";
  const auto Results =
      evaluate<R, A, B>(Cl, {"minmax"}, More, {"least", "most"}, {}, Both.first, Both.second);
  for (size_t I = 0; I < Both.first.size(); ++I) {
    EXPECT_TRUE(isSame(Results[0][I], Least(Both.first[I], Both.second[I])))
        << Min << " " << show(Both.first[I]) << " " << show(Both.second[I]);
    EXPECT_TRUE(isSame(Results[1][I], Most(Both.first[I], Both.second[I])))
        << Max << " " << show(Both.first[I]) << " " << show(Both.second[I]);
  }
}
TEST(OpenClInteger, MinAndMax) {
  LORCHA_NEEDS_DEVICE(Cl);
  testMinMax<int, int>(*Cl);
  testMinMax<unsigned, unsigned>(*Cl);
  testMinMax<int, unsigned>(*Cl);
  testMinMax<unsigned, int>(*Cl);
  testMinMax<long, long>(*Cl);
  testMinMax<unsigned long, unsigned long>(*Cl);
  testMinMax<long long, unsigned long long>(*Cl);
  testMinMax<unsigned long long, long long>(*Cl);
  testMinMax<float, float>(*Cl);
  if (!Cl->hasFp64())
    return;
  testMinMax<double, double>(*Cl);
  testMinMax<float, double>(*Cl);
  testMinMax<double, float>(*Cl);
}
TEST(OpenClInteger, MinAndMaxByType) {
  LORCHA_NEEDS_DEVICE(Cl);
  const auto Unsigneds = pairs(words<unsigned>(), words<unsigned>());
  const auto Longs = pairs(words<long long>(), words<long long>());
  const auto UnsignedLongs = pairs(words<unsigned long long>(), words<unsigned long long>());
  expectSame<unsigned, unsigned, unsigned>(*Cl, {"minmax"},
                                           {{"lorcha_min_uint_uint", umin}, {"lorcha_max_uint_uint", umax}},
                                           Unsigneds.first, Unsigneds.second);
  expectSame<long long, long long, long long>(
      *Cl, {"minmax"}, {{"lorcha_min_long_long", llmin}, {"lorcha_max_long_long", llmax}}, Longs.first,
      Longs.second);
  expectSame<unsigned long long, unsigned long long, unsigned long long>(
      *Cl, {"minmax"}, {{"lorcha_min_ulong_ulong", ullmin}, {"lorcha_max_ulong_ulong", ullmax}},
      UnsignedLongs.first, UnsignedLongs.second);
}

} // namespace
