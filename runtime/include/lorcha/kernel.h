// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a translated program describes its kernels to the runtime and launches them. Emit/Cpu prints, for each
// kernel k, a block function k_cpu, a KernelInfo k_info and a stub k with the user's signature: a call of the
// stub is a launch, and the stub's address stands for the kernel wherever CUDA takes a function symbol.
#ifndef LORCHA_KERNEL_H
#define LORCHA_KERNEL_H

#include "lorcha/block.h"
#include <climits>
#include <cstdint>
#include <cstdlib>
#include <type_traits>
#include <utility>

struct LorchaStream;

namespace lorcha {

/// How the threads of a block are run; see docs/architecture.md. The runtime only reports it.
enum class KernelForm : uint8_t { ThreadLoop, Region, Fiber };

/// In KernelInfo: blocks of every size may be joined.
inline constexpr unsigned AnyBlockSize = ~0u;

/// What the translator knows of a kernel. Constant-initialised.
struct KernelInfo {
  const char *Name;                ///< the user's name, qualified, without template arguments
  KernelForm Form;                 ///< form of the CPU kernel
  const char *Untranslated;        ///< null, or why a launch must fail: a diagnostic's number and text
  unsigned MaxThreadsPerBlock = 0; ///< from __launch_bounds__; 0 when not given
  /// Whether the runtime may run blocks that are neighbours in x as one: 0 if not, AnyBlockSize, or the only
  /// blockDim.x for which it may. Such a kernel does not wait and has no shared memory; it uses threadIdx.x
  /// and blockIdx.x in the sum blockIdx.x * blockDim.x + threadIdx.x only, so that threadIdx.x may run on
  /// past blockDim.x. With JoinsStart all this holds for its first regions.
  unsigned JoinedSize = 0;
  unsigned JoinedRow = 8192; ///< threads of joined blocks in x, at most
  /// The blockDim with which the unit launches the kernel, where that is a constant: blocks of this size have
  /// code of their own. 0 in x without one.
  unsigned UsualSize[3] = {0, 0, 0};
  /// Whether blocks may poll until others have written something, which must be able to run meanwhile.
  bool WaitsForBlocks = false;
  /// Joined blocks run their first regions as one, and each the others by itself. For blocks of one row.
  bool JoinsStart = false;
  GridAxes Next = AlongX; ///< along which blocks follow each other
  /// Of what blocks leave for those behind them: shared arrays that need not be filled again. Not of joined
  /// blocks.
  size_t LastingBytes = 0;
  /// So many neighbours in x of UsualSize may run abreast (lorcha/abreast.h). They are joined, too.
  unsigned Abreast = 1;
};

/// Size and alignment of one kernel parameter, in bytes.
struct ParameterLayout {
  uint32_t Size;
  uint32_t Alignment;
};

/// Blocks [Begin, End) of a launch in the order that nextLasting() gives them, or else x fastest, to be run
/// by the calling thread one after the other. With Joined neighbours in x as one, they are counted as the
/// blocks that they become.
struct BlockRange {
  Block First; ///< as launched, but for blockIdx, and blockDim.x of joined blocks, which next() sets
  uint64_t Begin;
  uint64_t End;
  unsigned Joined;  ///< launched blocks in one
  unsigned Columns; ///< gridDim.x in joined blocks, the last of which may have fewer
  bool IsUnderWay;  ///< whether nextLasting() has set First

  /// Sets First to the next block; false at the end.
  bool next() {
    if (Begin == End)
      return false;
    First.blockIdx = placeOf<AlongX>(Begin++);
    join();
    return true;
  }
  /// The same in the order that Info names, for blocks that leave something for those behind them.
  template <const KernelInfo &Info> bool nextLasting() {
    if (Begin == End)
      return false;
    const uint3 Last = First.blockIdx;
    First.blockIdx = placeOf<Info.Next>(Begin++);
    join();
    const uint3 &Place = First.blockIdx;
    First.Before = !IsUnderWay ? 0u
                               : WasRun + AlongX * (Last.x == Place.x) + AlongY * (Last.y == Place.y) +
                                     AlongZ * (Last.z == Place.z);
    IsUnderWay = true;
    return true;
  }

private:
  /// Makes the launched blocks that belong to it one.
  void join() {
    if (Joined == 1) // a size that nobody writes stays in registers from block to block
      return;
    First.blockIdx.x *= Joined;
    const unsigned Rest = First.gridDim.x - First.blockIdx.x;
    First.blockDim.x = First.LaunchedSizeX * (Rest < Joined ? Rest : Joined);
  }
  template <GridAxes Next> uint3 placeOf(uint64_t Index) const {
    constexpr bool IsYFirst = Next == AlongY;
    const unsigned Inner = IsYFirst ? First.gridDim.y : Columns, Outer = IsYFirst ? Columns : First.gridDim.y;
    const auto I = static_cast<unsigned>(Index % Inner), O = static_cast<unsigned>(Index / Inner % Outer);
    return {IsYFirst ? O : I, IsYFirst ? I : O, static_cast<unsigned>(Index / Inner / Outer)};
  }
};

/// All that the runtime needs to launch one kernel instantiation. Lives for ever.
struct KernelDescriptor {
  const KernelInfo *Info;
  /// Runs the blocks of the range. Args points to one pointer per parameter.
  void (*Run)(BlockRange &Range, void *const *Args);
  const ParameterLayout *Parameters;
  uint32_t ParameterCount;
  /// Tells the kernels of one Info apart that only differ in a lambda's type; 0 without one.
  uint32_t ClosureTag;
};

extern "C" {
/// Makes a kernel known under its stub's address. Called before main; again with the same stub is harmless.
void lorchaRegisterKernel(const void *Stub, const KernelDescriptor *Descriptor);

/// Remembers the configuration of the launch that this host thread makes next. Stream may be null.
void lorchaPushCallConfiguration(dim3 GridDim, dim3 BlockDim, size_t SharedBytes, LorchaStream *Stream);

/// Launches with the configuration pushed last. Errors are reported as CUDA does: through lorchaGetLastError.
void lorchaLaunchConfigured(const void *Stub, void *const *Args);
}

/// `k<<<Grid, Block, Shared, Stream>>>(...)` becomes `lorcha::configure(Grid, Block, Shared, Stream),
/// k(...)`. Units that differ in what the null stream means have functions of different names.
#ifdef CUDA_API_PER_THREAD_DEFAULT_STREAM
inline namespace PerThreadDefault {
inline void configure(dim3 GridDim, dim3 BlockDim, size_t SharedBytes = 0, LorchaStream *Stream = nullptr) {
  LorchaStream *const OfThisThread = reinterpret_cast<LorchaStream *>(2); // cudaStreamPerThread
  lorchaPushCallConfiguration(GridDim, BlockDim, SharedBytes, Stream ? Stream : OfThisThread);
}
} // namespace PerThreadDefault
#else
inline void configure(dim3 GridDim, dim3 BlockDim, size_t SharedBytes = 0, LorchaStream *Stream = nullptr) {
  lorchaPushCallConfiguration(GridDim, BlockDim, SharedBytes, Stream);
}
#endif

/// A lambda with a name that the unit's device module can refer to. Tag is unique in the translation unit and
/// not 0.
template <uint32_t Tag, class LambdaT> struct DeviceLambda : LambdaT {
  using LambdaT::operator();
};

/// `DeviceLambda<Tag, ...>` around a lambda expression: `lorcha::deviceLambda<7>([=](int i) { ... })`.
template <uint32_t Tag, class LambdaT> DeviceLambda<Tag, LambdaT> deviceLambda(LambdaT Lambda) {
  return {static_cast<LambdaT &&>(Lambda)};
}

namespace detail {
/// The tag of the lambda in a parameter's type, class templates around it included; 0 if there is none.
template <class T> struct ClosureTag : std::integral_constant<uint32_t, 0> {};
template <uint32_t Tag, class LambdaT>
struct ClosureTag<DeviceLambda<Tag, LambdaT>> : std::integral_constant<uint32_t, Tag> {};

/// The tags of several types, by position, so that two lambdas may not change places; 0 if there is none.
template <class... Ts> constexpr uint32_t mixTags() {
  uint32_t Mixed = 0;
  ((Mixed = Mixed * 31u + ClosureTag<Ts>::value), ...);
  return Mixed;
}
template <template <class...> class OuterT, class... Ts>
struct ClosureTag<OuterT<Ts...>> : std::integral_constant<uint32_t, mixTags<Ts...>()> {};

template <class BodyT> struct StubOf;
template <class... ParamTs> struct StubOf<void (*)(const Block &, ParamTs...)> {
  using Type = void(ParamTs...);
};
/// For GCC 14, to which decltype of a pointer parameter is, in templates, the function's type.
template <class... ParamTs> struct StubOf<void(const Block &, ParamTs...)> {
  using Type = void(ParamTs...);
};

#if defined(LORCHA_CPU_LEVEL_2) || defined(LORCHA_CPU_LEVEL_3) || defined(LORCHA_CPU_LEVEL_4)
/// The level of x86-64 that this processor has, from 1 to 4; or a lower one that LORCHA_CPU_ARCH names.
inline unsigned cpuLevel() {
  static const unsigned Level = [] {
    __builtin_cpu_init();
    const unsigned Found = __builtin_cpu_supports("x86-64-v4")   ? 4
                           : __builtin_cpu_supports("x86-64-v3") ? 3
                           : __builtin_cpu_supports("x86-64-v2") ? 2
                                                                 : 1;
    const char *Wanted = std::getenv("LORCHA_CPU_ARCH");
    const unsigned Most = !Wanted || !*Wanted ? 4
                          : *Wanted == 'b'    ? 1
                                              : static_cast<unsigned>(std::atoi(Wanted + 8));
    return Found < Most || Most < 1 ? Found : Most; // "x86-64-v3", "baseline"
  }();
  return Level;
}
#endif

template <auto *Body, class StubT, StubT *Stub, const KernelInfo &Info> struct KernelOf;
template <auto *Body, class... ParamTs, void (*Stub)(ParamTs...), const KernelInfo &Info>
struct KernelOf<Body, void(ParamTs...), Stub, Info> {
  static void launch(ParamTs... Args) {
    (void)&Registered; // makes the instantiation register itself before main
    void *const Pointers[] = {const_cast<void *>(static_cast<const void *>(&Args))..., nullptr};
    lorchaLaunchConfigured(reinterpret_cast<const void *>(Stub), Pointers);
  }

private:
  /// Compiled once more for blocks of the usual size: loops over threads then have a known length. The size
  /// is part of the functions' names, because units that share a template may launch it with blocks of
  /// different sizes. Blocks: that run abreast.
  template <unsigned Blocks, unsigned X, unsigned Y, unsigned Z>
  __attribute__((noinline)) static void runUsualBlock(const Block &Running,
                                                      std::remove_reference_t<ParamTs> &...Args) {
    LORCHA_INLINED_CALL Body(usualBlock<Blocks, X, Y, Z>(Running), Args...);
  }
  /// With the size known, and that an int counts the threads of the grid along each axis.
  template <unsigned Blocks, unsigned X, unsigned Y, unsigned Z>
  LORCHA_INLINED static Block usualBlock(const Block &Running) {
    const uint3 &Place = Running.blockIdx;
    if (Place.x >= INT_MAX / X || Place.y >= INT_MAX / Y || Place.z >= INT_MAX / Z)
      __builtin_unreachable();
    Block Usual = Running;
    Usual.blockDim = {X * Blocks, Y, Z};
    Usual.LaunchedSizeX = X;
    return Usual;
  }
  template <unsigned X, unsigned Y, unsigned Z> static bool isUsual(const BlockRange &Range) {
    if constexpr (X == 0)
      return false;
    const dim3 &Size = Range.First.blockDim, &Count = Range.First.gridDim;
    return (Range.Joined == 1 || Info.Abreast != 1) && Size.x == X && Size.y == Y && Size.z == Z &&
           uint64_t(Count.x) * X <= INT_MAX && uint64_t(Count.y) * Y <= INT_MAX &&
           uint64_t(Count.z) * Z <= INT_MAX;
  }

  /// Whether so many blocks run abreast as the code for Blocks of them takes, if they are usual.
  template <unsigned Blocks> static bool isOf(const Block &Running) {
    return Info.Abreast == 1 || Running.blockDim.x == Blocks * Info.UsualSize[0];
  }

  /// All blocks of the range, which leave something for those behind them. It is a variable of the function
  /// that all is compiled into: compilers can tell it from other memory.
  template <size_t... I>
  LORCHA_INLINED static void runLasting(BlockRange &Range, void *const *Args, std::index_sequence<I...>) {
    constexpr unsigned X = Info.UsualSize[0], Y = Info.UsualSize[1], Z = Info.UsualSize[2];
    alignas(64) unsigned char Lasting[Info.LastingBytes];
    [[maybe_unused]] const bool AreUsual = isUsual<X, Y, Z>(Range);
    while (Range.nextLasting<Info>()) {
      if constexpr (Info.Abreast != 1)
        if (AreUsual && isOf<Info.Abreast>(Range.First)) {
          LORCHA_INLINED_CALL Body(withLasting(usualBlock<Info.Abreast, X, Y, Z>(Range.First), Lasting),
                                   *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);
          continue;
        }
      if constexpr (X != 0)
        if (AreUsual && isOf<1>(Range.First)) {
          LORCHA_INLINED_CALL Body(withLasting(usualBlock<1, X, Y, Z>(Range.First), Lasting),
                                   *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);
          continue;
        }
      LORCHA_INLINED_CALL Body(withLasting(Range.First, Lasting),
                               *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);
    }
  }
  LORCHA_INLINED static Block withLasting(Block Running, void *Lasting) {
    Running.Lasting = Lasting;
    return Running;
  }
  template <size_t... I>
  static void runRange(BlockRange &Range, void *const *Args, std::index_sequence<I...> All) {
    if constexpr (Info.LastingBytes != 0)
      return runLasting(Range, Args, All);
    constexpr unsigned X = Info.UsualSize[0], Y = Info.UsualSize[1], Z = Info.UsualSize[2];
    [[maybe_unused]] const bool AreUsual = isUsual<X, Y, Z>(Range);
    while (Range.next()) {
      if constexpr (Info.Abreast != 1)
        if (AreUsual && isOf<Info.Abreast>(Range.First)) {
          runUsualBlock<Info.Abreast, X, Y, Z>(Range.First,
                                               *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);
          continue;
        }
      if constexpr (X != 0)
        if (AreUsual && isOf<1>(Range.First)) {
          runUsualBlock<1, X, Y, Z>(Range.First,
                                    *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);
          continue;
        }
      Body(Range.First, *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);
    }
  }
  static void run(BlockRange &Range, void *const *Args) {
    runRange(Range, Args, std::index_sequence_for<ParamTs...>());
  }
  static constexpr ParameterLayout Layout[sizeof...(ParamTs) + 1] = {{sizeof(ParamTs), alignof(ParamTs)}...,
                                                                     {0, 0}};
  static constexpr KernelDescriptor Descriptor = {&Info, &run, Layout, sizeof...(ParamTs),
                                                  mixTags<std::decay_t<ParamTs>...>()};
/// The same for processors that can do more than the unit is compiled for: all of a block's code is compiled
/// into them.
#define LORCHA_LEVEL_OF_KERNEL(Level, Processor)                                                             \
  template <unsigned Blocks, unsigned X, unsigned Y, unsigned Z>                                             \
  __attribute__((noinline, flatten, target(Processor))) static void runUsualBlock##Level(                    \
      const Block &Running, std::remove_reference_t<ParamTs> &...Args) {                                     \
    LORCHA_INLINED_CALL Body(usualBlock<Blocks, X, Y, Z>(Running), Args...);                                 \
  }                                                                                                          \
  template <size_t... I>                                                                                     \
  __attribute__((flatten, target(Processor))) static void runRange##Level(                                   \
      BlockRange &Range, void *const *Args, std::index_sequence<I...> All) {                                 \
    if constexpr (Info.LastingBytes != 0)                                                                    \
      return runLasting(Range, Args, All);                                                                   \
    constexpr unsigned X = Info.UsualSize[0], Y = Info.UsualSize[1], Z = Info.UsualSize[2];                  \
    [[maybe_unused]] const bool AreUsual = isUsual<X, Y, Z>(Range);                                          \
    while (Range.next()) {                                                                                   \
      if constexpr (Info.Abreast != 1)                                                                       \
        if (AreUsual && isOf<Info.Abreast>(Range.First)) {                                                   \
          runUsualBlock##Level<Info.Abreast, X, Y, Z>(                                                       \
              Range.First, *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);                    \
          continue;                                                                                          \
        }                                                                                                    \
      if constexpr (X != 0)                                                                                  \
        if (AreUsual && isOf<1>(Range.First)) {                                                              \
          runUsualBlock##Level<1, X, Y, Z>(Range.First,                                                      \
                                           *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);    \
          continue;                                                                                          \
        }                                                                                                    \
      LORCHA_INLINED_CALL Body(Range.First, *static_cast<std::remove_reference_t<ParamTs> *>(Args[I])...);   \
    }                                                                                                        \
  }                                                                                                          \
  static void run##Level(BlockRange &Range, void *const *Args) {                                             \
    runRange##Level(Range, Args, std::index_sequence_for<ParamTs...>());                                     \
  }                                                                                                          \
  static constexpr KernelDescriptor Descriptor##Level = {&Info, &run##Level, Layout, sizeof...(ParamTs),     \
                                                         mixTags<std::decay_t<ParamTs>...>()};
#ifdef LORCHA_CPU_LEVEL_2
  LORCHA_LEVEL_OF_KERNEL(2, "arch=x86-64-v2")
#endif
#ifdef LORCHA_CPU_LEVEL_3
  LORCHA_LEVEL_OF_KERNEL(3, "arch=x86-64-v3")
#endif
#ifdef LORCHA_CPU_LEVEL_4
  LORCHA_LEVEL_OF_KERNEL(4, "arch=x86-64-v4")
#endif
#undef LORCHA_LEVEL_OF_KERNEL
  /// The one for this processor.
  static const KernelDescriptor *best() {
#ifdef LORCHA_CPU_LEVEL_4
    if (cpuLevel() >= 4)
      return &Descriptor4;
#endif
#ifdef LORCHA_CPU_LEVEL_3
    if (cpuLevel() >= 3)
      return &Descriptor3;
#endif
#ifdef LORCHA_CPU_LEVEL_2
    if (cpuLevel() >= 2)
      return &Descriptor2;
#endif
    return &Descriptor;
  }
  static bool registerSelf() {
    lorchaRegisterKernel(reinterpret_cast<const void *>(Stub), best());
    return true;
  }
  inline static const bool Registered = registerSelf();
};
} // namespace detail

/// The body of a stub: `lorcha::Kernel<k_cpu<T>, k<T>, k_info>::launch(a, b);`. Body must not be overloaded;
/// Stub may be.
template <auto *Body, typename detail::StubOf<decltype(Body)>::Type *Stub, const KernelInfo &Info>
using Kernel = detail::KernelOf<Body, typename detail::StubOf<decltype(Body)>::Type, Stub, Info>;

} // namespace lorcha

#endif
