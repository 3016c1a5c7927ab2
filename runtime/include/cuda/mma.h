// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp matrix functions.
#include "lorcha_device.h"

#include "lorcha/mma.h"
