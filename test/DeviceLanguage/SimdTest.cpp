// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SIMD intrinsics, lane by lane against formulas in int.
#include "Numbers.h"
#include <gtest/gtest.h>
#include <lorcha/device.h>

namespace {

int limited(int X, int Least, int Most) { return std::min(std::max(X, Least), Most); }

/// Compares Function with Reference(a, b) for the lanes of random words. LaneT says how lanes are read.
template <class LaneT, class ReferenceT>
void check(const char *Name, unsigned (*Function)(unsigned, unsigned), ReferenceT Reference) {
  constexpr int Lanes = 4 / sizeof(LaneT);
  Random Bits(1);
  const unsigned Edges[] = {0,          0xffffffff, 0x80008000, 0x7fff7fff,
                            0x80808080, 0x7f7f7f7f, 0x00010001, 0x01010101};
  for (int Try = 0; Try < 3000; ++Try) {
    const unsigned A = Try < 64 ? Edges[Try / 8] : static_cast<unsigned>(Bits());
    const unsigned B = Try < 64  ? Edges[Try % 8]
                       : Try % 3 ? static_cast<unsigned>(Bits())
                                 : A ^ (1u << Try % 32);
    LaneT LaneA[Lanes], LaneB[Lanes], Result[Lanes];
    std::memcpy(LaneA, &A, 4);
    std::memcpy(LaneB, &B, 4);
    const unsigned Word = Function(A, B);
    std::memcpy(Result, &Word, 4);
    for (int I = 0; I < Lanes; ++I)
      ASSERT_EQ(Result[I], static_cast<LaneT>(Reference(LaneA[I], LaneB[I])))
          << Name << std::hex << " " << A << " " << B;
  }
}
#define CHECK2(LaneT, Name, Expression)                                                                      \
  check<LaneT>(                                                                                              \
      #Name, [](unsigned A, unsigned B) { return Name(A, B); },                                              \
      [](int a, int b) {                                                                                     \
        (void)a, (void)b;                                                                                    \
        return Expression;                                                                                   \
      })
#define CHECK1(LaneT, Name, Expression)                                                                      \
  check<LaneT>(#Name, [](unsigned A, unsigned) { return Name(A); }, [](int a, int) { return Expression; })

TEST(Simd, Sums) {
  CHECK2(uint16_t, __vadd2, a + b);
  CHECK2(uint8_t, __vadd4, a + b);
  CHECK2(int16_t, __vaddss2, limited(a + b, -32768, 32767));
  CHECK2(int8_t, __vaddss4, limited(a + b, -128, 127));
  CHECK2(uint16_t, __vaddus2, limited(a + b, 0, 65535));
  CHECK2(uint8_t, __vaddus4, limited(a + b, 0, 255));
  CHECK2(uint16_t, __vsub2, a - b);
  CHECK2(uint8_t, __vsub4, a - b);
  CHECK2(int16_t, __vsubss2, limited(a - b, -32768, 32767));
  CHECK2(int8_t, __vsubss4, limited(a - b, -128, 127));
  CHECK2(uint16_t, __vsubus2, limited(a - b, 0, 65535));
  CHECK2(uint8_t, __vsubus4, limited(a - b, 0, 255));
}
TEST(Simd, SignsAndDifferences) {
  CHECK1(int16_t, __vneg2, -a);
  CHECK1(int8_t, __vneg4, -a);
  CHECK1(int16_t, __vnegss2, std::min(-a, 32767));
  CHECK1(int8_t, __vnegss4, std::min(-a, 127));
  CHECK1(int16_t, __vabs2, std::abs(a));
  CHECK1(int8_t, __vabs4, std::abs(a));
  CHECK1(int16_t, __vabsss2, std::min(std::abs(a), 32767));
  CHECK1(int8_t, __vabsss4, std::min(std::abs(a), 127));
  CHECK2(int16_t, __vabsdiffs2, std::abs(a - b));
  CHECK2(int8_t, __vabsdiffs4, std::abs(a - b));
  CHECK2(uint16_t, __vabsdiffu2, std::abs(a - b));
  CHECK2(uint8_t, __vabsdiffu4, std::abs(a - b));
}
TEST(Simd, SumOfDifferences) {
  Random Bits(2);
  for (int Try = 0; Try < 1000; ++Try) {
    const unsigned A = static_cast<unsigned>(Bits()), B = static_cast<unsigned>(Bits());
    unsigned S4 = 0, U4 = 0, S2 = 0, U2 = 0;
    for (int I = 0; I < 32; I += 8) {
      const int X = A >> I & 255, Y = B >> I & 255;
      U4 += std::abs(X - Y);
      S4 += std::abs((X ^ 128) - (Y ^ 128)); // the order of signed bytes
    }
    for (int I = 0; I < 32; I += 16) {
      const int X = A >> I & 65535, Y = B >> I & 65535;
      U2 += std::abs(X - Y);
      S2 += std::abs((X ^ 32768) - (Y ^ 32768));
    }
    EXPECT_EQ(__vsads4(A, B), S4);
    EXPECT_EQ(__vsadu4(A, B), U4);
    EXPECT_EQ(__vsads2(A, B), S2);
    EXPECT_EQ(__vsadu2(A, B), U2);
  }
}
TEST(Simd, AveragesAndExtremes) {
  CHECK2(int16_t, __vavgs2, static_cast<int>(std::round((a + b) / 2.0))); // halves away from zero
  CHECK2(int8_t, __vavgs4, static_cast<int>(std::round((a + b) / 2.0)));
  CHECK2(uint16_t, __vavgu2, static_cast<int>(std::ceil((a + b) / 2.0)));
  CHECK2(uint8_t, __vavgu4, static_cast<int>(std::ceil((a + b) / 2.0)));
  CHECK2(uint16_t, __vhaddu2, (a + b) / 2);
  CHECK2(uint8_t, __vhaddu4, (a + b) / 2);
  CHECK2(int16_t, __vmins2, std::min(a, b));
  CHECK2(int8_t, __vmins4, std::min(a, b));
  CHECK2(uint16_t, __vminu2, std::min(a, b));
  CHECK2(uint8_t, __vminu4, std::min(a, b));
  CHECK2(int16_t, __vmaxs2, std::max(a, b));
  CHECK2(int8_t, __vmaxs4, std::max(a, b));
  CHECK2(uint16_t, __vmaxu2, std::max(a, b));
  CHECK2(uint8_t, __vmaxu4, std::max(a, b));
}
TEST(Simd, ComparisonsToMasks) {
  CHECK2(int16_t, __vcmpeq2, a == b ? 0xffff : 0);
  CHECK2(int8_t, __vcmpeq4, a == b ? 0xff : 0);
  CHECK2(int16_t, __vcmpne2, a != b ? 0xffff : 0);
  CHECK2(int8_t, __vcmpne4, a != b ? 0xff : 0);
  CHECK2(int16_t, __vcmpgts2, a > b ? 0xffff : 0);
  CHECK2(int8_t, __vcmpgts4, a > b ? 0xff : 0);
  CHECK2(uint16_t, __vcmpgtu2, a > b ? 0xffff : 0);
  CHECK2(uint8_t, __vcmpgtu4, a > b ? 0xff : 0);
  CHECK2(int16_t, __vcmpges2, a >= b ? 0xffff : 0);
  CHECK2(int8_t, __vcmpges4, a >= b ? 0xff : 0);
  CHECK2(uint16_t, __vcmpgeu2, a >= b ? 0xffff : 0);
  CHECK2(uint8_t, __vcmpgeu4, a >= b ? 0xff : 0);
  CHECK2(int16_t, __vcmplts2, a < b ? 0xffff : 0);
  CHECK2(int8_t, __vcmplts4, a < b ? 0xff : 0);
  CHECK2(uint16_t, __vcmpltu2, a < b ? 0xffff : 0);
  CHECK2(uint8_t, __vcmpltu4, a < b ? 0xff : 0);
  CHECK2(int16_t, __vcmples2, a <= b ? 0xffff : 0);
  CHECK2(int8_t, __vcmples4, a <= b ? 0xff : 0);
  CHECK2(uint16_t, __vcmpleu2, a <= b ? 0xffff : 0);
  CHECK2(uint8_t, __vcmpleu4, a <= b ? 0xff : 0);
}
TEST(Simd, ComparisonsToNumbers) {
  CHECK2(int16_t, __vseteq2, a == b);
  CHECK2(int8_t, __vseteq4, a == b);
  CHECK2(int16_t, __vsetne2, a != b);
  CHECK2(int8_t, __vsetne4, a != b);
  CHECK2(int16_t, __vsetgts2, a > b);
  CHECK2(int8_t, __vsetgts4, a > b);
  CHECK2(uint16_t, __vsetgtu2, a > b);
  CHECK2(uint8_t, __vsetgtu4, a > b);
  CHECK2(int16_t, __vsetges2, a >= b);
  CHECK2(int8_t, __vsetges4, a >= b);
  CHECK2(uint16_t, __vsetgeu2, a >= b);
  CHECK2(uint8_t, __vsetgeu4, a >= b);
  CHECK2(int16_t, __vsetlts2, a < b);
  CHECK2(int8_t, __vsetlts4, a < b);
  CHECK2(uint16_t, __vsetltu2, a < b);
  CHECK2(uint8_t, __vsetltu4, a < b);
  CHECK2(int16_t, __vsetles2, a <= b);
  CHECK2(int8_t, __vsetles4, a <= b);
  CHECK2(uint16_t, __vsetleu2, a <= b);
  CHECK2(uint8_t, __vsetleu4, a <= b);
}

} // namespace
