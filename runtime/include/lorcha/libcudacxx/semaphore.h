// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::counting_semaphore, cuda::binary_semaphore and those of cuda::std (libcu++; C++20, [thread.sema]).
#ifndef LORCHA_LIBCUDACXX_SEMAPHORE_H
#define LORCHA_LIBCUDACXX_SEMAPHORE_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/waiting.h"

namespace cuda {

template <thread_scope Scope, ::std::ptrdiff_t LeastMax = 0x7fffffff> class counting_semaphore {
public:
  counting_semaphore() = default;
  LORCHA_HD explicit counting_semaphore(::std::ptrdiff_t Count) { Free.store(static_cast<uint32_t>(Count)); }
  counting_semaphore(const counting_semaphore &) = delete;
  counting_semaphore &operator=(const counting_semaphore &) = delete;

  LORCHA_HD static constexpr ::std::ptrdiff_t max() { return LeastMax; }

  LORCHA_HD void release(::std::ptrdiff_t Count = 1) { Free.add(static_cast<uint32_t>(Count)); }
  LORCHA_HD void acquire() {
    while (!take())
      lorcha::waitForNonzero(Free);
  }
  /// Lets others run if there is nothing to have, so that loops around it end.
  LORCHA_HD bool try_acquire() {
    if (take())
      return true;
    lorcha::pollOnce(lorcha::isForOthers(Scope));
    return take();
  }
  template <class RepT, class PeriodT>
  LORCHA_HD bool try_acquire_for(const ::std::chrono::duration<RepT, PeriodT> &Duration) {
    return try_acquire_until(lorcha::timeAfter(Duration));
  }
  template <class TimeT> LORCHA_HD bool try_acquire_until(const TimeT &Time) {
    return lorcha::pollUntil(lorcha::isForOthers(Scope), Time, [&] { return take(); });
  }

private:
  template <thread_scope S, ::std::ptrdiff_t L>
  friend LORCHA_HD void init(counting_semaphore<S, L> *Semaphore, ::std::ptrdiff_t Count);

  LORCHA_HD bool take() {
    uint32_t Now = Free.load();
    while (Now != 0)
      if (Free.replace(Now, Now - 1))
        return true;
    return false;
  }
  lorcha::SharedWord<Scope> Free;
};

template <thread_scope Scope> using binary_semaphore = counting_semaphore<Scope, 1>;

/// Sets a semaphore in shared memory up. Before any thread uses it.
template <thread_scope Scope, ::std::ptrdiff_t LeastMax>
LORCHA_HD inline void init(counting_semaphore<Scope, LeastMax> *Semaphore, ::std::ptrdiff_t Count) {
  Semaphore->Free.store(static_cast<uint32_t>(Count));
}

namespace std {
template <::std::ptrdiff_t LeastMax = 0x7fffffff>
class counting_semaphore : public cuda::counting_semaphore<thread_scope_system, LeastMax> {
public:
  using cuda::counting_semaphore<thread_scope_system, LeastMax>::counting_semaphore;
};
using binary_semaphore = counting_semaphore<1>;
} // namespace std

} // namespace cuda

#include "lorcha/users_letters.h"
#endif
