// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From which lane shfl reads, and whether that is in range. C holds the clamp in bits 0 to 4 and the mask of
// segments in bits 8 to 12 (PTX ISA, shfl). Part of lorcha/ptx.h.
#ifndef LORCHA_PTX_WARP_H
#define LORCHA_PTX_WARP_H

#include "lorcha/ptx/types.h"

namespace lorcha {
namespace ptx {

/// The last lane that may be read, or for up the first.
LORCHA_PTX unsigned lastLane(unsigned Lane, unsigned C) {
  const unsigned Segments = C >> 8 & 31;
  return (Lane & Segments) | (C & 31 & ~Segments);
}
LORCHA_PTX bool reads_idx(unsigned Lane, unsigned B, unsigned C) {
  const unsigned Segments = C >> 8 & 31;
  return ((Lane & Segments) | (B & 31 & ~Segments)) <= lastLane(Lane, C);
}
LORCHA_PTX bool reads_up(unsigned Lane, unsigned B, unsigned C) {
  return static_cast<int>(Lane) - static_cast<int>(B & 31) >= static_cast<int>(lastLane(Lane, C));
}
LORCHA_PTX bool reads_down(unsigned Lane, unsigned B, unsigned C) {
  return Lane + (B & 31) <= lastLane(Lane, C);
}
LORCHA_PTX bool reads_bfly(unsigned Lane, unsigned B, unsigned C) {
  return (Lane ^ (B & 31)) <= lastLane(Lane, C);
}

/// One's own lane if the other one is out of range.
LORCHA_PTX unsigned source_idx(unsigned Lane, unsigned B, unsigned C) {
  const unsigned Segments = C >> 8 & 31;
  return reads_idx(Lane, B, C) ? (Lane & Segments) | (B & 31 & ~Segments) : Lane;
}
LORCHA_PTX unsigned source_up(unsigned Lane, unsigned B, unsigned C) {
  return reads_up(Lane, B, C) ? Lane - (B & 31) : Lane;
}
LORCHA_PTX unsigned source_down(unsigned Lane, unsigned B, unsigned C) {
  return reads_down(Lane, B, C) ? Lane + (B & 31) : Lane;
}
LORCHA_PTX unsigned source_bfly(unsigned Lane, unsigned B, unsigned C) {
  return reads_bfly(Lane, B, C) ? Lane ^ (B & 31) : Lane;
}

} // namespace ptx
} // namespace lorcha

#endif
