// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVTX: names for what tools show.
#include "lorcha/nvtx.h"
