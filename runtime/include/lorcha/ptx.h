// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What stands for instructions of inline PTX that CUDA C++ has no function for. One text for the translator's
// parse, from which OpenCL C is lowered, and for translated programs. Semantics are those of the PTX ISA.
#ifndef LORCHA_PTX_H
#define LORCHA_PTX_H
#include "lorcha/own_letters.h"

#include "lorcha/ptx/bits.h"
#include "lorcha/ptx/half.h"
#include "lorcha/ptx/integer.h"
#include "lorcha/ptx/memory.h"
#include "lorcha/ptx/number.h"
#include "lorcha/ptx/video.h"
#include "lorcha/ptx/warp.h"

#include "lorcha/users_letters.h"
#endif
