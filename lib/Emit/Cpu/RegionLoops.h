// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text of loops over the threads of a block, for those threads that take part at the place that is
// printed, and of the questions that branches and loops around regions ask them.
#ifndef LORCHA_LIB_EMIT_CPU_REGIONLOOPS_H
#define LORCHA_LIB_EMIT_CPU_REGIONLOOPS_H

#include "RegionCalls.h"
#include "RegionVariables.h"

namespace lorcha {

/// Which threads take part at the place that is printed.
struct TakingPart {
  bool MayHaveReturned;                           ///< some may, or may not have taken part in the call
  std::vector<std::string> Guards;                ///< of the branches and loops around
  std::string Counter;                            ///< of the innermost loop whose rounds are spans
  const LoopStrip *Strip = nullptr;               ///< of the loop right around, if it goes in strips
  const std::vector<ThreadCode> *Loads = nullptr; ///< of the first region in a loop whose rounds are spans
};

/// A thread's place in a mask, and whether it is in the span of a counter.
std::string bit(const std::string &Mask);
std::string takes(const std::string &Counter);
/// The start of what is run for each thread.
std::string threadLambda(llvm::StringRef Result = "");
/// The same for a butterfly, whose body takes elements from what stands for the array.
std::string butterflyLambda();
void markElements(const Butterfly &Wings, RegionText &Text);

/// `t < half` as `lorcha::threadsBelow(t, half)`, which says where in a row the threads are that it chooses.
std::string placesOf(const SpanTest &Test, const RegionText &Text);

/// A loop over threads: its start, what a thread does first, and what stands behind its body.
struct LoopText {
  std::string Open, First, Close;
};

class RegionLoops {
public:
  RegionLoops(const CpuEmitterState &State, const RegionPlan &Plan, const RegionText &Text,
              const RegionVariables &Variables, RegionCalls &Calls, const TakingPart &Taking)
      : State(State), Plan(Plan), Text(Text), Variables(Variables), Calls(Calls), Taking(Taking) {}

  /// What is true for threads that take part here; empty if all do.
  std::string guard() const;
  /// The loop around the statements of a region.
  LoopText around(const Region &Node) const;
  /// Whether the region is a branch that chooses threads by their place, for whom alone the loop runs.
  bool isSpan(const Region &Node) const;
  /// The tests that the region's threads need not make, but those at the ends of rows; null if there are
  /// none.
  const Rim *rimOf(const Region &Node) const;
  /// The two elements that each thread of the region has, in a loop that has them in registers; null if it is
  /// another loop.
  const Butterfly *butterflyOf(const Region &Node) const;
  /// A whole loop in one line.
  std::string guardedThreadLoop(const ThreadCode &Code) const;

  /// An expression for a condition that threads must be asked for.
  std::string question(const Region &Node) const;
  /// The start of a loop that each thread decides for itself: its mask, and its initialisation.
  std::string loopStart(const Region &Node) const;
  /// The value that a switch is over, given by the first thread that takes part.
  std::string selector(const Region &Node) const;
  /// The head of a loop whose rounds are spans: the first thread counts for all.
  std::string spanHead(const Region &Node) const;
  const std::string &counterOf(const Region &Loop) const;
  /// Asks for what the next block loads first; empty if that is not known.
  std::string firstLoads(BlockAxis Next) const;
  /// Asks for what the next round of a loop loads.
  std::string nextRound(const Region &Loop, const RoundLoads &Loads) const;

private:
  static bool choosesFew(const Region &Node);
  /// Whether all threads run the region, in a loop of independent rounds.
  bool isPlain(const Region &Node) const;
  /// Whether the rounds of a loop over the threads depend on each other: they look at the thread-local, or
  /// pick from arrays of their own.
  bool isInTurn(const ThreadCode &Code) const {
    return Plan.Tracked.count(&Code) != 0 || Plan.Picking.count(&Code) != 0;
  }
  std::string loop(const ThreadCode &Code) const;
  std::string rowBytes(const ThreadCode &Code) const;
  std::string loads() const;
  std::string start(const ThreadCode &Code) const;
  LoopText guardedLoop(const ThreadCode &Code) const;
  std::string threadLoop(const ThreadCode &Code, const std::string &First) const;
  std::string threadBody(const ThreadCode &Code) const;
  std::string conditionText(const Region &Node) const;
  std::string handInFirst(const Region &Node) const;
  std::string answer(const Region &Node) const;

  const CpuEmitterState &State;
  const RegionPlan &Plan;
  const RegionText &Text;
  const RegionVariables &Variables;
  RegionCalls &Calls;
  const TakingPart &Taking;
};

} // namespace lorcha

#endif
