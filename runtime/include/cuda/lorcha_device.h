// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The device language, for the translator's parse: built-in variables, and functions beside those of C's
// library, which device code may call as they are. Plain host compilers get none of it.
#ifndef LORCHA_CUDA_DEVICE_H
#define LORCHA_CUDA_DEVICE_H

#include "crt/host_defines.h"

#include "device_launch_parameters.h"
#include "vector_functions.h"

#if defined(__CUDA__) && defined(__cplusplus)
// First, so that namespace std gets these functions too.
#include "crt/c_library.h"

#ifdef LORCHA_EDITOR // see cuda_runtime.h
#pragma clang force_cuda_host_device begin
#endif
#include <stdlib.h> // first: Clang's own wrapper of <new> wants malloc and free declared

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#ifdef LORCHA_EDITOR
#pragma clang force_cuda_host_device end
#endif
#include <math.h>

#include "lorcha_builtins.h"

#include "lorcha/graph_conditional.h"
#include "lorcha/scoped_atomic.h"
#endif

#endif
