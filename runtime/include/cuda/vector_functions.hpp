// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// make_T for every vector type T.
#include "vector_functions.h"
