// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Block barriers of CUDA's device language, on the runtime's primitives. A kernel that reaches one is in the
// fiber form.
#ifndef LORCHA_CPU_SYNC_FUNCTIONS_H
#define LORCHA_CPU_SYNC_FUNCTIONS_H

#include "lorcha/attributes.h"
#include "lorcha/cpu_sync.h"

/// Waits for all threads of the block that have not exited.
LORCHA_INLINE void __syncthreads() { lorchaBlockBarrier(); }
/// The same, and tells how many of them gave a non-zero predicate, or whether all, or any of them did.
LORCHA_INLINE int __syncthreads_count(int Predicate) { return lorchaBlockBarrierCount(Predicate); }
LORCHA_INLINE int __syncthreads_and(int Predicate) { return lorchaBlockBarrierAnd(Predicate); }
LORCHA_INLINE int __syncthreads_or(int Predicate) { return lorchaBlockBarrierOr(Predicate); }

#endif
