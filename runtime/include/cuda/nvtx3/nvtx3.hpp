// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVTX for C++.
#include "lorcha/nvtx_cpp.h"
