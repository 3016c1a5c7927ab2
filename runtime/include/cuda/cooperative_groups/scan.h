// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cooperative groups.
#include "../lorcha_device.h"

#include "lorcha/group_algorithms.h"
