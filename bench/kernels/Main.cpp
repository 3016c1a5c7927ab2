// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs every problem as translated CUDA (in the form that the plan chose, and as fibers), as OpenMP and as
// OpenCL C by hand, in turns, each checked against a reference; prints medians, ratios and shares of the
// machine's limits. Ratios are of the time of a launch and a wait on the host; with --process-time they are
// of the process's time on all cores, which a busy machine disturbs less.
#include "Table.h"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <regex>
#include <unistd.h>

namespace bench {

std::vector<std::function<Problem()>> &registry() {
  static std::vector<std::function<Problem()>> All;
  return All;
}

namespace {

struct Options {
  ContestOptions Contest;
  std::regex Filter{""};
  std::string Json;
  bool ByCpuTime = false;
};

[[noreturn]] void usage() {
  std::fprintf(stderr,
               "usage: kernel-bench [--filter=REGEX] [--versions=lorcha,openmp,opencl,fibers] [--rounds=N]\n"
               "                    [--process-time] [--json=FILE]\n"
               "LORCHA_BACKEND says where translated CUDA runs: cpu (default) or opencl\n");
  std::exit(2);
}

Options parse(int Count, char **Arguments) {
  Options Result;
  for (int I = 1; I < Count; ++I) {
    const std::string Argument = Arguments[I];
    const size_t Equals = Argument.find('=');
    const std::string Name = Argument.substr(0, Equals);
    const std::string Value = Equals == std::string::npos ? "" : Argument.substr(Equals + 1);
    if (Name == "--filter")
      Result.Filter = std::regex(Value);
    else if (Name == "--rounds" && std::atoi(Value.c_str()) > 0)
      Result.Contest.Rounds = std::atoi(Value.c_str());
    else if (Name == "--json")
      Result.Json = Value;
    else if (Name == "--process-time")
      Result.ByCpuTime = true;
    else if (Name == "--versions")
      for (int Id = 0; Id < VersionCount; ++Id)
        Result.Contest.Takes[Id] = Value.find(nameOf(static_cast<VersionId>(Id))) != std::string::npos;
    else
      usage();
  }
  return Result;
}

int run(const Options &Chosen) {
  Machine Limits(Chosen.ByCpuTime);
  Results All;
  All.Limits = &Limits;
  All.ByCpuTime = Chosen.ByCpuTime;
  Limits.sample();
  std::printf("CUDA on %s, OpenCL C on %s\n", cudaDevice().c_str(), nativeDevice().c_str());
  printHead();
  bool AreRight = true;
  for (const auto &Make : registry()) {
    // Problems take much memory, so there is one at a time.
    const Problem P = Make();
    if (!std::regex_search(P.Name, Chosen.Filter))
      continue;
    All.Rows.push_back(compete(P, Chosen.Contest));
    Limits.sample();
    AreRight &= All.Rows.back().IsRight;
    printRow(All.Rows.back(), All);
  }
  All.Launches = measureLaunches(Chosen.Contest.Kernels, Chosen.Contest.Rounds);
  printSummary(All);
  if (!Chosen.Json.empty() && !writeJson(All, Chosen.Json)) {
    std::fprintf(stderr, "cannot write %s\n", Chosen.Json.c_str());
    return 1;
  }
  return AreRight ? 0 : 1;
}

} // namespace
} // namespace bench

int main(int Count, char **Arguments) {
  // The runtime reads it when it is loaded.
  if (!std::getenv("LORCHA_BACKEND")) {
    setenv("LORCHA_BACKEND", "cpu", 1);
    execv("/proc/self/exe", Arguments);
  }
  bench::Options Chosen = bench::parse(Count, Arguments);
  Chosen.Contest.Kernels = LORCHA_BENCH_LOOPS;
  Chosen.Contest.FiberKernels = LORCHA_BENCH_FIBERS;
  return bench::run(Chosen);
}
