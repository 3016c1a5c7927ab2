// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whatever the text is, lowering ends with a text or with a problem that points into it.
#include "lorcha/Ptx/Lowering.h"
#include <gtest/gtest.h>
#include <random>

using namespace lorcha;
using namespace lorcha::ptx;

namespace {

const std::vector<std::string> Seeds = {
    "{\n\t.reg .pred p;\n\tsetp.lt.and.f32 p|_, %4, 0f3F800000, !p;\n\t@p add.cc.u32 %0, %1, -(1 << "
    "3);\n\t@!p bra L;\n\tL: }",
    "ld.global.nc.L1::no_allocate.L2::128B.v4.f32 {%4, _, %4, %4}, [%3 + 16];",
    ".reg .b32 r<5>; mov.b64 {r0, %0}, %3; mov.b64 %3, {r1, r2}; shfl.sync.bfly.b32 r1|_, r1, 0x1, 0x1f, -1;",
    "L: vote.sync.ballot.b32 %0, p, 0xffffffff; @%1 bra L; // comment\n bra M; M: mov.u32 %0, %%laneid; "
    "mov.u32 %0, %clock;",
    "cvt.rn.satfinite.f16x2.f32 %0, %4, %4; cp.async.cg.shared.global [%1], [%3], 16, %[n]; prmt.b32.f4e %0, "
    "%1, %1, 2;",
    "lop3.b32 %0, %1, %2, %1, 0x96; dp4a.s32.u32 %0, %1, %2, %0; mad.lo.cc.u32 %0, %1, %2, %0; "
    "bar.red.popc.u32 %0, 0, p;"};

class MutationTest : public testing::TestWithParam<unsigned> {};

TEST_P(MutationTest, NeverFails) {
  std::mt19937 Random(GetParam());
  auto Below = [&](size_t End) { return static_cast<size_t>(Random() % End); };
  AsmStatement Asm;
  for (const char *Constraint : {"=r", "+r", "r", "+l", "+f", "n"}) {
    Argument New;
    New.Constraint = Constraint;
    New.Text = "x";
    Asm.Arguments.push_back(New);
  }
  static const std::string Pieces = "{}[]()|!@%.,;:+-*/<>_0x9fdrp \n\t\"\\$~^&=";
  for (unsigned Round = 0; Round < 4000; ++Round) {
    std::string Text = Seeds[Below(Seeds.size())];
    for (size_t Changes = 1 + Below(4); Changes > 0 && !Text.empty(); --Changes) {
      size_t At = Below(Text.size());
      const std::string &Other = Seeds[Below(Seeds.size())];
      switch (Below(4)) {
      case 0:
        Text.erase(At, 1 + Below(6));
        break;
      case 1:
        Text.insert(At, 1, Pieces[Below(Pieces.size())]);
        break;
      case 2:
        Text[At] = static_cast<char>(Below(256));
        break;
      default:
        Text.insert(At, Other.substr(Below(Other.size()), Below(20)));
      }
    }
    Asm.Text = Text;
    LoweredAsm Result = lower(Asm);
    if (Result.Problems.empty())
      EXPECT_FALSE(Result.Text.empty()) << Text;
    for (const Problem &Each : Result.Problems)
      EXPECT_LE(Each.Offset, Text.size()) << Text;
  }
}

TEST(MutatedText, DeepNestingIsRefused) {
  for (const char *Open : {"{", "(", "[", "!", "-", "~"})
    for (const char *Before : {"", "mov.u32 %0, "}) {
      AsmStatement Asm;
      Asm.Arguments.resize(1);
      Asm.Arguments[0].Constraint = "=r";
      Asm.Text = Before;
      for (int I = 0; I < 100000; ++I)
        Asm.Text += Open;
      EXPECT_FALSE(lower(Asm).Problems.empty());
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, MutationTest, testing::Range(1u, 9u));

} // namespace
