// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::memcpy_async of libcu++, by one thread or by a group. Copies are made when they are asked for.
#ifndef LORCHA_LIBCUDACXX_MEMCPY_ASYNC_H
#define LORCHA_LIBCUDACXX_MEMCPY_ASYNC_H

#include "lorcha/group_copy.h"
#include "lorcha/libcudacxx/barrier.h"

namespace cuda {

/// Copies of this thread alone. Object: the barrier or pipeline that the copy is to arrive at.
template <class T, class SizeT, thread_scope Scope, class CompletionT>
LORCHA_HD inline void memcpy_async(T *To, const T *From, SizeT Bytes, barrier<Scope, CompletionT> &) {
  lorcha::group::copy(To, From, static_cast<::std::size_t>(Bytes));
}
template <class SizeT, thread_scope Scope, class CompletionT>
LORCHA_HD inline void memcpy_async(void *To, const void *From, SizeT Bytes, barrier<Scope, CompletionT> &) {
  lorcha::group::copy(static_cast<char *>(To), static_cast<const char *>(From),
                      static_cast<::std::size_t>(Bytes));
}
/// Copies by all threads of the group together.
template <class GroupT, class T, class SizeT, thread_scope Scope, class CompletionT>
LORCHA_HD inline void memcpy_async(const GroupT &Group, T *To, const T *From, SizeT Bytes,
                                   barrier<Scope, CompletionT> &) {
  lorcha::group::copyTogether(Group, To, From, static_cast<::std::size_t>(Bytes));
}
template <class GroupT, class SizeT, thread_scope Scope, class CompletionT>
LORCHA_HD inline void memcpy_async(const GroupT &Group, void *To, const void *From, SizeT Bytes,
                                   barrier<Scope, CompletionT> &) {
  lorcha::group::copyTogether(Group, static_cast<char *>(To), static_cast<const char *>(From),
                              static_cast<::std::size_t>(Bytes));
}

namespace device {
/// Bulk copy by one thread, announced to the barrier with barrier_arrive_tx.
template <class T, ::std::size_t Alignment, class CompletionT>
LORCHA_DEVICE inline void memcpy_async_tx(T *To, const T *From, lorcha::AlignedSize<Alignment> Bytes,
                                          barrier<thread_scope_block, CompletionT> &) {
  lorcha::group::copy(To, From, Bytes.value);
}
} // namespace device

} // namespace cuda

#endif
