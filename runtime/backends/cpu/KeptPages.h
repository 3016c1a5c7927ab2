// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whole pages from the system, a few of which are kept for the next who wants as many.
#ifndef LORCHA_CPU_KEPTPAGES_H
#define LORCHA_CPU_KEPTPAGES_H

#include <cstddef>
#include <mutex>
#include <vector>

namespace lorcha::runtime::cpu {

/// Thread-safe. Sizes in bytes, whole pages.
class KeptPages {
public:
  ~KeptPages() { trim(); }
  /// Of undefined contents; null if there is no room.
  void *allocate(size_t Bytes);
  void release(void *Pages, size_t Bytes);
  /// Gives all that is kept back to the system.
  void trim();

private:
  /// What is kept at most: the pools above keep what the program is going to want again.
  static constexpr size_t MostBytes = 1 << 20, MostBlocks = 16;
  struct Block {
    void *Pages;
    size_t Bytes;
  };
  std::mutex Mutex;        ///< guards what follows
  std::vector<Block> Kept; ///< the last one came last
  size_t KeptBytes = 0;
};

} // namespace lorcha::runtime::cpu

#endif
