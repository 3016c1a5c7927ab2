// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Going from one stack to another: by Boost.Context where it is there, else by code of our own for the
// processors that Context.cpp has it for, else by the system's contexts, which ask the kernel at each switch.
#ifndef LORCHA_CPU_CONTEXT_H
#define LORCHA_CPU_CONTEXT_H

#include <cstddef>
#ifdef LORCHA_BOOST_CONTEXT
#include <boost/context/detail/fcontext.hpp>
#endif

namespace lorcha::runtime::cpu {

#ifdef LORCHA_BOOST_CONTEXT
using Context = boost::context::detail::fcontext_t;
using Arrival = boost::context::detail::transfer_t;

__attribute__((always_inline)) inline Context contextOf(const Arrival &Came) { return Came.fctx; }
__attribute__((always_inline)) inline void *dataOf(const Arrival &Came) { return Came.data; }
__attribute__((always_inline)) inline Arrival switchTo(Context To, void *Data) {
  return boost::context::detail::jump_fcontext(To, Data);
}
inline Context makeContext(char *StackTop, size_t Bytes, void (*Entry)(Arrival)) {
  return boost::context::detail::make_fcontext(StackTop, Bytes, Entry);
}
#else
/// A stack that does not run: where it goes on is noted on it.
using Context = void *;
/// What one finds when one comes to a stack: the one that was left, and what was handed over.
struct Arrival {
  Context From;
  void *Data;
};

inline Context contextOf(const Arrival &Came) { return Came.From; }
inline void *dataOf(const Arrival &Came) { return Came.Data; }

/// Goes on where To was left, or begins there; returns when somebody comes back.
Arrival switchTo(Context To, void *Data);
/// A stack on which Entry begins when it is switched to first. Entry must not return.
Context makeContext(char *StackTop, size_t Bytes, void (*Entry)(Arrival));
#endif

} // namespace lorcha::runtime::cpu

#endif
