// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The prelude: layouts, the hidden arguments, addresses in both representations, messages; and the functions
// on memory, the heap and the clock.
#include "Functions.h"
#include <algorithm>
#include <set>

using namespace lorcha::test;

namespace {

TEST(OpenClPrelude, VectorsHaveTheHostsLayout) {
  LORCHA_NEEDS_DEVICE(Cl);
  std::string Text = "kernel void test(global uint *Out) {\n";
  std::vector<unsigned> Wanted;
#define LAYOUT(Type)                                                                                         \
  Text += "  *Out++ = sizeof(lorcha_" #Type ");\n  { struct { char C; lorcha_" #Type " V; } S; "             \
          "*Out++ = (uint)((ulong)&S.V - (ulong)&S); }\n";                                                   \
  Wanted.push_back(sizeof(Type));                                                                            \
  Wanted.push_back(alignof(Type));
#define LAYOUTS(Type) LAYOUT(Type##1) LAYOUT(Type##2) LAYOUT(Type##3) LAYOUT(Type##4)
  LAYOUTS(char)
  LAYOUTS(uchar)
  LAYOUTS(short)
  LAYOUTS(ushort)
  LAYOUTS(int)
  LAYOUTS(uint)
  LAYOUTS(long)
  LAYOUTS(ulong)
  LAYOUTS(longlong)
  LAYOUTS(ulonglong)
  LAYOUTS(float)
  if (Cl->hasFp64()) {
    LAYOUTS(double)
  }
  cl_program Program = Cl->build({}, Text + "}\n");
  Buffer Out = Cl->zeros(4 * Wanted.size());
  Cl->run(Program, "test", 1, 1, {Out});
  clReleaseProgram(Program);
  EXPECT_EQ(Cl->download<unsigned>(Out, Wanted.size()), Wanted);
}

TEST(OpenClPrelude, ThreadsKnowTheirPlace) {
  LORCHA_NEEDS_DEVICE(Cl);
  cl_program Program = Cl->build(
      {},
      "kernel void test(global uint *Out, LORCHA_PARAMETERS_GRID) {\n  LORCHA_CONTEXT;\n  LORCHA_FILL_GRID;\n"
      "  uint I = (uint)(get_global_id(0) + get_global_size(0) * (get_global_id(1) + get_global_size(1) * "
      "get_global_id(2)));\n"
      "  lorcha_uint3 T = LORCHA_THREAD_IDX, B = LORCHA_BLOCK_IDX, D = LORCHA_BLOCK_DIM, G = "
      "LORCHA_GRID_DIM;\n"
      "  global uint *P = Out + 14 * I;\n  P[0] = T.x; P[1] = T.y; P[2] = T.z; P[3] = B.x; P[4] = B.y; P[5] "
      "= B.z;\n"
      "  P[6] = D.x; P[7] = D.y; P[8] = D.z; P[9] = G.x; P[10] = G.y; P[11] = G.z;\n"
      "  P[12] = lorcha_linear_thread(); P[13] = lorcha_block_threads();\n}\n");
  const size_t Global[3] = {6, 4, 2}, Local[3] = {3, 2, 1};
  Buffer Out = Cl->zeros(48 * 14 * 4);
  // The part of a grid of 12 x 20 x 30 blocks that begins at block (10, 18, 28).
  Cl->run3(Program, "test", Global, Local, {Out, 10u, 18u, 28u, 12u, 20u, 30u});
  clReleaseProgram(Program);
  const auto Got = Cl->download<unsigned>(Out, 48 * 14);
  for (unsigned I = 0; I < 48; ++I) {
    const unsigned X = I % 6, Y = I / 6 % 4, Z = I / 24;
    const std::vector<unsigned> Wanted = {X % 3, Y % 2, 0,  10 + X / 3, 18 + Y / 2,        28 + Z, 3, 2,
                                          1,     12,    20, 30,         Y % 2 * 3 + X % 3, 6};
    EXPECT_EQ(std::vector<unsigned>(Got.begin() + 14 * I, Got.begin() + 14 * I + 14), Wanted);
  }
}

/// The regions' table, and the arguments that a kernel gets for it.
struct Regions {
  Regions(Device &Cl)
      : A(Cl.upload(std::vector<int>{1, 2, 3, 4})), B(Cl.upload(std::vector<int>{10, 20, 30, 40, 50, 60})),
        Table(
            Cl.upload(std::vector<uint64_t>{0x10000, 16, 0x20000, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) {}
  void add(std::vector<Argument> &Arguments) const {
    Arguments.push_back(A);
    Arguments.push_back(B);
    for (int I = 2; I < 8; ++I)
      Arguments.push_back(Argument::null());
    Arguments.push_back(Table);
  }
  Buffer A, B, Table;
};

TEST(OpenClPrelude, RegionsTurnAddressesIntoPointersAndBack) {
  LORCHA_NEEDS_DEVICE(Cl);
  BuildOptions Options;
  Options.HasRegions = true;
  cl_program Program = Cl->build(
      {},
      "kernel void test(LORCHA_POINTER_PARAMETER(const ulong, In), LORCHA_POINTER_PARAMETER(ulong, Out), "
      "LORCHA_POINTER_PARAMETER(int, Null), LORCHA_PARAMETERS_GRID LORCHA_PARAMETERS_ADDRESSES) {\n"
      "  LORCHA_CONTEXT;\n  LORCHA_FILL_GRID;\n  LORCHA_FILL_ADDRESSES;\n"
      "  global const ulong *in = LORCHA_POINTER_VALUE(const ulong, In);\n  global ulong *out = "
      "LORCHA_POINTER_VALUE(ulong, Out);\n"
      "  global int *null = LORCHA_POINTER_VALUE(int, Null);\n"
      "  for (int I = 0; I < 6; ++I) out[I] = LORCHA_ADDRESS(LORCHA_GLOBAL_POINTER(int, in[I]));\n"
      "  out[6] = *LORCHA_GLOBAL_POINTER(int, in[0]);\n  out[7] = *LORCHA_GLOBAL_POINTER(int, in[1]);\n"
      "  out[8] = LORCHA_ADDRESS(LORCHA_GLOBAL_POINTER(int, in[3]) + 2);\n  out[9] = null == 0 && "
      "LORCHA_GLOBAL_POINTER(int, 0ul) == 0;\n"
      "  out[10] = LORCHA_ADDRESS(LORCHA_GLOBAL_POINTER(int, in[4]) - 1);\n}\n",
      Options);
  // In two regions, one past the end of one, null, before the first, and behind the last.
  const std::vector<uint64_t> Addresses = {0x10008, 0x20014, 0x10010, 0x20000, 0x20004, 0};
  Buffer In = Cl->upload(Addresses), Out = Cl->zeros(8 * 12);
  const Regions R(*Cl);
  std::vector<Argument> Arguments = {In, uint64_t(0), Out, uint64_t(8), Argument::null(), uint64_t(0)};
  for (int I = 0; I < 6; ++I)
    Arguments.push_back(1u);
  R.add(Arguments);
  Cl->run(Program, "test", 1, 1, Arguments);
  clReleaseProgram(Program);
  const auto Got = Cl->download<uint64_t>(Out, 12);
  for (size_t I : {0u, 1u, 3u, 4u, 5u})
    EXPECT_EQ(Got[1 + I], Addresses[I]);
  EXPECT_EQ(Got[7], 3u);
  EXPECT_EQ(Got[8], 60u);
  EXPECT_EQ(Got[9], 0x20008u);
  EXPECT_EQ(Got[10], 1u);
  EXPECT_EQ(Got[11], 0x20000u);
}

TEST(OpenClPrelude, PrivateAndLocalAddressesComeBack) {
  LORCHA_NEEDS_DEVICE(Cl);
  cl_program Program = Cl->build(
      {}, "kernel void test(LORCHA_POINTER_PARAMETER(int, Out)) {\n  global int *out = "
          "LORCHA_POINTER_VALUE(int, Out);\n"
          "  local int L[4];\n  int P[4];\n  L[2] = 5;\n  P[3] = 6;\n  ulong A[3];\n  A[0] = "
          "LORCHA_PRIVATE_ADDRESS(&L[1]);\n"
          "  A[1] = LORCHA_PRIVATE_ADDRESS(&P[0]);\n  A[2] = LORCHA_ADDRESS(out);\n"
          "  out[0] = LORCHA_LOCAL_POINTER(int, A[0])[1];\n  out[1] = LORCHA_PRIVATE_POINTER(int, A[1])[3];\n"
          "  LORCHA_GLOBAL_POINTER(int, A[2])[2] = LORCHA_GLOBAL_POINTER(int, 0ul) == 0 ? 7 : 0;\n}\n");
  Buffer Out = Cl->zeros(12);
  Cl->run(Program, "test", 1, 1, {Out});
  clReleaseProgram(Program);
  EXPECT_EQ(Cl->download<int>(Out, 3), (std::vector<int>{5, 6, 7}));
}

TEST(OpenClPrelude, MessagesHaveTheirArguments) {
  LORCHA_NEEDS_DEVICE(Cl);
  const float Float = 1.40129846e-45f * 5;
  cl_program Program =
      Cl->build({"trap"}, "kernel void test(LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_MESSAGES) {\n  "
                          "LORCHA_CONTEXT;\n  LORCHA_FILL_GRID;\n"
                          "  LORCHA_FILL_MESSAGES;\n  if (get_global_id(0) == 3) {\n    uint m = "
                          "lorcha_message_begin(lorchaContext, 0u, 11u, 3u);\n"
                          "    lorcha_message_long(lorchaContext, m, -2l);\n    "
                          "lorcha_message_float(lorchaContext, m + 2, 0x5p-149f);\n"
                          "    lorcha_message_float(lorchaContext, m + 4, -1.5f);\n  }\n"
                          "  if (get_global_id(0) == 5)\n    lorcha_trap(lorchaContext);\n}\n");
  std::vector<uint32_t> Empty(40);
  Empty[0] = 4;
  Empty[1] = 40;
  Buffer Messages = Cl->upload(Empty);
  Cl->run(Program, "test", 8, 4, {0u, 2u, 3u, 2u, 3u, 4u, Messages});
  auto Got = Cl->download<uint32_t>(Messages, 40);
  EXPECT_EQ(Got[0], 4u + 13 + 7);
  EXPECT_EQ(Got[2], 2u); // the trap
  const size_t Printf = Got[4] == 13 ? 4 : 11, Trap = Printf == 4 ? 17 : 4;
  EXPECT_EQ(std::vector<uint32_t>(&Got[Printf], &Got[Printf] + 9),
            (std::vector<uint32_t>{13, 0, 11, 3, 0, 2, 3, 0xfffffffeu, 0xffffffffu}));
  double Values[2];
  std::memcpy(Values, &Got[Printf + 9], 16);
  EXPECT_EQ(Values[0], Float);
  EXPECT_EQ(Values[1], -1.5);
  EXPECT_EQ(std::vector<uint32_t>(&Got[Trap], &Got[Trap] + 7), (std::vector<uint32_t>{7, 2, 0, 1, 1, 2, 3}));

  // What does not fit is dropped, and writes nothing behind the end.
  Empty[1] = 10;
  Empty[12] = 99;
  Buffer Small = Cl->upload(Empty);
  Cl->run(Program, "test", 8, 4, {0u, 2u, 3u, 2u, 3u, 4u, Small});
  clReleaseProgram(Program);
  Got = Cl->download<uint32_t>(Small, 40);
  EXPECT_GE(Got[0], 10u);
  EXPECT_EQ(Got[2], 2u);
  EXPECT_EQ(Got[12], 99u);
  EXPECT_EQ(std::count(Got.begin() + 13, Got.end(), 0u), 27);
}

TEST(OpenClPrelude, FloatsBecomeDoublesBitByBit) {
  LORCHA_NEEDS_DEVICE(Cl);
  const auto X = interestingNumbers<float>(2000);
  const auto Got = evaluate<unsigned long long, float>(*Cl, {}, "", {"lorcha_float_as_double_bits"}, {}, X);
  for (size_t I = 0; I < X.size(); ++I)
    EXPECT_TRUE(isSame(fromBits<double>(Got[0][I]), double(X[I]))) << X[I];
}

TEST(OpenClMemory, LoadsAndStoresOfAnyType) {
  LORCHA_NEEDS_DEVICE(Cl);
  // Every cache hint is LORCHA_LOAD or LORCHA_STORE.
  cl_program Program = Cl->build(
      {"memory"}, "kernel void test(global lorcha_float4 *A, global const short *B, global short *C) {\n"
                  "  LORCHA_STORE(&A[1], LORCHA_LOAD(&A[0]));\n  lorcha_threadfence();\n"
                  "  lorcha_threadfence_block();\n  LORCHA_STORE(C, LORCHA_LOAD(B) + 1);\n}\n");
  Buffer A = Cl->upload(std::vector<float>{1, 2, 3, 4, 0, 0, 0, 0}), B = Cl->upload(std::vector<short>{-7}),
         C = Cl->zeros(2);
  Cl->run(Program, "test", 1, 1, {A, B, C});
  clReleaseProgram(Program);
  EXPECT_EQ(Cl->download<float>(A, 8), (std::vector<float>{1, 2, 3, 4, 1, 2, 3, 4}));
  EXPECT_EQ(Cl->download<short>(C, 1)[0], -6);
}

/// A flag that follows data: whoever sees the flag sees the data.
TEST(OpenClMemory, FencesOrderWrites) {
  LORCHA_NEEDS_DEVICE(Cl);
  cl_program Program =
      Cl->build({"memory", "atomic"},
                "kernel void test(global volatile int *Data, global volatile int *Flag, global int *Bad) {\n "
                " uint G = (uint)get_group_id(0);\n"
                "  Data[G] = G + 1;\n  lorcha_threadfence();\n  lorcha_atomicAdd_global_int(Flag, 1);\n"
                "  int Seen = *Flag;\n  lorcha_threadfence();\n  int Written = 0;\n"
                "  for (uint I = 0; I < get_num_groups(0); ++I) Written += Data[I] != 0;\n  if (Written < "
                "Seen) Bad[0] = 1;\n}\n");
  Buffer Data = Cl->zeros(4000), Flag = Cl->zeros(4), Bad = Cl->zeros(4);
  Cl->run(Program, "test", 1000, 1, {Data, Flag, Bad});
  clReleaseProgram(Program);
  EXPECT_EQ(Cl->download<int>(Flag, 1)[0], 1000);
  EXPECT_EQ(Cl->download<int>(Bad, 1)[0], 0);
}

TEST(OpenClMemory, FunctionsOfCsLibrary) {
  LORCHA_NEEDS_DEVICE(Cl);
  cl_program Program = Cl->build(
      {"memory"},
      "kernel void test(global uchar *A, global int *Out) {\n  uchar P[16];\n  local uchar L[16];\n"
      "  lorcha_memset_private(P, 0x1a5, 16ul);\n  lorcha_memcpy_private_global(P + 1, A, 5ul);\n"
      "  lorcha_memcpy_local_private(L, P, 16ul);\n  Out[0] = lorcha_memcmp_local_private(L, P, 16ul);\n"
      "  L[3] = 200;\n  Out[1] = lorcha_memcmp_local_private(L, P, 16ul) > 0;\n"
      "  Out[2] = lorcha_memcmp_private_global(P + 1, A, 5ul);\n"
      "  lorcha_memmove_global(A + 2, A, 6ul);\n  lorcha_memcpy_global_local(A + 10, L, 4ul);\n"
      "  lorcha_memmove_global(A + 14, A + 15, 3ul);\n"
      "  uchar Q[3];\n  lorcha_memcpy_private_private(Q, P, 3ul);\n  Out[0] += "
      "lorcha_memcmp_private_private(Q, P, 3ul);\n}\n");
  std::vector<uint8_t> Bytes;
  for (int I = 0; I < 20; ++I)
    Bytes.push_back(I + 1);
  Buffer A = Cl->upload(Bytes), Out = Cl->zeros(12);
  Cl->run(Program, "test", 1, 1, {A, Out});
  clReleaseProgram(Program);
  EXPECT_EQ(Cl->download<int>(Out, 3), (std::vector<int>{0, 1, 0}));
  EXPECT_EQ(Cl->download<uint8_t>(A, 20),
            (std::vector<uint8_t>{1, 2, 1, 2, 3, 4, 5, 6, 9, 10, 0xa5, 1, 2, 200, 16, 17, 18, 18, 19, 20}));
}

TEST(OpenClPrelude, BarriersBringWritesAcross) {
  LORCHA_NEEDS_DEVICE(Cl);
  cl_program Program = Cl->build(
      {}, "kernel void test(global int *Out) {\n  local int L[64];\n  uint T = lorcha_linear_thread();\n"
          "  L[T] = T;\n  lorcha_syncthreads();\n  int V = L[63 - T];\n  lorcha_syncthreads();\n"
          "  L[T] = V * 2;\n  lorcha_syncwarp(0xffffffffu);\n  V = L[T ^ 1];\n  lorcha_warp_step();\n"
          "  L[T] = V + 1;\n  lorcha_warp_step();\n  Out[T] = L[T ^ 2];\n}\n");
  Buffer Out = Cl->zeros(256);
  Cl->run(Program, "test", 64, 64, {Out});
  clReleaseProgram(Program);
  const auto Got = Cl->download<int>(Out, 64);
  for (int T = 0; T < 64; ++T)
    EXPECT_EQ(Got[T], 2 * (63 - (T ^ 3)) + 1);
}

TEST(OpenClMemory, TheHeapGivesEveryoneHisOwn) {
  LORCHA_NEEDS_DEVICE(Cl);
  // Each thread gets blocks of several sizes, fills them, gives some back, takes others, and looks whether
  // all is in place.
  cl_program Program = Cl->build(
      {"heap"},
      "kernel void test(global int *Bad, global ulong *Kept, LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_HEAP) "
      "{\n"
      "  LORCHA_CONTEXT;\n  LORCHA_FILL_GRID;\n  LORCHA_FILL_HEAP;\n  uint T = (uint)get_global_id(0);\n"
      "  global uint *Blocks[6];\n  uint Sizes[6] = {4, 40, 1, 500, 12, 300};\n"
      "  for (int Round = 0; Round < 3; ++Round) {\n"
      "    for (int I = 0; I < 6; ++I) {\n      Blocks[I] = (global uint *)lorcha_malloc(lorchaContext, 4ul "
      "* Sizes[I]);\n"
      "      if (Blocks[I] == 0 || ((ulong)Blocks[I] & 15) != 0) { atomic_add(&Bad[0], 1); return; }\n"
      "      for (uint K = 0; K < Sizes[I]; ++K) Blocks[I][K] = T * 64 + I;\n    }\n"
      "    lorcha_free(lorchaContext, Blocks[1]);\n    lorcha_free(lorchaContext, Blocks[3]);\n"
      "    Blocks[1] = (global uint *)lorcha_calloc(lorchaContext, 40ul, 4ul);\n    Blocks[3] = 0;\n"
      "    lorcha_free(lorchaContext, Blocks[3]);\n"
      "    if (Blocks[1] == 0) { atomic_add(&Bad[0], 1); return; }\n"
      "    for (uint K = 0; K < 40; ++K) { if (Blocks[1][K] != 0) atomic_add(&Bad[1], 1); Blocks[1][K] = T * "
      "64 + 1; }\n"
      "    for (int I = 0; I < 6; ++I) {\n      if (I == 3) continue;\n      for (uint K = 0; K < Sizes[I]; "
      "++K)\n"
      "        if (Blocks[I][K] != T * 64 + I) atomic_add(&Bad[2], 1);\n      lorcha_free(lorchaContext, "
      "Blocks[I]);\n    }\n  }\n"
      "  Kept[T] = (ulong)lorcha_malloc(lorchaContext, 24ul) - (ulong)lorchaHeap;\n"
      "  if (lorcha_malloc(lorchaContext, 1ul << 40) != 0) atomic_add(&Bad[3], 1);\n}\n");
  const size_t Threads = 256, Bytes = 4 << 20;
  std::vector<char> Zero(Bytes);
  const uint64_t Size = Bytes;
  std::memcpy(Zero.data(), &Size, 8);
  Buffer Heap = Cl->upload(Zero), Bad = Cl->zeros(16), Kept = Cl->zeros(8 * Threads);
  Cl->run(Program, "test", Threads, 32, {Bad, Kept, 0u, 0u, 0u, 1u, 1u, 1u, Heap});
  clReleaseProgram(Program);
  EXPECT_EQ(Cl->download<int>(Bad, 4), std::vector<int>(4));
  auto Offsets = Cl->download<uint64_t>(Kept, Threads);
  EXPECT_EQ(std::set<uint64_t>(Offsets.begin(), Offsets.end()).size(), Threads);
  EXPECT_LT(*std::max_element(Offsets.begin(), Offsets.end()), Bytes);
}

TEST(OpenClMemory, LocalMemoryHasAWindow) {
  LORCHA_NEEDS_DEVICE(Cl);
  cl_program Program =
      Cl->build({"window"}, "kernel void test(global uint *Out, LORCHA_PARAMETERS_DYNAMIC_SHARED) {\n  LORCHA_CONTEXT;\n"
                            "  LORCHA_FILL_DYNAMIC_SHARED;\n  local uint Own[64];\n  uint T = (uint)get_local_id(0);\n"
                            "  local uint *Other = (local uint *)lorchaDynamicShared + T;\n"
                            "  ulong A = lorcha_generic_to_shared_local(lorchaContext, &Own[T]);\n"
                            "  ulong B = lorcha_generic_to_shared_local(lorchaContext, Other);\n"
                            "  *(local uint *)lorcha_shared_to_generic(lorchaContext, (uint)A) = 3 * T;\n"
                            "  *(local uint *)lorcha_shared_to_generic(lorchaContext, (uint)B) = 5 * T;\n"
                            "  Out[3 * T] = Own[T];\n  Out[3 * T + 1] = *Other;\n  Out[3 * T + 2] = A >> 32 == 0 && B == 4 * T;\n}\n");
  Buffer Out = Cl->zeros(4 * 3 * 64);
  Cl->run(Program, "test", 64, 64, {Out, Argument::local(256)});
  clReleaseProgram(Program);
  const auto Got = Cl->download<unsigned>(Out, 3 * 64);
  for (unsigned T = 0; T < 64; ++T)
    EXPECT_TRUE(Got[3 * T] == 3 * T && Got[3 * T + 1] == 5 * T && Got[3 * T + 2] == 1);
}

TEST(OpenClControl, TheClockGoesOn) {
  LORCHA_NEEDS_DEVICE(Cl);
  cl_program Program = Cl->build({"control"}, "kernel void test(global long *Out) {\n  LORCHA_CONTEXT;\n  "
                                              "long Start = lorcha_clock64(lorchaContext);\n"
                                              "  lorcha_nanosleep(100u);\n  lorcha_prof_trigger(1);\n  while "
                                              "(lorcha_clock64(lorchaContext) - Start < 100000) {\n  }\n"
                                              "  Out[0] = lorcha_clock64(lorchaContext) - Start;\n}\n");
  Buffer Out = Cl->zeros(8);
  Cl->run(Program, "test", 1, 1, {Out});
  clReleaseProgram(Program);
  EXPECT_GE(Cl->download<int64_t>(Out, 1)[0], 100000);
}

} // namespace
