// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomics on global and local memory: what many threads did to one place, and what each of them saw.
#include "Functions.h"
#include <algorithm>
#include <numeric>

using namespace lorcha::test;

namespace {

constexpr unsigned Threads = 64, Groups = 16, Total = Threads * Groups;

/// Calls Function(&Place, value) once for each thread, on global memory or on local memory of each group.
/// What the threads saw comes back, and the last values of the places in *Last. Those on 64 bits get the
/// context first: the device's own, or with IsLocked the emulated ones.
template <class T>
std::vector<T> race(Device &Cl, const std::string &Function, bool IsLocal, T First, const std::string &Value,
                    std::vector<T> *Last, std::string Compare = "", bool IsLocked = false) {
  const std::string Type = OpenClType<T>;
  std::string Text = "kernel void test(global " + Type + " *Seen, global " + Type + " *Place, " + Type +
                     " First, global uint *Locks) {\n  LORCHA_CONTEXT;\n  uint I = (uint)get_global_id(0);\n"
                     "#ifndef LORCHA_HAS_INT64_ATOMICS\n  lorchaContextStorage.Locks = Locks;\n#endif\n";
  const std::string Context = sizeof(T) == 8 ? "lorchaContext, " : "";
  if (IsLocal)
    Text += "  local " + Type +
            " Shared[1];\n  if (get_local_id(0) == 0)\n    Shared[0] = First;\n"
            "  barrier(CLK_LOCAL_MEM_FENCE);\n  Seen[I] = " +
            Function + "(" + Context + "Shared, " + Compare + "(" + Type + ")(" + Value +
            "));\n  barrier(CLK_LOCAL_MEM_FENCE);\n  if (get_local_id(0) == 0)\n    Place[get_group_id(0)] = "
            "Shared[0];\n}\n";
  else
    Text += "  Seen[I] = " + Function + "(" + Context + "Place, " + Compare + "(" + Type + ")(" + Value +
            "));\n}\n";
  cl_program Program = Cl.build({"atomic64"}, Text, {false, IsLocked});
  Buffer Seen = Cl.zeros(Total * sizeof(T)), Place = Cl.upload(std::vector<T>(Groups, First)),
         Locks = Cl.zeros(4096);
  Argument FirstArgument(uint64_t(0));
  FirstArgument.Size = sizeof(T);
  std::memcpy(&FirstArgument.Value, &First, sizeof(T));
  Cl.run(Program, "test", Total, Threads, {Seen, Place, FirstArgument, Locks});
  clReleaseProgram(Program);
  *Last = Cl.download<T>(Place, IsLocal ? Groups : 1);
  return Cl.download<T>(Seen, Total);
}

/// Replays the calls in some order that explains what was seen: for functions that give each thread's old
/// value, the old values in order of calls form a chain. Add, Sub, Inc, Dec with one operand: the old values
/// are all different.
template <class T>
void testCounting(Device &Cl, const char *Operation, const char *Type, T First, T Operand, T Step,
                  bool IsLocked = false) {
  for (bool IsLocal : {false, true}) {
    const std::string Name =
        std::string("lorcha_atomic") + Operation + (IsLocal ? "_local_" : "_global_") + Type;
    std::vector<T> Last,
        Seen = race<T>(Cl, Name, IsLocal, First, std::to_string(Operand), &Last, "", IsLocked);
    const unsigned Count = IsLocal ? Threads : Total;
    for (unsigned G = 0; G < Last.size(); ++G) {
      std::vector<T> Wanted;
      T Value = First;
      for (unsigned I = 0; I < Count; ++I, Value = static_cast<T>(Value + Step))
        Wanted.push_back(Value);
      std::vector<T> Got(Seen.begin() + G * Count, Seen.begin() + (G + 1) * Count);
      std::sort(Got.begin(), Got.end());
      std::sort(Wanted.begin(), Wanted.end());
      EXPECT_EQ(Got, Wanted) << Name;
      EXPECT_EQ(Last[G], Value) << Name;
    }
  }
}

TEST(OpenClAtomic, SumsAndDifferences) {
  LORCHA_NEEDS_DEVICE(Cl);
  testCounting<int>(*Cl, "Add", "int", -500, 3, 3);
  testCounting<unsigned>(*Cl, "Add", "uint", 0xffffff00u, 5, 5);
  testCounting<float>(*Cl, "Add", "float", -64, 0.5f, 0.5f);
  testCounting<int>(*Cl, "Sub", "int", 100, 2, -2);
  testCounting<unsigned>(*Cl, "Sub", "uint", 100, 2, -2u);
}

/// How the device can do those on 64 bits: with locks, and by itself if it has them.
std::vector<bool> waysOf64Bits(const Device &Cl) {
  return Cl.hasInt64Atomics() ? std::vector<bool>{true, false} : std::vector<bool>{true};
}

TEST(OpenClAtomic, SumsOf64Bits) {
  LORCHA_NEEDS_DEVICE(Cl);
  for (bool IsLocked : waysOf64Bits(*Cl)) {
    testCounting<unsigned long long>(*Cl, "Add", "ulong", 0xfffffffffffffff0ull, 1ull << 33, 1ull << 33,
                                     IsLocked);
    if (Cl->hasFp64())
      testCounting<double>(*Cl, "Add", "double", 0.25, 1, 1, IsLocked);
  }
}

/// The last value is that of all operands combined, and so no order matters.
template <class T, class CombineT>
void testCombining(Device &Cl, const char *Operation, const char *Type, T First, const char *Value,
                   bool IsLocked, CombineT Combine) {
  for (bool IsLocal : {false, true}) {
    const std::string Name =
        std::string("lorcha_atomic") + Operation + (IsLocal ? "_local_" : "_global_") + Type;
    std::vector<T> Last, Seen = race<T>(Cl, Name, IsLocal, First, Value, &Last, "", IsLocked);
    for (unsigned G = 0; G < Last.size(); ++G) {
      T Wanted = First;
      const unsigned Count = IsLocal ? Threads : Total;
      for (unsigned I = G * Count; I < (G + 1) * Count; ++I)
        Wanted = Combine(Wanted, I);
      EXPECT_EQ(Last[G], Wanted) << Name;
      // Somebody saw the first value, and nobody what lies beyond the last one.
      EXPECT_TRUE(std::count(Seen.begin() + G * Count, Seen.begin() + (G + 1) * Count, First)) << Name;
    }
  }
}

template <class T> void testBits(Device &Cl, const char *Type, bool IsLocked = false) {
  testCombining<T>(Cl, "And", Type, T(~T(0)), "~(1 << (I % 31))", IsLocked,
                   [](T Old, unsigned I) { return Old & T(~(1 << I % 31)); });
  testCombining<T>(Cl, "Or", Type, T(0), "1 << (I % 31)", IsLocked,
                   [](T Old, unsigned I) { return Old | T(1 << I % 31); });
  testCombining<T>(Cl, "Xor", Type, T(12345), "I * 2654435761u", IsLocked,
                   [](T Old, unsigned I) { return Old ^ T(I * 2654435761u); });
}
template <class T> void testExtremes(Device &Cl, const char *Type, T First, bool IsLocked = false) {
  testCombining<T>(Cl, "Min", Type, First, "(I * 7919u % 1009u) - 500l", IsLocked,
                   [](T Old, unsigned I) { return std::min(Old, T((I * 7919u % 1009u) - 500l)); });
  testCombining<T>(Cl, "Max", Type, First, "(I * 7919u % 1009u) - 500l", IsLocked,
                   [](T Old, unsigned I) { return std::max(Old, T((I * 7919u % 1009u) - 500l)); });
}
TEST(OpenClAtomic, BitsAndExtremes) {
  LORCHA_NEEDS_DEVICE(Cl);
  testBits<int>(*Cl, "int");
  testBits<unsigned>(*Cl, "uint");
  testExtremes<int>(*Cl, "int", 3);
  testExtremes<unsigned>(*Cl, "uint", 1000);
  for (bool IsLocked : waysOf64Bits(*Cl)) {
    testBits<long long>(*Cl, "long", IsLocked);
    testBits<unsigned long long>(*Cl, "ulong", IsLocked);
    testExtremes<long long>(*Cl, "long", 3, IsLocked);
    testExtremes<unsigned long long>(*Cl, "ulong", 1000, IsLocked);
  }
}

/// Every thread puts its number: the numbers and the first value are all seen, but for the last one.
template <class T> void testExchange(Device &Cl, const char *Type, bool IsLocked = false) {
  for (bool IsLocal : {false, true}) {
    const std::string Name =
        std::string(IsLocal ? "lorcha_atomicExch_local_" : "lorcha_atomicExch_global_") + Type;
    std::vector<T> Last, Seen = race<T>(Cl, Name, IsLocal, T(5000), "I", &Last, "", IsLocked);
    std::vector<T> Wanted(Last.size(), T(5000));
    for (unsigned I = 0; I < Total; ++I)
      Wanted.push_back(T(I));
    Seen.insert(Seen.end(), Last.begin(), Last.end());
    std::sort(Seen.begin(), Seen.end());
    std::sort(Wanted.begin(), Wanted.end());
    EXPECT_EQ(Seen, Wanted) << Name;
  }
}
TEST(OpenClAtomic, Exchanges) {
  LORCHA_NEEDS_DEVICE(Cl);
  testExchange<int>(*Cl, "int");
  testExchange<unsigned>(*Cl, "uint");
  testExchange<float>(*Cl, "float");
  for (bool IsLocked : waysOf64Bits(*Cl)) {
    testExchange<unsigned long long>(*Cl, "ulong", IsLocked);
    if (Cl->hasFp64())
      testExchange<double>(*Cl, "double", IsLocked);
  }
}

TEST(OpenClAtomic, CountsWithALimit) {
  LORCHA_NEEDS_DEVICE(Cl);
  for (bool IsLocal : {false, true}) {
    const unsigned Count = IsLocal ? Threads : Total;
    std::vector<unsigned> Last;
    race<unsigned>(*Cl, IsLocal ? "lorcha_atomicInc_local_uint" : "lorcha_atomicInc_global_uint", IsLocal, 5,
                   "9", &Last);
    EXPECT_EQ(Last[0], (5 + Count) % 10);
    race<unsigned>(*Cl, IsLocal ? "lorcha_atomicDec_local_uint" : "lorcha_atomicDec_global_uint", IsLocal, 5,
                   "9", &Last);
    EXPECT_EQ(Last[0], (5 + 10 * Count - Count) % 10);
    race<unsigned>(*Cl, IsLocal ? "lorcha_atomicInc_local_uint" : "lorcha_atomicInc_global_uint", IsLocal,
                   100, "9", &Last);
    EXPECT_EQ(Last[0], (Count - 1) % 10); // the first call starts over
    race<unsigned>(*Cl, IsLocal ? "lorcha_atomicDec_local_uint" : "lorcha_atomicDec_global_uint", IsLocal,
                   100, "9", &Last);
    EXPECT_EQ(Last[0], (9 + 10 * Count - (Count - 1)) % 10);
  }
}

/// Of all threads that want to be the first, one is.
template <class T> void testCompareAndSwap(Device &Cl, const char *Type, bool IsLocked = false) {
  for (bool IsLocal : {false, true}) {
    const std::string Name =
        std::string(IsLocal ? "lorcha_atomicCAS_local_" : "lorcha_atomicCAS_global_") + Type;
    std::vector<T> Last, Seen = race<T>(Cl, Name, IsLocal, T(7), "1000 + I", &Last, "7, ", IsLocked);
    const unsigned Count = IsLocal ? Threads : Total;
    for (unsigned G = 0; G < Last.size(); ++G) {
      const auto Begin = Seen.begin() + G * Count, End = Begin + Count;
      EXPECT_EQ(std::count(Begin, End, T(7)), 1) << Name;
      EXPECT_EQ(std::count(Begin, End, Last[G]), Count - 1) << Name;
      EXPECT_EQ(Last[G], T(1000 + (std::find(Begin, End, T(7)) - Seen.begin()))) << Name;
    }
  }
}
TEST(OpenClAtomic, CompareAndSwap) {
  LORCHA_NEEDS_DEVICE(Cl);
  testCompareAndSwap<int>(*Cl, "int");
  testCompareAndSwap<unsigned>(*Cl, "uint");
  for (bool IsLocked : waysOf64Bits(*Cl))
    testCompareAndSwap<unsigned long long>(*Cl, "ulong", IsLocked);
}

/// Both halves of a word are counted up by compare-and-swap; neither disturbs the other.
TEST(OpenClAtomic, CompareAndSwapOfHalfAWord) {
  LORCHA_NEEDS_DEVICE(Cl);
  const char Body[] =
      "(volatile SPACE ushort *Places, uint I) {\n"
      "  volatile SPACE ushort *Place = &Places[I % 2];\n  while (true) {\n    ushort Old = *Place;\n"
      "    if (CAS(Place, Old, (ushort)(Old + 1)) == Old)\n      return;\n  }\n}\n";
  std::string Text =
      std::string(
          "#define SPACE global\n#define CAS lorcha_atomicCAS_global_ushort\nstatic void countGlobal") +
      Body +
      "#undef SPACE\n#undef CAS\n#define SPACE local\n#define CAS lorcha_atomicCAS_local_ushort\nstatic void "
      "countLocal" +
      Body +
      "kernel void test(global ushort *Places, global ushort *Locals) {\n  local ushort Shared[2];\n"
      "  if (get_local_id(0) < 2)\n    Shared[get_local_id(0)] = 7;\n  barrier(CLK_LOCAL_MEM_FENCE);\n"
      "  countGlobal(Places, (uint)get_global_id(0));\n  countLocal(Shared, (uint)get_local_id(0));\n"
      "  barrier(CLK_LOCAL_MEM_FENCE);\n  if (get_local_id(0) < 2)\n"
      "    Locals[2 * get_group_id(0) + get_local_id(0)] = Shared[get_local_id(0)];\n}\n";
  cl_program Program = Cl->build({"atomic"}, Text);
  Buffer Places = Cl->upload(std::vector<uint16_t>{65500, 10}), Locals = Cl->zeros(4 * Groups);
  Cl->run(Program, "test", Total, Threads, {Places, Locals});
  clReleaseProgram(Program);
  EXPECT_EQ(Cl->download<uint16_t>(Places, 2),
            (std::vector<uint16_t>{static_cast<uint16_t>(65500 + Total / 2), 10 + Total / 2}));
  EXPECT_EQ(Cl->download<uint16_t>(Locals, 2 * Groups), std::vector<uint16_t>(2 * Groups, 7 + Threads / 2));
}

TEST(OpenClAtomic, SumsOfVectors) {
  LORCHA_NEEDS_DEVICE(Cl);
  cl_program Program = Cl->build(
      {"atomic"},
      "kernel void test(global lorcha_float2 *Two, global lorcha_float4 *Four, global float *Seen) {\n"
      "  local lorcha_float2 LocalTwo;\n  local lorcha_float4 LocalFour;\n"
      "  lorcha_float2 A;\n  A.x = 1;\n  A.y = -2;\n  lorcha_float4 B;\n  B.x = 1;\n  B.y = 2;\n  B.z = 3;\n "
      " B.w = 4;\n"
      "  if (get_local_id(0) == 0) {\n    LocalTwo.x = LocalTwo.y = 0;\n    LocalFour.x = LocalFour.y = "
      "LocalFour.z = LocalFour.w = 0;\n  }\n"
      "  barrier(CLK_LOCAL_MEM_FENCE);\n"
      "  Seen[get_global_id(0)] = lorcha_atomicAdd_global_lorcha_float2(Two, A).x;\n  "
      "lorcha_atomicAdd_global_lorcha_float4(Four, B);\n"
      "  lorcha_atomicAdd_local_lorcha_float2(&LocalTwo, A);\n  "
      "lorcha_atomicAdd_local_lorcha_float4(&LocalFour, B);\n"
      "  barrier(CLK_LOCAL_MEM_FENCE);\n  if (get_global_id(0) == 0) {\n    Two[1] = LocalTwo;\n    Four[1] "
      "= LocalFour;\n  }\n}\n");
  Buffer Two = Cl->zeros(16), Four = Cl->zeros(32), Seen = Cl->zeros(4 * Total);
  Cl->run(Program, "test", Total, Threads, {Two, Four, Seen});
  clReleaseProgram(Program);
  EXPECT_EQ(Cl->download<float>(Two, 4),
            (std::vector<float>{Total, -2.0f * Total, Threads, -2.0f * Threads}));
  EXPECT_EQ(Cl->download<float>(Four, 8), (std::vector<float>{Total, 2 * Total, 3 * Total, 4 * Total, Threads,
                                                              2 * Threads, 3 * Threads, 4 * Threads}));
  std::vector<float> Olds = Cl->download<float>(Seen, Total), Wanted(Total);
  std::sort(Olds.begin(), Olds.end());
  std::iota(Wanted.begin(), Wanted.end(), 0.0f);
  EXPECT_EQ(Olds, Wanted);
}

} // namespace
