// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's device language on the CPU, for translated programs: vector types, math, intrinsics, atomics,
// barriers and warp functions under CUDA's own names in the global namespace, and under lorcha:: where a C
// library owns the name. threadIdx and its kin are no part of it: the translator binds them.
#ifndef LORCHA_DEVICE_H
#define LORCHA_DEVICE_H

#include "lorcha/cpu/arithmetic.h"
#include "lorcha/cpu/atomic.h"
#include "lorcha/cpu/cast.h"
#include "lorcha/cpu/control.h"
#include "lorcha/cpu/dpx.h"
#include "lorcha/cpu/fast_math.h"
#include "lorcha/cpu/heap.h"
#include "lorcha/cpu/integer.h"
#include "lorcha/cpu/math.h"
#include "lorcha/cpu/memory.h"
#include "lorcha/cpu/shift.h"
#include "lorcha/cpu/truncation.h"
#include "lorcha/cpu/simd.h"
#include "lorcha/cpu/sync.h"
#include "lorcha/cpu/warp.h"
#include "lorcha/graph_conditional.h"
#include "lorcha/scoped_atomic.h"
#include "lorcha/vector_functions.h"

#endif
