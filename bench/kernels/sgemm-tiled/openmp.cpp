// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Gemm.h"
#include "sizes.h"

using namespace bench;

void runSgemmTiled(void *const *Arrays) { runGemm<float, SgemmTiledSize>(Arrays); }
