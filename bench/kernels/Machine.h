// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the machine can do with all its cores, measured: the limits that kernels are set against.
#ifndef LORCHA_BENCH_MACHINE_H
#define LORCHA_BENCH_MACHINE_H

#include <vector>

namespace bench {

/// Measured again and again while the kernels are, so that a busy minute disturbs both alike.
class Machine {
public:
  /// With the process's time instead of wall time, as if all cores had been at work all the time.
  explicit Machine(bool ByCpuTime);
  /// Takes a sample of each limit: some ten milliseconds.
  void sample();
  /// Bytes per second of a = b + s * c on floats that no cache holds, counted as STREAM does: three arrays.
  double triad() const;
  /// Floating-point operations per second of independent fused multiply-adds.
  double peak(bool IsDouble) const;

private:
  /// What a stretch of parallel work took, by the clock that was asked for.
  template <class BodyT> double secondsOf(BodyT Body) const;
  template <class T> double peakSample() const;

  const bool ByCpuTime;
  std::vector<float> A, B, C;
  std::vector<double> Triads, SinglePeaks, DoublePeaks;
};

/// Has OpenMP's threads sleep. Left alone they spin for 200 ms behind each loop, on cores that others need.
/// (libomp's soft pause leaves them spinning; behind its hard pause critical sections crash.)
void sendOpenMpThreadsToSleep();

double processSeconds();
double medianOf(std::vector<double> Values);

} // namespace bench

#endif
