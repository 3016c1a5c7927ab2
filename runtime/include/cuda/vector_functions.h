// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// make_T for every vector type T.
#include "crt/host_defines.h"

#include "lorcha/vector_functions.h"
