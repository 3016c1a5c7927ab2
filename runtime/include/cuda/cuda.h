// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver API.
#include "crt/host_defines.h"

// Build files read the number here. lorchacc --cuda-version sets another one.
#ifndef LORCHA_CUDA_VERSION
#define CUDA_VERSION 12080
#endif

#include "lorcha/driver.h"
