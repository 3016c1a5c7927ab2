// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One thread per element of the product.
#include "Gemm.h"
#include "sizes.h"

using namespace bench;
void runSgemmNaive(void *const *Arrays);

static Problem make() {
  return makeGemm<float>({"sgemm-naive", "launchSgemmNaive", runSgemmNaive, "sgemmNaive"}, SgemmNaiveSize,
                         {16, 16});
}
static const Registration Registered(make);
