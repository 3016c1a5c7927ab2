// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Time and sleep.

// A counter that never goes back: the device's where its compiler has one. Otherwise one that takes a thousand steps with
// every look, so that programs which wait for time to pass come to an end; what they measure means nothing.
#if defined(LORCHA_HAS_KERNEL_CLOCK)
#pragma OPENCL EXTENSION cl_khr_kernel_clock : enable
static long lorcha_clock64(const lorcha_context *lorchaContext) { return (long)clock_read_device(); }
#elif defined(__clang__) && (defined(__x86_64__) || defined(__aarch64__))
static long lorcha_clock64(const lorcha_context *lorchaContext) { return (long)__builtin_readcyclecounter(); }
#else
static long lorcha_clock64(const lorcha_context *lorchaContext) {
  return ((lorcha_context *)lorchaContext)->Ticks += 1000;
}
#endif

// CUDA lets it take no time at all.
static void lorcha_nanosleep(uint Nanoseconds) {}
static void lorcha_prof_trigger(int Counter) {}
