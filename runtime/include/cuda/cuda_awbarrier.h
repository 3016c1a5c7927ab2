// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers in shared memory, for C++.
#include "lorcha_device.h"

#include "lorcha/libcudacxx/awbarrier.h"
