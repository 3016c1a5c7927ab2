// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DPX intrinsics, lane by lane against std::min and std::max in 64 bits.
#include "Numbers.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <lorcha/device.h>

namespace {

/// Compares Function(a, b, c) with Reference, which gets and gives numbers of 64 bits, for the lanes of
/// random words.
template <class LaneT, class WordT, class ReferenceT>
void check(const char *Name, WordT (*Function)(WordT, WordT, WordT), ReferenceT Reference) {
  constexpr int Lanes = 4 / sizeof(LaneT);
  Random Bits(31);
  for (int Try = 0; Try < 4000; ++Try) {
    WordT Words[3];
    for (WordT &Word : Words)
      Word = static_cast<WordT>(Try % 4 == 0 ? Bits() & 0x80018001 : Bits());
    LaneT In[3][Lanes], Out[Lanes];
    std::memcpy(In, Words, 12);
    const WordT Word = Function(Words[0], Words[1], Words[2]);
    std::memcpy(Out, &Word, 4);
    for (int I = 0; I < Lanes; ++I)
      ASSERT_EQ(Out[I],
                static_cast<LaneT>(Reference(int64_t(In[0][I]), int64_t(In[1][I]), int64_t(In[2][I]))))
          << Name;
  }
}
#define CHECK3(LaneT, WordT, Name, Expression)                                                               \
  check<LaneT, WordT>(#Name, Name,                                                                           \
                      [](int64_t a, int64_t b, int64_t c) { return (void)a, (void)b, (void)c, Expression; })
#define CHECK2(LaneT, WordT, Name, Expression)                                                               \
  check<LaneT, WordT>(                                                                                       \
      #Name, [](WordT A, WordT B, WordT) { return Name(A, B); },                                             \
      [](int64_t a, int64_t b, int64_t) { return Expression; })
/// The same for functions that also tell whether the first one was taken.
#define CHECK_WHICH(WordT, Name, Expression, IsFirst)                                                        \
  check<WordT, WordT>(                                                                                       \
      #Name,                                                                                                 \
      [](WordT A, WordT B, WordT) {                                                                          \
        bool Which = !(A IsFirst B);                                                                         \
        const WordT Result = Name(A, B, &Which);                                                             \
        EXPECT_EQ(Which, A IsFirst B);                                                                       \
        return Result;                                                                                       \
      },                                                                                                     \
      [](int64_t a, int64_t b, int64_t) { return Expression; })
#define CHECK_WHICH_LANES(LaneT, Name, Expression, IsFirst)                                                  \
  check<LaneT, unsigned>(                                                                                    \
      #Name,                                                                                                 \
      [](unsigned A, unsigned B, unsigned) {                                                                 \
        bool High, Low;                                                                                      \
        const unsigned Result = Name(A, B, &High, &Low);                                                     \
        EXPECT_EQ(High, LaneT(A >> 16) IsFirst LaneT(B >> 16));                                              \
        EXPECT_EQ(Low, LaneT(A) IsFirst LaneT(B));                                                           \
        return Result;                                                                                       \
      },                                                                                                     \
      [](int64_t a, int64_t b, int64_t) { return Expression; })

constexpr int64_t Zero = 0;

TEST(Dpx, Maximum) {
  CHECK3(int32_t, int, __vimax3_s32, std::max(std::max(a, b), c));
  CHECK3(int32_t, int, __viaddmax_s32, std::max<int64_t>(static_cast<int32_t>(a + b), c));
  CHECK2(int32_t, int, __vimax_s32_relu, std::max(std::max(a, b), Zero));
  CHECK3(int32_t, int, __vimax3_s32_relu, std::max(std::max(std::max(a, b), c), Zero));
  CHECK3(int32_t, int, __viaddmax_s32_relu,
         std::max(std::max<int64_t>(static_cast<int32_t>(a + b), c), Zero));
  CHECK_WHICH(int, __vibmax_s32, std::max(a, b), >=);
  CHECK3(uint32_t, unsigned, __vimax3_u32, std::max(std::max(a, b), c));
  CHECK3(uint32_t, unsigned, __viaddmax_u32, std::max<int64_t>(static_cast<uint32_t>(a + b), c));
  CHECK_WHICH(unsigned, __vibmax_u32, std::max(a, b), >=);
  CHECK3(int16_t, unsigned, __vimax3_s16x2, std::max(std::max(a, b), c));
  CHECK3(int16_t, unsigned, __viaddmax_s16x2, std::max<int64_t>(static_cast<int16_t>(a + b), c));
  CHECK2(int16_t, unsigned, __vimax_s16x2_relu, std::max(std::max(a, b), Zero));
  CHECK3(int16_t, unsigned, __vimax3_s16x2_relu, std::max(std::max(std::max(a, b), c), Zero));
  CHECK3(int16_t, unsigned, __viaddmax_s16x2_relu,
         std::max(std::max<int64_t>(static_cast<int16_t>(a + b), c), Zero));
  CHECK_WHICH_LANES(int16_t, __vibmax_s16x2, std::max(a, b), >=);
  CHECK3(uint16_t, unsigned, __vimax3_u16x2, std::max(std::max(a, b), c));
  CHECK3(uint16_t, unsigned, __viaddmax_u16x2, std::max<int64_t>(static_cast<uint16_t>(a + b), c));
  CHECK_WHICH_LANES(uint16_t, __vibmax_u16x2, std::max(a, b), >=);
}

TEST(Dpx, Minimum) {
  CHECK3(int32_t, int, __vimin3_s32, std::min(std::min(a, b), c));
  CHECK3(int32_t, int, __viaddmin_s32, std::min<int64_t>(static_cast<int32_t>(a + b), c));
  CHECK2(int32_t, int, __vimin_s32_relu, std::max(std::min(a, b), Zero));
  CHECK3(int32_t, int, __vimin3_s32_relu, std::max(std::min(std::min(a, b), c), Zero));
  CHECK3(int32_t, int, __viaddmin_s32_relu,
         std::max(std::min<int64_t>(static_cast<int32_t>(a + b), c), Zero));
  CHECK_WHICH(int, __vibmin_s32, std::min(a, b), <=);
  CHECK3(uint32_t, unsigned, __vimin3_u32, std::min(std::min(a, b), c));
  CHECK3(uint32_t, unsigned, __viaddmin_u32, std::min<int64_t>(static_cast<uint32_t>(a + b), c));
  CHECK_WHICH(unsigned, __vibmin_u32, std::min(a, b), <=);
  CHECK3(int16_t, unsigned, __vimin3_s16x2, std::min(std::min(a, b), c));
  CHECK3(int16_t, unsigned, __viaddmin_s16x2, std::min<int64_t>(static_cast<int16_t>(a + b), c));
  CHECK2(int16_t, unsigned, __vimin_s16x2_relu, std::max(std::min(a, b), Zero));
  CHECK3(int16_t, unsigned, __vimin3_s16x2_relu, std::max(std::min(std::min(a, b), c), Zero));
  CHECK3(int16_t, unsigned, __viaddmin_s16x2_relu,
         std::max(std::min<int64_t>(static_cast<int16_t>(a + b), c), Zero));
  CHECK_WHICH_LANES(int16_t, __vibmin_s16x2, std::min(a, b), <=);
  CHECK3(uint16_t, unsigned, __vimin3_u16x2, std::min(std::min(a, b), c));
  CHECK3(uint16_t, unsigned, __viaddmin_u16x2, std::min<int64_t>(static_cast<uint16_t>(a + b), c));
  CHECK_WHICH_LANES(uint16_t, __vibmin_u16x2, std::min(a, b), <=);
}

} // namespace
