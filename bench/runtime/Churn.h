// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Many allocations and frees of mixed sizes: what a pair costs, and how far the process grows beyond what is
// alive.
#ifndef LORCHA_BENCH_CHURN_H
#define LORCHA_BENCH_CHURN_H

#include "Measure.h"
#include <cmath>
#include <cstdint>
#include <unistd.h>

namespace bench {

/// Bytes of this process that are in memory.
inline size_t residentBytes() {
  long total = 0, resident = 0;
  if (FILE *file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &total, &resident) != 2)
      resident = 0;
    std::fclose(file);
  }
  return static_cast<size_t>(resident) * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

/// Sizes from 16 bytes to 1 MB, evenly by their logarithms, and which of the living is freed next: the same
/// every time.
class Sizes {
public:
  size_t next() { return static_cast<size_t>(std::exp2(4.0 + 16.0 * (random() % 65536) / 65536.0)); }
  size_t slot(size_t count) { return random() % count; }

private:
  uint32_t random() {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<uint32_t>(state >> 33);
  }
  uint64_t state = 42;
};

struct ChurnResult {
  double nanosecondsPerPair;
  double growth; ///< largest growth of resident memory over the largest sum of living bytes
};

/// Replaces one of `living` allocations `cycles` times. With touches, writes to every page of each, so that
/// it is in memory.
template <class AllocateT, class FreeT>
ChurnResult churn(size_t cycles, size_t living, bool touches, AllocateT allocate, FreeT release) {
  struct Slot {
    char *memory = nullptr;
    size_t bytes = 0;
  };
  std::vector<Slot> slots(living);
  Sizes sizes;
  size_t before = residentBytes(), alive = 0, mostAlive = 0, mostResident = before;
  double seconds = secondsOf([&] {
    for (size_t i = 0; i < cycles; ++i) {
      Slot &slot = slots[sizes.slot(living)];
      if (slot.memory)
        release(slot.memory);
      alive -= slot.bytes;
      slot.bytes = sizes.next();
      slot.memory = static_cast<char *>(allocate(slot.bytes));
      alive += slot.bytes;
      mostAlive = std::max(mostAlive, alive);
      if (!touches)
        continue;
      for (size_t place = 0; place < slot.bytes; place += 4096)
        slot.memory[place] = 1;
      if (i % 1000 == 0)
        mostResident = std::max(mostResident, residentBytes());
    }
  });
  for (Slot &each : slots)
    if (each.memory)
      release(each.memory);
  return {seconds / static_cast<double>(cycles) * 1e9,
          static_cast<double>(mostResident - before) / static_cast<double>(mostAlive)};
}

} // namespace bench

#endif
