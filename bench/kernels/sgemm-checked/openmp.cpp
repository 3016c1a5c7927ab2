// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Gemm.h"
#include "sizes.h"

using namespace bench;

void runSgemmChecked(void *const *Arrays) { runGemm<float, SgemmCheckedSize>(Arrays); }
