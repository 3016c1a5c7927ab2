// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Measurements taken in turns, round by round, so that what else the machine does falls on all of them;
// medians and goals as a table. Any CUDA compiler takes it.
#ifndef LORCHA_BENCH_MEASURE_H
#define LORCHA_BENCH_MEASURE_H

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <functional>
#include <string>
#include <vector>

namespace bench {

inline void check(cudaError_t error) {
  if (error == cudaSuccess)
    return;
  std::printf("%s\n", cudaGetErrorString(error));
  std::exit(1);
}

template <class BodyT> double secondsOf(BodyT body) {
  auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline double medianOf(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

/// Nanoseconds that one call of body() takes: the median of `batches` batches, which are so short that few of them are
/// interrupted by what else the machine does.
template <class BodyT> double nanosecondsEach(int batches, int batchSize, BodyT body) {
  std::vector<double> values;
  for (int batch = 0; batch < batches; ++batch)
    values.push_back(secondsOf([&] {
                       for (int i = 0; i < batchSize; ++i)
                         body();
                     }) /
                     batchSize * 1e9);
  return medianOf(std::move(values));
}

/// One row of the table.
struct Measurement {
  std::string name;
  const char *unit;
  double goal;                 ///< 0 if there is none
  bool isShare;                ///< the goal is a least value, not a greatest
  std::function<double()> run; ///< one round
  std::vector<double> values;
};

/// Takes all in turns, after a round that does not count, and prints the table. False if a goal is missed.
inline bool takeAll(std::vector<Measurement> all, int rounds, const std::string &filter) {
  auto isLeftOut = [&](const Measurement &each) { return each.name.find(filter) == std::string::npos; };
  all.erase(std::remove_if(all.begin(), all.end(), isLeftOut), all.end());
  for (int round = 0; round <= rounds; ++round)
    for (Measurement &each : all) {
      double value = each.run();
      if (round)
        each.values.push_back(value);
    }
  bool areMet = true;
  std::printf("| what | median | goal | |\n|---|---|---|---|\n");
  for (Measurement &each : all) {
    double value = medianOf(each.values);
    bool isMet = !each.goal || (each.isShare ? value >= each.goal : value <= each.goal);
    areMet = areMet && isMet;
    std::printf("| %s | %.*f %s | ", each.name.c_str(), value < 10 ? 2 : 0, value, each.unit);
    if (each.goal)
      std::printf("%s %g %s | %s |\n", each.isShare ? "at least" : "at most", each.goal, each.unit,
                  isMet ? "met" : "missed");
    else
      std::printf("| |\n");
  }
  return areMet;
}

} // namespace bench

#endif
