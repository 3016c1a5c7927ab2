// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the threads of a block tell each other, through lorchaContext->Exchange: a slot of 8 bytes for each thread and a word
// of 8 bytes for each warp. Every thread of the block walks through every function here; Takes says whether it takes part.
//
// All of them keep one discipline, so that they may follow each other without more barriers: before its first barrier a
// function writes slots only, between two barriers one lane of each warp may read slots and write the warp's word, and
// after the last barrier words only are read. A function that reads slots ends with a barrier.

static void lorcha_exchange_barrier(void) { barrier(CLK_LOCAL_MEM_FENCE); }

static uint lorcha_lane(void) { return lorcha_linear_thread() & 31u; }
// The slot of the warp's first lane; the block's last warp may have fewer than 32 lanes.
static uint lorcha_warp_first(void) { return lorcha_linear_thread() & ~31u; }
static uint lorcha_warp_lanes(void) { return min(32u, lorcha_block_threads() - lorcha_warp_first()); }
static local ulong *lorcha_warp_word(const lorcha_context *lorchaContext) {
  return lorchaContext->Exchange + lorcha_block_threads() + lorcha_linear_thread() / 32u;
}

// The lanes of the warp that take part, in the high half those whose predicate is true.
static ulong lorcha_vote(const lorcha_context *lorchaContext, bool Takes, bool Predicate) {
  local ulong *Slots = lorchaContext->Exchange;
  Slots[lorcha_linear_thread()] = Takes ? (Predicate ? 0x100000001ul : 1ul) : 0ul;
  lorcha_exchange_barrier();
  if (lorcha_lane() == 0) {
    uint First = lorcha_linear_thread(), Lanes = lorcha_warp_lanes();
    ulong Word = 0;
    for (uint Lane = 0; Lane < Lanes; ++Lane)
      Word |= Slots[First + Lane] << Lane;
    *lorcha_warp_word(lorchaContext) = Word;
  }
  lorcha_exchange_barrier();
  return *lorcha_warp_word(lorchaContext);
}

// What the lane Source of the warp gave; Value if the warp has no such lane.
static ulong lorcha_read_lane(const lorcha_context *lorchaContext, ulong Value, uint Source) {
  local ulong *Slots = lorchaContext->Exchange;
  Slots[lorcha_linear_thread()] = Value;
  lorcha_exchange_barrier();
  if (Source < lorcha_warp_lanes())
    Value = Slots[lorcha_warp_first() + Source];
  lorcha_exchange_barrier();
  return Value;
}

// What a thread of the block gave; Value if the block has no such thread.
static ulong lorcha_read_thread(const lorcha_context *lorchaContext, ulong Value, uint Source) {
  local ulong *Slots = lorchaContext->Exchange;
  Slots[lorcha_linear_thread()] = Value;
  lorcha_exchange_barrier();
  if (Source < lorcha_block_threads())
    Value = Slots[Source];
  lorcha_exchange_barrier();
  return Value;
}

// The same for many reads: give, then any number of given, then lorcha_exchange_barrier. Threads that the
// block lacks gave what the last one did.
static void lorcha_exchange_give(const lorcha_context *lorchaContext, ulong Value) {
  lorchaContext->Exchange[lorcha_linear_thread()] = Value;
  lorcha_exchange_barrier();
}
static ulong lorcha_exchange_given(const lorcha_context *lorchaContext, uint Source) {
  return lorchaContext->Exchange[min(Source, lorcha_block_threads() - 1u)];
}

// Which of the 32 threads from First, a multiple of 32, take part.
static uint lorcha_threads_from(const lorcha_context *lorchaContext, bool Takes, uint First) {
  uint Threads = lorcha_block_threads();
  lorcha_vote(lorchaContext, Takes, false);
  return First < Threads ? (uint)lorchaContext->Exchange[Threads + First / 32u] : 0u;
}

// Those of the lanes Present that gave the same 64 bits.
static uint lorcha_matching(const lorcha_context *lorchaContext, ulong Value, uint Present) {
  local ulong *Slots = lorchaContext->Exchange;
  uint First = lorcha_warp_first(), Lanes = lorcha_warp_lanes(), Result = 0;
  Slots[lorcha_linear_thread()] = Value;
  lorcha_exchange_barrier();
  for (uint Lane = 0; Lane < Lanes; ++Lane)
    Result |= (uint)(Slots[First + Lane] == Value) << Lane;
  lorcha_exchange_barrier();
  return Result & Present;
}
