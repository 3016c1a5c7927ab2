// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::latch and cuda::std::latch (libcu++; C++20, [thread.latch]).
#ifndef LORCHA_LIBCUDACXX_LATCH_H
#define LORCHA_LIBCUDACXX_LATCH_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/waiting.h"

namespace cuda {

template <thread_scope Scope> class latch {
public:
  latch() = default;
  LORCHA_HD explicit latch(::std::ptrdiff_t Expected) { Left.store(static_cast<uint32_t>(Expected)); }
  latch(const latch &) = delete;
  latch &operator=(const latch &) = delete;

  LORCHA_HD static constexpr ::std::ptrdiff_t max() { return 0x7fffffff; }

  LORCHA_HD void count_down(::std::ptrdiff_t Count = 1) { Left.add(0u - static_cast<uint32_t>(Count)); }
  LORCHA_HD bool try_wait() const {
    if (Left.load() != 0)
      lorcha::pollOnce(lorcha::isForOthers(Scope));
    return Left.load() == 0;
  }
  LORCHA_HD void wait() const { lorcha::waitUntilZero(Left); }
  LORCHA_HD void arrive_and_wait(::std::ptrdiff_t Count = 1) {
    count_down(Count);
    wait();
  }

private:
  template <thread_scope S> friend LORCHA_HD void init(latch<S> *Latch, ::std::ptrdiff_t Expected);
  lorcha::SharedWord<Scope> Left;
};

/// Sets a latch in shared memory up. Before any thread uses it.
template <thread_scope Scope> LORCHA_HD inline void init(latch<Scope> *Latch, ::std::ptrdiff_t Expected) {
  Latch->Left.store(static_cast<uint32_t>(Expected));
}

namespace std {
class latch : public cuda::latch<thread_scope_system> {
public:
  using cuda::latch<thread_scope_system>::latch;
};
} // namespace std

} // namespace cuda

#include "lorcha/users_letters.h"
#endif
