// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A part of the device language; lorcha_device.h has it whole.
#include "lorcha_device.h"
