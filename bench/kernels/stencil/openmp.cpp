// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Stencil.h"

void runStencil(void *const *Arrays) { bench::runStencilStep(Arrays); }
