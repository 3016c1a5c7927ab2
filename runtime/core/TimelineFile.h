// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The mapped file behind a timeline: one per process, which grows by segments and gives out chunks. A child
// of fork begins a file of its own.
#ifndef LORCHA_CORE_TIMELINEFILE_H
#define LORCHA_CORE_TIMELINEFILE_H

#include "lorcha/timeline.h"
#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace lorcha::runtime::timeline {
using namespace lorcha::timeline;

/// The path of the running program; empty if the system does not tell.
std::string executablePath();

/// Thread-safe. Never destroyed.
class File {
public:
  static File &get();

  /// A chunk that no other thread writes to, perhaps with records already; null if there is no room. Number
  /// is its place in the file.
  ChunkHeader *take(uint32_t &Number);
  /// Gives a chunk back that has room.
  void giveBack(ChunkHeader *Chunk, uint32_t Number);
  /// A record for which there was no room.
  void noteDropped();
  /// The record with that number; null if there is none.
  Record *find(uint64_t Number);
  /// Counts the processes, from 0 on: chunks of an earlier one must be forgotten.
  unsigned generation() const { return Generation; }

private:
  File();
  bool open();
  bool addSegment();
  void sayFull(int Code);
  static void prepareFork();
  static void afterForkInParent();
  static void afterForkInChild();

  struct Chunk {
    ChunkHeader *Begin;
    uint32_t Number;
  };
  std::mutex Mutex; ///< guards what follows
  int Descriptor = -1;
  std::vector<char *> Segments;
  std::vector<Chunk> Free;
  uint32_t Chunks = 0;             ///< given out, that of the header included
  std::atomic<bool> IsFull{false}; ///< changes with Mutex held
  unsigned Generation = 0;
};

} // namespace lorcha::runtime::timeline

#endif
