// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Machine.h"
#include <algorithm>
#include <chrono>
#include <ctime>
#include <omp.h>

namespace bench {
namespace {

constexpr size_t TriadCount = 1 << 24;
constexpr int PeakSteps = 200000, Chains = 10;

} // namespace

template <class BodyT> double Machine::secondsOf(BodyT Body) const {
  const double Before = processSeconds();
  const auto Start = std::chrono::steady_clock::now();
  Body();
  const double Wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  return ByCpuTime ? (processSeconds() - Before) / omp_get_max_threads() : Wall;
}

/// Runs Chains independent multiply-adds on full vectors; returns operations per second of all cores.
template <class T> double Machine::peakSample() const {
  typedef T Vector __attribute__((vector_size(64)));
  constexpr double PerStep = 2.0 * Chains * (64 / sizeof(T));
  volatile T Sink = 0;
  const double Seconds = secondsOf([&] {
#pragma omp parallel
    {
      Vector Sums[Chains], Factor = Vector{} + T(0.999999), Addend = Vector{} + T(1e-6);
      for (int I = 0; I < Chains; ++I)
        Sums[I] = Vector{} + T(I);
      for (int Step = 0; Step < PeakSteps; ++Step)
#pragma clang loop unroll(full)
        for (int I = 0; I < Chains; ++I)
          Sums[I] = Sums[I] * Factor + Addend;
      T Total = 0;
      for (int I = 0; I < Chains; ++I)
        Total += Sums[I][0];
      Sink = Total;
    }
  });
  return PerStep * PeakSteps * omp_get_max_threads() / Seconds;
}

Machine::Machine(bool ByCpuTime) : ByCpuTime(ByCpuTime), A(TriadCount), B(TriadCount, 1), C(TriadCount, 2) {}

void Machine::sample() {
  float *To = A.data();
  const float *First = B.data(), *Second = C.data();
  for (int I = 0; I < 3; ++I)
    Triads.push_back(3.0 * sizeof(float) * TriadCount / secondsOf([=] {
#pragma omp parallel for simd schedule(static)
                       for (size_t K = 0; K < TriadCount; ++K)
                         To[K] = First[K] + 3.0f * Second[K];
                     }));
  SinglePeaks.push_back(peakSample<float>());
  DoublePeaks.push_back(peakSample<double>());
  sendOpenMpThreadsToSleep();
}

double Machine::triad() const { return medianOf(Triads); }
double Machine::peak(bool IsDouble) const { return medianOf(IsDouble ? DoublePeaks : SinglePeaks); }

void sendOpenMpThreadsToSleep() {
  const int Usual = kmp_get_blocktime();
  kmp_set_blocktime(0);
#pragma omp parallel
  asm volatile("");
  kmp_set_blocktime(Usual);
}

double processSeconds() {
  timespec Now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &Now);
  return double(Now.tv_sec) + double(Now.tv_nsec) / 1e9;
}

double medianOf(std::vector<double> Values) {
  if (Values.empty())
    return 0;
  std::sort(Values.begin(), Values.end());
  const size_t Middle = Values.size() / 2;
  return Values.size() % 2 ? Values[Middle] : (Values[Middle - 1] + Values[Middle]) / 2;
}

} // namespace bench
