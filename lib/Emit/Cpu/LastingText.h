// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays that stay filled from block to block (lorcha/Analysis/LastingArrays.h): they are members of a
// struct that outlives the block, and what fills them stands under a condition.
//   struct k_lasting { alignas(64) float tile[16][16]; };
//   ...
//   auto &lorchaLasting = lorcha::lasting<k_lasting>(lorchaBlock);
//   auto &tile = lorchaLasting.tile;
//   const bool tile_lasts = lorchaBlock.follows(lorcha::AlongY);
//   ...
//   { if (!tile_lasts) tile[y][x] = in[row + x]; }
#ifndef LORCHA_LIB_EMIT_CPU_LASTINGTEXT_H
#define LORCHA_LIB_EMIT_CPU_LASTINGTEXT_H

#include "RegionText.h"

namespace lorcha {

/// That of a shared array's copy with its first index innermost. Blocks: how many run abreast, as text.
std::string copyType(const SharedPlan &Shared, const std::string &Blocks);

/// The members for one Declaration of Arrays, and the lines by which the block function has their names.
SharedText lastingText(llvm::StringRef Declaration, llvm::ArrayRef<const SharedPlan *> Arrays,
                       const LastingArrays &Lasting, const std::string &Blocks);

/// In front of what only blocks do that do not find the array filled; empty if each must. Kernel: null for
/// device functions.
std::string unlessLasting(const KernelPlan *Kernel, const clang::VarDecl *Array);

/// Puts what fills arrays in a region under their conditions. Behind what goes in front of the region, before
/// what goes behind it.
void printFills(const KernelPlan *Kernel, const ThreadCode &Code, RegionText &Text);

} // namespace lorcha

#endif
