// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stubs, OpenCL C and the device module.
#include "TestKernels.h"
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace lorcha::test {

int Counter = 5;
float Table[4] = {1, 2, 3, 4};
int ManagedValue = 70;

#define TEST_KERNEL(Name, Parameters, Types, Arguments)                                                      \
  static void Name##_cpu Types {}                                                                            \
  constexpr KernelInfo Name##_info = {#Name, KernelForm::ThreadLoop, nullptr};                               \
  void Name Parameters { Kernel<Name##_cpu, Name, Name##_info>::launch Arguments; }

static void scale_cpu(const Block &Running, float *Data, float Factor, int Count) {
  forEachThread(Running, [&](const Thread &T) {
    int I = static_cast<int>(Running.blockIdx.x * Running.blockDim.x + T.threadIdx.x);
    if (I < Count)
      Data[I] *= Factor;
  });
}
constexpr KernelInfo scale_info = {"scale", KernelForm::ThreadLoop, nullptr};
void scale(float *Data, float Factor, int Count) {
  Kernel<scale_cpu, scale, scale_info>::launch(Data, Factor, Count);
}
TEST_KERNEL(indices, (unsigned *A, unsigned B), (const Block &, unsigned *, unsigned), (A, B))
TEST_KERNEL(sumShared, (const int *A, int *B), (const Block &, const int *, int *), (A, B))
TEST_KERNEL(reverse, (int *A), (const Block &, int *), (A))
TEST_KERNEL(countUp, (int *A), (const Block &, int *), (A))
TEST_KERNEL(sumList, (const Node *A, int *B), (const Block &, const Node *, int *), (A, B))
TEST_KERNEL(fillBox, (Box A, int B), (const Block &, Box, int), (A, B))
TEST_KERNEL(storeAddress, (int *A, int **B), (const Block &, int *, int **), (A, B))
TEST_KERNEL(sumWide, (Wide A, int *B), (const Block &, Wide, int *), (A, B))
TEST_KERNEL(say, (int A, float B), (const Block &, int, float), (A, B))
TEST_KERNEL(failAssert, (int A), (const Block &, int), (A))
TEST_KERNEL(trap, (), (const Block &), ())
TEST_KERNEL(useDouble, (double *A), (const Block &, double *), (A))
TEST_KERNEL(useHeap, (int **A), (const Block &, int **), (A))
TEST_KERNEL(spin, (unsigned *A, unsigned B), (const Block &, unsigned *, unsigned), (A, B))
TEST_KERNEL(broken, (), (const Block &), ())
TEST_KERNEL(untranslated, (), (const Block &), ())
TEST_KERNEL(withoutText, (), (const Block &), ())
TEST_KERNEL(gridBarrier, (int *A, int B), (const Block &, int *, int), (A, B))
TEST_KERNEL(needsMissingPart, (), (const Block &), ())
TEST_KERNEL(fixedBlock, (), (const Block &), ())

template <int> static void many_cpu(const Block &, int *) {}
constexpr KernelInfo many_info = {"many", KernelForm::ThreadLoop, nullptr};
template <int N> void many(int *Out) { Kernel<many_cpu<N>, many<N>, many_info>::launch(Out); }

static const char *const Texts[] = {
    /*0*/ R"(#line 100 "tests.cu"
kernel void k_scale(LORCHA_POINTER_PARAMETER(float, p), float factor, int n, LORCHA_PARAMETERS_GRID) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  int i = LORCHA_BLOCK_IDX_X * LORCHA_BLOCK_DIM_X + LORCHA_THREAD_IDX_X;
  if (i < n)
    LORCHA_POINTER_VALUE(float, p)[i] *= factor;
}
)",
    /*1*/ R"(kernel void k_indices(LORCHA_POINTER_PARAMETER(uint, p), uint width, LORCHA_PARAMETERS_GRID) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  uint x = LORCHA_BLOCK_IDX_X * LORCHA_BLOCK_DIM_X + LORCHA_THREAD_IDX_X;
  uint y = LORCHA_BLOCK_IDX_Y * LORCHA_BLOCK_DIM_Y + LORCHA_THREAD_IDX_Y;
  uint z = LORCHA_BLOCK_IDX_Z * LORCHA_BLOCK_DIM_Z + LORCHA_THREAD_IDX_Z;
  uint height = LORCHA_GRID_DIM_Y * LORCHA_BLOCK_DIM_Y;
  if (width == LORCHA_GRID_DIM_X * LORCHA_BLOCK_DIM_X)
    atomic_inc(&LORCHA_POINTER_VALUE(uint, p)[(z * height + y) * width + x]);
}
)",
    /*2*/
    R"(kernel void k_sumShared(LORCHA_POINTER_PARAMETER(const int, in), LORCHA_POINTER_PARAMETER(int, out),
                        LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_DYNAMIC_SHARED) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_DYNAMIC_SHARED;
  local int *shared = (local int *)lorchaContext->DynamicShared;
  uint t = LORCHA_THREAD_IDX_X, n = LORCHA_BLOCK_DIM_X, b = LORCHA_BLOCK_IDX_X;
  shared[t] = LORCHA_POINTER_VALUE(const int, in)[b * n + t];
  for (uint step = n / 2; step > 0; step /= 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (t < step)
      shared[t] += shared[t + step];
  }
  if (t == 0)
    LORCHA_POINTER_VALUE(int, out)[b] = shared[0];
}
)",
    /*3*/
    R"(kernel void k_reverse(LORCHA_POINTER_PARAMETER(int, p), LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_EXCHANGE) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_EXCHANGE;
  global int *data = LORCHA_POINTER_VALUE(int, p);
  uint t = LORCHA_THREAD_IDX_X, n = LORCHA_BLOCK_DIM_X;
  lorchaContext->Exchange[t] = data[t];
  lorchaContext->Exchange[n + t / 32] = 7;
  barrier(CLK_LOCAL_MEM_FENCE);
  data[t] = (int)lorchaContext->Exchange[n - 1 - t];
}
)",
    /*4*/
    R"(kernel void k_countUp(LORCHA_POINTER_PARAMETER(int, p), LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_VARIABLES) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_VARIABLES;
  global int *counter = (global int *)lorchaContext->Variables;
  global float *table = (global float *)(lorchaContext->Variables + 16);
  global int *managed = (global int *)(lorchaContext->Variables + 32);
  global int *out = LORCHA_POINTER_VALUE(int, p);
  ++*managed;
  out[0] = (int)table[3];
  out[1] = ++*counter;
}
)",
    /*5*/ R"(typedef struct { ulong next; int value; } Node;
kernel void k_sumList(LORCHA_POINTER_PARAMETER(const Node, first), LORCHA_POINTER_PARAMETER(int, out),
                      LORCHA_PARAMETERS_GRID LORCHA_PARAMETERS_ADDRESSES) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_ADDRESSES;
  global const Node *head = LORCHA_POINTER_VALUE(const Node, first);
  global const Node *at = head;
  int sum = 0;
  do {
    sum += at->value;
    at = LORCHA_GLOBAL_POINTER(const Node, at->next);
  } while (at != head);
  *LORCHA_POINTER_VALUE(int, out) = sum;
}
)",
    /*6*/ R"(typedef struct { ulong data; int count; } Box;
kernel void k_fillBox(Box target, int value, LORCHA_PARAMETERS_GRID LORCHA_PARAMETERS_ADDRESSES) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_ADDRESSES;
  int i = LORCHA_THREAD_IDX_X;
  if (i < target.count)
    LORCHA_GLOBAL_POINTER(int, target.data)[i] = value + i;
}
)",
    /*7*/
    R"(kernel void k_storeAddress(LORCHA_POINTER_PARAMETER(int, data), LORCHA_POINTER_PARAMETER(ulong, out),
                           LORCHA_PARAMETERS_GRID LORCHA_PARAMETERS_ADDRESSES) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_ADDRESSES;
  *LORCHA_POINTER_VALUE(ulong, out) = LORCHA_ADDRESS(LORCHA_POINTER_VALUE(int, data) + 3);
}
)",
    /*8*/ R"(typedef struct { int values[50]; } Wide;
kernel void k_sumWide(Wide wide, LORCHA_POINTER_PARAMETER(int, out), LORCHA_PARAMETERS_GRID) {
  int sum = 0;
  for (int i = 0; i < 50; ++i)
    sum += wide.values[i];
  *LORCHA_POINTER_VALUE(int, out) = sum;
}
)",
    /*9*/ R"(kernel void k_say(int value, float number, LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_MESSAGES) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_MESSAGES;
  uint m = lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_PRINTF, 0, 4);
  lorcha_message_long(lorchaContext, m, value);
  lorcha_message_long(lorchaContext, m + 2, LORCHA_THREAD_IDX_X);
  lorcha_message_long(lorchaContext, m + 4, 1 + 1);
  lorcha_message_float(lorchaContext, m + 6, number);
}
)",
    /*10*/ R"(kernel void k_failAssert(int thread, LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_MESSAGES) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_MESSAGES;
  if (lorcha_linear_thread() == (uint)thread && LORCHA_BLOCK_IDX_X == 1)
    lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_ASSERT, 2, 0);
}
kernel void k_trap(LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_MESSAGES) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_MESSAGES;
  lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_TRAP, 0, 0);
}
)",
    /*11*/ R"(kernel void k_useDouble(LORCHA_POINTER_PARAMETER(double, p), LORCHA_PARAMETERS_GRID) {
  *LORCHA_POINTER_VALUE(double, p) *= 0.1;
}
)",
    /*12*/
    R"(kernel void k_useHeap(LORCHA_POINTER_PARAMETER(ulong, out), LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_HEAP
                      LORCHA_PARAMETERS_ADDRESSES) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  LORCHA_FILL_HEAP;
  LORCHA_FILL_ADDRESSES;
  uint t = LORCHA_THREAD_IDX_X;
  global int *mine = (global int *)(lorchaContext->Heap + 4096 + 64 * t);
  *mine = *(global ulong *)lorchaContext->Heap == 8ul << 20 ? 100 + t : -1;
  LORCHA_POINTER_VALUE(ulong, out)[t] = LORCHA_ADDRESS(mine);
}
)",
    /*13*/ R"(kernel void k_spin(LORCHA_POINTER_PARAMETER(uint, out), uint rounds, LORCHA_PARAMETERS_GRID) {
  uint state = *LORCHA_POINTER_VALUE(uint, out);
  for (uint i = 0; i < rounds; ++i)
    state = (state ^ (state << 13)) * 1664525u + i;
  *LORCHA_POINTER_VALUE(uint, out) = state;
}
)",
    /*14*/ R"(#line 7 "broken.cu"
kernel void k_broken(LORCHA_PARAMETERS_GRID) { undeclared_name = 1; }
)",
    /*15*/ R"(kernel void k_nothing(LORCHA_PARAMETERS_GRID) {}
)",
    /*16*/ R"(kernel void k_many(LORCHA_POINTER_PARAMETER(int, p), LORCHA_PARAMETERS_GRID) {
  *LORCHA_POINTER_VALUE(int, p) += NUMBER;
}
)",
    /*17*/ R"(#define GRID_PARAMETERS LORCHA_POINTER_PARAMETER(int, p), int rounds, LORCHA_PARAMETERS_GRID, \
                        LORCHA_PARAMETERS_GRID_STATE
#define GRID_START LORCHA_CONTEXT; LORCHA_FILL_GRID; LORCHA_FILL_GRID_STATE; \
  global int *data = LORCHA_POINTER_VALUE(int, p); \
  const uint i = LORCHA_BLOCK_IDX_X * LORCHA_BLOCK_DIM_X + LORCHA_THREAD_IDX_X; \
  const uint threads = LORCHA_GRID_DIM_X * LORCHA_BLOCK_DIM_X
kernel void k_grid(GRID_PARAMETERS) {
  GRID_START;
  data[i] = i;
  *LORCHA_SLOT(int, 0) = 0;
  LORCHA_GRID_STOP(1);
}
kernel void k_grid_read(GRID_PARAMETERS) {
  GRID_START;
  LORCHA_GRID_RESUME(1);
  if (*LORCHA_SLOT(int, 0) < rounds) {
    *LORCHA_SLOT(int, 4) = data[(i + 1) % threads];
    LORCHA_GRID_STOP(2);
  }
}
kernel void k_grid_write(GRID_PARAMETERS) {
  GRID_START;
  LORCHA_GRID_RESUME(2);
  data[i] = *LORCHA_SLOT(int, 4);
  ++*LORCHA_SLOT(int, 0);
  LORCHA_GRID_STOP(1);
}
)",
};

static const char *const Formats[] = {"%d of thread %u: %s %.2f%%\n", "text",
                                      "tests.cu:9: void failAssert(int)\nthread != 3"};

static constexpr uint16_t FragmentNumbers[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};
static constexpr DeviceParameter Pointer = {8, DeviceParameterKind::Pointer},
                                 Word = {4, DeviceParameterKind::Value},
                                 WideValue = {sizeof(Wide), DeviceParameterKind::Value},
                                 BoxValue = {sizeof(Box), DeviceParameterKind::Value};
static constexpr DeviceParameter PointerFloatInt[] = {Pointer, Word, Word}, BoxInt[] = {BoxValue, Word},
                                 TwoPointers[] = {Pointer, Pointer}, WidePointer[] = {WideValue, Pointer},
                                 TwoWords[] = {Word, Word};
static const char *const MissingPart[] = {"no_such_part"}, *const GridPart[] = {"grid"};
static constexpr DevicePhase GridPhases[] = {
    {"k_grid", 1}, {"k_grid_read", DevicePhase::Unknown}, {"k_grid_write", 1}};

template <class StubT>
static DeviceKernel row(StubT *Stub, const KernelInfo &Info, const char *Name, int Fragment,
                        const DeviceParameter *Parameters, uint32_t ParameterCount, uint32_t Needs = 0) {
  return {reinterpret_cast<const void *>(Stub),
          &Info,
          0,
          Name,
          nullptr,
          FragmentNumbers + Fragment,
          1,
          nullptr,
          0,
          Parameters,
          ParameterCount,
          Needs,
          0,
          {0, 0, 0},
          nullptr,
          0,
          0,
          0};
}

static std::vector<DeviceKernel> makeRows() {
  std::vector<DeviceKernel> Rows = {
      row(scale, scale_info, "k_scale", 0, PointerFloatInt, 3),
      row(indices, indices_info, "k_indices", 1, PointerFloatInt, 2),
      row(sumShared, sumShared_info, "k_sumShared", 2, TwoPointers, 2, NeedsDynamicShared),
      row(reverse, reverse_info, "k_reverse", 3, TwoPointers, 1, NeedsExchange),
      row(countUp, countUp_info, "k_countUp", 4, TwoPointers, 1, NeedsVariables),
      row(sumList, sumList_info, "k_sumList", 5, TwoPointers, 2, NeedsAddresses),
      row(fillBox, fillBox_info, "k_fillBox", 6, BoxInt, 2, NeedsAddresses),
      row(storeAddress, storeAddress_info, "k_storeAddress", 7, TwoPointers, 2, NeedsAddresses),
      row(sumWide, sumWide_info, "k_sumWide", 8, WidePointer, 2),
      row(say, say_info, "k_say", 9, TwoWords, 2, NeedsMessages),
      row(failAssert, failAssert_info, "k_failAssert", 10, TwoWords, 1, NeedsMessages),
      row(trap, trap_info, "k_trap", 10, nullptr, 0, NeedsMessages),
      row(useDouble, useDouble_info, "k_useDouble", 11, TwoPointers, 1, NeedsFp64),
      row(useHeap, useHeap_info, "k_useHeap", 12, TwoPointers, 1, NeedsHeap | NeedsAddresses),
      row(spin, spin_info, "k_spin", 13, PointerFloatInt, 2),
      row(broken, broken_info, "k_broken", 14, nullptr, 0),
      row(untranslated, untranslated_info, nullptr, 15, nullptr, 0),
      row(gridBarrier, gridBarrier_info, "k_grid", 17, PointerFloatInt, 2, NeedsGridBarrier),
      row(needsMissingPart, needsMissingPart_info, "k_nothing", 15, nullptr, 0),
      row(fixedBlock, fixedBlock_info, "k_nothing", 15, nullptr, 0)};
  Rows[8].Stub = nullptr; // like kernels of lambdas, it is found by its information and closure tag
  Rows[16].Untranslated = "LOR0000: made for a test";
  Rows[17].Library = GridPart;
  Rows[17].LibraryCount = 1;
  Rows[17].Phases = GridPhases;
  Rows[17].PhaseCount = 3;
  Rows[17].KeptPerThread = 16;
  Rows[18].Library = MissingPart;
  Rows[18].LibraryCount = 1;
  Rows[19].RequiredBlock[0] = 8;
  Rows[19].RequiredBlock[1] = Rows[19].RequiredBlock[2] = 1;
  return Rows;
}

static const std::vector<DeviceKernel> Rows = makeRows();
static const DeviceVariable Variables[] = {{&Counter, "Counter", 0, sizeof(Counter), false},
                                           {Table, "Table", 16, sizeof(Table), false},
                                           {&ManagedValue, "ManagedValue", 32, sizeof(ManagedValue), true}};
static const DeviceModule Module = {
    "tests.cu", Texts, std::size(Texts), Rows.data(),       uint32_t(Rows.size()), Variables,
    3,          64,    Formats,          std::size(Formats)};
static const DeviceModuleRegistration Registration(Module);

// Fifty kernels, each with a text of its own.
template <int... N> static auto makeMany(std::integer_sequence<int, N...>) {
  struct {
    std::vector<std::string> Texts;
    std::vector<const char *> Fragments;
    std::vector<uint16_t> Numbers;
    std::vector<std::string> Names;
    std::vector<DeviceKernel> Rows;
    std::vector<const void *> Stubs;
  } Result;
  Result.Stubs = {reinterpret_cast<const void *>(&many<N>)...};
  for (int I = 0; I < ManyCount; ++I) {
    std::string Number = std::to_string(I), Text = Texts[16];
    Text.replace(Text.find("NUMBER"), 6, Number).replace(Text.find("k_many"), 6, "k_many" + Number);
    Result.Texts.push_back(Text);
    Result.Names.push_back("k_many" + Number);
    Result.Numbers.push_back(static_cast<uint16_t>(I));
  }
  for (int I = 0; I < ManyCount; ++I) {
    Result.Fragments.push_back(Result.Texts[I].c_str());
    Result.Rows.push_back({Result.Stubs[I],
                           &many_info,
                           0,
                           Result.Names[I].c_str(),
                           nullptr,
                           &Result.Numbers[I],
                           1,
                           nullptr,
                           0,
                           TwoPointers,
                           1,
                           0,
                           0,
                           {0, 0, 0},
                           nullptr,
                           0,
                           0,
                           0});
  }
  return Result;
}
static const auto Many = makeMany(std::make_integer_sequence<int, ManyCount>());
static const DeviceModule ManyModule = {
    "many.cu", Many.Fragments.data(), ManyCount, Many.Rows.data(), ManyCount, nullptr, 0, 0, nullptr, 0};
static const DeviceModuleRegistration ManyRegistration(ManyModule);

void unloadMany() { lorchaUnregisterDeviceModule(&ManyModule); }
void loadMany() {
  static constexpr ParameterLayout Pointer[] = {{sizeof(int *), alignof(int *)}};
  static constexpr KernelDescriptor Again = {&many_info, [](BlockRange &, void *const *) {}, Pointer, 1, 0};
  for (const void *Stub : Many.Stubs)
    lorchaRegisterKernel(Stub, &Again);
  lorchaRegisterDeviceModule(&ManyModule);
}

lorchaError_t launchMany(int Number, int *Out) {
  void *Args[] = {&Out};
  return lorchaLaunchKernel(Many.Stubs[Number], 1, 1, Args, 0, nullptr);
}

} // namespace lorcha::test
