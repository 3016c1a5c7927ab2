// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts that all writers show.
#ifndef LORCHA_LIB_REPORT_SUMMARY_H
#define LORCHA_LIB_REPORT_SUMMARY_H

#include "lorcha/Report/Report.h"

namespace lorcha::report {

struct KindCount {
  unsigned Names = 0, Places = 0;
  /// Places by backend and ApiState.
  std::array<std::array<unsigned, 4>, 2> States = {};

  unsigned supported(Backend B) const {
    const auto &Own = States[static_cast<size_t>(B)];
    return Own[static_cast<size_t>(ApiState::Implemented)] + Own[static_cast<size_t>(ApiState::Partial)];
  }
};

struct Summary {
  unsigned Lines = 0, WrittenKernels = 0, Launches = 0;
  unsigned Unknown = 0;                  ///< units whose translation says nothing about their kernels
  std::array<unsigned, 5> Verdicts = {}; ///< by Verdict
  std::array<KindCount, 5> Kinds;        ///< by UseKind
  std::vector<KernelFacts> Kernels;      ///< each place once; paths relative to the tree
  std::vector<std::pair<std::string, unsigned>> Forms; ///< the three forms with their counts
  unsigned WithOpenCl = 0, Uninstantiated = 0;
  std::vector<std::pair<std::string, unsigned>> FormReasons, OpenClReasons; ///< the most frequent first
  std::vector<const Use *> Missing; ///< on some backend; those with most places first
};

Summary summarise(const Report &R);

/// "1 unit", "2 units".
inline std::string unitsAre(unsigned Count) {
  return std::to_string(Count) + (Count == 1 ? " unit" : " units");
}

/// In a line, why a unit was not translated; empty if it was.
std::string troubleOf(const Report &R, const UnitReport &Unit);

/// The path below the report's root, if it is there.
std::string relativePath(const Report &R, llvm::StringRef Path);

/// What the report finds as diagnostics: missing names, errors, kernels that are fibers or have no OpenCL
/// form.
std::vector<Finding> findingsOf(const Report &R, const Summary &S);

} // namespace lorcha::report

#endif
