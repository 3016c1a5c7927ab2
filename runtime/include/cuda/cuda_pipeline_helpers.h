// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies in the background, as C has them.
#include "lorcha_device.h"

#include "lorcha/libcudacxx/pipeline_primitives.h"
