// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every OpenCL function that the backend calls, in one table. It is filled from libOpenCL.so.1 when the
// program first asks for OpenCL devices, so that Lorcha runs on machines that have none; and it is the place
// where tests make calls fail (Faults.h).
#ifndef LORCHA_OPENCL_FUNCTIONS_H
#define LORCHA_OPENCL_FUNCTIONS_H

#define CL_TARGET_OPENCL_VERSION 300
#define CL_USE_DEPRECATED_OPENCL_1_2_APIS
#include <CL/cl.h>
#include <CL/cl_ext.h>

namespace lorcha::runtime::opencl {

/// X(name without "cl", effect on the count of objects): what every OpenCL 1.2 driver has.
#define LORCHA_CL_REQUIRED(X)                                                                                \
  X(GetPlatformIDs, Nothing)                                                                                 \
  X(GetPlatformInfo, Nothing)                                                                                \
  X(GetDeviceIDs, Nothing)                                                                                   \
  X(GetDeviceInfo, Nothing)                                                                                  \
  X(GetExtensionFunctionAddressForPlatform, Nothing)                                                         \
  X(CreateContext, Makes)                                                                                    \
  X(ReleaseContext, Frees)                                                                                   \
  X(CreateCommandQueue, Makes)                                                                               \
  X(ReleaseCommandQueue, Frees)                                                                              \
  X(CreateBuffer, Makes)                                                                                     \
  X(ReleaseMemObject, Frees)                                                                                 \
  X(CreateProgramWithSource, Makes)                                                                          \
  X(CreateProgramWithBinary, Makes)                                                                          \
  X(BuildProgram, Nothing)                                                                                   \
  X(GetProgramInfo, Nothing)                                                                                 \
  X(GetProgramBuildInfo, Nothing)                                                                            \
  X(ReleaseProgram, Frees)                                                                                   \
  X(CreateKernel, Makes)                                                                                     \
  X(ReleaseKernel, Frees)                                                                                    \
  X(SetKernelArg, Nothing)                                                                                   \
  X(GetKernelWorkGroupInfo, Nothing)                                                                         \
  X(EnqueueNDRangeKernel, Nothing)                                                                           \
  X(EnqueueReadBuffer, Nothing)                                                                              \
  X(EnqueueWriteBuffer, Nothing)                                                                             \
  X(EnqueueCopyBuffer, Nothing)                                                                              \
  X(EnqueueReadBufferRect, Nothing)                                                                          \
  X(EnqueueWriteBufferRect, Nothing)                                                                         \
  X(EnqueueCopyBufferRect, Nothing)                                                                          \
  X(EnqueueFillBuffer, Nothing)                                                                              \
  X(EnqueueMapBuffer, Nothing)                                                                               \
  X(EnqueueUnmapMemObject, Nothing)                                                                          \
  X(EnqueueMarkerWithWaitList, Nothing)                                                                      \
  X(EnqueueBarrierWithWaitList, Nothing)                                                                     \
  X(Flush, Nothing)                                                                                          \
  X(Finish, Nothing)                                                                                         \
  X(WaitForEvents, Nothing)                                                                                  \
  X(GetEventInfo, Nothing)                                                                                   \
  X(GetEventProfilingInfo, Nothing)                                                                          \
  X(SetEventCallback, Nothing)                                                                               \
  X(ReleaseEvent, Frees)

/// What only some drivers have; null where it is missing.
#define LORCHA_CL_OPTIONAL(X)                                                                                \
  X(SVMAlloc, Makes)                                                                                         \
  X(SVMFree, Frees)                                                                                          \
  X(EnqueueSVMMemcpy, Nothing)                                                                               \
  X(EnqueueSVMMemFill, Nothing)                                                                              \
  X(SetKernelArgSVMPointer, Nothing)                                                                         \
  X(SetKernelExecInfo, Nothing)

struct Functions {
#define LORCHA_CL_FIELD(Name, Effect) decltype(&::cl##Name) Name = nullptr;
  LORCHA_CL_REQUIRED(LORCHA_CL_FIELD)
  LORCHA_CL_OPTIONAL(LORCHA_CL_FIELD)
#undef LORCHA_CL_FIELD
};

/// Fills the table; false if the machine has no OpenCL, or an incomplete one. Called once, before cl().
bool loadFunctions();

namespace detail {
extern Functions Table;
} // namespace detail
inline const Functions &cl() { return detail::Table; }

} // namespace lorcha::runtime::opencl

#endif
