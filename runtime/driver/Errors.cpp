// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Codes, names and texts of errors; versions; the profiler.
#include "driver/Driver.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

CUresult driver::toResult(lorchaError_t Error) {
  switch (Error) {
  case lorchaErrorInvalidSymbol:
    return CUDA_ERROR_NOT_FOUND;
  case lorchaErrorInvalidDeviceFunction:
    return CUDA_ERROR_INVALID_HANDLE;
  case lorchaErrorInvalidConfiguration:
  case lorchaErrorInvalidPitchValue:
  case lorchaErrorInvalidHostPointer:
  case lorchaErrorInvalidDevicePointer:
  case lorchaErrorInvalidTexture:
  case lorchaErrorInvalidChannelDescriptor:
  case lorchaErrorInvalidMemcpyDirection:
  case lorchaErrorInvalidFilterSetting:
  case lorchaErrorInvalidNormSetting:
    return CUDA_ERROR_INVALID_VALUE;
  default:
    return static_cast<CUresult>(Error);
  }
}

/// Null if the driver API has no such code.
static const char *nameOf(CUresult Error) {
  switch (static_cast<int>(Error)) {
#define LORCHA_DRIVER_ERROR(Name, Number)                                                                    \
  case Number:                                                                                               \
    return #Name;
    LORCHA_DRIVER_ERRORS(LORCHA_DRIVER_ERROR)
#undef LORCHA_DRIVER_ERROR
  }
  return nullptr;
}

CUresult cuGetErrorName(CUresult Error, const char **Result) {
  if (!Result)
    return CUDA_ERROR_INVALID_VALUE;
  *Result = nameOf(Error);
  return *Result ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
}

CUresult cuGetErrorString(CUresult Error, const char **Result) {
  if (!Result)
    return CUDA_ERROR_INVALID_VALUE;
  if (Error == CUDA_ERROR_CONTEXT_ALREADY_CURRENT)
    *Result = "context already current"; // the runtime API has no such code
  else
    *Result = nameOf(Error) ? lorchaGetErrorString(static_cast<lorchaError_t>(Error)) : nullptr;
  return *Result ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
}

CUresult cuInit(unsigned Flags) {
  int Count = 0;
  return Flags ? CUDA_ERROR_INVALID_VALUE : forward([&] { return lorchaGetDeviceCount(&Count); });
}

CUresult cuDriverGetVersion(int *Version) {
  return forward([&] { return lorchaDriverGetVersion(Version); });
}

CUresult cuProfilerStart() {
  return forward([] { return lorchaProfilerStart(); });
}
CUresult cuProfilerStop() {
  return forward([] { return lorchaProfilerStop(); });
}
