// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's attributes.
#include "crt/host_defines.h"
