// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waiting without sleep, for what takes less time than to sleep and be woken.
#ifndef LORCHA_CORE_SPIN_H
#define LORCHA_CORE_SPIN_H

#include "core/Log.h"

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

} // namespace lorcha::runtime

#endif
