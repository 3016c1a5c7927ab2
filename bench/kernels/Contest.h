// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One problem, solved by every version in turn. Rounds, not a library's repetitions: what counts is the ratio
// of versions on a machine that others use, too, so all of them get their slice of every tenth of a second,
// and threads that would spin on are sent to sleep in between.
#ifndef LORCHA_BENCH_CONTEST_H
#define LORCHA_BENCH_CONTEST_H

#include "Version.h"

namespace bench {

enum VersionId { Ours, OpenMpByHand, OpenClByHand, Fibers, VersionCount };
/// The names in the table and in the JSON file.
const char *nameOf(VersionId Id);

/// Medians over the rounds, milliseconds; 0 where the version was not run.
struct Timing {
  double Wall = 0;
  double Cpu = 0; ///< the process's time on all cores
};

struct Row {
  std::string Name;
  Work Least;
  Timing Times[VersionCount];
  bool IsRight = true;
};

struct ContestOptions {
  int Rounds = 11;
  bool Takes[VersionCount] = {true, true, true, true};
  const char *Kernels;      ///< the library of translated kernels
  const char *FiberKernels; ///< the same in the fiber form
};

/// Makes each version, checks its results against the reference, and measures it.
Row compete(const Problem &P, const ContestOptions &Options);

} // namespace bench

#endif
