// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a launch costs when the kernel does nothing.
#ifndef LORCHA_BENCH_LAUNCHCOST_H
#define LORCHA_BENCH_LAUNCHCOST_H

namespace bench {

/// Medians, microseconds.
struct LaunchCost {
  double LaunchAndWait = 0; ///< of one block, through the API
  double Queued = 0;        ///< each of 10,000 launches, with one wait behind them
  double OpenMpLoop = 0;    ///< an empty `#pragma omp parallel for`
};
LaunchCost measureLaunches(const char *KernelLibrary, int Rounds);

} // namespace bench

#endif
