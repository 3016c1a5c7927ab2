// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The same network: sorting by branches costs more.
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int Size = 512, Vector = 16;

/// Exchanges neighbours at a distance of at least a vector.
static inline void exchangeRuns(int *Keys, int RunSize, int Distance) {
  for (int First = 0; First < Size; First += 2 * Distance) {
    const bool IsRising = (First & RunSize) == 0;
    int *Low = Keys + First + (IsRising ? 0 : Distance), *High = Keys + First + (IsRising ? Distance : 0);
#pragma omp simd
    for (int I = 0; I < Distance; ++I) {
      const int A = Low[I], B = High[I];
      Low[I] = A < B ? A : B;
      High[I] = A < B ? B : A;
    }
  }
}
/// Exchanges neighbours within a vector: each lane takes the smaller or the larger of itself and its partner.
template <int Distance> static inline void exchangeLanes(int *Keys, int RunSize) {
  for (int First = 0; First < Size; First += Vector) {
    int Partners[Vector];
#pragma clang loop unroll(full)
    for (int I = 0; I < Vector; ++I)
      Partners[I] = Keys[First + (I ^ Distance)];
#pragma omp simd
    for (int I = 0; I < Vector; ++I) {
      const int Own = Keys[First + I], Other = Partners[I];
      const bool TakesSmaller = ((I & Distance) == 0) == (((First + I) & RunSize) == 0);
      Keys[First + I] = (Own < Other) == TakesSmaller ? Own : Other;
    }
  }
}

void runBitonicSort(void *const *Arrays) {
  const int *In = arrayOf<int>(Arrays, 0);
  int *Out = arrayOf<int>(Arrays, 1);
#pragma omp parallel for schedule(static)
  for (int First = 0; First < SortCount; First += Size) {
    alignas(64) int Keys[Size];
    std::memcpy(Keys, In + First, sizeof(Keys));
    for (int RunSize = 2; RunSize <= Size; RunSize *= 2) {
      for (int Distance = RunSize / 2; Distance >= Vector; Distance /= 2)
        exchangeRuns(Keys, RunSize, Distance);
      if (RunSize > 8)
        exchangeLanes<8>(Keys, RunSize);
      if (RunSize > 4)
        exchangeLanes<4>(Keys, RunSize);
      if (RunSize > 2)
        exchangeLanes<2>(Keys, RunSize);
      exchangeLanes<1>(Keys, RunSize);
    }
    std::memcpy(Out + First, Keys, sizeof(Keys));
  }
}
