// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "LaunchCost.h"
#include "Machine.h"
#include "Problem.h"
#include "Version.h"
#include <chrono>
#include <omp.h>

namespace bench {
namespace {

constexpr int Repetitions = 2000, QueueLength = 10000;

/// Microseconds that Body takes, for each of Count.
template <class BodyT> double microsecondsOf(int Count, BodyT Body) {
  const auto Start = std::chrono::steady_clock::now();
  Body();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - Start).count() / Count;
}

void repeatOpenMpLoop() {
  for (int I = 0; I < Repetitions; ++I) {
#pragma omp parallel for
    for (int K = 0; K < omp_get_max_threads(); ++K)
      asm volatile("");
  }
}

} // namespace

LaunchCost measureLaunches(const char *KernelLibrary, int Rounds) {
  Problem Nothing = {"empty", {}, "launchEmpty", nullptr, {}, {}};
  const std::unique_ptr<Version> Launcher = makeCuda(Nothing, KernelLibrary);
  std::vector<double> Waited, Queued, Loops;
  for (int Round = 0; Round < Rounds; ++Round) {
    Waited.push_back(microsecondsOf(Repetitions, [&] {
      for (int I = 0; I < Repetitions; ++I) {
        Launcher->launch();
        Launcher->wait();
      }
    }));
    Queued.push_back(microsecondsOf(QueueLength, [&] {
      for (int I = 0; I < QueueLength; ++I)
        Launcher->launch();
      Launcher->wait();
    }));
    Loops.push_back(microsecondsOf(Repetitions, repeatOpenMpLoop));
    sendOpenMpThreadsToSleep();
  }
  return {medianOf(Waited), medianOf(Queued), medianOf(Loops)};
}

} // namespace bench
