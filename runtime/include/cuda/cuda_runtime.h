// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All of CUDA's runtime. The translator includes it first in every CUDA source, as nvcc does. In C and for
// plain host compilers it offers the API, the vector types and empty attributes.
#ifndef LORCHA_CUDA_RUNTIME_H
#define LORCHA_CUDA_RUNTIME_H
/// Programs test for this to learn whether they have included CUDA's runtime.
#ifndef __CUDA_RUNTIME_H__
#define __CUDA_RUNTIME_H__
#endif

#include "crt/host_config.h"
#include "crt/host_defines.h"

#ifdef __cplusplus
#include <utility> // CUDA's brings it, and with it std::initializer_list
#endif

// In C++20, precompiled headers, which editors make of these, lose one of two functions that differ in being
// for host or device. For editors there is one for both.
#ifdef LORCHA_EDITOR
#pragma clang force_cuda_host_device begin
#endif
#include "cuda_runtime_api.h"
#ifdef LORCHA_EDITOR
#pragma clang force_cuda_host_device end
#endif

#include "crt/runtime_api_cpp.h"
#include "cuda_device_runtime_api.h"
#include "lorcha/library_types.h"
#include "lorcha_device.h"
#include "lorcha_textures.h"
#include "vector_functions.h"

#endif
