// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads and stores with cache hints, memory fences and the window of shared memory. Hints have no effect on a
// CPU.
#ifndef LORCHA_CPU_MEMORY_H
#define LORCHA_CPU_MEMORY_H

#include "lorcha/attributes.h"
#include "lorcha/cpu/atomic.h"
#include "lorcha/cpu_sync.h"
#include <new>
#include <stdint.h>

/// Loads. CUDA has them for every integer, float, double and vector type; __ldg promises that nobody writes
/// meanwhile.
template <class T> LORCHA_INLINE T __ldg(const T *Address) { return *Address; }
template <class T> LORCHA_INLINE T __ldca(const T *Address) { return *Address; }
template <class T> LORCHA_INLINE T __ldcg(const T *Address) { return *Address; }
template <class T> LORCHA_INLINE T __ldcs(const T *Address) { return *Address; }
template <class T> LORCHA_INLINE T __ldlu(const T *Address) { return *Address; }
template <class T> LORCHA_INLINE T __ldcv(const T *Address) {
  __asm__ __volatile__("" : : "r"(Address) : "memory");
  return *Address;
} // read anew
/// Stores.
template <class T> LORCHA_INLINE void __stwb(T *Address, lorcha::detail::SameAs<T> Value) {
  *Address = Value;
}
template <class T> LORCHA_INLINE void __stcg(T *Address, lorcha::detail::SameAs<T> Value) {
  *Address = Value;
}
template <class T> LORCHA_INLINE void __stcs(T *Address, lorcha::detail::SameAs<T> Value) {
  *Address = Value;
}
template <class T> LORCHA_INLINE void __stwt(T *Address, lorcha::detail::SameAs<T> Value) {
  *Address = Value;
}

// GCC warns that ThreadSanitizer does not know fences. Atomics order by themselves there; see
// lorcha/cpu/atomic.h.
#if defined(__SANITIZE_THREAD__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wtsan"
#endif

/// Orders this thread's writes before its later ones for every other thread.
LORCHA_INLINE void __threadfence() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
LORCHA_INLINE void __threadfence_system() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
/// The same within the block, all of whose threads run on one host thread: only the compiler must not
/// reorder.
LORCHA_INLINE void __threadfence_block() { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

#if defined(__SANITIZE_THREAD__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

namespace lorcha {
namespace detail {

/// Offsets in the window of shared memory, 32 bits wide: 256 pages of 16 MiB, each of which is mapped to the
/// surroundings of the first address that was converted there. Shared memory lies in few places, on the stack
/// of the thread that runs the block and in the block's memory, so that pages stay what they are. Addresses
/// that are aligned, up to 1 MiB, have aligned offsets.
struct SharedWindow {
  static constexpr unsigned Pages = 256, PageBits = 24;
  uintptr_t Bases[Pages];
  unsigned Used;

  uint32_t offsetOf(uintptr_t Address) {
    for (unsigned Page = 0; Page < Used; ++Page) // well inside: objects must not reach over the end
      if (Address - Bases[Page] - Margin < Size - 2 * Margin)
        return Page << PageBits | static_cast<uint32_t>(Address - Bases[Page]);
    const unsigned Page = Used % Pages; // never so many
    Bases[Page] = (Address - Size / 2) & ~(Margin - 1);
    Used = Page + 1;
    return Page << PageBits | static_cast<uint32_t>(Address - Bases[Page]);
  }
  uintptr_t addressOf(uint32_t Offset) const {
    return Bases[Offset >> PageBits] + (Offset & ((1u << PageBits) - 1));
  }

private:
  static constexpr uintptr_t Size = uintptr_t(1) << PageBits, Margin = uintptr_t(1) << 20;
};

/// That of the host thread: it runs a block from its start to its end.
inline thread_local SharedWindow CurrentWindow = {};

} // namespace detail
} // namespace lorcha

/// Addresses of shared memory as offsets in its window, and back.
inline size_t __cvta_generic_to_shared(const void *Address) {
  return lorcha::detail::CurrentWindow.offsetOf(reinterpret_cast<uintptr_t>(Address));
}
inline void *__cvta_shared_to_generic(size_t Offset) {
  return reinterpret_cast<void *>(lorcha::detail::CurrentWindow.addressOf(static_cast<uint32_t>(Offset)));
}

#endif
