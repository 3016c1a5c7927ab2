// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Gemm.h"
#include "sizes.h"

using namespace bench;

void runDgemm(void *const *Arrays) { runGemm<double, DgemmSize>(Arrays); }
