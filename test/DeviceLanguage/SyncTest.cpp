// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Block barriers, and reads and writes with cache hints between them.
#include "Kernels.h"
#include <vector>

namespace {

using namespace lorcha;
using test::run;

TEST(Sync, BarrierMakesWritesVisible) {
  constexpr int Threads = 200, Blocks = 3;
  std::vector<int> Shared(Threads * Blocks), Out(Threads * Blocks);
  ASSERT_EQ(run(Blocks, Threads,
                [&](const Thread &T) {
                  int *Mine = &Shared[T.block.blockIdx.x * Threads];
                  const int I = static_cast<int>(T.threadIdx.x);
                  for (int Round = 0; Round < 4; ++Round) {
                    Mine[I] = Round == 0 ? I : Mine[I] + 1;
                    __syncthreads();
                    const int Other = Mine[(I + 1) % Threads];
                    __syncthreads();
                    Mine[I] = Other;
                  }
                  Out[T.block.blockIdx.x * Threads + I] = Mine[I];
                }),
            lorchaSuccess);
  for (int I = 0; I < Threads * Blocks; ++I)
    EXPECT_EQ(Out[I], (I % Threads + 4) % Threads + 3);
}

TEST(Sync, BarriersThatCount) {
  std::vector<int> Count(96), All(96), Any(96), None(96), Every(96);
  ASSERT_EQ(run(1, 96,
                [&](const Thread &T) {
                  const unsigned I = T.threadIdx.x;
                  Count[I] = __syncthreads_count(I % 3 == 0 ? 7 : 0);
                  All[I] = __syncthreads_and(I != 5);
                  Every[I] = __syncthreads_and(-1);
                  Any[I] = __syncthreads_or(I == 95);
                  None[I] = __syncthreads_or(0);
                }),
            lorchaSuccess);
  for (int I = 0; I < 96; ++I) {
    EXPECT_EQ(Count[I], 32);
    EXPECT_EQ(All[I], 0);
    EXPECT_NE(Every[I], 0);
    EXPECT_NE(Any[I], 0);
    EXPECT_EQ(None[I], 0);
  }
}

TEST(Sync, LoadsAndStoresWithHints) {
  const float4 In = {1, 2, 3, 4};
  float4 Out[4] = {};
  EXPECT_EQ(__ldg(&In).x + __ldca(&In).y + __ldcg(&In).z + __ldcs(&In).w, 10);
  EXPECT_EQ(__ldlu(&In.x) + __ldcv(&In.y) + __ldcv(&In).z, 6);
  __stwb(&Out[0], In);
  __stcg(&Out[1], In);
  __stcs(&Out[2], In);
  __stwt(&Out[3].x, 7);
  EXPECT_TRUE(Out[0].x == 1 && Out[1].y == 2 && Out[2].z == 3 && Out[3].x == 7);
}

TEST(Sync, TheWindowOfSharedMemory) {
  // What lies far apart, on the stack and elsewhere, has offsets of 32 bits that come back and keep their distances.
  alignas(1024) char Near[4096];
  std::vector<char> Far(1 << 20), Other(8 << 20);
  for (char *Place : {Near, Near + 4095, Far.data(), Far.data() + (1 << 20) - 1, Other.data(), Other.data() + (8 << 20) - 1}) {
    const size_t Offset = __cvta_generic_to_shared(Place);
    EXPECT_LE(Offset, 0xffffffffu);
    EXPECT_EQ(__cvta_shared_to_generic(Offset), Place);
  }
  EXPECT_EQ(__cvta_generic_to_shared(Near + 4095) - __cvta_generic_to_shared(Near), 4095u);
  EXPECT_EQ(__cvta_generic_to_shared(Near) % 1024, 0u);
  EXPECT_EQ(__cvta_shared_to_generic(__cvta_generic_to_shared(Near) ^ 48), Near + 48);
}

} // namespace
