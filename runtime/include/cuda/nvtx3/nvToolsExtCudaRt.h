// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVTX: names for devices, streams and events.
#include "lorcha/nvtx_runtime.h"
