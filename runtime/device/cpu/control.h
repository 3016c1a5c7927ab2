// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Time, sleep, traps and assert in device code.
#ifndef LORCHA_CPU_CONTROL_H
#define LORCHA_CPU_CONTROL_H

#include "lorcha/attributes.h"
#include "lorcha/cpu_sync.h"
#include <assert.h>
#include <time.h>

/// A counter that runs at 1 GHz.
inline long long clock64() {
  struct timespec Now;
  clock_gettime(CLOCK_MONOTONIC, &Now);
  return static_cast<long long>(Now.tv_sec) * 1000000000 + Now.tv_nsec;
}

namespace lorcha {
/// What clock() is in device code.
inline long deviceClock() { return static_cast<long>(clock64()); }
} // namespace lorcha

/// Sleeps for about that long, for 1 ms at most as in CUDA. The whole block sleeps.
inline void __nanosleep(unsigned Nanoseconds) {
  struct timespec Time = {0, Nanoseconds < 1000000 ? static_cast<long>(Nanoseconds) : 1000000};
  nanosleep(&Time, nullptr);
}

/// Abandons the launch with the sticky error of a launch failure.
LORCHA_INLINE void __trap() { lorchaDeviceTrap(); }
/// Stops in the debugger; without one, the program ends with SIGTRAP.
LORCHA_INLINE void __brkpt() {
#if defined(__x86_64__) || defined(__i386__)
  __asm__ __volatile__("int3");
#elif defined(__aarch64__)
  __asm__ __volatile__("brk #0");
#else
  __builtin_trap();
#endif
}
/// Counts an event of a profiler; there is none.
LORCHA_INLINE void __prof_trigger(int) {}

#if defined(__GLIBC__) && !defined(NDEBUG)
/// What glibc's assert calls when it fails. This definition comes before the library's, for the whole
/// program: a failed assert in a running kernel becomes CUDA's device assert, everywhere else it prints and
/// aborts as ever. So translated code keeps its assert, NDEBUG included.
extern "C" inline void __assert_fail(const char *Expression, const char *File, unsigned Line,
                                     const char *Function) noexcept {
  lorchaDeviceAssert(Expression, File, Line, Function);
}
#endif

#endif
