// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The 8-bit floating-point formats, for C++.
#include "lorcha_device.h"

#include "lorcha/fp8.h"
