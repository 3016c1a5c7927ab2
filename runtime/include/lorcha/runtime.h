// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a translated program includes in place of CUDA's headers: the runtime API, the launch of kernels, the
// device language, and the headers of C's library that CUDA's own umbrella brings along.
#ifndef LORCHA_RUNTIME_H
#define LORCHA_RUNTIME_H
#include "lorcha/own_letters.h"

/// Programs test for this to learn whether they have included CUDA's runtime.
#ifndef __CUDA_RUNTIME_H__
#define __CUDA_RUNTIME_H__
#endif

/// Defined in translated programs.
#define __LORCHA__ 1

// Up to the end of the program's source: a loop over threads that cannot be vectorised is no fault of the
// program's, nor is what GCC finds in loops over rows that are longer than the program's blocks. What GCC, the
// compiler behind nvcc, takes with a warning is no error, and what the program's own standard has is not said
// to be missing in C++17.
#pragma GCC diagnostic ignored "-Wregister"
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Waggressive-loop-optimizations"
#pragma GCC diagnostic ignored "-Wstringop-overflow"
#else
#pragma clang diagnostic ignored "-Wpass-failed"
#pragma clang diagnostic warning "-Wc++11-narrowing"
#pragma clang diagnostic warning "-Wreserved-user-defined-literal"
#pragma clang diagnostic warning "-Wnon-pod-varargs"
#endif

#include <cassert>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "lorcha/runtime_api.h"
#include "lorcha/version.h"

#include "lorcha/abreast.h"
#include "lorcha/block_atomic.h"
#include "lorcha/butterflies.h"
#include "lorcha/device.h"
#include "lorcha/device_module.h"
#include "lorcha/exchange.h"
#include "lorcha/folds.h"
#include "lorcha/kernel.h"
#include "lorcha/lanes.h"
#include "lorcha/library_types.h"
#include "lorcha/permutation.h"
#include "lorcha/regions.h"
#include "lorcha/rims.h"
#include "lorcha/runtime_api_cpp.h"
#include "lorcha/spans.h"
#include "lorcha/strips.h"
#include "lorcha/texture_plain.h"
#include "lorcha/textures.h"
#include "lorcha/tiles.h"
#include "lorcha/transposed.h"
#include "lorcha/vector_functions.h"
#include "lorcha/votes.h"
#include "lorcha/warps.h"

#include "lorcha/users_letters.h"
#endif
