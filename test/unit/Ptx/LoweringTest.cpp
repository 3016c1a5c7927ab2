// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text of asm statements, and the C++ that stands for it.
#include "lorcha/Ptx/Lowering.h"
#include <gtest/gtest.h>

using namespace lorcha;
using namespace lorcha::ptx;

namespace {

AsmStatement statement(std::string Text, std::vector<Argument> Arguments) {
  AsmStatement Asm;
  Asm.Text = std::move(Text);
  Asm.Arguments = std::move(Arguments);
  return Asm;
}

Argument argument(const char *Constraint, const char *Text) {
  Argument New;
  New.Constraint = Constraint;
  New.Text = Text;
  return New;
}

const std::vector<Argument> Three = {argument("=r", "x"), argument("r", "y"), argument("r", "z")};

std::string lowered(const std::string &Text, std::vector<Argument> Arguments = Three) {
  LoweredAsm Result = lower(statement(Text, std::move(Arguments)));
  return Result.Problems.empty()
             ? Result.Text
             : "error: " + formatDiagnostic(Result.Problems[0].Id, Result.Problems[0].Subject,
                                            Result.Problems[0].Reason);
}

TEST(Lowering, OneInstructionIsAnExpression) {
  EXPECT_EQ(lowered("add.u32 %0, %1, %2;"), "(x) = (unsigned)(((unsigned)(y)) + ((unsigned)(z)))");
  EXPECT_EQ(lowered("mov.u32 %0, %%tid.x;", {argument("=r", "x")}), "(x) = threadIdx.x");
  EXPECT_EQ(lowered("mov.u32 %0, %tid.x;", {argument("=r", "x")}), "(x) = threadIdx.x");
}

TEST(Lowering, OperandsAreEvaluatedOnce) {
  EXPECT_EQ(lowered("mul.lo.u32 %0, %1, %1;", {argument("=r", "x"), argument("r", "f()")}),
            "{ unsigned lorchaR0 = 0; unsigned lorchaR1 = (unsigned)(f()); "
            "lorchaR0 = (unsigned)(1u * lorchaR1 * lorchaR1); (x) = lorchaR0; }");
  EXPECT_EQ(lowered("mov.u32 %0, 1;", {argument("=r", "x"), argument("r", "f()")}),
            "{ unsigned lorchaR0 = 0; (void)(f()); lorchaR0 = 1u; (x) = lorchaR0; }");
}

TEST(Lowering, WhatIsReadAndWrittenIsEvaluatedOnce) {
  EXPECT_EQ(lowered("add.u32 %0, %0, 1;", {argument("+r", "v.x[2]")}),
            "(v.x[2]) = (unsigned)(((unsigned)(v.x[2])) + 1u)");
  EXPECT_EQ(lowered("add.u32 %0, %0, 1;", {argument("+r", "*o++")}),
            "{ auto &lorchaTarget0 = (*o++); unsigned lorchaR0 = (unsigned)lorchaTarget0; lorchaR0 = "
            "(unsigned)(lorchaR0 + 1u); "
            "(lorchaTarget0) = lorchaR0; }");
  EXPECT_EQ(lowered("mov.u32 %0, 1; mov.u32 %1, 2;", {argument("=r", "i"), argument("=r", "a[i]")}),
            "{ unsigned lorchaR0 = 0; auto &lorchaTarget1 = (a[i]); unsigned lorchaR1 = 0; lorchaR0 = 1u; "
            "lorchaR1 = 2u; (i) = "
            "lorchaR0; (lorchaTarget1) = lorchaR1; }");
  AsmStatement InMacro = statement("add.u32 %0, %0, 1;", {argument("+r", "to")});
  InMacro.IsInMacro = true;
  EXPECT_FALSE(lower(InMacro).IsExpression);
}

TEST(Lowering, InputsMayBeTiedToOutputs) {
  EXPECT_EQ(lowered("add.u32 %0, %1, 1;", {argument("=r", "x"), argument("0", "y")}),
            "{ unsigned lorchaR0 = (unsigned)(y); lorchaR0 = (unsigned)(lorchaR0 + 1u); (x) = lorchaR0; }");
}

TEST(Lowering, MemoryIsReadOnce) {
  EXPECT_EQ(lowered("mul.lo.u32 %0, %1, %1;", {argument("=r", "x"), argument("r", "*p")}),
            "{ unsigned lorchaR0 = 0; unsigned lorchaR1 = (unsigned)(*p); "
            "lorchaR0 = (unsigned)(1u * lorchaR1 * lorchaR1); (x) = lorchaR0; }");
  EXPECT_EQ(lowered("mul.lo.u32 %0, %1, %1;", {argument("=r", "x"), argument("r", "y")}),
            "(x) = (unsigned)(1u * ((unsigned)(y)) * ((unsigned)(y)))");
}

TEST(Lowering, OperandsThatStandForNothingAreEvaluated) {
  EXPECT_EQ(lowered("bar.sync %0;", {argument("r", "i")}), "__syncthreads()");
  EXPECT_EQ(lowered("bar.sync %0;", {argument("r", "i++")}), "{ (void)(i++); __syncthreads(); }");
  EXPECT_EQ(lowered("prefetch.global.L2 [%0];", {argument("l", "p")}), "(void)0");
}

TEST(Lowering, ScopesHaveRegistersOfTheirOwn) {
  EXPECT_EQ(lowered("{ .reg .u32 t; add.u32 t, %1, 1; { .reg .u32 t; mov.u32 t, 2; } mov.u32 %0, t; }",
                    {argument("=r", "x"), argument("r", "y")}),
            "{ unsigned lorchaR0 = 0; unsigned lorchaR1 = (unsigned)(y); unsigned lorcha_t = 0; unsigned "
            "lorcha_t_1 = 0; "
            "lorcha_t = (unsigned)(lorchaR1 + 1u); lorcha_t_1 = 2u; lorchaR0 = lorcha_t; (x) = lorchaR0; }");
}

TEST(Lowering, PredicatesAreConditions) {
  EXPECT_EQ(lowered("{ .reg .pred p; setp.lt.s32 p, %1, %2; @p mov.u32 %0, 1; @!p mov.u32 %0, 2; }"),
            "{ unsigned lorchaR0 = 0; unsigned lorchaR1 = (unsigned)(y); unsigned lorchaR2 = (unsigned)(z); "
            "bool lorcha_p = 0; lorcha_p = lorcha::ptx::less(((int)lorchaR1), ((int)lorchaR2)); "
            "if (lorcha_p) { lorchaR0 = 1u; } if (!lorcha_p) { lorchaR0 = 2u; } (x) = lorchaR0; }");
}

TEST(Lowering, CommentsRangesAndNumbers) {
  EXPECT_EQ(lowered("/* a */ { .reg .f32 f<2>; // b\n mov.f32 f1, 0f3F800000; mov.b32 %0, f1; }",
                    {argument("=r", "x")}),
            "{ unsigned lorchaR0 = 0; float lorcha_f1 = 0; lorcha_f1 = lorcha::ptx::fromBits(0x3f800000u); "
            "lorchaR0 = lorcha::ptx::toBits(lorcha_f1); (x) = lorchaR0; }");
  EXPECT_EQ(lowered("mov.u32 %0, (1 << 4) + 0x10 - 2 * 3;", {argument("=r", "x")}), "(x) = 26u");
  EXPECT_EQ(lowered("mov.s32 %0, -1;", {argument("=r", "x")}), "(x) = (unsigned)((int)4294967295u)");
}

TEST(Lowering, AddressesKeepTheirPointers) {
  EXPECT_EQ(lowered("ld.global.f32 %0, [%1+8];", {argument("=f", "x"), argument("l", "p")}),
            "(x) = *((float *)((char *)(p) + 8))");
  EXPECT_EQ(lowered("ld.shared.f32 %0, [%1];", {argument("=f", "x"), argument("r", "a")}),
            "(x) = *(lorcha::ptx::sharedPointer<float>(((unsigned)(a))))");
  EXPECT_EQ(lowered("ld.global.v2.u32 {%0, %1}, [%2];",
                    {argument("=r", "x"), argument("=r", "y"), argument("l", "p")}),
            "{ unsigned lorchaR0 = 0; unsigned lorchaR1 = 0; auto lorchaR2 = (p); "
            "{ const unsigned lorchaValue1 = *((unsigned *)lorchaR2); "
            "const unsigned lorchaValue2 = *((unsigned *)((char *)lorchaR2 + 4)); "
            "lorchaR0 = lorchaValue1; lorchaR1 = lorchaValue2; } (x) = lorchaR0; (y) = lorchaR1; }");
}

TEST(Lowering, BranchesAreStructured) {
  const std::vector<Argument> One = {argument("+r", "x")};
  const std::string Head = "{ unsigned lorchaR0 = (unsigned)(x); bool lorcha_p = 0; ",
                    Tail = "(x) = lorchaR0; }";
  const std::string Test = "lorcha_p = lorcha::ptx::less((lorchaR0), (9u)); ",
                    Add = "lorchaR0 = (unsigned)(lorchaR0 + 1u); ";
  EXPECT_EQ(lowered("{ .reg .pred p; setp.lt.u32 p, %0, 9; @p bra L; add.u32 %0, %0, 1; L: }", One),
            Head + Test + "if (!(lorcha_p)) { " + Add + "} " + Tail);
  EXPECT_EQ(lowered("{ .reg .pred p; L: add.u32 %0, %0, 1; setp.lt.u32 p, %0, 9; @p bra L; }", One),
            Head + "do { " + Add + Test + "} while (lorcha_p); " + Tail);
  EXPECT_EQ(
      lowered(
          "{ .reg .pred p; setp.lt.u32 p, %0, 9; @p bra L; add.u32 %0, %0, 1; bra M; L: mov.u32 %0, 7; M: }",
          One),
      Head + Test + "if (!(lorcha_p)) { " + Add + "} else { lorchaR0 = 7u; } " + Tail);
}

TEST(Lowering, BranchesThatDoNotNestChooseBlocks) {
  EXPECT_EQ(lowered("{ .reg .pred p; L: setp.lt.u32 p, %0, 9; @p bra M; add.u32 %0, %0, 1; bra L; M: }",
                    {argument("+r", "x")}),
            "{ unsigned lorchaR0 = (unsigned)(x); bool lorcha_p = 0; for (int lorchaNext = 0; lorchaNext != "
            "3;) { switch "
            "(lorchaNext) { case 0: lorcha_p = lorcha::ptx::less((lorchaR0), (9u)); lorchaNext = (lorcha_p) "
            "? 2 : 1; break; case "
            "1: lorchaR0 = (unsigned)(lorchaR0 + 1u); lorchaNext = 0; break; case 2: lorchaNext = 3; break; "
            "} } (x) = "
            "lorchaR0; }");
}

TEST(Lowering, CarriesStayInTheStatementUnlessTheyCannot) {
  LoweredAsm Own = lower(statement("add.cc.u32 %0, %1, %2; addc.u32 %0, %0, 0;", Three));
  EXPECT_FALSE(Own.ReadsCarry);
  EXPECT_TRUE(Own.LeavesCarry);
  EXPECT_NE(Own.Text.find("unsigned lorchaCarry = 0;"), std::string::npos);
  LoweredAsm Other = lower(statement("addc.u32 %0, %1, %2;", Three));
  EXPECT_TRUE(Other.ReadsCarry);
  AsmStatement Shared = statement("addc.u32 %0, %1, %2;", Three);
  Shared.SharesCarry = true;
  EXPECT_EQ(lower(Shared).Text.find("unsigned lorchaCarry"), std::string::npos);
}

TEST(Lowering, ShufflesAreCudasWhereTheConstantsAre) {
  const std::vector<Argument> Four = {argument("=r", "x"), argument("r", "v"), argument("r", "n"),
                                      argument("r", "m")};
  EXPECT_EQ(lowered("shfl.sync.down.b32 %0, %1, %2, 0x1f, %3;", Four),
            "(x) = __shfl_down_sync((unsigned)(m), (unsigned)(v), (unsigned)(n))");
  EXPECT_NE(lowered("shfl.sync.down.b32 %0, %1, %2, 0x1c1f, %3;", Four).find("lorcha::ptx::source_down("),
            std::string::npos);
}

TEST(Lowering, Diagnostics) {
  EXPECT_EQ(lowered("wmma.load.a.sync %0, [%1];"),
            "error: inline PTX 'wmma.load.a.sync' cannot be translated; give a C++ alternative under '#ifdef "
            "__LORCHA__' "
            "[LOR1003]");
  EXPECT_EQ(lowered("add.x32 %0, %1, %2;"),
            "error: inline PTX 'add.x32' cannot be translated; give a C++ alternative under "
            "'#ifdef __LORCHA__' [LOR1003]");
  EXPECT_EQ(lowered("add.u32 %0, %1;"),
            "error: operands of inline PTX 'add.u32': 2 are given, not 3 [LOR1021]");
  EXPECT_EQ(lowered("add.u64 %0, %1, %2;"),
            "error: operands of inline PTX 'add.u64': '%1' has 32 bits, not 64 [LOR1021]");
  EXPECT_EQ(lowered("add.u32 %1, %0, %2;"),
            "error: operands of inline PTX 'add.u32': '%1' is an input [LOR1021]");
  EXPECT_EQ(
      lowered("add.u32 %0, %1, %7;"),
      "error: inline PTX is malformed at '7': the asm statement has no operand of that number [LOR1020]");
  EXPECT_EQ(lowered("add.u32 %0, %1, %2"), "(x) = (unsigned)(((unsigned)(y)) + ((unsigned)(z)))");
  EXPECT_EQ(lowered("{ add.u32 %0, %1, %2;"),
            "error: inline PTX is malformed at 'the end': '}' is missing [LOR1020]");
  EXPECT_EQ(lowered("mov.u32 %0, %%nothing;"),
            "error: inline PTX '%nothing' cannot be translated; give a C++ alternative "
            "under '#ifdef __LORCHA__' [LOR1003]");
  EXPECT_EQ(lowered("mov.u32 %0, 1;", {argument("=m", "x")}),
            "error: constraint '=m' of inline PTX: is none of h, r, l, f, d, n [LOR1022]");
  EXPECT_EQ(lowered("exit;", {}),
            "error: inline PTX 'exit' cannot be translated outside of a kernel's own body; give a C++ "
            "alternative under '#ifdef __LORCHA__' [LOR1003]");
  EXPECT_EQ(lowered("bra L;", {}),
            "error: inline PTX 'bra' cannot be translated: 'L' is declared nowhere in the asm "
            "statement; give a C++ alternative under '#ifdef __LORCHA__' [LOR1003]");
}

} // namespace
