// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The threads that drain streams. A stream that is ready always gets a thread, a new one if none is free:
// host functions may block on each other for as long as they like without starving other streams. Kernels
// spread over oneTBB's workers from whichever thread drains their stream.
#ifndef LORCHA_CORE_THREADPOOL_H
#define LORCHA_CORE_THREADPOOL_H

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

namespace lorcha::runtime {

class Stream;

/// Thread-safe; one per process, never destroyed. Its threads are detached and end after being idle for a
/// while.
class ThreadPool {
public:
  static ThreadPool &get();

  /// Has some thread call Ready->drainFromPool() soon. Streams of higher priority (lower number) go first.
  /// Does not block.
  void schedule(std::shared_ptr<Stream> Ready);

  /// Blocks until no thread is at work and nothing is scheduled, or the time is over.
  void waitUntilQuiet(unsigned Milliseconds);

private:
  void startThread();
  void serve();

  std::mutex Mutex; ///< guards everything here
  std::condition_variable Work, Quiet;
  std::deque<std::shared_ptr<Stream>> Ready;
  unsigned Idle = 0; ///< threads waiting in Work, those included that have been notified and have not run yet
  unsigned Busy = 0; ///< threads draining a stream
};

} // namespace lorcha::runtime

#endif
