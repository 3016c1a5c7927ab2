// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The brain floating point format, for C++.
#include "lorcha_device.h"

#include "lorcha/bf16.h"
