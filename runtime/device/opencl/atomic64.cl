// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's atomic functions on 64 bits. A device without such atomics takes one of a table of locks for each of them: the same one for
// the same address, in every kernel. The lock is taken and given back in one round of the loop, so that threads of one warp do not
// wait for each other.
//!needs atomic

#ifdef LORCHA_HAS_INT64_ATOMICS

#define LORCHA_ATOMIC_LONG(Space, T, Name, Function)                                                                   \
  static T lorcha_atomic##Name##_##Space##_##T(const lorcha_context *lorchaContext, volatile Space T *Address, T Value) { \
    return Function(Address, Value);                                                                                   \
  }
#define LORCHA_ATOMIC_LONGS(Space, T)                                                                                  \
  LORCHA_ATOMIC_LONG(Space, T, Add, atom_add)                                                                          \
  LORCHA_ATOMIC_LONG(Space, T, Exch, atom_xchg)                                                                        \
  LORCHA_ATOMIC_LONG(Space, T, Min, atom_min)                                                                          \
  LORCHA_ATOMIC_LONG(Space, T, Max, atom_max)                                                                          \
  LORCHA_ATOMIC_LONG(Space, T, And, atom_and)                                                                          \
  LORCHA_ATOMIC_LONG(Space, T, Or, atom_or)                                                                            \
  LORCHA_ATOMIC_LONG(Space, T, Xor, atom_xor)                                                                          \
  static T lorcha_atomicCAS_##Space##_##T(const lorcha_context *lorchaContext, volatile Space T *Address, T Compare,   \
                                          T Value) {                                                                   \
    return atom_cmpxchg(Address, Compare, Value);                                                                      \
  }

#define LORCHA_ATOMIC_DOUBLES(Space)                                                                                   \
  static double lorcha_atomicAdd_##Space##_double(const lorcha_context *lorchaContext, volatile Space double *Address, \
                                                  double Value){                                                       \
      LORCHA_ATOMIC_LOOP(Space, double, ulong, atom_cmpxchg, (Old + Value))}                                           \
                                                                                                                       \
  static double lorcha_atomicExch_##Space##_double(const lorcha_context *lorchaContext, volatile Space double *Address, \
                                                   double Value) {                                                     \
    return as_double(atom_xchg((volatile Space ulong *)Address, as_ulong(Value)));                                     \
  }

#else

static volatile global uint *lorcha_lock(const lorcha_context *lorchaContext, ulong Address) {
  ulong Place = Address >> 3;
  return lorchaContext->Locks + ((uint)(Place ^ Place >> 10) & 1023u);
}

// Replaces what stands at Address by New, in terms of Old.
#define LORCHA_LOCKED(T, New)                                                                                          \
  volatile global uint *Lock = lorcha_lock(lorchaContext, (ulong)(uintptr_t)Address);                                  \
  T Old = 0;                                                                                                           \
  bool IsDone = false;                                                                                                 \
  while (!IsDone) {                                                                                                    \
    if (atomic_cmpxchg(Lock, 0u, 1u) == 0u) {                                                                          \
      mem_fence(CLK_GLOBAL_MEM_FENCE | CLK_LOCAL_MEM_FENCE);                                                           \
      Old = *Address;                                                                                                  \
      *Address = (New);                                                                                                \
      mem_fence(CLK_GLOBAL_MEM_FENCE | CLK_LOCAL_MEM_FENCE);                                                           \
      atomic_xchg(Lock, 0u);                                                                                           \
      IsDone = true;                                                                                                   \
    }                                                                                                                  \
  }                                                                                                                    \
  return Old;

#define LORCHA_ATOMIC_LONG(Space, T, Name, New)                                                                        \
  static LORCHA_TAKES_LOCAL T lorcha_atomic##Name##_##Space##_##T(const lorcha_context *lorchaContext,                 \
                                                                  volatile Space T *Address, T Value) {                \
    LORCHA_LOCKED(T, New)                                                                                              \
  }
#define LORCHA_ATOMIC_LONGS(Space, T)                                                                                  \
  LORCHA_ATOMIC_LONG(Space, T, Add, Old + Value)                                                                       \
  LORCHA_ATOMIC_LONG(Space, T, Exch, Value)                                                                            \
  LORCHA_ATOMIC_LONG(Space, T, Min, min(Old, Value))                                                                   \
  LORCHA_ATOMIC_LONG(Space, T, Max, max(Old, Value))                                                                   \
  LORCHA_ATOMIC_LONG(Space, T, And, Old & Value)                                                                       \
  LORCHA_ATOMIC_LONG(Space, T, Or, Old | Value)                                                                        \
  LORCHA_ATOMIC_LONG(Space, T, Xor, Old ^ Value)                                                                       \
  static LORCHA_TAKES_LOCAL T lorcha_atomicCAS_##Space##_##T(const lorcha_context *lorchaContext,                      \
                                                             volatile Space T *Address, T Compare, T Value) {          \
    LORCHA_LOCKED(T, Old == Compare ? Value : Old)                                                                     \
  }

#define LORCHA_ATOMIC_DOUBLES(Space)                                                                                   \
  LORCHA_ATOMIC_LONG(Space, double, Add, Old + Value)                                                                  \
  LORCHA_ATOMIC_LONG(Space, double, Exch, Value)

#endif

LORCHA_ATOMIC_LONGS(global, long)
LORCHA_ATOMIC_LONGS(global, ulong)
LORCHA_ATOMIC_LONGS(local, long)
LORCHA_ATOMIC_LONGS(local, ulong)
#ifdef LORCHA_HAS_FP64
LORCHA_ATOMIC_DOUBLES(global)
LORCHA_ATOMIC_DOUBLES(local)
#endif
