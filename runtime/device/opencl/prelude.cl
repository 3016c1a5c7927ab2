// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The part of the device library that every program gets: the types, how addresses become pointers, the hidden arguments,
// the thread's place in the grid, and messages to the host. docs/opencl.md is the contract. Plain OpenCL C 1.2: what a
// device may lack stands under LORCHA_HAS_..., which the runtime defines for what the device has.

#ifdef LORCHA_HAS_FP64
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif
#ifdef LORCHA_HAS_FP16
#pragma OPENCL EXTENSION cl_khr_fp16 : enable
#endif
#ifdef LORCHA_HAS_INT64_ATOMICS
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable
#pragma OPENCL EXTENSION cl_khr_int64_extended_atomics : enable
#endif
#ifdef LORCHA_HAS_3D_IMAGE_WRITES
#pragma OPENCL EXTENSION cl_khr_3d_image_writes : enable
#endif

// Fails to compile unless the condition holds; Name must be unique in its scope.
#define LORCHA_STATIC_ASSERT(Condition, Name) typedef char lorcha_assert_##Name[(Condition) ? 1 : -1]

// Ways around two faults of PoCL (seen in 3.1 and 5.0). LORCHA_ARM_END stands where all threads together
// leave an arm of a branch that holds a barrier: PoCL merges equal tails of such arms and then runs the
// merged one for the first thread only. Stores to variables of each arm's own stay apart. (So does inline
// assembly, but PoCL 5 crashes at that.) The barrier lets what stands before it become vector code all the
// same. LORCHA_TAKES_LOCAL stands before functions that take pointers to local memory: one that is not
// inlined at once may be given the place of a kernel's variable as a constant, and that is another place than
// the kernel's.
#ifdef LORCHA_ON_POCL
#define LORCHA_ARM_END                                                                                       \
  barrier(CLK_LOCAL_MEM_FENCE);                                                                              \
  do {                                                                                                       \
    volatile uchar lorchaArm;                                                                                \
    lorchaArm = 0;                                                                                           \
  } while (0)
#define LORCHA_TAKES_LOCAL __attribute__((always_inline))
#else
#define LORCHA_ARM_END
#define LORCHA_TAKES_LOCAL
#endif

// OpenCL gives native functions no bounds. Those of graphics cards are as exact as CUDA's fast ones; on processors
// Intel's are wrong by 1e-4.
#ifdef LORCHA_COARSE_NATIVE
#define native_cos cos
#define native_exp exp
#define native_exp2 exp2
#define native_exp10 exp10
#define native_log log
#define native_log2 log2
#define native_log10 log10
#define native_sin sin
#define native_tan tan
#define native_divide(X, Y) ((X) / (Y))
#endif

// CUDA's vector types are structs: members have addresses, and sizes and alignments are the host's.
#define LORCHA_VECTOR_TYPES(Type, Name, Align2, Align4)                                                                \
  typedef struct {                                                                                                     \
    Type x;                                                                                                            \
  } lorcha_##Name##1;                                                                                                  \
  typedef struct __attribute__((aligned(Align2))) {                                                                    \
    Type x, y;                                                                                                         \
  } lorcha_##Name##2;                                                                                                  \
  typedef struct {                                                                                                     \
    Type x, y, z;                                                                                                      \
  } lorcha_##Name##3;                                                                                                  \
  typedef struct __attribute__((aligned(Align4))) {                                                                    \
    Type x, y, z, w;                                                                                                   \
  } lorcha_##Name##4;

LORCHA_VECTOR_TYPES(char, char, 2, 4)
LORCHA_VECTOR_TYPES(uchar, uchar, 2, 4)
LORCHA_VECTOR_TYPES(short, short, 4, 8)
LORCHA_VECTOR_TYPES(ushort, ushort, 4, 8)
LORCHA_VECTOR_TYPES(int, int, 8, 16)
LORCHA_VECTOR_TYPES(uint, uint, 8, 16)
LORCHA_VECTOR_TYPES(long, long, 16, 16)
LORCHA_VECTOR_TYPES(ulong, ulong, 16, 16)
LORCHA_VECTOR_TYPES(long, longlong, 16, 16)
LORCHA_VECTOR_TYPES(ulong, ulonglong, 16, 16)
LORCHA_VECTOR_TYPES(float, float, 8, 16)
#ifdef LORCHA_HAS_FP64
LORCHA_VECTOR_TYPES(double, double, 16, 16)
#endif
typedef lorcha_uint3 lorcha_dim3;

// What a function of the program may need besides its arguments; a kernel fills the fields that its Needs has.
typedef struct lorcha_context {
  uint3 Block; // CUDA's blockIdx
  uint3 Grid;  // CUDA's gridDim
  global uchar *Variables;
  local uchar *DynamicShared;
  local ulong *Exchange;
  global uint *Messages;
  global uchar *Heap;
  long Ticks; // the clock of devices that have none
  global uchar *GridState; // grid.cl
  uint Round;
#ifndef LORCHA_HAS_INT64_ATOMICS
  volatile global uint *Locks;
#endif
#ifdef LORCHA_ADDRESS_REGIONS
  global uchar *Regions[8];
  global const ulong *RegionTable;
#endif
} lorcha_context;

// Declares the context at the beginning of a kernel.
#define LORCHA_CONTEXT                                                                                                 \
  lorcha_context lorchaContextStorage;                                                                                 \
  lorchaContextStorage.Ticks = 0;                                                                                      \
  const lorcha_context *const lorchaContext = &lorchaContextStorage

// The hidden parameters, and how the context gets them.
#define LORCHA_PARAMETERS_GRID                                                                                         \
  uint lorchaBlockX, uint lorchaBlockY, uint lorchaBlockZ, uint lorchaGridX, uint lorchaGridY, uint lorchaGridZ
#define LORCHA_PARAMETERS_DYNAMIC_SHARED local uchar *lorchaDynamicShared
#define LORCHA_PARAMETERS_EXCHANGE local ulong *lorchaExchange
#define LORCHA_PARAMETERS_MESSAGES global uint *lorchaMessages
#define LORCHA_PARAMETERS_GRID_STATE global uchar *lorchaGridState, uint lorchaRound

#define LORCHA_FILL_GRID                                                                                               \
  lorchaContextStorage.Block = (uint3)(lorchaBlockX + (uint)get_group_id(0), lorchaBlockY + (uint)get_group_id(1),     \
                                       lorchaBlockZ + (uint)get_group_id(2));                                          \
  lorchaContextStorage.Grid = (uint3)(lorchaGridX, lorchaGridY, lorchaGridZ)
#define LORCHA_FILL_DYNAMIC_SHARED lorchaContextStorage.DynamicShared = lorchaDynamicShared
#define LORCHA_FILL_EXCHANGE lorchaContextStorage.Exchange = lorchaExchange
#define LORCHA_FILL_MESSAGES lorchaContextStorage.Messages = lorchaMessages
#define LORCHA_FILL_GRID_STATE                                                                               \
  lorchaContextStorage.GridState = lorchaGridState;                                                          \
  lorchaContextStorage.Round = lorchaRound

// The first row of a block does all that its rows would do. A compiler that runs them one after the other would let each
// add again to what the last has stored.
#define LORCHA_ONE_ROW                                                                                                 \
  if (get_local_id(1) != 0 || get_local_id(2) != 0)                                                                    \
  return

// Blocks of memory come like pointer parameters: with regions, as a buffer and an offset.
#ifdef LORCHA_ADDRESS_REGIONS
#define LORCHA_PARAMETERS_VARIABLES global uchar *lorchaVariables, ulong lorchaVariablesOffset
#define LORCHA_PARAMETERS_HEAP global uchar *lorchaHeap, ulong lorchaHeapOffset
#define LORCHA_FILL_VARIABLES lorchaContextStorage.Variables = lorchaVariables + lorchaVariablesOffset
#define LORCHA_FILL_HEAP lorchaContextStorage.Heap = lorchaHeap + lorchaHeapOffset
#else
#define LORCHA_PARAMETERS_VARIABLES global uchar *lorchaVariables
#define LORCHA_PARAMETERS_HEAP global uchar *lorchaHeap
#define LORCHA_FILL_VARIABLES lorchaContextStorage.Variables = lorchaVariables
#define LORCHA_FILL_HEAP lorchaContextStorage.Heap = lorchaHeap
#endif

#ifdef LORCHA_ADDRESS_REGIONS
#define LORCHA_PARAMETERS_ADDRESSES                                                                                    \
  , global uchar *lorchaRegion0, global uchar *lorchaRegion1, global uchar *lorchaRegion2,                             \
      global uchar *lorchaRegion3, global uchar *lorchaRegion4, global uchar *lorchaRegion5,                           \
      global uchar *lorchaRegion6, global uchar *lorchaRegion7, global ulong *lorchaRegionTable
#define LORCHA_FILL_ADDRESSES                                                                                          \
  lorchaContextStorage.Regions[0] = lorchaRegion0;                                                                     \
  lorchaContextStorage.Regions[1] = lorchaRegion1;                                                                     \
  lorchaContextStorage.Regions[2] = lorchaRegion2;                                                                     \
  lorchaContextStorage.Regions[3] = lorchaRegion3;                                                                     \
  lorchaContextStorage.Regions[4] = lorchaRegion4;                                                                     \
  lorchaContextStorage.Regions[5] = lorchaRegion5;                                                                     \
  lorchaContextStorage.Regions[6] = lorchaRegion6;                                                                     \
  lorchaContextStorage.Regions[7] = lorchaRegion7;                                                                     \
  lorchaContextStorage.RegionTable = lorchaRegionTable
#else
#define LORCHA_PARAMETERS_ADDRESSES
#define LORCHA_FILL_ADDRESSES
#endif

// The locks of atomics that the device does not have; with a leading comma for the same reason as the addresses.
#if defined(LORCHA_HAS_INT64_ATOMICS)
#define LORCHA_PARAMETERS_LOCKS
#define LORCHA_FILL_LOCKS
#elif defined(LORCHA_ADDRESS_REGIONS)
#define LORCHA_PARAMETERS_LOCKS , global uchar *lorchaLocks, ulong lorchaLocksOffset
#define LORCHA_FILL_LOCKS lorchaContextStorage.Locks = (volatile global uint *)(lorchaLocks + lorchaLocksOffset)
#else
#define LORCHA_PARAMETERS_LOCKS , global uint *lorchaLocks
#define LORCHA_FILL_LOCKS lorchaContextStorage.Locks = lorchaLocks
#endif

// Addresses and pointers. Null stays null.
#ifdef LORCHA_ADDRESS_REGIONS

// Regions must not touch in the address range, so that an address one past the end of one is not another's first. Addresses
// out of all regions count from the nearest region below (the first one's, if none is), so that arithmetic on them comes out.
static global uchar *lorcha_global_pointer(const lorcha_context *lorchaContext, ulong Address) {
  global const ulong *Table = lorchaContext->RegionTable;
  global uchar *Base = lorchaContext->Regions[0];
  ulong First = Table[0];
  for (int I = 1; I < 8; ++I)
    if (Table[2 * I + 1] != 0 && Address >= Table[2 * I]) {
      Base = lorchaContext->Regions[I];
      First = Table[2 * I];
    }
  return Address == 0 ? (global uchar *)0 : Base + (long)(Address - First);
}

static ulong lorcha_address(const lorcha_context *lorchaContext, global const uchar *Pointer) {
  global const ulong *Table = lorchaContext->RegionTable;
  ulong Nearest = ~0ul;
  ulong Address = 0;
  for (int I = 0; I < 8; ++I) {
    ulong Size = Table[2 * I + 1];
    ulong Offset = (ulong)(uintptr_t)Pointer - (ulong)(uintptr_t)lorchaContext->Regions[I];
    // How far out of the region: below it, or behind its end.
    ulong Distance = Offset < Size ? 0 : min(Offset - Size + 1, 0 - Offset);
    if (Size != 0 && Distance < Nearest) {
      Nearest = Distance;
      Address = Table[2 * I] + Offset;
    }
  }
  return Pointer == 0 ? 0 : Address;
}

#define LORCHA_POINTER_PARAMETER(T, name) global T *lorchaBase_##name, ulong lorchaOffset_##name
#define LORCHA_POINTER_VALUE(T, name) ((global T *)((global const uchar *)lorchaBase_##name + lorchaOffset_##name))
#define LORCHA_GLOBAL_POINTER(T, a) ((global T *)lorcha_global_pointer(lorchaContext, (a)))
#define LORCHA_ADDRESS(pointer) lorcha_address(lorchaContext, (global const uchar *)(pointer))

#else // LORCHA_ADDRESSES_ARE_POINTERS

#define LORCHA_POINTER_PARAMETER(T, name) global T *lorchaBase_##name
#define LORCHA_POINTER_VALUE(T, name) lorchaBase_##name
#define LORCHA_GLOBAL_POINTER(T, a) ((global T *)(uintptr_t)(a))
#define LORCHA_ADDRESS(pointer) ((ulong)(uintptr_t)(pointer))

#endif

#define LORCHA_LOCAL_POINTER(T, a) ((local T *)(uintptr_t)(a))
#define LORCHA_PRIVATE_POINTER(T, a) ((private T *)(uintptr_t)(a))
#define LORCHA_CONSTANT_POINTER(T, a) ((constant T *)(uintptr_t)(a))
#define LORCHA_PRIVATE_ADDRESS(pointer) ((ulong)(uintptr_t)(pointer))

// CUDA's index variables, member by member; those of the block and the grid need lorchaContext.
#define LORCHA_THREAD_IDX_X ((uint)get_local_id(0))
#define LORCHA_THREAD_IDX_Y ((uint)get_local_id(1))
#define LORCHA_THREAD_IDX_Z ((uint)get_local_id(2))
#define LORCHA_BLOCK_DIM_X ((uint)get_local_size(0))
#define LORCHA_BLOCK_DIM_Y ((uint)get_local_size(1))
#define LORCHA_BLOCK_DIM_Z ((uint)get_local_size(2))
#define LORCHA_BLOCK_IDX_X (lorchaContext->Block.x)
#define LORCHA_BLOCK_IDX_Y (lorchaContext->Block.y)
#define LORCHA_BLOCK_IDX_Z (lorchaContext->Block.z)
#define LORCHA_GRID_DIM_X (lorchaContext->Grid.x)
#define LORCHA_GRID_DIM_Y (lorchaContext->Grid.y)
#define LORCHA_GRID_DIM_Z (lorchaContext->Grid.z)

// The same in 64 bits, for sums and products whose low 32 bits count: what compilers know of work-items they then keep.
#define LORCHA_WIDE_THREAD_IDX_X get_local_id(0)
#define LORCHA_WIDE_THREAD_IDX_Y get_local_id(1)
#define LORCHA_WIDE_THREAD_IDX_Z get_local_id(2)
#define LORCHA_WIDE_BLOCK_DIM_X get_local_size(0)
#define LORCHA_WIDE_BLOCK_DIM_Y get_local_size(1)
#define LORCHA_WIDE_BLOCK_DIM_Z get_local_size(2)
#define LORCHA_WIDE_BLOCK_IDX_X ((size_t)lorchaContext->Block.x)
#define LORCHA_WIDE_BLOCK_IDX_Y ((size_t)lorchaContext->Block.y)
#define LORCHA_WIDE_BLOCK_IDX_Z ((size_t)lorchaContext->Block.z)
#define LORCHA_WIDE_GRID_DIM_X ((size_t)lorchaContext->Grid.x)
#define LORCHA_WIDE_GRID_DIM_Y ((size_t)lorchaContext->Grid.y)
#define LORCHA_WIDE_GRID_DIM_Z ((size_t)lorchaContext->Grid.z)

static lorcha_uint3 lorcha_make_uint3(uint x, uint y, uint z) {
  lorcha_uint3 Result;
  Result.x = x;
  Result.y = y;
  Result.z = z;
  return Result;
}
// And whole, for programs that pass them on.
#define LORCHA_THREAD_IDX lorcha_make_uint3(LORCHA_THREAD_IDX_X, LORCHA_THREAD_IDX_Y, LORCHA_THREAD_IDX_Z)
#define LORCHA_BLOCK_DIM lorcha_make_uint3(LORCHA_BLOCK_DIM_X, LORCHA_BLOCK_DIM_Y, LORCHA_BLOCK_DIM_Z)
#define LORCHA_BLOCK_IDX lorcha_make_uint3(LORCHA_BLOCK_IDX_X, LORCHA_BLOCK_IDX_Y, LORCHA_BLOCK_IDX_Z)
#define LORCHA_GRID_DIM lorcha_make_uint3(LORCHA_GRID_DIM_X, LORCHA_GRID_DIM_Y, LORCHA_GRID_DIM_Z)

// The thread's number in its block, x fastest, and the block's number of threads.
static uint lorcha_linear_thread(void) {
  return (uint)((get_local_id(2) * get_local_size(1) + get_local_id(1)) * get_local_size(0) + get_local_id(0));
}
static uint lorcha_block_threads(void) {
  return (uint)(get_local_size(0) * get_local_size(1) * get_local_size(2));
}

// Barriers need nothing but the device's own.
#define lorcha_syncthreads() barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE)
#define lorcha_syncwarp(Mask) barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE)
#define lorcha_warp_step() barrier(CLK_LOCAL_MEM_FENCE)

// Loads and stores of any type, with whatever cache hint.
#define LORCHA_LOAD(Address) (*(Address))
#define LORCHA_STORE(Address, Value) (*(Address) = (Value))

// Messages to the host. begin returns the word of the first argument; a word past the capacity when the record did not
// fit, and then the arguments are dropped, too.
#define LORCHA_MESSAGE_PRINTF 0
#define LORCHA_MESSAGE_ASSERT 1
#define LORCHA_MESSAGE_TRAP 2
#define LORCHA_MESSAGE_TEXT 3

static uint lorcha_message_begin(const lorcha_context *lorchaContext, uint Kind, uint Format, uint Arguments) {
  global volatile uint *Words = lorchaContext->Messages;
  uint Size = 7 + 2 * Arguments;
  if (Kind == LORCHA_MESSAGE_ASSERT || Kind == LORCHA_MESSAGE_TRAP)
    atomic_cmpxchg(&Words[2], 0u, Kind);
  // Without this look the count could wrap around in a long kernel.
  if (Words[0] >= Words[1])
    return 0x80000000u;
  uint At = atomic_add(&Words[0], Size);
  if (At >= Words[1] || Size > Words[1] - At)
    return 0x80000000u;
  Words[At] = Size;
  Words[At + 1] = Kind;
  Words[At + 2] = Format;
  Words[At + 3] = lorcha_linear_thread();
  Words[At + 4] = lorchaContext->Block.x;
  Words[At + 5] = lorchaContext->Block.y;
  Words[At + 6] = lorchaContext->Block.z;
  return At + 7;
}

static void lorcha_message_long(const lorcha_context *lorchaContext, uint Word, long Value) {
  if (Word < lorchaContext->Messages[1]) {
    lorchaContext->Messages[Word] = (uint)(ulong)Value;
    lorchaContext->Messages[Word + 1] = (uint)((ulong)Value >> 32);
  }
}

// The bits of the double that a float is; for devices without double, too.
static ulong lorcha_float_as_double_bits(float Value) {
  uint Bits = as_uint(Value);
  ulong Sign = (ulong)(Bits >> 31) << 63;
  uint Exponent = (Bits >> 23) & 0xffu;
  ulong Fraction = Bits & 0x7fffffu;
  if (Exponent == 0xffu)
    return Sign | 0x7ff0000000000000ul | Fraction << 29;
  if (Exponent == 0) {
    if (Fraction == 0)
      return Sign;
    uint Shift = clz((uint)Fraction) - 8; // subnormal: normalise
    Fraction = Fraction << Shift & 0x7fffffu;
    Exponent = 1 - Shift;
  }
  return Sign | (ulong)(uint)(Exponent + 896u) << 52 | Fraction << 29;
}
static void lorcha_message_float(const lorcha_context *lorchaContext, uint Word, float Value) {
  lorcha_message_long(lorchaContext, Word, (long)lorcha_float_as_double_bits(Value));
}
#ifdef LORCHA_HAS_FP64
static void lorcha_message_double(const lorcha_context *lorchaContext, uint Word, double Value) {
  lorcha_message_long(lorchaContext, Word, as_long(Value));
}
#endif
