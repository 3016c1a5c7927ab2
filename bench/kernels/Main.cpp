// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs every problem as translated CUDA on the OpenCL backend and as OpenCL C by hand, both checked against a
// host reference, and prints medians and ratios. Runs of the two alternate in random order. Times are those
// of a launch and a wait on the host; with --process-time they are the process's time on all cores, which a
// busy machine disturbs less (and which says something of a CPU device only). Takes Google Benchmark's flags;
// --benchmark_filter=sgemm picks problems.
#include "Cuda.h"
#include "Native.h"
#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <unistd.h>

namespace bench {

std::vector<std::function<Problem()>> &registry() {
  static std::vector<std::function<Problem()>> All;
  return All;
}

namespace {

/// A problem with both versions, made when one of them first runs.
struct Contest {
  Problem P;
  std::unique_ptr<Cuda> Ours;
  std::unique_ptr<Native> Theirs;
  bool IsRight = true;
};

double elementOf(const std::vector<char> &Bytes, size_t I, bool IsInt) {
  if (IsInt)
    return reinterpret_cast<const int *>(Bytes.data())[I];
  return reinterpret_cast<const float *>(Bytes.data())[I];
}

/// Compares with the reference; prints the first difference.
bool isRight(const Problem &P, size_t ArrayNumber, const std::vector<char> &Bytes,
             const std::vector<double> &Expected, const char *Version) {
  const Array &A = P.Arrays[ArrayNumber];
  for (size_t First = 0; First < Expected.size(); First += A.SumsOf) {
    double Got = 0, Wanted = 0;
    for (size_t I = First; I < First + A.SumsOf; ++I) {
      Got += elementOf(Bytes, I, A.IsInt);
      Wanted += Expected[I];
    }
    if (!(std::fabs(Got - Wanted) <= A.Tolerance * std::max(1.0, std::fabs(Wanted)))) {
      std::fprintf(stderr, "%s, %s: element %zu of array %zu is %g, not %g\n", P.Name.c_str(), Version, First,
                   ArrayNumber, Got, Wanted);
      return false;
    }
  }
  return true;
}

std::string readFile(const std::string &Path) {
  std::ifstream File(Path);
  std::stringstream Text;
  Text << File.rdbuf();
  if (!File) {
    std::fprintf(stderr, "cannot read %s\n", Path.c_str());
    std::exit(1);
  }
  return Text.str();
}

void prepare(Contest &C) {
  if (C.Ours)
    return;
  C.Ours = std::make_unique<Cuda>(C.P);
  C.Theirs = std::make_unique<Native>(
      C.P, readFile(std::string(LORCHA_BENCH_KERNELS) + "/" + C.P.Name + "/kernel.cl"));
  C.Ours->launch();
  C.Ours->wait();
  C.Theirs->launch();
  C.Theirs->wait();
  for (size_t I = 0; I < C.P.Arrays.size(); ++I) {
    if (!C.P.Arrays[I].Expected)
      continue;
    const std::vector<double> Expected = C.P.Arrays[I].Expected();
    C.IsRight &= isRight(C.P, I, C.Ours->download(I), Expected, "CUDA");
    C.IsRight &= isRight(C.P, I, C.Theirs->download(I), Expected, "OpenCL C");
  }
}

template <class VersionT>
void measure(benchmark::State &State, Contest &C, std::unique_ptr<VersionT> Contest::*Version) {
  prepare(C);
  if (!C.IsRight) {
    State.SkipWithError("wrong result");
    return;
  }
  for (auto _ : State) {
    (C.*Version)->launch();
    (C.*Version)->wait();
  }
}

/// Keeps the medians of the repetitions.
class Table : public benchmark::BenchmarkReporter {
public:
  explicit Table(bool IsProcessTime) : IsProcessTime(IsProcessTime) {}
  bool ReportContext(const Context &) override { return true; }
  void ReportRuns(const std::vector<Run> &Runs) override {
    for (const Run &R : Runs) {
      if (R.error_occurred)
        HasErrors = true;
      else if (R.run_type == Run::RT_Aggregate && R.aggregate_name == "median")
        Medians[R.run_name.function_name] = IsProcessTime ? R.GetAdjustedCPUTime() : R.GetAdjustedRealTime();
    }
  }
  /// Prints the rows; false if a result was wrong.
  bool print(const std::vector<Contest> &Contests) const {
    std::printf("%-16s %12s %12s %8s\n", "kernel", "CUDA ms", "OpenCL C ms", "speed");
    double Product = 0, Least = 1e30;
    int Count = 0;
    for (const Contest &C : Contests) {
      const auto Ours = Medians.find(C.P.Name + "/cuda"), Theirs = Medians.find(C.P.Name + "/opencl");
      if (Ours == Medians.end() || Theirs == Medians.end())
        continue;
      const double Ratio = Theirs->second / Ours->second;
      std::printf("%-16s %12.3f %12.3f %8.2f\n", C.P.Name.c_str(), Ours->second, Theirs->second, Ratio);
      Product += std::log(Ratio);
      Least = std::min(Least, Ratio);
      ++Count;
    }
    if (Count)
      std::printf("geometric mean %.3f, least %.3f, of %d kernels\n", std::exp(Product / Count), Least,
                  Count);
    return !HasErrors && Count;
  }

private:
  bool IsProcessTime;
  std::map<std::string, double> Medians;
  bool HasErrors = false;
};

/// The flags that make it a contest, unless the user gives others.
std::vector<std::string> withDefaults(int Count, char **Arguments) {
  std::vector<std::string> Result(Arguments, Arguments + Count);
  for (const char *Default : {"--benchmark_enable_random_interleaving=true", "--benchmark_repetitions=9",
                              "--benchmark_min_time=0.2", "--benchmark_report_aggregates_only=true"}) {
    const std::string Name = std::string(Default).substr(0, std::string(Default).find('='));
    if (std::none_of(Result.begin(), Result.end(),
                     [&](const std::string &A) { return A.rfind(Name, 0) == 0; }))
      Result.push_back(Default);
  }
  return Result;
}

} // namespace
} // namespace bench

int main(int Count, char **Arguments) {
  using namespace bench;
  // The runtime reads it when it is loaded.
  if (!std::getenv("LORCHA_BACKEND")) {
    setenv("LORCHA_BACKEND", "opencl", 1);
    execv("/proc/self/exe", Arguments);
  }
  std::vector<std::string> Flags = withDefaults(Count, Arguments);
  const auto ProcessTime = std::find(Flags.begin(), Flags.end(), "--process-time");
  const bool IsProcessTime = ProcessTime != Flags.end();
  if (IsProcessTime)
    Flags.erase(ProcessTime);
  std::vector<char *> Pointers;
  for (std::string &Flag : Flags)
    Pointers.push_back(Flag.data());
  int FlagCount = static_cast<int>(Pointers.size());
  benchmark::Initialize(&FlagCount, Pointers.data());
  if (benchmark::ReportUnrecognizedArguments(FlagCount, Pointers.data()))
    return 1;

  std::vector<Contest> Contests;
  for (const auto &Make : registry())
    Contests.push_back({Make(), nullptr, nullptr, true});
  std::sort(Contests.begin(), Contests.end(),
            [](const Contest &A, const Contest &B) { return A.P.Name < B.P.Name; });
  for (Contest &C : Contests) {
    const auto Add = [&](const char *Version, auto Run) {
      auto *Registered = benchmark::RegisterBenchmark((C.P.Name + Version).c_str(), Run);
      Registered->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
    };
    Add("/cuda", [&C](benchmark::State &S) { measure(S, C, &Contest::Ours); });
    Add("/opencl", [&C](benchmark::State &S) { measure(S, C, &Contest::Theirs); });
  }
  std::printf("CUDA on %s, OpenCL C on %s\n", Cuda::deviceName().c_str(), Native::deviceName().c_str());
  Table Results(IsProcessTime);
  benchmark::RunSpecifiedBenchmarks(&Results);
  return Results.print(Contests) ? 0 : 1;
}
