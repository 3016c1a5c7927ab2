// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one door to oneTBB.
#ifndef LORCHA_CPU_PARALLEL_H
#define LORCHA_CPU_PARALLEL_H

#include "backends/cpu/Sanitizers.h"
#include <cstddef>

namespace lorcha::runtime::cpu {

/// Calls Call(Closure, I) for every I below Count on oneTBB's workers and the calling thread; returns when
/// all are done. While the calling thread waits it takes up no other work of the program. Exceptions come
/// through. Not seen by ThreadSanitizer, which does not know oneTBB's ways of synchronising: use onWorkers.
void callOnWorkers(size_t Count, void (*Call)(void *, size_t), void *Closure);

/// callOnWorkers with a callable. What was written before is seen by the calls, and what they write is seen
/// afterwards.
template <class BodyT> void onWorkers(size_t Count, BodyT Body) {
  announceRelease(&Body);
  callOnWorkers(
      Count,
      [](void *Closure, size_t I) {
        announceAcquire(Closure);
        (*static_cast<BodyT *>(Closure))(I);
        announceRelease(Closure);
      },
      &Body);
  announceAcquire(&Body);
}

} // namespace lorcha::runtime::cpu

#endif
