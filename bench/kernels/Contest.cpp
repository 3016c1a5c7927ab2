// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Contest.h"
#include "Machine.h"
#include <algorithm>
#include <chrono>
#include <cstdio>

namespace bench {
namespace {

/// What a version gets of each round, milliseconds, if one run is shorter; and of all rounds, if it is slow.
constexpr double SliceMs = 20, TotalMs = 2500;
constexpr int LeastRounds = 3;

struct Contestant {
  VersionId Id;
  std::unique_ptr<Version> Running;
  int RunsPerSlice = 1, Rounds = 0;
  std::vector<double> Wall, Cpu;
};

/// One slice: Count runs, each waited for, behind one that is not measured, which wakes threads.
/// Returns milliseconds per run.
Timing runSlice(Version &Running, int Count) {
  Running.launch();
  Running.wait();
  const double Before = processSeconds();
  const auto Start = std::chrono::steady_clock::now();
  for (int I = 0; I < Count; ++I) {
    Running.launch();
    Running.wait();
  }
  const auto End = std::chrono::steady_clock::now();
  const double After = processSeconds();
  return {std::chrono::duration<double, std::milli>(End - Start).count() / Count,
          (After - Before) * 1e3 / Count};
}

double elementOf(const std::vector<char> &Bytes, size_t I, Element Type) {
  switch (Type) {
  case Element::Int:
    return reinterpret_cast<const int *>(Bytes.data())[I];
  case Element::Float:
    return static_cast<double>(reinterpret_cast<const float *>(Bytes.data())[I]);
  case Element::Double:
    return reinterpret_cast<const double *>(Bytes.data())[I];
  }
  return 0;
}

/// Compares with the reference; prints the first difference.
bool isRight(const Problem &P, size_t ArrayNumber, const std::vector<char> &Bytes,
             const std::vector<double> &Expected, VersionId Id) {
  const Array &A = P.Arrays[ArrayNumber];
  for (size_t First = 0; First < Expected.size(); First += A.SumsOf) {
    double Got = 0, Wanted = 0;
    for (size_t I = First; I < First + A.SumsOf; ++I) {
      Got += elementOf(Bytes, I, A.Type);
      Wanted += Expected[I];
    }
    if (!(std::fabs(Got - Wanted) <= A.Tolerance * std::max(1.0, std::fabs(Wanted)))) {
      std::fprintf(stderr, "%s, %s: element %zu of array %zu is %g, not %g\n", P.Name.c_str(), nameOf(Id),
                   First, ArrayNumber, Got, Wanted);
      return false;
    }
  }
  return true;
}

std::unique_ptr<Version> make(VersionId Id, const Problem &P, const ContestOptions &Options) {
  switch (Id) {
  case Ours:
    return makeCuda(P, Options.Kernels);
  case OpenMpByHand:
    return makeOpenMp(P);
  case OpenClByHand:
    return makeNative(P);
  default:
    return makeCuda(P, Options.FiberKernels);
  }
}

std::vector<Contestant> makeContestants(const Problem &P, const ContestOptions &Options) {
  std::vector<Contestant> All;
  for (int I = 0; I < VersionCount; ++I) {
    const VersionId Id = static_cast<VersionId>(I);
    if (!Options.Takes[I])
      continue;
    All.emplace_back();
    All.back().Id = Id;
    All.back().Running = make(Id, P, Options);
    runSlice(*All.back().Running, 0);
  }
  return All;
}

bool areRight(const Problem &P, std::vector<Contestant> &All) {
  bool Result = true;
  for (size_t I = 0; I < P.Arrays.size(); ++I) {
    if (!P.Arrays[I].Expected)
      continue;
    const std::vector<double> Expected = P.Arrays[I].Expected();
    for (Contestant &C : All)
      Result &= isRight(P, I, C.Running->download(I), Expected, C.Id);
  }
  return Result;
}

/// How often a version runs in a slice, and in how many rounds it takes part.
void calibrate(Contestant &C, int Rounds) {
  const double Ms = std::max(runSlice(*C.Running, 2).Wall, 1e-4);
  C.RunsPerSlice = static_cast<int>(std::min(1e5, std::max(1.0, SliceMs / Ms)));
  const double Affordable = TotalMs / (Ms * C.RunsPerSlice);
  C.Rounds = std::max(LeastRounds, static_cast<int>(std::min<double>(Rounds, Affordable)));
  C.Running->rest();
}

} // namespace

const char *nameOf(VersionId Id) {
  static const char *const Names[] = {"lorcha", "openmp", "opencl", "fibers"};
  return Names[Id];
}

Row compete(const Problem &P, const ContestOptions &Options) {
  Row Result;
  Result.Name = P.Name;
  Result.Least = P.Least;
  std::vector<Contestant> All = makeContestants(P, Options);
  Result.IsRight = areRight(P, All);
  if (!Result.IsRight)
    return Result;
  for (Contestant &C : All)
    calibrate(C, Options.Rounds);
  for (int Round = 0; Round < Options.Rounds; ++Round)
    for (size_t I = 0; I < All.size(); ++I) {
      Contestant &C = All[(I + static_cast<size_t>(Round)) % All.size()];
      if (Round >= C.Rounds)
        continue;
      const Timing Slice = runSlice(*C.Running, C.RunsPerSlice);
      C.Running->rest();
      C.Wall.push_back(Slice.Wall);
      C.Cpu.push_back(Slice.Cpu);
    }
  for (Contestant &C : All)
    Result.Times[C.Id] = {medianOf(C.Wall), medianOf(C.Cpu)};
  return Result;
}

} // namespace bench
