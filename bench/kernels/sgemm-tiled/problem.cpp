// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tiles of 16 x 16 in shared memory.
#include "Gemm.h"
#include "sizes.h"

using namespace bench;
void runSgemmTiled(void *const *Arrays);

static Problem make() {
  return makeGemm<float>({"sgemm-tiled", "launchSgemmTiled", runSgemmTiled, "sgemmTiled"}, SgemmTiledSize,
                         {16, 16});
}
static const Registration Registered(make);
