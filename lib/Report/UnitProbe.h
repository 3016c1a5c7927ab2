// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Translates units in processes of their own, so that a unit on which the translator fails, or never ends,
// costs that unit only.
#ifndef LORCHA_LIB_REPORT_UNITPROBE_H
#define LORCHA_LIB_REPORT_UNITPROBE_H

#include "lorcha/Driver/Translator.h"
#include "lorcha/Project/UnitProcesses.h"

namespace lorcha::report {

struct ProbeResult {
  bool Parsed = false;
  std::string Failure; ///< not empty: the process did not end well
  std::vector<Finding> Findings;
  std::vector<KernelFacts> Kernels;
};

/// Translates each; Done is called with the number of those that are ready. The calling process must have one
/// thread only. Results are in the order of Units.
std::vector<ProbeResult> probeUnits(const std::vector<TranslateOptions> &Units, ProcessLimits Limits,
                                    llvm::function_ref<void(size_t)> Done);

} // namespace lorcha::report

#endif
