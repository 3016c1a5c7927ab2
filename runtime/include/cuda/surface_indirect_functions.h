// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Surfaces in device code; lorcha_textures.h has them whole.
#include "lorcha_textures.h"
