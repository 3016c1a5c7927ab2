// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp functions: every shuffle of every type and width against the programming guide's rules, votes,
// matches, reductions, partial warps, masks, and the forms without _sync in divergent code.
#include "Kernels.h"
#include <lorcha/bf16.h>
#include <lorcha/fp16.h>
#include <vector>

namespace {

using namespace lorcha;
using test::run;

constexpr unsigned Full = 0xffffffffu;
int lane(const Thread &T) { return static_cast<int>(T.threadIdx.x % 32); }

/// What each lane holds, different in all bytes of the type.
template <class T> T valueOf(int Lane) { return static_cast<T>(Lane * T(3) + T(1) / T(2)); }

/// The lane that a shuffle reads, or the own one, by the rules of the programming guide.
int indexed(int Lane, int Source, int Width) {
  return Lane / Width * Width + ((Source % Width) + Width) % Width;
}
int above(int Lane, int Delta, int Width) { return Lane % Width + Delta < Width ? Lane + Delta : Lane; }
int below(int Lane, int Delta, int Width) { return Lane % Width >= Delta ? Lane - Delta : Lane; }
int across(int Lane, int Mask, int Width) {
  const int Other = Lane ^ Mask;
  return Other / Width > Lane / Width ? Lane : Other;
}

template <class T> void checkShuffles() {
  std::vector<int> Failures(64);
  ASSERT_EQ(run(1, 64,
                [&](const Thread &Me) {
                  const int L = lane(Me);
                  const T Mine = valueOf<T>(L);
                  int &Bad = Failures[Me.threadIdx.x];
                  for (int Width = 1; Width <= 32; Width *= 2)
                    for (int Step : {0, 1, 3, 16, 31}) {
                      Bad +=
                          __shfl_sync(Full, Mine, L + Step, Width) != valueOf<T>(indexed(L, L + Step, Width));
                      Bad += __shfl_up_sync(Full, Mine, Step, Width) != valueOf<T>(below(L, Step, Width));
                      Bad += __shfl_down_sync(Full, Mine, Step, Width) != valueOf<T>(above(L, Step, Width));
                      Bad += __shfl_xor_sync(Full, Mine, Step, Width) != valueOf<T>(across(L, Step, Width));
                      Bad += __shfl(Mine, L + Step, Width) != valueOf<T>(indexed(L, L + Step, Width));
                      Bad += __shfl_up(Mine, Step, Width) != valueOf<T>(below(L, Step, Width));
                      Bad += __shfl_down(Mine, Step, Width) != valueOf<T>(above(L, Step, Width));
                      Bad += __shfl_xor(Mine, Step, Width) != valueOf<T>(across(L, Step, Width));
                    }
                }),
            lorchaSuccess);
  for (int Bad : Failures)
    EXPECT_EQ(Bad, 0);
}
TEST(Warp, ShufflesOfEveryType) {
  checkShuffles<int>();
  checkShuffles<unsigned>();
  checkShuffles<long>();
  checkShuffles<unsigned long>();
  checkShuffles<long long>();
  checkShuffles<unsigned long long>();
  checkShuffles<float>();
  checkShuffles<double>();
}
TEST(Warp, SmallIntegersArePromoted) {
  static_assert(std::is_same<decltype(__shfl_sync(Full, short(1), 0)), int>::value, "");
  static_assert(std::is_same<decltype(__shfl_xor_sync(Full, true, 0)), int>::value, "");
  static_assert(std::is_same<decltype(__shfl_xor_sync(Full, 1.0f, 0)), float>::value, "");
}
TEST(Warp, SixteenBitTypes) {
  int Bad[32] = {};
  ASSERT_EQ(run(1, 32,
                [&](const Thread &Me) {
                  const int L = lane(Me);
                  Bad[L] += __half2float(__shfl_down_sync(Full, __half(L), 1)) != above(L, 1, 32);
                  Bad[L] += __high2float(__shfl_xor_sync(Full, __floats2half2_rn(L, -L), 5)) != -(L ^ 5);
                  Bad[L] += __bfloat162float(__shfl_sync(Full, __nv_bfloat16(L), 7)) != 7;
                  Bad[L] +=
                      __low2float(__shfl_up_sync(Full, __floats2bfloat162_rn(L, -L), 2)) != below(L, 2, 32);
                }),
            lorchaSuccess);
  for (int Each : Bad)
    EXPECT_EQ(Each, 0);
}

TEST(Warp, VotesInPartialWarps) {
  unsigned Ballot[40], Active[40];
  int Any[40], All[40], Old[40];
  ASSERT_EQ(run(1, 40,
                [&](const Thread &Me) { // the second warp has 8 lanes
                  const unsigned I = Me.threadIdx.x;
                  Active[I] = __activemask();
                  Ballot[I] = __ballot_sync(Active[I], I % 2);
                  Any[I] = __any_sync(Active[I], I == 33);
                  All[I] = __all_sync(Active[I], I != 3);
                  Old[I] =
                      (__ballot(I % 2) == Ballot[I]) + (__any(I == 33) == Any[I]) + (__all(I != 3) == All[I]);
                  __syncwarp();
                }),
            lorchaSuccess);
  for (unsigned I = 0; I < 40; ++I) {
    EXPECT_EQ(Active[I], I < 32 ? Full : 0xffu);
    EXPECT_EQ(Ballot[I], I < 32 ? 0xaaaaaaaau : 0xaau);
    EXPECT_EQ(Any[I], I >= 32);
    EXPECT_EQ(All[I], I >= 32);
    EXPECT_EQ(Old[I], 3);
  }
}

TEST(Warp, HalvesOfAWarpByMask) {
  int Sum[32], Ordered[32];
  ASSERT_EQ(run(1, 32,
                [&](const Thread &Me) {
                  const int L = lane(Me);
                  const unsigned Mask = L < 16 ? 0xffffu : 0xffff0000u;
                  int Value = L;
                  for (int Offset = 8; Offset > 0; Offset /= 2)
                    Value += __shfl_xor_sync(Mask, Value, Offset, 16);
                  Sum[L] = Value;
                  if (L < 16)
                    Ordered[L] = 0;
                  __syncwarp(Mask);
                  if (L % 16 == 0)
                    Ordered[L] = 1;
                  __syncwarp(Mask);
                  const int Seen = Ordered[L & 16];
                  __syncwarp(Mask);
                  Ordered[L] = Seen;
                }),
            lorchaSuccess);
  for (int L = 0; L < 32; ++L) {
    EXPECT_EQ(Sum[L], L < 16 ? 120 : 376);
    EXPECT_EQ(Ordered[L], 1);
  }
}

TEST(Warp, LanesThatWentDifferentWaysDoTheirStatementsInStep) {
  int Values[40], Sum[40];
  const auto Body = [&](const Thread &Me) { // the second warp has 8 lanes
    const int T = static_cast<int>(Me.threadIdx.x);
    Values[T] = T;
    lorchaWarpStep();
    if (T % 32 >= 1) {
      const int Read = Values[T - 1];
      lorchaWarpStep();
      Values[T] += Read;
    }
    lorchaWarpStep();
    Sum[T] = Values[T] + (T % 32 == 0 ? 0 : Values[T - 1]);
  };
  ASSERT_EQ(run(1, 40, Body), lorchaSuccess);
  const auto Twice = [](int T) { return T % 32 == 0 ? T : 2 * T - 1; };
  for (int T = 0; T < 40; ++T)
    EXPECT_EQ(Sum[T], Twice(T) + (T % 32 == 0 ? 0 : Twice(T - 1)));
}

TEST(Warp, NoWarpRunsAheadOfTheOthersAtAStep) {
  int Shared = 0, Seen[100][3];
  const auto Body = [&](const Thread &Me) {
    const unsigned T = Me.threadIdx.x;
    for (int I = 0; I < 3; ++I) {
      Seen[T][I] = Shared;
      lorchaWarpStep();
      if (T == 0)
        Shared = I + 1;
      lorchaBlockBarrier();
    }
  };
  ASSERT_EQ(run(1, 100, Body), lorchaSuccess);
  for (const auto &Each : Seen)
    for (int I = 0; I < 3; ++I)
      EXPECT_EQ(Each[I], I);
}

TEST(Warp, OldFormsFollowTheBranches) {
  unsigned Mask[32], Active[32];
  int Read[32];
  // Not inside of a macro's argument, where every line has the same number.
  const auto Body = [&](const Thread &Me) {
    const int L = lane(Me);
    if (L % 4 == 0) {
      Mask[L] = __ballot(1);
      Read[L] = __shfl(L, 8);
      Active[L] = __activemask();
    } else {
      Mask[L] = __ballot(L % 2);
      Read[L] = __shfl(L, 9);
      Active[L] = __activemask();
    }
  };
  ASSERT_EQ(run(1, 32, Body), lorchaSuccess);
  for (int L = 0; L < 32; ++L) {
    EXPECT_EQ(Mask[L], L % 4 == 0 ? 0x11111111u : 0xaaaaaaaau);
    EXPECT_EQ(Read[L], L % 4 == 0 ? 8 : 9);
    EXPECT_EQ(Active[L], L % 4 == 0 ? 0x11111111u : 0xeeeeeeeeu);
  }
}

template <class T> void checkMatches() {
  int Bad[32] = {};
  ASSERT_EQ(run(1, 32,
                [&](const Thread &Me) {
                  const int L = lane(Me);
                  const T Third = static_cast<T>(T(L % 3) / T(4)); // for integers all 0
                  unsigned Expected = 0;
                  for (int I = 0; I < 32; ++I)
                    Expected |= static_cast<unsigned>(static_cast<T>(T(I % 3) / T(4)) == Third) << I;
                  Bad[L] += __match_any_sync(Full, Third) != Expected;
                  Bad[L] += __match_any_sync(Full, T(L % 5)) != 0x42108421u << L % 5;
                  int IsSame = -1;
                  Bad[L] += __match_all_sync(Full, T(7), &IsSame) != Full || IsSame != 1;
                  Bad[L] += __match_all_sync(Full, T(L / 31), &IsSame) != 0 || IsSame != 0;
                }),
            lorchaSuccess);
  for (int Each : Bad)
    EXPECT_EQ(Each, 0);
}
TEST(Warp, MatchesOfEveryType) {
  checkMatches<int>();
  checkMatches<unsigned>();
  checkMatches<long>();
  checkMatches<unsigned long>();
  checkMatches<long long>();
  checkMatches<unsigned long long>();
  checkMatches<float>();
  checkMatches<double>();
}

TEST(Warp, Reductions) {
  int Bad[32] = {};
  ASSERT_EQ(run(1, 32,
                [&](const Thread &Me) {
                  const int L = lane(Me);
                  const unsigned U = static_cast<unsigned>(L), Half = L < 20 ? 0xfffffu : 0xfff00000u;
                  Bad[L] += __reduce_add_sync(Full, L - 40) != 496 - 32 * 40;
                  Bad[L] += __reduce_add_sync(Half, U) != (L < 20 ? 190u : 306u);
                  Bad[L] += __reduce_min_sync(Full, L - 40) != -40;
                  Bad[L] += __reduce_max_sync(Full, L - 40) != -9;
                  Bad[L] += __reduce_min_sync(Full, U - 1) != 0;
                  Bad[L] += __reduce_max_sync(Full, U - 1) != Full;
                  Bad[L] += __reduce_and_sync(Half, U | 32) != (L < 20 ? 32u : 48u);
                  Bad[L] += __reduce_or_sync(Full, 1u << U) != Full;
                  Bad[L] +=
                      __reduce_xor_sync(Full, 1u << U / 3) != 0x3ffu; // ten groups of three, then one of two
                }),
            lorchaSuccess);
  for (int Each : Bad)
    EXPECT_EQ(Each, 0);
  EXPECT_EQ(warpSize, 32);
}

} // namespace
