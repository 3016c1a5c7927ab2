// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The results, as a table on the terminal and as a JSON file.
#ifndef LORCHA_BENCH_TABLE_H
#define LORCHA_BENCH_TABLE_H

#include "Contest.h"
#include "LaunchCost.h"
#include "Machine.h"

namespace bench {

struct Results {
  std::vector<Row> Rows;
  const Machine *Limits = nullptr;
  LaunchCost Launches;
  bool ByCpuTime = false; ///< ratios of the process's time, not of wall time
};

/// How many times as fast as another version ours is; 0 where that is not known.
double speedOver(const Row &R, VersionId Other, bool ByCpuTime);
void printHead();
void printRow(const Row &R, const Results &All);
/// Geometric means, least ratios, limits of the machine, costs of launches.
void printSummary(const Results &All);
/// False if the file cannot be written.
bool writeJson(const Results &All, const std::string &Path);

} // namespace bench

#endif
