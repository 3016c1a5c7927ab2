// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver API stands on the runtime API: its functions are calls of that one's, with errors, contexts and
// addresses in the driver's terms.
#ifndef LORCHA_DRIVER_DRIVER_H
#define LORCHA_DRIVER_DRIVER_H

#include "core/Runtime.h"
#include "lorcha/driver_api.h"

namespace lorcha::runtime::driver {

/// The driver's code for an error of the runtime API. Codes that only that one has become what the driver
/// returns for the like.
CUresult toResult(lorchaError_t Error);

/// The result of Body, which calls the runtime API and returns its error. The host thread's last error stays
/// what it was: the driver API does not know of it.
template <class BodyT> CUresult forward(BodyT Body) {
  Runtime::ThreadState &Thread = Runtime::thread();
  const Status Before = Thread.LastError;
  const CUresult Result = toResult(Body());
  Thread.LastError = Before;
  return Result;
}

inline void *toPointer(CUdeviceptr Address) { return reinterpret_cast<void *>(Address); }
inline CUdeviceptr toAddress(const void *Pointer) { return reinterpret_cast<CUdeviceptr>(Pointer); }

/// Whether there is a context of that handle, and of which device.
bool findContext(CUcontext Context, int &Device);
/// The context that is current for this host thread.
CUcontext currentContext();
/// The context of a device that stands for the runtime API's use of it.
CUcontext primaryContext(int Device);

} // namespace lorcha::runtime::driver

#endif
