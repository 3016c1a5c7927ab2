// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls for which threads hand something in before they are made: warp operations and votes, which take from
// what all have handed in, and device functions with barriers, which then run for the whole block.
#ifndef LORCHA_LIB_EMIT_CPU_REGIONCALLS_H
#define LORCHA_LIB_EMIT_CPU_REGIONCALLS_H

#include "RegionText.h"
#include "lorcha/Analysis/TileExchanges.h"

namespace lorcha {

class RegionCalls {
public:
  RegionCalls(CpuEmitterState &State, const RegionPlan &Plan, RegionText &Text)
      : State(State), Plan(Plan), Text(Text) {}

  // The three must be asked for before print() changes the calls. IsFull: all threads of the block hand in.
  /// Expressions that stand before the loop in which threads hand in.
  std::vector<std::string> clears(const ThreadCode &Code, bool IsFull) const;
  /// A thread's share in the calls that are to come: statements.
  std::vector<std::string> handIns(const ThreadCode &Code, bool IsFull) const;
  /// Expressions behind that loop: the functions that are run for the block.
  std::vector<std::string> blockCalls(const ThreadCode &Code, bool IsFull) const;

  /// Changes the calls for which the code hands in.
  void print(const ThreadCode &Code, bool IsFull);
  /// Lines for the head of the block function.
  const std::string &storage() const { return Storage; }

private:
  std::string given(const clang::CallExpr *Call) const;
  /// What the block works out for a tile.
  TileOperation preparedOperation(const clang::CallExpr *Call) const;
  std::string preparation(const clang::CallExpr *Call) const;
  std::string argument(const clang::CallExpr *Call, const BlockCall &Block, unsigned Index) const;
  /// The name of the function for the block, as the call names the function.
  std::string function(const clang::CallExpr *Call, const BlockCall &Block) const;
  void printExchange(const clang::CallExpr *Call, bool IsFull);
  void printResult(const clang::CallExpr *Call, const BlockCall &Block);

  CpuEmitterState &State;
  const RegionPlan &Plan;
  RegionText &Text;
  std::string Storage;
};

} // namespace lorcha

#endif
