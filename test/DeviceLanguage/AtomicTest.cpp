// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic functions: what they return and leave, and that nothing is lost between threads.
#include "Numbers.h"
#include <gtest/gtest.h>
#include <lorcha/device.h>
#include <thread>

namespace {

/// Calls Function once and checks the old value that it returns and the new one that it leaves.
template <class T, class FunctionT> void check(const char *Name, T Before, T After, FunctionT Function) {
  T Object = Before;
  EXPECT_EQ(Function(&Object), Before) << Name;
  EXPECT_EQ(Object, After) << Name;
}
#define CHECK(Name, T, Before, After, ...)                                                                   \
  check<T>(#Name, Before, After, [](T *Address) { return Name(Address, __VA_ARGS__); });                     \
  check<T>(#Name "_block", Before, After, [](T *Address) { return Name##_block(Address, __VA_ARGS__); });    \
  check<T>(#Name "_system", Before, After, [](T *Address) { return Name##_system(Address, __VA_ARGS__); })

using ULong64 = unsigned long long;

// atomicAdd_block atomicAdd_system atomicSub_block atomicSub_system atomicExch_block atomicExch_system
TEST(Atomic, SumsAndExchanges) {
  CHECK(atomicAdd, int, 5, 2, -3);
  CHECK(atomicAdd, unsigned, 0xffffffffu, 1u, 2);
  CHECK(atomicAdd, ULong64, 1ull << 40, (1ull << 40) + 7, 7);
  CHECK(atomicAdd, float, 1.5f, 1.75f, 0.25f);
  CHECK(atomicAdd, double, 1.5, 1.75, 0.25);
  CHECK(atomicSub, int, 5, 8, -3);
  CHECK(atomicSub, unsigned, 1u, 0xffffffffu, 2);
  CHECK(atomicExch, int, 5, -3, -3);
  CHECK(atomicExch, unsigned, 5u, 3u, 3);
  CHECK(atomicExch, ULong64, 5ull, 1ull << 50, 1ull << 50);
  CHECK(atomicExch, float, 5.0f, -0.5f, -0.5f);
}
// atomicMin_block atomicMin_system atomicMax_block atomicMax_system
TEST(Atomic, Extremes) {
  CHECK(atomicMin, int, 5, -3, -3);
  CHECK(atomicMin, int, -5, -5, 3);
  CHECK(atomicMin, unsigned, 0xfffffff0u, 3u, 3);
  CHECK(atomicMin, ULong64, ~0ull, 3ull, 3);
  CHECK(atomicMin, long long, 5, -(1ll << 40), -(1ll << 40));
  CHECK(atomicMax, int, -5, 3, 3);
  CHECK(atomicMax, int, 5, 5, -3);
  CHECK(atomicMax, unsigned, 3u, 0xfffffff0u, 0xfffffff0u);
  CHECK(atomicMax, ULong64, 3ull, ~0ull, ~0ull);
  CHECK(atomicMax, long long, -(1ll << 40), 5ll, 5);
}
// atomicInc_block atomicInc_system atomicDec_block atomicDec_system
TEST(Atomic, Counters) {
  CHECK(atomicInc, unsigned, 3u, 4u, 7);
  CHECK(atomicInc, unsigned, 7u, 0u, 7);
  CHECK(atomicInc, unsigned, 9u, 0u, 7);
  CHECK(atomicDec, unsigned, 3u, 2u, 7);
  CHECK(atomicDec, unsigned, 0u, 7u, 7);
  CHECK(atomicDec, unsigned, 9u, 7u, 7);
}
// atomicAnd_block atomicAnd_system atomicOr_block atomicOr_system atomicXor_block atomicXor_system
TEST(Atomic, Bits) {
  CHECK(atomicAnd, int, 12, 8, 10);
  CHECK(atomicOr, int, 12, 14, 10);
  CHECK(atomicXor, int, 12, 6, 10);
  CHECK(atomicAnd, unsigned, 12u, 8u, 10);
  CHECK(atomicOr, unsigned, 12u, 14u, 10);
  CHECK(atomicXor, unsigned, 12u, 6u, 10);
  CHECK(atomicAnd, ULong64, 12ull << 40, 8ull << 40, 10ull << 40);
  CHECK(atomicOr, ULong64, 12ull << 40, 14ull << 40, 10ull << 40);
  CHECK(atomicXor, ULong64, 12ull << 40, 6ull << 40, 10ull << 40);
  CHECK(atomicAnd, long long, -1, 10ll << 40, 10ll << 40);
  CHECK(atomicOr, long long, 12ll << 40, 14ll << 40, 10ll << 40);
  CHECK(atomicXor, long long, -1, ~(10ll << 40), 10ll << 40);
}
// atomicCAS_block atomicCAS_system
TEST(Atomic, CompareAndSwap) {
  CHECK(atomicCAS, int, 5, 9, 5, 9);
  CHECK(atomicCAS, int, 5, 5, 6, 9);
  CHECK(atomicCAS, unsigned, 5u, 9u, 5, 9);
  CHECK(atomicCAS, ULong64, 1ull << 40, 9ull, 1ull << 40, 9);
  CHECK(atomicCAS, unsigned short, 5, 9, 5, 9);
}
TEST(Atomic, Vectors) {
  float2 Two = {1, 2};
  float4 Four = {1, 2, 3, 4};
  const float2 OldTwo = atomicAdd(&Two, make_float2(10, 20));
  const float4 OldFour = atomicAdd(&Four, make_float4(10, 20, 30, 40));
  EXPECT_TRUE(OldTwo.x == 1 && OldTwo.y == 2 && Two.x == 11 && Two.y == 22);
  EXPECT_TRUE(OldFour.x == 1 && OldFour.w == 4 && Four.y == 22 && Four.z == 33);
}

TEST(Atomic, ThreadsLoseNothing) {
  int Int = 0, Greatest = 0;
  float Float = 0;
  double Double = 0;
  unsigned Ring = 0, Bits = 0;
  constexpr int Steps = 20000, Count = 4;
  std::thread Threads[Count];
  for (int T = 0; T < Count; ++T)
    Threads[T] = std::thread([&, T] {
      for (int I = 0; I < Steps; ++I) {
        atomicAdd(&Int, 1);
        atomicAdd(&Float, 1.0f);
        atomicAdd(&Double, 0.5);
        atomicInc(&Ring, 6);
        atomicMax(&Greatest, I * Count + T);
        atomicOr(&Bits, 1u << (I + T) % 32);
      }
    });
  for (std::thread &T : Threads)
    T.join();
  EXPECT_EQ(Int, Steps * Count);
  EXPECT_EQ(Float, Steps * Count);
  EXPECT_EQ(Double, Steps * Count / 2);
  EXPECT_EQ(Ring, static_cast<unsigned>(Steps * Count % 7));
  EXPECT_EQ(Greatest, Steps * Count - 1);
  EXPECT_EQ(Bits, 0xffffffffu);
}

// One thread writes, fences and raises a flag; the other sees the flag, fences and must see the data.
TEST(Atomic, FencesOrderData) {
  for (int Try = 0; Try < 200; ++Try) {
    int Data = 0, Flag = 0;
    std::thread Writer([&] {
      Data = 42;
      __threadfence();
      atomicExch(&Flag, 1);
    });
    while (atomicAdd(&Flag, 0) == 0) {
    }
    __threadfence_system();
    __threadfence_block();
    EXPECT_EQ(Data, 42);
    Writer.join();
  }
}

} // namespace
