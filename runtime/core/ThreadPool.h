// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The threads that drain streams. A stream that is ready always gets a thread, a new one if none is free:
// host functions may block on each other for as long as they like without starving other streams. Kernels
// spread over oneTBB's workers from whichever thread drains their stream.
#ifndef LORCHA_CORE_THREADPOOL_H
#define LORCHA_CORE_THREADPOOL_H

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

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

  /// Takes back what schedule() was told, if no thread has begun with it: the caller has taken the role
  /// itself.
  void unschedule(const Stream &Taken);

  /// Called by a thread of the pool that has run out of work and comes back for more at once, before others
  /// can see that it has: no other thread need then be woken.
  void announceReturn();

  /// Blocks until no thread is at work and nothing is scheduled, or the time is over.
  void waitUntilQuiet(unsigned Milliseconds);

private:
  bool isSpinning() const { return Spinner != std::thread::id(); }
  void startThread();
  void serve();
  /// Looks for work without sleeping, for a moment. True if there is some.
  bool spin(std::unique_lock<std::mutex> &Lock);
  /// Blocks until there is work; false if there was none for a long time.
  bool sleep(std::unique_lock<std::mutex> &Lock);

  std::mutex Mutex; ///< guards everything here
  std::condition_variable Work, Quiet;
  std::deque<std::shared_ptr<Stream>> Ready;
  unsigned Idle = 0; ///< threads waiting in Work, those included that have been notified and have not run yet
  unsigned Busy = 0; ///< threads draining a stream
  std::thread::id Spinner;           ///< the thread that is looking for work, which need not be woken
  std::atomic<size_t> ReadyCount{0}; ///< size of Ready
};

} // namespace lorcha::runtime

#endif
