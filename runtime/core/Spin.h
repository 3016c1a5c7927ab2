// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waiting without sleep, for what takes less time than to sleep and be woken; and a lock that waits so.
#ifndef LORCHA_CORE_SPIN_H
#define LORCHA_CORE_SPIN_H

#include "core/Flag.h"
#include "core/Log.h"
#include <mutex>
#include <thread>

namespace lorcha::runtime {

/// Tells the processor that the thread only waits.
inline void pauseSpinning() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

/// Looks until Test() is true or the time is over; returns what it said last.
template <class TestT> bool spinUntil(uint64_t Nanoseconds, TestT Test) {
  uint64_t Start = nowNanoseconds();
  while (!Test()) {
    if (nowNanoseconds() - Start > Nanoseconds)
      return Test();
    pauseSpinning();
  }
  return true;
}

/// Locks a mutex whose owners mostly hold it for a moment: tries for about as long before it sleeps, which
/// costs both threads a system call.
inline void lockSoon(std::unique_lock<std::mutex> &Lock) {
  constexpr unsigned Patience = 100;
  for (unsigned Tries = 0; Tries < Patience; ++Tries) {
    if (Lock.try_lock())
      return;
    pauseSpinning();
  }
  Lock.lock();
}
inline std::unique_lock<std::mutex> lockedSoon(std::mutex &Mutex) {
  std::unique_lock<std::mutex> Lock(Mutex, std::defer_lock);
  lockSoon(Lock);
  return Lock;
}

/// A mutex for sections of some ten instructions, which costs less than half of std::mutex where nobody else
/// wants it. Its owner must not wait for anything but memory; whoever waits for long lets other threads run.
class BriefLock {
public:
  void lock() {
    if (IsHeld.exchange(true, std::memory_order_acquire))
      waitAndLock();
  }
  void unlock() { IsHeld.store(false, std::memory_order_release); }

private:
  __attribute__((noinline)) void waitAndLock() {
    constexpr unsigned Patience = 64; // then the owner may not be running
    for (unsigned Tries = 0;
         IsHeld.load(std::memory_order_relaxed) || IsHeld.exchange(true, std::memory_order_acquire); ++Tries)
      if (Tries % Patience == Patience - 1)
        std::this_thread::yield();
      else
        pauseSpinning();
  }

  ExchangedFlag IsHeld{false};
};

} // namespace lorcha::runtime

#endif
