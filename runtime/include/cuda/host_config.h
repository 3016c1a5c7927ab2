// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The macros by which sources tell that nvcc compiles them.
#include "crt/host_config.h"
