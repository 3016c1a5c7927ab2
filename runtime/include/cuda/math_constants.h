// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDART_PI and other constants for device code.
#include "lorcha/math_constants.h"
