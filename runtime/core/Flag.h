// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LORCHA_CORE_FLAG_H
#define LORCHA_CORE_FLAG_H

#include <atomic>

namespace lorcha::runtime {

/// What is true or false, for exchange(). A word: GCC 12 calls libatomic to exchange bytes on RISC-V.
using ExchangedFlag = std::atomic<int>;

} // namespace lorcha::runtime

#endif
