// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Table.h"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <omp.h>

namespace bench {
namespace {

constexpr VersionId Others[] = {OpenMpByHand, OpenClByHand, Fibers};

double timeOf(const Timing &T, bool ByCpuTime) { return ByCpuTime ? T.Cpu : T.Wall; }

/// The share of what the machine can do; 0 where the problem does not say what limits it.
double shareOfLimit(const Row &R, const Results &All, VersionId Id) {
  const Machine &Limits = *All.Limits;
  const double Seconds = (All.ByCpuTime ? R.Times[Id].Cpu / omp_get_max_threads() : R.Times[Id].Wall) / 1e3;
  if (Seconds == 0)
    return 0;
  return R.Least.Bytes != 0 ? R.Least.Bytes / Seconds / Limits.triad()
                            : R.Least.Flops / Seconds / Limits.peak(R.Least.IsDouble);
}
const char *limitOf(const Row &R) {
  return R.Least.Bytes != 0 ? "triad" : R.Least.Flops == 0 ? "" : R.Least.IsDouble ? "peak64" : "peak";
}

struct Mean {
  double Geometric = 0, Least = 0;
  int Count = 0;
};
Mean meanOver(const Results &All, VersionId Other) {
  Mean Result;
  double Sum = 0;
  for (const Row &R : All.Rows)
    if (const double Speed = speedOver(R, Other, All.ByCpuTime); Speed > 0) {
      Sum += std::log(Speed);
      Result.Least = Result.Count ? std::min(Result.Least, Speed) : Speed;
      ++Result.Count;
    }
  if (Result.Count)
    Result.Geometric = std::exp(Sum / Result.Count);
  return Result;
}

void writeRow(std::FILE *File, const Row &R, const Results &All) {
  std::fprintf(File, "    {\"name\": \"%s\", \"correct\": %s", R.Name.c_str(), R.IsRight ? "true" : "false");
  for (int I = 0; I < VersionCount; ++I)
    if (R.Times[I].Wall > 0)
      std::fprintf(File, ", \"%s\": {\"wall_ms\": %.5f, \"cpu_ms\": %.5f}", nameOf(static_cast<VersionId>(I)),
                   R.Times[I].Wall, R.Times[I].Cpu);
  if (R.Least.Bytes != 0 || R.Least.Flops != 0)
    std::fprintf(File, ", \"limit\": \"%s\", \"lorcha_share\": %.4f, \"openmp_share\": %.4f", limitOf(R),
                 shareOfLimit(R, All, Ours), shareOfLimit(R, All, OpenMpByHand));
  std::fprintf(File, "}");
}

} // namespace

double speedOver(const Row &R, VersionId Other, bool ByCpuTime) {
  const double Mine = timeOf(R.Times[Ours], ByCpuTime), Theirs = timeOf(R.Times[Other], ByCpuTime);
  return R.IsRight && Mine > 0 ? Theirs / Mine : 0;
}

void printHead() {
  std::printf("%-16s %10s %10s %10s %10s | %8s %8s %8s | %s\n", "milliseconds", "lorcha", "openmp", "opencl",
              "fibers", "/openmp", "/opencl", "/fibers", "share of limit: lorcha, openmp");
}

void printRow(const Row &R, const Results &All) {
  if (!R.IsRight) {
    std::printf("%-16s wrong result\n", R.Name.c_str());
    return;
  }
  std::printf("%-16s", R.Name.c_str());
  for (const Timing &T : R.Times)
    std::printf(" %10.3f", timeOf(T, All.ByCpuTime));
  std::printf(" |");
  for (VersionId Other : Others)
    std::printf(" %8.2f", speedOver(R, Other, All.ByCpuTime));
  if (*limitOf(R))
    std::printf(" | %.2f %.2f of %s", shareOfLimit(R, All, Ours), shareOfLimit(R, All, OpenMpByHand),
                limitOf(R));
  std::printf("\n");
  std::fflush(stdout);
}

void printSummary(const Results &All) {
  for (VersionId Other : Others)
    if (const Mean M = meanOver(All, Other); M.Count)
      std::printf("speed over %s: geometric mean %.3f, least %.3f, of %d kernels\n", nameOf(Other),
                  M.Geometric, M.Least, M.Count);
  std::printf("limits: triad %.1f GB/s, fused multiply-adds %.0f GFLOP/s single, %.0f double, %d threads\n",
              All.Limits->triad() / 1e9, All.Limits->peak(false) / 1e9, All.Limits->peak(true) / 1e9,
              omp_get_max_threads());
  std::printf("launches: %.2f us launch and wait, %.2f us queued, %.2f us for an empty OpenMP loop\n",
              All.Launches.LaunchAndWait, All.Launches.Queued, All.Launches.OpenMpLoop);
}

bool writeJson(const Results &All, const std::string &Path) {
  std::FILE *File = std::fopen(Path.c_str(), "w");
  if (!File)
    return false;
  std::fprintf(File, "{\n  \"device\": \"%s\",\n  \"opencl_device\": \"%s\",\n  \"threads\": %d,\n",
               cudaDevice().c_str(), nativeDevice().c_str(), omp_get_max_threads());
  std::fprintf(File, "  \"ratios_of\": \"%s\",\n", All.ByCpuTime ? "process time" : "wall time");
  std::fprintf(File, "  \"triad_gb_s\": %.3f,\n  \"peak_gflop_s\": %.2f,\n  \"peak64_gflop_s\": %.2f,\n",
               All.Limits->triad() / 1e9, All.Limits->peak(false) / 1e9, All.Limits->peak(true) / 1e9);
  std::fprintf(File,
               "  \"launch_us\": {\"launch_and_wait\": %.3f, \"queued\": %.3f, \"openmp_loop\": %.3f},\n",
               All.Launches.LaunchAndWait, All.Launches.Queued, All.Launches.OpenMpLoop);
  std::fprintf(File, "  \"means\": {");
  for (VersionId Other : Others) {
    const Mean M = meanOver(All, Other);
    std::fprintf(File, "%s\"%s\": {\"geometric\": %.4f, \"least\": %.4f, \"kernels\": %d}",
                 Other == Others[0] ? "" : ", ", nameOf(Other), M.Geometric, M.Least, M.Count);
  }
  std::fprintf(File, "},\n  \"kernels\": [\n");
  for (const Row &R : All.Rows) {
    writeRow(File, R, All);
    std::fprintf(File, &R == &All.Rows.back() ? "\n" : ",\n");
  }
  std::fprintf(File, "  ]\n}\n");
  return std::fclose(File) == 0;
}

} // namespace bench
