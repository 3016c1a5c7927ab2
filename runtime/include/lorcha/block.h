// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What one block and one thread of a running CPU kernel look like to translated code, and the loops over the
// threads of a block. Part of the contract between Emit/Cpu (which prints calls of these) and the CPU
// backend.
#ifndef LORCHA_BLOCK_H
#define LORCHA_BLOCK_H

#include "lorcha/vector_types.h"
#include <cstddef>
#include <new>

namespace lorcha {

/// Scratch memory of one running block: dynamic shared memory and the static shared variables of device
/// functions. Owned by the CPU backend, one per worker, reused from block to block. Only the thread that runs
/// the block uses it.
class BlockMemory;

/// Axes of a grid, and a bit beside them.
enum GridAxes : unsigned { AlongX = 1, AlongY = 2, AlongZ = 4, WasRun = 8 };

/// One block of a launch. A block is run from its start to its end by one host thread.
struct Block {
  dim3 gridDim;
  dim3 blockDim;             ///< of the loops over threads: a launched block, or several neighbours in x
                             ///< (KernelInfo::JoinedSize)
  uint3 blockIdx;            ///< of the first one
  void *DynamicShared;       ///< aligned to 128 bytes; null when the launch asked for none
  size_t DynamicSharedBytes; ///< bytes at DynamicShared
  BlockMemory *Memory;       ///< never null while a kernel runs
  unsigned LaunchedSizeX;    ///< blockDim.x of the launch
  void *Lasting = nullptr;   ///< what blocks leave for those behind them (KernelInfo::LastingBytes)
  /// 0 if no block has left anything there; else WasRun, and each axis along which that block had the same
  /// blockIdx.
  unsigned Before = 0;
  /// Blocks that run abreast have their threads' storage side by side (lorcha/abreast.h): how many it is for,
  /// and how many of them stand before this one.
  unsigned short Abreast = 1, Beside = 0;

  /// Whether it does what blocks that run abreast do once.
  bool isFirst() const { return Beside == 0; }
  /// Whether a block has left something there whose blockIdx was the same along Axes.
  bool follows(unsigned Axes = 0) const { return (Before & (Axes | WasRun)) == (Axes | WasRun); }
  /// Where the storage of its threads begins, and how far it is from row to row, in threads.
  size_t firstSlot() const { return size_t(Beside) * blockDim.x; }
  size_t slotsOfRow() const { return size_t(Abreast) * blockDim.x; }
  /// The blockDim that kernels see.
  dim3 launchedBlockDim() const { return {LaunchedSizeX, blockDim.y, blockDim.z}; }
};

/// The first term of a sum that names an element, `a[lorcha::wide(y * n) + x]`: the sum has 64 bits then,
/// which compilers know not to wrap around from one thread to the next.
constexpr ptrdiff_t wide(int Term) { return Term; }

/// One CUDA thread. Device functions that need it get it as a hidden first parameter named lorchaThread.
struct Thread {
  uint3 threadIdx;
  const Block &block;
};

extern "C" {
/// The thread that this host thread is running now; null outside of kernels. Set by forEachTrackedThread and
/// forEachFiber only: code that cannot be given a Thread (operators, virtual functions) reads it.
extern __thread const Thread *lorchaCurrentThread;

/// Runs Entry once per thread of Block, each call on a context of its own that barriers and warp operations
/// switch.
void lorchaRunFibers(const Block &Block, void (*Entry)(const Thread &, void *), void *Closure);

/// A grid barrier between regions: the running block waits for all other blocks of a cooperative launch.
/// Called outside of the loops over threads.
void lorchaGridBarrierOfBlock();

/// Whether the bytes from From up to To belong to one allocation of the API, and so can be read whether or
/// not a thread asks for them. No for memory that the API has not given out.
bool lorchaIsReadable(const void *From, const void *To);

/// The storage of one static __shared__ variable of a device function in this block, made at first use. Key
/// is an address that is unique to the variable. Contents start undefined, as in CUDA.
void *lorchaBlockStorage(BlockMemory *Memory, const void *Key, size_t Bytes, size_t Alignment);
}

/// The running thread, for code that could not be given one.
inline const Thread &currentThread() { return *lorchaCurrentThread; }

/// Before a loop over threads that do not wait for each other, and so must not touch what another one writes:
/// the compiler need not look for such accesses. It must see the whole body at once for that, so the function
/// around the loop has LORCHA_FLATTEN. Without optimisation all of this is left out: each thread's part of a
/// kernel is then a frame of its own to debuggers (docs/debugging.md).
#if !defined(__OPTIMIZE__)
#define LORCHA_PARALLEL_LOOP
#define LORCHA_FLATTEN
#define LORCHA_FLATTEN_INLINED
#elif defined(__clang__)
#define LORCHA_PARALLEL_LOOP _Pragma("clang loop vectorize(assume_safety)")
#define LORCHA_FLATTEN __attribute__((flatten))
#define LORCHA_FLATTEN_INLINED __attribute__((flatten, always_inline))
#else
#define LORCHA_PARALLEL_LOOP _Pragma("GCC ivdep")
#define LORCHA_FLATTEN
#define LORCHA_FLATTEN_INLINED __attribute__((always_inline))
#endif

/// Whether code that does nothing but compute may run where nobody wants what it computes. Debuggers would
/// stop in it, and sanitizers find what does not matter.
#if !defined(__OPTIMIZE__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
constexpr bool MayComputeInVain = false;
#elif defined(__has_feature)
constexpr bool MayComputeInVain =
    !__has_feature(undefined_behavior_sanitizer) && !__has_feature(address_sanitizer);
#else
constexpr bool MayComputeInVain = true;
#endif

/// Loops over threads are compiled into the function that they stand in, however often it is compiled: what
/// they change then stays in its sight. Before a function, and before a call.
#ifdef __OPTIMIZE__
#define LORCHA_INLINED __attribute__((always_inline)) inline
#else
#define LORCHA_INLINED inline
#endif
#if defined(__clang__) && defined(__OPTIMIZE__)
#define LORCHA_INLINED_CALL [[clang::always_inline]]
#else
#define LORCHA_INLINED_CALL
#endif

/// Runs Body(Thread) for all threads of the block, x innermost. For kernels that reach no barrier and no warp
/// operation, and nothing that reads currentThread().
template <class BodyT>
LORCHA_FLATTEN LORCHA_INLINED void forEachThread(const Block &block, const BodyT &Body) {
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y, SizeZ = block.blockDim.z;
  for (unsigned Z = 0; Z < SizeZ; ++Z)
    for (unsigned Y = 0; Y < SizeY; ++Y) {
      LORCHA_PARALLEL_LOOP
      for (unsigned X = 0; X < SizeX; ++X)
        Body(Thread{{X, Y, Z}, block});
    }
}

/// The same one after the other, for bodies whose conditions choose few of the threads: vectors would be
/// mostly empty.
template <class BodyT> inline void forEachThreadInTurn(const Block &block, const BodyT &Body) {
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y, SizeZ = block.blockDim.z;
  for (unsigned Z = 0; Z < SizeZ; ++Z)
    for (unsigned Y = 0; Y < SizeY; ++Y)
      for (unsigned X = 0; X < SizeX; ++X)
        Body(Thread{{X, Y, Z}, block});
}

/// Runs Body(Thread) for the threads of the block's first row. For kernels that only load and store and do
/// not ask for threadIdx.y or .z: in step with the first, the other rows would load the same and store the
/// same. One after the other they would not if a thread adds to what it has stored before.
template <class BodyT>
LORCHA_FLATTEN LORCHA_INLINED void forEachThreadInRow(const Block &block, const BodyT &Body) {
  const unsigned SizeX = block.blockDim.x;
  LORCHA_PARALLEL_LOOP
  for (unsigned X = 0; X < SizeX; ++X)
    Body(Thread{{X, 0, 0}, block});
}
/// The same for bodies whose conditions choose few of the threads.
template <class BodyT> inline void forEachThreadInRowInTurn(const Block &block, const BodyT &Body) {
  const unsigned SizeX = block.blockDim.x;
  for (unsigned X = 0; X < SizeX; ++X)
    Body(Thread{{X, 0, 0}, block});
}

/// forEachThread for kernels that reach code which reads currentThread().
template <class BodyT> inline void forEachTrackedThread(const Block &block, const BodyT &Body) {
  forEachThreadInTurn(block, [&](const Thread &Current) {
    lorchaCurrentThread = &Current;
    Body(Current);
  });
  lorchaCurrentThread = nullptr;
}

/// Runs Body(Thread) for all threads of the block, each on a context of its own: every barrier and warp
/// operation works wherever it stands.
template <class BodyT> inline void forEachFiber(const Block &block, const BodyT &Body) {
  lorchaRunFibers(
      block, [](const Thread &Current, void *Closure) { (*static_cast<const BodyT *>(Closure))(Current); },
      const_cast<BodyT *>(&Body));
}

/// A static __shared__ variable that stands in a device function or at namespace scope: one object per block.
/// Declared as `static constexpr lorcha::SharedVariable<T> Name;`, used as `auto &x =
/// Name.in(lorchaThread.block);`.
template <class T> class SharedVariable {
public:
  constexpr SharedVariable() = default;
  T &in(const Block &block) const {
    return *static_cast<T *>(lorchaBlockStorage(block.Memory, this, sizeof(T), alignof(T)));
  }

private:
  char Unique = 0;
};

/// Shared arrays of a kernel that last from block to block of a host thread, in a struct.
template <class T> LORCHA_INLINED T &lasting(const Block &block) {
  return block.follows() ? *static_cast<T *>(block.Lasting) : *new (block.Lasting) T;
}

/// `T &`, for any T that can be written between angle brackets, arrays included.
template <class T> using SharedReference = T &;

/// The `extern __shared__` memory of the block.
template <class T> inline T *dynamicShared(const Block &block) {
  return static_cast<T *>(block.DynamicShared);
}

} // namespace lorcha

#endif
