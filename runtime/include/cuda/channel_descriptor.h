// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cudaCreateChannelDesc<T>().
#include "crt/runtime_api_cpp.h"
