// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Contexts keep what functions keep: variables in registers, floating-point ones too, and exceptions of their
// own.
#include "backends/cpu/Context.h"
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
#include <vector>

using namespace lorcha::runtime::cpu;

namespace {

struct Totals {
  double Scale; ///< of one context
  int *Count;   ///< of all
  double *Sum;  ///< of all
};

/// Adds I to the count and Scale * I to the sum at each visit; each third time it throws in between.
void count(Arrival Came) {
  const Totals Mine = *static_cast<Totals *>(dataOf(Came));
  Context Caller = contextOf(Came);
  const double Scale = Mine.Scale;
  for (int I = 0;; ++I) {
    try {
      if (I % 3 == 2)
        throw std::runtime_error("third");
      *Mine.Count += I;
    } catch (const std::exception &) {
      *Mine.Count += 1000;
    }
    *Mine.Sum += Scale * I;
    Caller = contextOf(switchTo(Caller, Mine.Count));
  }
}

TEST(Context, SeveralTakeTurns) {
  constexpr size_t StackBytes = 1 << 16;
  int Count = 0;
  double Sum = 0;
  std::vector<std::unique_ptr<char[]>> Stacks;
  std::vector<Context> Contexts;
  std::vector<Totals> Data;
  for (int I = 0; I < 8; ++I) {
    Stacks.push_back(std::make_unique<char[]>(StackBytes));
    const size_t Bytes = StackBytes - static_cast<size_t>(I) * 40; // no end need be aligned
    Contexts.push_back(makeContext(Stacks.back().get() + Bytes, Bytes, count));
    Data.push_back({I + 0.5, &Count, &Sum});
  }
  for (int Round = 0; Round < 6; ++Round)
    for (size_t I = 0; I < Contexts.size(); ++I) {
      const Arrival Came = switchTo(Contexts[I], &Data[I]);
      Contexts[I] = contextOf(Came);
      EXPECT_EQ(dataOf(Came), &Count);
    }
  EXPECT_EQ(Count, 8 * (0 + 1 + 1000 + 3 + 4 + 1000));
  EXPECT_EQ(Sum, 32.0 * 15);
}

} // namespace
