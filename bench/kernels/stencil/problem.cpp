// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From memory directly.
#include "Stencil.h"

using namespace bench;
void runStencil(void *const *Arrays);

static Problem make() { return makeStencil("stencil", "launchStencil", runStencil, "stencil"); }
static const Registration Registered(make);
