// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One thread per element of the product, if it is inside.
#include "Gemm.h"
#include "sizes.h"

using namespace bench;
void runSgemmChecked(void *const *Arrays);

static Problem make() {
  return makeGemm<float>({"sgemm-checked", "launchSgemmChecked", runSgemmChecked, "sgemmChecked"},
                         SgemmCheckedSize, {32, 8});
}
static const Registration Registered(make);
