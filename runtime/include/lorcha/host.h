// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What migrated sources of the host include first, in C and C++: the API and the vector types. Nothing of the
// device language; a header that includes <lorcha/runtime.h> for its translated sources does no harm then.
#ifndef LORCHA_HOST_H
#define LORCHA_HOST_H
#include "lorcha/own_letters.h"

#ifndef LORCHA_RUNTIME_H
#define LORCHA_RUNTIME_H
#endif
#ifndef __CUDA_RUNTIME_H__
#define __CUDA_RUNTIME_H__
#endif

#include "lorcha/runtime_api.h"
#include "lorcha/vector_functions.h"
#include "lorcha/version.h"
#ifdef __cplusplus
#include "lorcha/runtime_api_cpp.h"
#endif

#include "lorcha/users_letters.h"
#endif
