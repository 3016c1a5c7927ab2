// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Complex numbers.
#include "lorcha_device.h"

#include "lorcha/complex.h"
