// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two or four numbers in a word, and the intrinsics for dynamic programming, against the CPU's.
#include "Functions.h"
#include <lorcha/device.h>

using namespace lorcha::test;

namespace {

/// Random words among which there are many with lanes at the ends of their range.
template <class T> std::vector<T> laneWords(unsigned Seed) {
  const uint32_t Ends[] = {0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff};
  Random Bits(Seed);
  std::vector<T> Result;
  for (int I = 0; I < 4000; ++I) {
    const uint64_t R = Bits();
    Result.push_back(
        static_cast<T>(I % 2 == 0 ? R : Ends[R % 8] | Ends[R >> 8 & 7] << 16 | Ends[R >> 16 & 3] << 8));
  }
  return Result;
}

#define FUNCTION(Name) {"lorcha_" #Name, __##Name}
#define BOTH(Name) {"lorcha_v" #Name "2", __v##Name##2}, {"lorcha_v" #Name "4", __v##Name##4}

TEST(OpenClSimd, FunctionsOfLanes) {
  LORCHA_NEEDS_DEVICE(Cl);
  const auto A = laneWords<unsigned>(1), B = laneWords<unsigned>(2);
  expectSame<unsigned, unsigned>(*Cl, {"simd"}, {BOTH(neg), BOTH(negss), BOTH(abs), BOTH(absss)}, A);
  expectSame<unsigned, unsigned, unsigned>(*Cl, {"simd"},
                                           {BOTH(add), BOTH(addss), BOTH(addus), BOTH(sub), BOTH(subss),
                                            BOTH(subus), BOTH(absdiffs), BOTH(absdiffu), BOTH(sads),
                                            BOTH(sadu), BOTH(avgs), BOTH(avgu), BOTH(haddu), BOTH(mins),
                                            BOTH(minu), BOTH(maxs), BOTH(maxu)},
                                           A, B);
  expectSame<unsigned, unsigned, unsigned>(
      *Cl, {"simd"},
      {BOTH(cmpeq),  BOTH(cmpne),  BOTH(cmpgts), BOTH(cmpgtu), BOTH(cmpges), BOTH(cmpgeu), BOTH(cmplts),
       BOTH(cmpltu), BOTH(cmples), BOTH(cmpleu), BOTH(seteq),  BOTH(setne),  BOTH(setgts), BOTH(setgtu),
       BOTH(setges), BOTH(setgeu), BOTH(setlts), BOTH(setltu), BOTH(setles), BOTH(setleu)},
      A, B);
}

TEST(OpenClDpx, SmallerAndGreater) {
  LORCHA_NEEDS_DEVICE(Cl);
  const auto A = laneWords<unsigned>(1), B = laneWords<unsigned>(2), C = laneWords<unsigned>(3);
  const auto X = laneWords<int>(4), Y = laneWords<int>(5), Z = laneWords<int>(6);
  expectSame<int, int, int>(*Cl, {"dpx"}, {FUNCTION(vimax_s32_relu), FUNCTION(vimin_s32_relu)}, X, Y);
  expectSame<unsigned, unsigned, unsigned>(*Cl, {"dpx"},
                                           {FUNCTION(vimax_s16x2_relu), FUNCTION(vimin_s16x2_relu)}, A, B);
  expectSame<int, int, int, int>(*Cl, {"dpx"},
                                 {FUNCTION(vimax3_s32), FUNCTION(vimin3_s32), FUNCTION(vimax3_s32_relu),
                                  FUNCTION(vimin3_s32_relu), FUNCTION(viaddmax_s32), FUNCTION(viaddmin_s32),
                                  FUNCTION(viaddmax_s32_relu), FUNCTION(viaddmin_s32_relu)},
                                 X, Y, Z);
  expectSame<unsigned, unsigned, unsigned, unsigned>(
      *Cl, {"dpx"},
      {FUNCTION(vimax3_u32), FUNCTION(vimin3_u32), FUNCTION(vimax3_s16x2), FUNCTION(vimin3_s16x2),
       FUNCTION(vimax3_u16x2), FUNCTION(vimin3_u16x2), FUNCTION(vimax3_s16x2_relu),
       FUNCTION(vimin3_s16x2_relu), FUNCTION(viaddmax_u32), FUNCTION(viaddmin_u32), FUNCTION(viaddmax_s16x2),
       FUNCTION(viaddmin_s16x2), FUNCTION(viaddmax_u16x2), FUNCTION(viaddmin_u16x2),
       FUNCTION(viaddmax_s16x2_relu), FUNCTION(viaddmin_s16x2_relu)},
      A, B, C);
}

/// Result and both choices in one number.
template <unsigned (*Function)(unsigned, unsigned, bool *, bool *)>
unsigned long long chosen(unsigned A, unsigned B) {
  bool High, Low;
  const unsigned Result = Function(A, B, &High, &Low);
  return Result | static_cast<unsigned long long>(High) << 33 | static_cast<unsigned long long>(Low) << 32;
}
template <class T, T (*Function)(T, T, bool *)> unsigned long long chosen(T A, T B) {
  bool IsFirst;
  const T Result = Function(A, B, &IsFirst);
  return static_cast<unsigned>(Result) | static_cast<unsigned long long>(IsFirst) << 32;
}

TEST(OpenClDpx, TellsWhichWasChosen) {
  LORCHA_NEEDS_DEVICE(Cl);
  // Into private and into local memory.
  std::string More;
  for (const char *Which : {"max", "min"})
    for (const char *Type : {"s16x2", "u16x2"})
      More += std::string("static ulong ") + Which + "_" + Type +
              "(uint A, uint B) {\n  bool High, Low;\n  uint R = lorcha_vib" + Which + "_" + Type +
              "_private(A, B, &High, &Low);\n  return R | (ulong)High << 33 | (ulong)Low << 32;\n}\n";
  for (const char *Which : {"max", "min"})
    for (const char *Type : {"s32", "u32"}) {
      const std::string T = Type == std::string("s32") ? "int" : "uint";
      More += "static ulong " + std::string(Which) + "_" + Type + "(" + T + " A, " + T +
              " B) {\n  bool First;\n  " + T + " R = lorcha_vib" + Which + "_" + Type +
              "_private(A, B, &First);\n  return (uint)R | (ulong)First << 32;\n}\n";
    }
  const auto A = laneWords<unsigned>(1), B = laneWords<unsigned>(2);
  const auto X = laneWords<int>(1), Y = laneWords<int>(2);
  const auto Halves = evaluate<unsigned long long, unsigned, unsigned>(
      *Cl, {"dpx"}, More, {"max_s16x2", "min_s16x2", "max_u16x2", "min_u16x2", "max_u32", "min_u32"}, {}, A,
      B);
  const auto Words =
      evaluate<unsigned long long, int, int>(*Cl, {"dpx"}, More, {"max_s32", "min_s32"}, {}, X, Y);
  for (size_t I = 0; I < A.size(); ++I) {
    EXPECT_EQ(Halves[0][I], chosen<__vibmax_s16x2>(A[I], B[I]));
    EXPECT_EQ(Halves[1][I], chosen<__vibmin_s16x2>(A[I], B[I]));
    EXPECT_EQ(Halves[2][I], chosen<__vibmax_u16x2>(A[I], B[I]));
    EXPECT_EQ(Halves[3][I], chosen<__vibmin_u16x2>(A[I], B[I]));
    EXPECT_EQ(Halves[4][I], (chosen<unsigned, __vibmax_u32>(A[I], B[I])));
    EXPECT_EQ(Halves[5][I], (chosen<unsigned, __vibmin_u32>(A[I], B[I])));
    EXPECT_EQ(Words[0][I], (chosen<int, __vibmax_s32>(X[I], Y[I])));
    EXPECT_EQ(Words[1][I], (chosen<int, __vibmin_s32>(X[I], Y[I])));
  }
}

} // namespace
