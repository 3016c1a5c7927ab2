// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What random operations work on: cells of memory whose words all have one value. Every operation checks the
// value that it is to find and leaves another; the order in which it may rely on the ones before comes from
// streams and events alone, which makes any operation that runs too early, too late, twice or never a
// failure.
#ifndef LORCHA_TEST_CELLS_H
#define LORCHA_TEST_CELLS_H

#include "lorcha/runtime_api.h"
#include "lorcha/runtime_api_cpp.h"
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

namespace lorcha::stress {

/// Ends the program with a line if a call fails.
void expect(lorchaError_t Result, const char *What);
/// The same for questions that were not answered with yes: they may have been answered with no.
void expectNotReady(lorchaError_t Result);
#define LORCHA_EXPECT(CALL) ::lorcha::stress::expect(CALL, #CALL)

/// Notes that a word is not what it should be; the first ones are printed. Any thread, kernels included.
void reportWrong(const char *Who, size_t Cell, uint32_t Wanted, uint32_t Found);
/// How many were noted.
size_t wrongCount();

/// The same numbers for the same seed (splitmix64).
class Random {
public:
  explicit Random(uint64_t Seed) : State(Seed) {}
  uint64_t next() {
    uint64_t Z = State += 0x9e3779b97f4a7c15u;
    Z = (Z ^ (Z >> 30)) * 0xbf58476d1ce4e5b9u;
    Z = (Z ^ (Z >> 27)) * 0x94d049bb133111ebu;
    return Z ^ (Z >> 31);
  }
  size_t below(size_t Bound) { return next() % Bound; }
  /// True in one of so many cases.
  bool oneIn(size_t Cases) { return below(Cases) == 0; }

private:
  uint64_t State;
};

/// A stream that several threads put work into. Lock is held while they do.
struct Slot {
  std::mutex Lock;
  lorchaStream_t Stream = nullptr;
  int Device = 0;
  uint64_t Life = 0; ///< another number for each stream that was made
  unsigned SinceWait = 0;

  /// A number that no stream had.
  static uint64_t newLife();
  /// Makes a stream, of whichever kind and priority, in place of the one before, whose work goes on.
  void renew(Random &From);
};

/// Memory with one value in all words. Lock is held while work on it is put in; cells are locked in the order
/// of their numbers, after slots in the order of theirs.
class Cell {
public:
  enum class Kind { Device, Pinned, Managed, Pageable };
  Cell(size_t Number, Kind Of, size_t Words, int Device);
  /// All work is done. What is the API's ends with the process.
  ~Cell();
  Cell(const Cell &) = delete;
  Cell &operator=(const Cell &) = delete;

  const size_t Number;
  const Kind Of;
  const size_t Words;
  std::mutex Lock;
  uint32_t *Data = nullptr;
  uint32_t Value = 0; ///< once all that was put in is done

  size_t bytes() const { return Words * sizeof(uint32_t); }
  /// Makes work that is put into the slot now come after all work on the cell.
  void enter(Slot &On);
  /// All work on the cell is what was put into the slot last.
  void leave(Slot &On);
  /// Asks whether all work is done; if it says so, the words must have the value.
  void query();
  /// Waits for all work and checks the words.
  void check();
  /// For a copy that reads the cell: pageable memory may be copied aside when the call is made, without
  /// waiting for the stream, so work on it must be done.
  void prepareAsSource() {
    if (Of == Kind::Pageable)
      check();
  }
  /// Frees the memory and allocates it anew, with the value 0.
  void renew();
  /// An executable graph that raises the value by one, whatever it is.
  lorchaGraphExec_t raise();

private:
  lorchaEvent_t last() const { return Done[static_cast<size_t>(LastDevice)]; }
  void allocate();

  const int Home;                  ///< the device that it was allocated on
  std::vector<lorchaEvent_t> Done; ///< one per device
  int LastDevice = -1;             ///< of the last work; -1 if none
  uint64_t LastLife = 0;
  lorchaGraphExec_t Raise = nullptr;
};

/// Shared by threads that capture; held alone by one that waits for a device, which captures forbid.
std::shared_mutex &captures();

/// All there is.
struct World {
  World(size_t SlotCount, size_t CellCount, uint64_t Seed);
  std::vector<std::unique_ptr<Slot>> Slots;
  std::vector<std::unique_ptr<Cell>> Cells;
  int Devices = 1;

  /// Cells whose numbers differ by this have the same size.
  static constexpr size_t SizeCount = 3;
};

/// Words, all checked for Wanted and set to New: by the kernel in several blocks, in one block with a barrier
/// between checks and writes, on the host.
void launchStep(lorchaStream_t On, size_t Cell, uint32_t *Data, size_t Words, uint32_t Wanted, uint32_t New);
void launchStepWithBarrier(lorchaStream_t On, size_t Cell, uint32_t *Data, size_t Words, uint32_t Wanted,
                           uint32_t New);
void checkWords(const char *Who, size_t Cell, const uint32_t *Data, size_t Words, uint32_t Wanted);

/// One host thread: puts Operations random operations into streams, most of them its own.
void work(World &All, size_t FirstSlot, size_t OwnSlots, size_t Operations, uint64_t Seed);

/// Puts one random operation on random cells into the slots, which are locked; Other is a further slot.
void putRandomOperation(World &All, Slot &On, Slot &Other, Random &From);

} // namespace lorcha::stress

#endif
