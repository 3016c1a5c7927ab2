// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// In double precision, one thread per element of the product, if it is inside.
#include "Gemm.h"
#include "sizes.h"

using namespace bench;
void runDgemm(void *const *Arrays);

static Problem make() {
  return makeGemm<double>({"dgemm", "launchDgemm", runDgemm, "dgemm"}, DgemmSize, {32, 8});
}
static const Registration Registered(make);
