// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::barrier and cuda::std::barrier (libcu++; C++20, [thread.barrier]). A phase is complete when as many
// have arrived as the barrier expects; the last of them runs the completion function. Copies to a barrier are
// made at once, so they have arrived before their thread does.
#ifndef LORCHA_LIBCUDACXX_BARRIER_H
#define LORCHA_LIBCUDACXX_BARRIER_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/waiting.h"

namespace lorcha {
/// The completion function of barriers without one.
struct NoCompletion {
  LORCHA_HD void operator()() const noexcept {}
};
} // namespace lorcha

namespace cuda {

template <thread_scope Scope, class CompletionT = lorcha::NoCompletion> class barrier;

/// Sets a barrier in shared memory up, in the place of a constructor. Before any thread uses it.
template <thread_scope Scope, class CompletionT>
LORCHA_HD inline void init(barrier<Scope, CompletionT> *Barrier, ::std::ptrdiff_t Expected,
                           CompletionT Completion = CompletionT());

template <thread_scope Scope, class CompletionT> class barrier {
public:
  /// Which phase a thread has arrived in.
  class arrival_token {
  public:
    LORCHA_HD arrival_token() : Phase(0) {}
    LORCHA_HD explicit arrival_token(uint32_t Phase) : Phase(Phase) {}
    uint32_t Phase;
  };

  barrier() = default;
  LORCHA_HD explicit barrier(::std::ptrdiff_t Expected, CompletionT Completion = CompletionT())
      : Completion(Completion) {
#if defined(__CUDA__)
    (void)Expected;
#else
    begin(Expected);
#endif
  }
  barrier(const barrier &) = delete;
  barrier &operator=(const barrier &) = delete;

  LORCHA_HD static constexpr ::std::ptrdiff_t max() { return (1 << 20) - 1; }

  [[nodiscard]] LORCHA_HD arrival_token arrive(::std::ptrdiff_t Count = 1) {
#if defined(__CUDA__)
    (void)Count;
    return arrival_token();
#else
    const arrival_token Token(Phase.load()); // it cannot be complete without this arrival
    const uint32_t Arrived = static_cast<uint32_t>(Count);
    if (Pending.add(0u - Arrived) == Arrived)
      complete();
    return Token;
#endif
  }
  LORCHA_HD void wait(arrival_token &&Token) const { Phase.waitWhile(Token.Phase); }
  LORCHA_HD void arrive_and_wait() { wait(arrive()); }
  LORCHA_HD void arrive_and_drop() { (void)arriveAndDrop(); }
  /// The last arrival of a thread: later phases expect one less.
  LORCHA_HD arrival_token arriveAndDrop() {
    Expected.add(~0u);
    return arrive();
  }

  LORCHA_HD bool try_wait(arrival_token &&Token) const { return isComplete(Token) || pollOnce(Token); }
  LORCHA_HD bool test_wait(arrival_token &&Token) const { return isComplete(Token) || pollOnce(Token); }
  template <class RepT, class PeriodT>
  LORCHA_HD bool try_wait_for(arrival_token &&Token,
                              const ::std::chrono::duration<RepT, PeriodT> &Duration) const {
    return try_wait_until(static_cast<arrival_token &&>(Token), lorcha::timeAfter(Duration));
  }
  template <class TimeT> LORCHA_HD bool try_wait_until(arrival_token &&Token, const TimeT &Time) const {
    return lorcha::pollUntil(lorcha::isForOthers(Scope), Time, [&] { return isComplete(Token); });
  }
  /// Waits for the end of the current phase if its number is even (false) or odd (true).
  LORCHA_HD void wait_parity(bool Parity) const {
    const uint32_t Now = Phase.load();
    if ((Now & 1) == static_cast<uint32_t>(Parity))
      Phase.waitWhile(Now);
  }
  LORCHA_HD bool try_wait_parity(bool Parity) const { return isPast(Parity) || pollOnce(Parity); }
  template <class RepT, class PeriodT>
  LORCHA_HD bool try_wait_parity_for(bool Parity,
                                     const ::std::chrono::duration<RepT, PeriodT> &Duration) const {
    return lorcha::pollUntil(lorcha::isForOthers(Scope), lorcha::timeAfter(Duration),
                             [&] { return isPast(Parity); });
  }

private:
  template <thread_scope S, class C>
  friend LORCHA_HD void init(barrier<S, C> *Barrier, ::std::ptrdiff_t Expected, C Completion);

  LORCHA_HD void begin(::std::ptrdiff_t Count) {
    Expected.store(static_cast<uint32_t>(Count));
    Pending.store(static_cast<uint32_t>(Count));
    Phase.store(0);
  }
  LORCHA_HD void complete() {
    Completion();
    Pending.store(Expected.load());
    Phase.add(1);
  }
  LORCHA_HD bool isComplete(const arrival_token &Token) const { return Phase.load() != Token.Phase; }
  LORCHA_HD bool isPast(bool Parity) const { return (Phase.load() & 1) != static_cast<uint32_t>(Parity); }
  template <class PhaseT> LORCHA_HD bool pollOnce(const PhaseT &Asked) const {
    lorcha::pollOnce(lorcha::isForOthers(Scope));
    if constexpr (::std::is_same<PhaseT, bool>::value)
      return isPast(Asked);
    else
      return isComplete(Asked);
  }

  lorcha::SharedWord<Scope> Phase, Pending, Expected;
  CompletionT Completion;
};

template <thread_scope Scope, class CompletionT>
LORCHA_HD inline void init(barrier<Scope, CompletionT> *Barrier, ::std::ptrdiff_t Expected,
                           CompletionT Completion) {
#if defined(__CUDA__)
  (void)Barrier, (void)Expected, (void)Completion;
#else
  Barrier->Completion = Completion;
  Barrier->begin(Expected);
#endif
}

namespace std {
template <class CompletionT = lorcha::NoCompletion>
class barrier : public cuda::barrier<thread_scope_system, CompletionT> {
public:
  using cuda::barrier<thread_scope_system, CompletionT>::barrier;
};
} // namespace std

namespace device {
/// Arrival that also announces bytes of copies, which are made at once here.
template <class CompletionT>
[[nodiscard]] LORCHA_DEVICE inline typename barrier<thread_scope_block, CompletionT>::arrival_token
barrier_arrive_tx(barrier<thread_scope_block, CompletionT> &Barrier, ::std::ptrdiff_t Count,
                  ::std::ptrdiff_t /*Bytes*/) {
  return Barrier.arrive(Count);
}
template <class CompletionT>
LORCHA_DEVICE inline void barrier_expect_tx(barrier<thread_scope_block, CompletionT> &, ::std::ptrdiff_t) {}
} // namespace device

} // namespace cuda

#include "lorcha/libcudacxx/memcpy_async.h"

#include "lorcha/users_letters.h"
#endif
