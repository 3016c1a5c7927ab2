// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Through tiles with a rim in shared memory.
#include "Stencil.h"

using namespace bench;
void runStencilTiled(void *const *Arrays);

static Problem make() {
  return makeStencil("stencil-tiled", "launchStencilTiled", runStencilTiled, "stencilTiled");
}
static const Registration Registered(make);
