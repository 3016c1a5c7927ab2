// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that take up work for the CPU backend where oneTBB is not there to lend some.
#ifndef LORCHA_CPU_HELPERTHREADS_H
#define LORCHA_CPU_HELPERTHREADS_H

#include "backends/cpu/Cores.h"
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lorcha::runtime::cpu {

/// Thread-safe. The threads are started when there is work first, and stay on the cores of the share.
class HelperThreads {
public:
  HelperThreads(size_t Count, const CoreShare &Where) : Count(Count), Where(Where) {}
  /// Waits for the work that is being done; what nobody has begun is dropped.
  ~HelperThreads();
  HelperThreads(const HelperThreads &) = delete;

  /// Some thread will call Work, in the order of these calls. Work must throw nothing.
  void enqueue(std::function<void()> Work);

private:
  void serve();

  const size_t Count;
  const CoreShare &Where;
  std::mutex Mutex; ///< guards all below
  std::condition_variable Changed;
  std::deque<std::function<void()>> Queue;
  std::vector<std::thread> Threads;
  size_t Idle = 0;
  bool IsOver = false;
};

} // namespace lorcha::runtime::cpu

#endif
