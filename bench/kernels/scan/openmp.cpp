// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Several blocks at once, so that additions need not wait for each other.
#include "Problem.h"
#include "sizes.h"

using namespace bench;

constexpr int Chains = 8;

void runScan(void *const *Arrays) {
  const float *In = arrayOf<float>(Arrays, 0);
  float *Out = arrayOf<float>(Arrays, 1);
#pragma omp parallel for schedule(static)
  for (int First = 0; First < ScanCount; First += 256 * Chains) {
    float Sums[Chains] = {};
    for (int I = 0; I < 256; ++I)
#pragma clang loop unroll(full)
      for (int Chain = 0; Chain < Chains; ++Chain)
        Out[First + Chain * 256 + I] = Sums[Chain] += In[First + Chain * 256 + I];
  }
}
