// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Random work from many host threads in many streams, checked. Usage:
// LorchaRuntimeStress [--threads=8] [--streams=16] [--operations=1000] [--seed=1]
// Streams are those of each thread, operations those of each stream. The seed decides what every thread does;
// how the threads interleave is the machine's affair.
#include "Cells.h"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

using namespace lorcha::stress;

namespace {
struct Options {
  size_t Threads = 8, Streams = 16, Operations = 1000;
  uint64_t Seed = 1;
};
} // namespace

static bool read(const char *Argument, const char *Name, uint64_t &Value) {
  size_t Length = std::strlen(Name);
  if (std::strncmp(Argument, Name, Length) != 0 || Argument[Length] != '=')
    return false;
  Value = std::strtoull(Argument + Length + 1, nullptr, 10);
  return true;
}

static bool read(int Count, char **Arguments, Options &Result) {
  for (int I = 1; I < Count; ++I)
    if (!read(Arguments[I], "--threads", Result.Threads) &&
        !read(Arguments[I], "--streams", Result.Streams) &&
        !read(Arguments[I], "--operations", Result.Operations) && !read(Arguments[I], "--seed", Result.Seed))
      return false;
  return Result.Threads && Result.Streams && Result.Threads * Result.Streams > 1;
}

int main(int Count, char **Arguments) {
  Options Wanted;
  if (!read(Count, Arguments, Wanted)) {
    std::fprintf(stderr, "usage: %s [--threads=N] [--streams=N] [--operations=N] [--seed=N]\n", Arguments[0]);
    return 2;
  }
  auto Start = std::chrono::steady_clock::now();
  World All(Wanted.Threads * Wanted.Streams, 64 * World::SizeCount, Wanted.Seed);
  std::vector<std::thread> Threads;
  for (size_t I = 0; I < Wanted.Threads; ++I)
    Threads.emplace_back([&, I] {
      work(All, I * Wanted.Streams, Wanted.Streams, Wanted.Operations * Wanted.Streams,
           Wanted.Seed * 1000 + I);
    });
  for (std::thread &Each : Threads)
    Each.join();
  for (std::unique_ptr<Cell> &Each : All.Cells)
    Each->check();
  for (int I = 0; I < All.Devices; ++I) {
    LORCHA_EXPECT(lorchaSetDevice(I));
    LORCHA_EXPECT(lorchaDeviceSynchronize());
  }
  double Seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  size_t Total = Wanted.Threads * Wanted.Streams * Wanted.Operations;
  std::printf("%zu operations of %zu threads in %zu streams, seed %llu: %.1f s, %zu wrong words\n", Total,
              Wanted.Threads, Wanted.Threads * Wanted.Streams, static_cast<unsigned long long>(Wanted.Seed),
              Seconds, wrongCount());
  return wrongCount() ? 1 : 0;
}
