// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads and stores with cache hints, memory fences and address space predicates. Hints have no effect on a
// CPU.
#ifndef LORCHA_CPU_MEMORY_H
#define LORCHA_CPU_MEMORY_H

#include "lorcha/attributes.h"
#include "lorcha/cpu/atomic.h"
#include "lorcha/cpu_sync.h"

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

#endif
