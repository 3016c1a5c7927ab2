// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's warp functions, with and without _sync, by exchange through local memory. Every thread of the block walks through
// them; Takes says whether it takes part. Warps are 32 consecutive threads. Without _sync the lanes that take part are
// those of the mask.
//!needs exchange

// The lane that a shuffle reads in a segment of Width lanes; 32, which no warp has, means one's own value. The 5 low bits of
// an index or a distance count (PTX ISA, shfl).
static uint lorcha_lane_by_index(int Source, int Width) {
  uint Segment = (uint)Width - 1u;
  return (lorcha_lane() & ~Segment) | ((uint)Source & Segment);
}
static uint lorcha_lane_above(uint Delta, int Width) {
  uint Source = lorcha_lane() + (Delta & 31u);
  return Source <= (lorcha_lane() | ((uint)Width - 1u)) ? Source : 32u;
}
static uint lorcha_lane_below(uint Delta, int Width) {
  uint Lane = lorcha_lane(), First = Lane & ~((uint)Width - 1u);
  return Lane >= First + (Delta & 31u) ? Lane - (Delta & 31u) : 32u;
}
static uint lorcha_lane_across(int LaneMask, int Width) {
  uint Source = lorcha_lane() ^ ((uint)LaneMask & 31u);
  return Source <= (lorcha_lane() | ((uint)Width - 1u)) ? Source : 32u;
}

// Shuffles and matches of a type of 4 or 8 bytes, which travels as ulong.
#define LORCHA_SHUFFLE(Name, T, To, From, Parameter, Source)                                                           \
  static T lorcha_##Name##_sync_##T(const lorcha_context *lorchaContext, bool Takes, uint Mask, T Value,               \
                                    Parameter, int Width) {                                                            \
    return From(lorcha_read_lane(lorchaContext, To(Value), Source));                                                   \
  }                                                                                                                    \
  static T lorcha_##Name##_##T(const lorcha_context *lorchaContext, bool Takes, T Value, Parameter, int Width) {       \
    return From(lorcha_read_lane(lorchaContext, To(Value), Source));                                                   \
  }
#define LORCHA_MATCH_ALL(T, To, Space)                                                                                 \
  static uint lorcha_match_all_sync_##T##_##Space(const lorcha_context *lorchaContext, bool Takes, uint Mask, T Value, \
                                                  Space int *IsAll) {                                                  \
    uint Present = (uint)lorcha_vote(lorchaContext, Takes, false) & Mask;                                              \
    bool IsSame = lorcha_matching(lorchaContext, To(Value), Present) == Present;                                       \
    if (Takes)                                                                                                         \
      *IsAll = IsSame;                                                                                                 \
    return IsSame ? Present : 0u;                                                                                      \
  }
#define LORCHA_WARP_VALUES(T, To, From)                                                                                \
  LORCHA_SHUFFLE(shfl, T, To, From, int Lane, lorcha_lane_by_index(Lane, Width))                                       \
  LORCHA_SHUFFLE(shfl_up, T, To, From, uint Delta, lorcha_lane_below(Delta, Width))                                    \
  LORCHA_SHUFFLE(shfl_down, T, To, From, uint Delta, lorcha_lane_above(Delta, Width))                                  \
  LORCHA_SHUFFLE(shfl_xor, T, To, From, int LaneMask, lorcha_lane_across(LaneMask, Width))                             \
  static uint lorcha_match_any_sync_##T(const lorcha_context *lorchaContext, bool Takes, uint Mask, T Value) {         \
    uint Present = (uint)lorcha_vote(lorchaContext, Takes, false) & Mask;                                              \
    return lorcha_matching(lorchaContext, To(Value), Present);                                                         \
  }                                                                                                                    \
  LORCHA_MATCH_ALL(T, To, private)                                                                                     \
  LORCHA_MATCH_ALL(T, To, local)                                                                                       \
  LORCHA_MATCH_ALL(T, To, global)

#define LORCHA_INT_TO_SLOT(X) ((ulong)(uint)(X))
#define LORCHA_SLOT_TO_INT(X) ((int)(uint)(X))
#define LORCHA_UINT_TO_SLOT(X) ((ulong)(X))
#define LORCHA_SLOT_TO_UINT(X) ((uint)(X))
#define LORCHA_LONG_TO_SLOT(X) ((ulong)(X))
#define LORCHA_SLOT_TO_LONG(X) ((long)(X))
#define LORCHA_ULONG_TO_SLOT(X) ((X))
#define LORCHA_SLOT_TO_ULONG(X) ((X))
#define LORCHA_FLOAT_TO_SLOT(X) ((ulong)as_uint(X))
#define LORCHA_SLOT_TO_FLOAT(X) (as_float((uint)(X)))
#define LORCHA_DOUBLE_TO_SLOT(X) (as_ulong(X))
#define LORCHA_SLOT_TO_DOUBLE(X) (as_double(X))

LORCHA_WARP_VALUES(int, LORCHA_INT_TO_SLOT, LORCHA_SLOT_TO_INT)
LORCHA_WARP_VALUES(uint, LORCHA_UINT_TO_SLOT, LORCHA_SLOT_TO_UINT)
LORCHA_WARP_VALUES(long, LORCHA_LONG_TO_SLOT, LORCHA_SLOT_TO_LONG)
LORCHA_WARP_VALUES(ulong, LORCHA_ULONG_TO_SLOT, LORCHA_SLOT_TO_ULONG)
LORCHA_WARP_VALUES(float, LORCHA_FLOAT_TO_SLOT, LORCHA_SLOT_TO_FLOAT)
#ifdef LORCHA_HAS_FP64
LORCHA_WARP_VALUES(double, LORCHA_DOUBLE_TO_SLOT, LORCHA_SLOT_TO_DOUBLE)
#endif
#undef LORCHA_SHUFFLE
#undef LORCHA_MATCH_ALL
#undef LORCHA_WARP_VALUES

// Votes.
static uint lorcha_activemask(const lorcha_context *lorchaContext, bool Takes) {
  return (uint)lorcha_vote(lorchaContext, Takes, false);
}
static uint lorcha_ballot_sync(const lorcha_context *lorchaContext, bool Takes, uint Mask, int Predicate) {
  return (uint)(lorcha_vote(lorchaContext, Takes, Predicate != 0) >> 32) & Mask;
}
static int lorcha_any_sync(const lorcha_context *lorchaContext, bool Takes, uint Mask, int Predicate) {
  return lorcha_ballot_sync(lorchaContext, Takes, Mask, Predicate) != 0;
}
static int lorcha_all_sync(const lorcha_context *lorchaContext, bool Takes, uint Mask, int Predicate) {
  ulong Votes = lorcha_vote(lorchaContext, Takes, Predicate != 0);
  return (((uint)Votes ^ (uint)(Votes >> 32)) & Mask) == 0;
}
static uint lorcha_ballot(const lorcha_context *lorchaContext, bool Takes, int Predicate) {
  return lorcha_ballot_sync(lorchaContext, Takes, 0xffffffffu, Predicate);
}
static int lorcha_any(const lorcha_context *lorchaContext, bool Takes, int Predicate) {
  return lorcha_any_sync(lorchaContext, Takes, 0xffffffffu, Predicate);
}
static int lorcha_all(const lorcha_context *lorchaContext, bool Takes, int Predicate) {
  return lorcha_all_sync(lorchaContext, Takes, 0xffffffffu, Predicate);
}

// Reductions: what the lanes that take part gave, combined. A slot holds the value and, above it, whether its lane does.
#define LORCHA_WARP_REDUCE(Name, T, Combined)                                                                          \
  static T lorcha_reduce_##Name##_sync_##T(const lorcha_context *lorchaContext, bool Takes, uint Mask, T Value) {      \
    local ulong *Slots = lorchaContext->Exchange;                                                                      \
    uint First = lorcha_warp_first(), Lanes = lorcha_warp_lanes();                                                     \
    T Result = Value;                                                                                                  \
    Slots[lorcha_linear_thread()] = (uint)Value | (ulong)Takes << 32;                                                  \
    lorcha_exchange_barrier();                                                                                         \
    for (uint Lane = 0; Lane < Lanes; ++Lane) {                                                                        \
      ulong Slot = Slots[First + Lane];                                                                                \
      T Other = (T)(uint)Slot;                                                                                         \
      if (Slot >> 32 != 0 && (Mask >> Lane & 1u) != 0 && Lane != lorcha_lane())                                        \
        Result = Combined;                                                                                             \
    }                                                                                                                  \
    lorcha_exchange_barrier();                                                                                         \
    return Result;                                                                                                     \
  }
LORCHA_WARP_REDUCE(add, int, ((int)((uint)Result + (uint)Other)))
LORCHA_WARP_REDUCE(add, uint, (Result + Other))
LORCHA_WARP_REDUCE(min, int, (min(Result, Other)))
LORCHA_WARP_REDUCE(min, uint, (min(Result, Other)))
LORCHA_WARP_REDUCE(max, int, (max(Result, Other)))
LORCHA_WARP_REDUCE(max, uint, (max(Result, Other)))
LORCHA_WARP_REDUCE(and, uint, (Result & Other))
LORCHA_WARP_REDUCE(or, uint, (Result | Other))
LORCHA_WARP_REDUCE(xor, uint, (Result ^ Other))
#undef LORCHA_WARP_REDUCE
