// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one door to oneTBB, or to threads of our own where it is not there.
#ifndef LORCHA_CPU_PARALLEL_H
#define LORCHA_CPU_PARALLEL_H

#include "backends/cpu/Cores.h"
#include "backends/cpu/Sanitizers.h"
#include <cstddef>
#include <memory>

namespace lorcha::runtime::cpu {

/// The host threads that work for one device. Thread-safe.
class Workers {
public:
  /// Those on the cores of a share; if that is all of them and oneTBB is there, its own as they are.
  explicit Workers(CoreShare Where);
  ~Workers();
  Workers(const Workers &) = delete;
  Workers &operator=(const Workers &) = delete;

  const CoreShare &cores() const { return Where; }

  /// Calls Body(I) for every I below Count on workers and the calling thread; returns when all are done.
  /// While the calling thread waits it takes up no other work of the program. Exceptions come through. What
  /// was written before is seen by the calls, and what they write is seen afterwards.
  template <class BodyT> void run(size_t Count, BodyT Body) {
    ensureAwake();
    announceRelease(&Body);
    call(
        Count,
        [](void *Closure, size_t I) {
          announceAcquire(Closure);
          (*static_cast<BodyT *>(Closure))(I);
          announceRelease(Closure);
        },
        &Body);
    announceAcquire(&Body);
  }

private:
  class Part;
  using CallFunction = void (*)(void *, size_t);

  /// Not seen by ThreadSanitizer, which does not know oneTBB's ways of synchronising.
  void call(size_t Count, CallFunction Call, void *Closure);
  /// Makes oneTBB set itself up.
  static void wake();
  /// Sets oneTBB up in one thread, before all others in an order that ThreadSanitizer sees.
  static void ensureAwake() {
    static const bool IsAwake = (wake(), true);
    (void)IsAwake;
  }

  const CoreShare Where;
  std::unique_ptr<Part> OnPart; ///< if there are several cores, which are a part of all or without oneTBB
};

} // namespace lorcha::runtime::cpu

#endif
