// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers of the grid. A kernel that has some is several kernels, its phases; each ends where its blocks
// come to a barrier, and the next one goes on behind it. In between, what is alive lies in the launch's
// state: words 0 to 7 say at which barriers blocks wait (a bit each), word 8 whether the launch is
// cooperative, word 9 how many bytes of dynamic shared memory a block has; from word 16 on, two words for
// each block, by the parity of the round: at which barrier the block waits, and in which round it goes on.
// Then values of threads, by variable and then by thread, then shared variables, block by block, then dynamic
// shared memory likewise. Offsets and sizes of blocks are multiples of 16.

static ulong lorcha_grid_blocks(const lorcha_context *lorchaContext) {
  return (ulong)lorchaContext->Grid.x * lorchaContext->Grid.y * lorchaContext->Grid.z;
}
static ulong lorcha_grid_block(const lorcha_context *lorchaContext) {
  return ((ulong)lorchaContext->Block.z * lorchaContext->Grid.y + lorchaContext->Block.y) *
             lorchaContext->Grid.x +
         lorchaContext->Block.x;
}
static bool lorcha_grid_is_cooperative(const lorcha_context *lorchaContext) {
  return ((global const uint *)lorchaContext->GridState)[8] != 0;
}
static global uint *lorcha_grid_word(const lorcha_context *lorchaContext, uint Round) {
  return (global uint *)lorchaContext->GridState + 16 + 2 * lorcha_grid_block(lorchaContext) + (Round & 1u);
}

// Whether the block waits behind that barrier to go on now.
static bool lorcha_grid_resumes(const lorcha_context *lorchaContext, uint Barrier) {
  return *lorcha_grid_word(lorchaContext, lorchaContext->Round) == (lorchaContext->Round << 8 | Barrier);
}
static void lorcha_grid_stop(const lorcha_context *lorchaContext, uint Barrier) {
  if (lorcha_linear_thread() == 0) {
    const uint Next = lorchaContext->Round + 1;
    *lorcha_grid_word(lorchaContext, Next) = Next << 8 | Barrier;
    volatile global uint *Waiting = (volatile global uint *)lorchaContext->GridState + Barrier / 32;
    if ((*Waiting >> Barrier % 32 & 1u) == 0)
      atomic_or(Waiting, 1u << Barrier % 32);
  }
}

#define LORCHA_GRID_RESUME(Barrier)                                                                          \
  if (!lorcha_grid_resumes(lorchaContext, Barrier)) {                                                        \
    LORCHA_ARM_END;                                                                                          \
    return;                                                                                                  \
  }
#define LORCHA_GRID_STOP(Barrier) lorcha_grid_stop(lorchaContext, Barrier)

static ulong lorcha_kept_values(const lorcha_context *lorchaContext) {
  return 64 + ((lorcha_grid_blocks(lorchaContext) * 8 + 63) & ~63ul);
}
static ulong lorcha_kept_threads(const lorcha_context *lorchaContext) {
  return lorcha_grid_blocks(lorchaContext) * lorcha_block_threads();
}
static ulong lorcha_slot(const lorcha_context *lorchaContext, ulong Offset, ulong Size) {
  const ulong Thread = lorcha_grid_block(lorchaContext) * lorcha_block_threads() + lorcha_linear_thread();
  return lorcha_kept_values(lorchaContext) + Offset * lorcha_kept_threads(lorchaContext) + Thread * Size;
}
static ulong lorcha_shared_slot(const lorcha_context *lorchaContext, ulong PerThread, ulong PerBlock,
                                ulong Offset) {
  return lorcha_kept_values(lorchaContext) + PerThread * lorcha_kept_threads(lorchaContext) +
         PerBlock * lorcha_grid_block(lorchaContext) + Offset;
}
static uint lorcha_dynamic_bytes(const lorcha_context *lorchaContext) {
  return ((global const uint *)lorchaContext->GridState)[9];
}
static ulong lorcha_dynamic_slot(const lorcha_context *lorchaContext, ulong PerThread, ulong PerBlock) {
  const ulong Room = ((ulong)lorcha_dynamic_bytes(lorchaContext) + 15) & ~15ul;
  return lorcha_kept_values(lorchaContext) + PerThread * lorcha_kept_threads(lorchaContext) +
         PerBlock * lorcha_grid_blocks(lorchaContext) + Room * lorcha_grid_block(lorchaContext);
}

// A value of the thread, and arrays of the thread, element by element.
#define LORCHA_SLOT(T, Offset)                                                                               \
  ((global T *)(lorchaContext->GridState + lorcha_slot(lorchaContext, Offset, sizeof(T))))
#define LORCHA_KEEP_ARRAY(T, Name, Count, Offset)                                                            \
  for (uint lorcha_i = 0; lorcha_i < Count; ++lorcha_i)                                                      \
  *LORCHA_SLOT(T, Offset + lorcha_i * sizeof(T)) = ((private T *)(Name))[lorcha_i]
#define LORCHA_RESTORE_ARRAY(T, Name, Count, Offset)                                                         \
  for (uint lorcha_i = 0; lorcha_i < Count; ++lorcha_i)                                                      \
  ((private T *)(Name))[lorcha_i] = *LORCHA_SLOT(T, Offset + lorcha_i * sizeof(T))

// Shared variables: the threads of the block move them together.
#define LORCHA_FOR_SHARED(Count)                                                                             \
  for (uint lorcha_i = lorcha_linear_thread(); lorcha_i < Count; lorcha_i += lorcha_block_threads())
#define LORCHA_SHARED_SLOT(T, PerThread, PerBlock, Offset)                                                   \
  ((global T *)(lorchaContext->GridState + lorcha_shared_slot(lorchaContext, PerThread, PerBlock, Offset)))
#define LORCHA_KEEP_SHARED(T, Place, Count, PerThread, PerBlock, Offset)                                     \
  LORCHA_FOR_SHARED(Count)                                                                                   \
  LORCHA_SHARED_SLOT(T, PerThread, PerBlock, Offset)[lorcha_i] = ((local T *)(Place))[lorcha_i]
#define LORCHA_RESTORE_SHARED(T, Place, Count, PerThread, PerBlock, Offset)                                  \
  LORCHA_FOR_SHARED(Count)                                                                                   \
  ((local T *)(Place))[lorcha_i] = LORCHA_SHARED_SLOT(T, PerThread, PerBlock, Offset)[lorcha_i]
// Words, then the bytes behind the last one.
#define LORCHA_DYNAMIC_SLOT(T, PerThread, PerBlock)                                                          \
  ((global T *)(lorchaContext->GridState + lorcha_dynamic_slot(lorchaContext, PerThread, PerBlock)))
#define LORCHA_FOR_DYNAMIC_BYTES                                                                             \
  for (uint lorcha_i = (lorcha_dynamic_bytes(lorchaContext) & ~3u) + lorcha_linear_thread();                 \
       lorcha_i < lorcha_dynamic_bytes(lorchaContext); lorcha_i += lorcha_block_threads())
#define LORCHA_KEEP_SHARED_DYNAMIC(PerThread, PerBlock)                                                      \
  LORCHA_FOR_SHARED(lorcha_dynamic_bytes(lorchaContext) / 4)                                                 \
  LORCHA_DYNAMIC_SLOT(uint, PerThread, PerBlock)                                                             \
  [lorcha_i] = ((local uint *)lorchaContext->DynamicShared)[lorcha_i];                                       \
  LORCHA_FOR_DYNAMIC_BYTES                                                                                   \
  LORCHA_DYNAMIC_SLOT(uchar, PerThread, PerBlock)[lorcha_i] = lorchaContext->DynamicShared[lorcha_i]
#define LORCHA_RESTORE_SHARED_DYNAMIC(PerThread, PerBlock)                                                   \
  LORCHA_FOR_SHARED(lorcha_dynamic_bytes(lorchaContext) / 4)                                                 \
  ((local uint *)lorchaContext->DynamicShared)[lorcha_i] =                                                   \
      LORCHA_DYNAMIC_SLOT(uint, PerThread, PerBlock)[lorcha_i];                                              \
  LORCHA_FOR_DYNAMIC_BYTES                                                                                   \
  lorchaContext->DynamicShared[lorcha_i] = LORCHA_DYNAMIC_SLOT(uchar, PerThread, PerBlock)[lorcha_i]
