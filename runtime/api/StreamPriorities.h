// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The priorities that streams may have.
#ifndef LORCHA_API_STREAMPRIORITIES_H
#define LORCHA_API_STREAMPRIORITIES_H

namespace lorcha::runtime::api {

/// The most urgent priority; the least urgent is 0.
inline constexpr int GreatestPriority = -5;

/// Numbers beyond are taken as the nearest of the two.
constexpr int nearestPriority(int Wanted) {
  return Wanted > 0 ? 0 : Wanted < GreatestPriority ? GreatestPriority : Wanted;
}

} // namespace lorcha::runtime::api

#endif
