// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the objects of libcu++ that threads wait for are made of: words in memory that threads change and wait
// for, with as much atomicity as the scope needs. In the translator's parse, which is what OpenCL C is
// lowered from, a wait is a barrier of the whole block: the translator allows it where that is the same.
#ifndef LORCHA_LIBCUDACXX_WAITING_H
#define LORCHA_LIBCUDACXX_WAITING_H

#include "lorcha/group_primitives.h"
#include "lorcha/libcudacxx/scope.h"
#include <chrono>

namespace lorcha {

/// Whether threads outside of the block use what has the scope.
constexpr bool isForOthers(cuda::thread_scope Scope) { return Scope < cuda::thread_scope_block; }

/// A number that threads of a scope change together. Loads acquire, stores release.
template <cuda::thread_scope Scope> class SharedWord {
public:
#if defined(__CUDA__)
  LORCHA_HD uint32_t load() const { return Value; }
  LORCHA_HD void store(uint32_t New) { Value = New; }
  LORCHA_HD uint32_t add(uint32_t More) { return Value += More; }
  LORCHA_HD bool replace(uint32_t &, uint32_t New) {
    group::waitForPart();
    Value = New;
    return true;
  }
#else
  uint32_t load() const { return __atomic_load_n(&Value, __ATOMIC_ACQUIRE); }
  void store(uint32_t New) { __atomic_store_n(&Value, New, __ATOMIC_RELEASE); }
  /// Adds and returns what there was before.
  uint32_t add(uint32_t More) {
    if (isForOthers(Scope))
      return __atomic_fetch_add(&Value, More, __ATOMIC_ACQ_REL);
    const uint32_t Old = load();
    store(Old + More);
    return Old;
  }
  /// Puts New in the place of Expected; false, and what there is in Expected, if something else is there.
  bool replace(uint32_t &Expected, uint32_t New) {
    return __atomic_compare_exchange_n(&Value, &Expected, New, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
  }
#endif
  /// Lets others run while the number is Old.
  LORCHA_HD void waitWhile([[maybe_unused]] uint32_t Old) const {
#if defined(__CUDA__)
    group::blockWideBarrier();
#else
    lorchaWaitForChange(&Value, Old, isForOthers(Scope));
#endif
  }

private:
  uint32_t Value;
};

/// Wait until the number is zero, or anything else. These are no waits of a whole block.
template <cuda::thread_scope Scope> LORCHA_HD inline void waitUntilZero(const SharedWord<Scope> &Word) {
#if defined(__CUDA__)
  group::waitForPart();
  (void)Word;
#else
  for (uint32_t Now = Word.load(); Now != 0; Now = Word.load())
    Word.waitWhile(Now);
#endif
}
template <cuda::thread_scope Scope> LORCHA_HD inline void waitForNonzero(const SharedWord<Scope> &Word) {
#if defined(__CUDA__)
  group::waitForPart();
  (void)Word;
#else
  Word.waitWhile(0);
#endif
}

/// Lets others run once, in a loop that asks whether something has happened.
LORCHA_HD inline void pollOnce(bool IsForOthers) {
#if defined(__CUDA__)
  group::waitForPart();
  (void)IsForOthers;
#else
  lorchaLetOthersRun(IsForOthers);
#endif
}

/// Asks again and again until the answer is yes or the time has come. The last answer.
template <class QuestionT, class TimeT>
LORCHA_HD inline bool pollUntil(bool IsForOthers, const TimeT &Time, const QuestionT &Ask) {
  while (!Ask()) {
    if (!(TimeT::clock::now() < Time))
      return Ask();
    pollOnce(IsForOthers);
  }
  return true;
}

/// The time that a duration from now ends at.
template <class RepT, class PeriodT>
LORCHA_HD inline ::std::chrono::steady_clock::time_point
timeAfter(const ::std::chrono::duration<RepT, PeriodT> &Duration) {
  return ::std::chrono::steady_clock::now() +
         ::std::chrono::duration_cast<::std::chrono::steady_clock::duration>(Duration);
}

} // namespace lorcha

#endif
