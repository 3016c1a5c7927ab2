// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tells AddressSanitizer and ThreadSanitizer about switches between stacks. Costs nothing in other builds.
#ifndef LORCHA_CPU_SANITIZERS_H
#define LORCHA_CPU_SANITIZERS_H

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#define LORCHA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LORCHA_ASAN 1
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#define LORCHA_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LORCHA_TSAN 1
#endif
#endif

#ifdef LORCHA_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef LORCHA_TSAN
#include <sanitizer/tsan_interface.h>
#endif

// Functions that begin or end on another stack than they end or begin on must not be counted by
// ThreadSanitizer's own call stack.
#if defined(LORCHA_TSAN) && defined(__clang__)
#define LORCHA_NO_CALL_TRACE __attribute__((disable_sanitizer_instrumentation))
#else
#define LORCHA_NO_CALL_TRACE
#endif

namespace lorcha::runtime::cpu {

#ifdef LORCHA_ASAN
/// Nobody may touch these bytes of memory of a device until they are allowed, or freed.
inline void forbid(void *Begin, size_t Bytes) { ASAN_POISON_MEMORY_REGION(Begin, Bytes); }
/// They may be touched again.
inline void allow(void *Begin, size_t Bytes) { ASAN_UNPOISON_MEMORY_REGION(Begin, Bytes); }
#else
// A program may be built with AddressSanitizer when this library is not.
extern "C" __attribute__((weak)) void __asan_poison_memory_region(const volatile void *Begin, size_t Bytes);
extern "C" __attribute__((weak)) void __asan_unpoison_memory_region(const volatile void *Begin, size_t Bytes);
inline void forbid(void *Begin, size_t Bytes) {
  if (__asan_poison_memory_region)
    __asan_poison_memory_region(Begin, Bytes);
}
inline void allow(void *Begin, size_t Bytes) {
  if (__asan_unpoison_memory_region)
    __asan_unpoison_memory_region(Begin, Bytes);
}
#endif

/// What the sanitizers keep for one stack.
struct StackTrace {
  const void *Bottom = nullptr; ///< lowest address; learnt at the first switch away for a thread's own stack
  size_t Bytes = 0;
  void *FakeStack = nullptr;   ///< AddressSanitizer's
  void *ThreadFiber = nullptr; ///< ThreadSanitizer's
  bool IsOwned = false;        ///< ThreadFiber was made here

  /// Before the first switch to a stack of our own.
  void open(const void *StackBottom, size_t StackBytes) {
    Bottom = StackBottom;
    Bytes = StackBytes;
#ifdef LORCHA_TSAN
    if (!ThreadFiber) {
      ThreadFiber = __tsan_create_fiber(0);
      IsOwned = true;
    }
#endif
  }
  /// For the stack of the running thread, before it switches away.
  void openThread() {
#ifdef LORCHA_TSAN
    ThreadFiber = __tsan_get_current_fiber();
#endif
  }
  /// The frames on the stack are given up, or the stack goes away. No code runs on it.
  void close() {
#ifdef LORCHA_ASAN
    if (Bottom)
      ASAN_UNPOISON_MEMORY_REGION(Bottom, Bytes);
    FakeStack = nullptr;
#endif
#ifdef LORCHA_TSAN
    if (IsOwned)
      __tsan_destroy_fiber(ThreadFiber);
    ThreadFiber = nullptr;
    IsOwned = false;
#endif
  }
};

/// What the running thread has done so far is seen by whoever acquires the same address later. For orders
/// that ThreadSanitizer cannot see by itself.
inline void announceRelease([[maybe_unused]] void *Address) {
#ifdef LORCHA_TSAN
  __tsan_release(Address);
#endif
}
inline void announceAcquire([[maybe_unused]] void *Address) {
#ifdef LORCHA_TSAN
  __tsan_acquire(Address);
#endif
}

/// Just before the jump from one stack to another. IsLast: the frames of From are never returned to.
LORCHA_NO_CALL_TRACE __attribute__((always_inline)) inline void
announceSwitch([[maybe_unused]] StackTrace &From, [[maybe_unused]] StackTrace &To,
               [[maybe_unused]] bool IsLast) {
#ifdef LORCHA_ASAN
  __sanitizer_start_switch_fiber(IsLast ? nullptr : &From.FakeStack, To.Bottom, To.Bytes);
#endif
#ifdef LORCHA_TSAN
  __tsan_switch_to_fiber(To.ThreadFiber, 0);
#endif
}

/// Just after arriving on the stack Self, coming from Previous.
inline void confirmSwitch([[maybe_unused]] StackTrace &Self, [[maybe_unused]] StackTrace &Previous) {
#ifdef LORCHA_ASAN
  __sanitizer_finish_switch_fiber(Self.FakeStack, &Previous.Bottom, &Previous.Bytes);
  Self.FakeStack = nullptr;
#endif
}

} // namespace lorcha::runtime::cpu

#endif
