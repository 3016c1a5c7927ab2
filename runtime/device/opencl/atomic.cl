// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's atomic functions on global and local memory. The _block and _system forms are the same functions. What OpenCL 1.2
// lacks (floating point, 16 bits, increments with a limit) are loops of compare-and-swap. Those of 64 bits are in atomic64.cl.

#define LORCHA_ATOMIC_WORDS(Space, T)                                                                                  \
  static T lorcha_atomicAdd_##Space##_##T(volatile Space T *Address, T Value) { return atomic_add(Address, Value); }   \
  static T lorcha_atomicSub_##Space##_##T(volatile Space T *Address, T Value) { return atomic_sub(Address, Value); }   \
  static T lorcha_atomicExch_##Space##_##T(volatile Space T *Address, T Value) { return atomic_xchg(Address, Value); } \
  static T lorcha_atomicMin_##Space##_##T(volatile Space T *Address, T Value) { return atomic_min(Address, Value); }   \
  static T lorcha_atomicMax_##Space##_##T(volatile Space T *Address, T Value) { return atomic_max(Address, Value); }   \
  static T lorcha_atomicAnd_##Space##_##T(volatile Space T *Address, T Value) { return atomic_and(Address, Value); }   \
  static T lorcha_atomicOr_##Space##_##T(volatile Space T *Address, T Value) { return atomic_or(Address, Value); }     \
  static T lorcha_atomicXor_##Space##_##T(volatile Space T *Address, T Value) { return atomic_xor(Address, Value); }   \
  static T lorcha_atomicCAS_##Space##_##T(volatile Space T *Address, T Compare, T Value) {                             \
    return atomic_cmpxchg(Address, Compare, Value);                                                                    \
  }

// New, in terms of Old, replaces what stands at Address: T is what it is to the program, Word and Swap what the device's
// compare-and-swap takes.
#define LORCHA_ATOMIC_LOOP(Space, T, Word, Swap, New)                                                                  \
  volatile Space Word *Place = (volatile Space Word *)Address;                                                         \
  Word Seen = *Place;                                                                                                  \
  while (true) {                                                                                                       \
    T Old = as_##T(Seen);                                                                                              \
    Word Found = Swap(Place, Seen, as_##Word(New));                                                                    \
    if (Found == Seen)                                                                                                 \
      return Old;                                                                                                      \
    Seen = Found;                                                                                                      \
  }

// Old >= Value ? 0 : Old + 1, and Old == 0 || Old > Value ? Value : Old - 1, and sums of floats, one element at a time.
#define LORCHA_ATOMIC_LOOPS(Space)                                                                                     \
  static uint lorcha_atomicInc_##Space##_uint(volatile Space uint *Address, uint Value){                               \
      LORCHA_ATOMIC_LOOP(Space, uint, uint, atomic_cmpxchg, (Old >= Value ? 0u : Old + 1u))}                           \
                                                                                                                       \
  static uint lorcha_atomicDec_##Space##_uint(volatile Space uint *Address, uint Value){                               \
      LORCHA_ATOMIC_LOOP(Space, uint, uint, atomic_cmpxchg, (Old == 0u || Old > Value ? Value : Old - 1u))}            \
                                                                                                                       \
  static float lorcha_atomicAdd_##Space##_float(volatile Space float *Address, float Value){                           \
      LORCHA_ATOMIC_LOOP(Space, float, uint, atomic_cmpxchg, (Old + Value))}                                           \
                                                                                                                       \
  static float lorcha_atomicExch_##Space##_float(volatile Space float *Address, float Value) {                         \
    return atomic_xchg(Address, Value);                                                                                \
  }                                                                                                                    \
  static lorcha_float2 lorcha_atomicAdd_##Space##_lorcha_float2(volatile Space lorcha_float2 *Address, lorcha_float2 Value) {\
    volatile Space float *Elements = (volatile Space float *)Address;                                                  \
    lorcha_float2 Old;                                                                                                 \
    Old.x = lorcha_atomicAdd_##Space##_float(&Elements[0], Value.x);                                                   \
    Old.y = lorcha_atomicAdd_##Space##_float(&Elements[1], Value.y);                                                   \
    return Old;                                                                                                        \
  }                                                                                                                    \
  static lorcha_float4 lorcha_atomicAdd_##Space##_lorcha_float4(volatile Space lorcha_float4 *Address, lorcha_float4 Value) {\
    volatile Space float *Elements = (volatile Space float *)Address;                                                  \
    lorcha_float4 Old;                                                                                                 \
    Old.x = lorcha_atomicAdd_##Space##_float(&Elements[0], Value.x);                                                   \
    Old.y = lorcha_atomicAdd_##Space##_float(&Elements[1], Value.y);                                                   \
    Old.z = lorcha_atomicAdd_##Space##_float(&Elements[2], Value.z);                                                   \
    Old.w = lorcha_atomicAdd_##Space##_float(&Elements[3], Value.w);                                                   \
    return Old;                                                                                                        \
  }                                                                                                                    \
  /* A half of an aligned word; the other half is kept. */                                                             \
  static ushort lorcha_atomicCAS_##Space##_ushort(volatile Space ushort *Address, ushort Compare, ushort Value) {      \
    uint Shift = ((uint)(uintptr_t)Address & 2u) * 8u;                                                                 \
    volatile Space uint *Word = (volatile Space uint *)((uintptr_t)Address & ~(uintptr_t)3);                           \
    uint Seen = *Word;                                                                                                 \
    while (true) {                                                                                                     \
      ushort Old = (ushort)(Seen >> Shift);                                                                            \
      if (Old != Compare)                                                                                              \
        return Old;                                                                                                    \
      uint Found = atomic_cmpxchg(Word, Seen, (Seen & ~(0xffffu << Shift)) | (uint)Value << Shift);                    \
      if (Found == Seen)                                                                                               \
        return Old;                                                                                                    \
      Seen = Found;                                                                                                    \
    }                                                                                                                  \
  }

LORCHA_ATOMIC_WORDS(global, int)
LORCHA_ATOMIC_WORDS(global, uint)
LORCHA_ATOMIC_LOOPS(global)
LORCHA_ATOMIC_WORDS(local, int)
LORCHA_ATOMIC_WORDS(local, uint)
LORCHA_ATOMIC_LOOPS(local)
