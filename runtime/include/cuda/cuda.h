// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver API: its types so far, none of its functions.
#include "crt/host_defines.h"

#include "lorcha/driver_types.h"
