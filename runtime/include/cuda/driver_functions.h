// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// make_cudaExtent, make_cudaPos and make_cudaPitchedPtr.
#include "crt/runtime_api_cpp.h"
