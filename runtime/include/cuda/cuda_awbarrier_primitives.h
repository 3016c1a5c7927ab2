// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers in shared memory, as C has them.
#include "lorcha_device.h"

#include "lorcha/libcudacxx/barrier_primitives.h"
