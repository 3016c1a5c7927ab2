// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Half precision, for C++.
#include "lorcha_device.h"

#include "lorcha/fp16.h"
