// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Gemm.h"
#include "sizes.h"

using namespace bench;

void runSgemmNaive(void *const *Arrays) { runGemm<float, SgemmNaiveSize>(Arrays); }
