// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The functions of cuda_awbarrier_primitives.h: barriers in shared memory as C has them.
#ifndef LORCHA_LIBCUDACXX_BARRIER_PRIMITIVES_H
#define LORCHA_LIBCUDACXX_BARRIER_PRIMITIVES_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/barrier.h"

namespace cuda {
namespace device {

using BlockBarrier = barrier<thread_scope_block>;

/// A barrier in shared memory, and a token of it: what they hold is nobody's business.
struct __mbarrier_t {
  BlockBarrier Barrier;
};
using __mbarrier_token_t = BlockBarrier::arrival_token;

LORCHA_DEVICE inline uint32_t __mbarrier_maximum_count() { return BlockBarrier::max(); }
LORCHA_DEVICE inline void __mbarrier_init(__mbarrier_t *Barrier, uint32_t Expected) {
  init(&Barrier->Barrier, static_cast<::std::ptrdiff_t>(Expected));
}
LORCHA_DEVICE inline void __mbarrier_inval(__mbarrier_t *) {}
LORCHA_DEVICE inline __mbarrier_token_t __mbarrier_arrive(__mbarrier_t *Barrier) {
  return Barrier->Barrier.arrive();
}
LORCHA_DEVICE inline __mbarrier_token_t __mbarrier_arrive_and_drop(__mbarrier_t *Barrier) {
  return Barrier->Barrier.arriveAndDrop();
}
LORCHA_DEVICE inline bool __mbarrier_test_wait(__mbarrier_t *Barrier, __mbarrier_token_t Token) {
  return Barrier->Barrier.test_wait(static_cast<__mbarrier_token_t &&>(Token));
}
LORCHA_DEVICE inline bool __mbarrier_try_wait(__mbarrier_t *Barrier, __mbarrier_token_t Token,
                                              uint32_t Nanoseconds) {
  return Barrier->Barrier.try_wait_for(static_cast<__mbarrier_token_t &&>(Token),
                                       ::std::chrono::nanoseconds(Nanoseconds));
}
LORCHA_DEVICE inline bool __mbarrier_test_wait_parity(__mbarrier_t *Barrier, bool Parity) {
  return Barrier->Barrier.try_wait_parity(Parity);
}
LORCHA_DEVICE inline bool __mbarrier_try_wait_parity(__mbarrier_t *Barrier, bool Parity,
                                                     uint32_t Nanoseconds) {
  return Barrier->Barrier.try_wait_parity_for(Parity, ::std::chrono::nanoseconds(Nanoseconds));
}

} // namespace device
} // namespace cuda

using cuda::device::__mbarrier_arrive;
using cuda::device::__mbarrier_arrive_and_drop;
using cuda::device::__mbarrier_init;
using cuda::device::__mbarrier_inval;
using cuda::device::__mbarrier_maximum_count;
using cuda::device::__mbarrier_t;
using cuda::device::__mbarrier_test_wait;
using cuda::device::__mbarrier_test_wait_parity;
using cuda::device::__mbarrier_token_t;
using cuda::device::__mbarrier_try_wait;
using cuda::device::__mbarrier_try_wait_parity;

#include "lorcha/users_letters.h"
#endif
