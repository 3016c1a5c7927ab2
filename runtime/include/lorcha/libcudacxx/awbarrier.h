// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// nvcuda::experimental: what cuda::barrier was at first (cuda_awbarrier.h). Times to wait are hints.
#ifndef LORCHA_LIBCUDACXX_AWBARRIER_H
#define LORCHA_LIBCUDACXX_AWBARRIER_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/barrier_primitives.h"

namespace cuda {
namespace device {

class awbarrier {
public:
  using arrival_token = cuda::barrier<cuda::thread_scope_block>::arrival_token;

  awbarrier() = default;
  awbarrier(const awbarrier &) = delete;
  awbarrier &operator=(const awbarrier &) = delete;

  LORCHA_HD static constexpr uint32_t max() { return (1 << 20) - 1; }
  LORCHA_DEVICE arrival_token arrive() { return Barrier.arrive(); }
  LORCHA_DEVICE arrival_token arrive_and_drop() { return Barrier.arriveAndDrop(); }
  LORCHA_DEVICE void wait(arrival_token Token) { Barrier.wait(static_cast<arrival_token &&>(Token)); }
  LORCHA_DEVICE void arrive_and_wait() { Barrier.arrive_and_wait(); }
  LORCHA_DEVICE bool timed_wait(arrival_token Token, uint32_t) {
    return Barrier.try_wait(static_cast<arrival_token &&>(Token));
  }
  LORCHA_DEVICE bool timed_wait_parity(bool Parity, uint32_t) { return Barrier.try_wait_parity(Parity); }
  LORCHA_DEVICE bool try_wait(arrival_token Token, uint32_t) {
    return Barrier.try_wait(static_cast<arrival_token &&>(Token));
  }
  LORCHA_DEVICE bool try_wait_parity(bool Parity, uint32_t) { return Barrier.try_wait_parity(Parity); }

private:
  friend LORCHA_DEVICE inline void init(awbarrier *Given, uint32_t Expected) {
    init(&Given->Barrier, static_cast<::std::ptrdiff_t>(Expected));
  }
  cuda::barrier<cuda::thread_scope_block> Barrier;
};

} // namespace device
} // namespace cuda

namespace nvcuda {
namespace experimental {
using cuda::device::awbarrier;
} // namespace experimental
} // namespace nvcuda

#include "lorcha/users_letters.h"
#endif
