// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Block barriers, and those that count. Every thread of the block comes, those that left early included: Takes is false
// for these.
//!needs exchange

// How many threads took part in the low half, how many of them gave a true predicate in the high half.
static ulong lorcha_block_count(const lorcha_context *lorchaContext, bool Takes, bool Predicate) {
  local ulong *Slots = lorchaContext->Exchange;
  Slots[lorcha_linear_thread()] = Takes ? (Predicate ? 0x100000001ul : 1ul) : 0ul;
  lorcha_syncthreads();
  if (lorcha_lane() == 0) {
    uint First = lorcha_linear_thread(), Lanes = lorcha_warp_lanes();
    ulong Sum = 0;
    for (uint Lane = 0; Lane < Lanes; ++Lane)
      Sum += Slots[First + Lane];
    *lorcha_warp_word(lorchaContext) = Sum;
  }
  lorcha_exchange_barrier();
  ulong Sum = 0;
  for (uint Word = lorcha_block_threads(); Word < lorcha_block_threads() + (lorcha_block_threads() + 31u) / 32u; ++Word)
    Sum += Slots[Word];
  return Sum;
}

static int lorcha_syncthreads_count(const lorcha_context *lorchaContext, bool Takes, int Predicate) {
  return (int)(lorcha_block_count(lorchaContext, Takes, Predicate != 0) >> 32);
}
static int lorcha_syncthreads_and(const lorcha_context *lorchaContext, bool Takes, int Predicate) {
  ulong Counts = lorcha_block_count(lorchaContext, Takes, Predicate != 0);
  return (uint)Counts == (uint)(Counts >> 32);
}
static int lorcha_syncthreads_or(const lorcha_context *lorchaContext, bool Takes, int Predicate) {
  return lorcha_block_count(lorchaContext, Takes, Predicate != 0) >> 32 != 0;
}
