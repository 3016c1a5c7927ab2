// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Votes in the region form: between the loop that hands in and the one that takes, each warp's answer is counted once, so
// both loops vectorise. Each function of CUDA's has two overloads here: one counts, one stands in the place of the call.
// Rules and sources are those of lorcha/exchange.h.
#ifndef LORCHA_VOTES_H
#define LORCHA_VOTES_H

#include "lorcha/exchange.h"

namespace lorcha {
namespace detail {

/// What a warp says: the lanes that took part, and those of them whose value is not zero.
struct WarpVote {
  uint32_t Taking, True;
  template <class ExchangeT> static WarpVote of(const ExchangeT &Given, const RegionThread &Current) {
    const auto Both = Given.voteOf(Current);
    return {static_cast<uint32_t>(Both >> 32), static_cast<uint32_t>(Both)};
  }
};

} // namespace detail

namespace counted {

template <class ExchangeT> inline void __ballot_sync(ExchangeT &Given) { Given.countWarps(); }
template <class ExchangeT> inline void __any_sync(ExchangeT &Given) { Given.countWarps(); }
template <class ExchangeT> inline void __all_sync(ExchangeT &Given) { Given.countWarps(); }
template <class ExchangeT> inline void __ballot(ExchangeT &Given) { Given.countWarps(); }
template <class ExchangeT> inline void __any(ExchangeT &Given) { Given.countWarps(); }
template <class ExchangeT> inline void __all(ExchangeT &Given) { Given.countWarps(); }
template <class ExchangeT> inline void __syncthreads_count(ExchangeT &Given) { Given.countValues(); }
template <class ExchangeT> inline void __syncthreads_and(ExchangeT &Given) { Given.countValues(); }
template <class ExchangeT> inline void __syncthreads_or(ExchangeT &Given) { Given.countValues(); }

template <class ExchangeT>
inline unsigned __ballot_sync(const ExchangeT &Given, const RegionThread &Current, unsigned Mask, int) {
  return detail::WarpVote::of(Given, Current).True & Mask;
}
template <class ExchangeT>
inline int __any_sync(const ExchangeT &Given, const RegionThread &Current, unsigned Mask, int) {
  return (detail::WarpVote::of(Given, Current).True & Mask) != 0;
}
template <class ExchangeT>
inline int __all_sync(const ExchangeT &Given, const RegionThread &Current, unsigned Mask, int) {
  const detail::WarpVote Vote = detail::WarpVote::of(Given, Current);
  return (Vote.Taking & Mask & ~Vote.True) == 0;
}
template <class ExchangeT> inline unsigned __ballot(const ExchangeT &Given, const RegionThread &Current, int) {
  return detail::WarpVote::of(Given, Current).True;
}
template <class ExchangeT> inline int __any(const ExchangeT &Given, const RegionThread &Current, int) {
  return detail::WarpVote::of(Given, Current).True != 0;
}
template <class ExchangeT> inline int __all(const ExchangeT &Given, const RegionThread &Current, int) {
  const detail::WarpVote Vote = detail::WarpVote::of(Given, Current);
  return (Vote.Taking & ~Vote.True) == 0;
}
template <class ExchangeT> inline int __syncthreads_count(const ExchangeT &Given, const RegionThread &, int) {
  return static_cast<int>(Given.truths());
}
template <class ExchangeT> inline int __syncthreads_and(const ExchangeT &Given, const RegionThread &, int) {
  return Given.truths() == Given.takers();
}
template <class ExchangeT> inline int __syncthreads_or(const ExchangeT &Given, const RegionThread &, int) {
  return Given.truths() != 0;
}

} // namespace counted
} // namespace lorcha

#endif
