// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From OpenCL's error codes to the core's statuses, and handles that give themselves back.
#ifndef LORCHA_OPENCL_ERRORS_H
#define LORCHA_OPENCL_ERRORS_H

#include "backends/opencl/Functions.h"
#include "core/Status.h"
#include <utility>

namespace lorcha::runtime::opencl {

/// The name of a code, without its number; "error" for unknown ones.
const char *errorName(cl_int Code);

/// What a failed call means to the program. Says one line about it, except for a lack of memory, which
/// programs expect.
Status failed(const char *Function, cl_int Code);

/// An OpenCL object that is given back at the end. Null when empty.
template <class HandleT, auto Release> class Owned {
public:
  Owned() = default;
  explicit Owned(HandleT Handle) : Handle(Handle) {}
  Owned(Owned &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  Owned &operator=(Owned &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~Owned() { reset(); }
  void reset() {
    // Drivers do not fail here; if one does once, the object would be lost.
    if (Handle && (cl().*Release)(Handle) != CL_SUCCESS)
      (cl().*Release)(Handle);
    Handle = nullptr;
  }
  HandleT get() const { return Handle; }
  explicit operator bool() const { return Handle != nullptr; }

private:
  HandleT Handle = nullptr;
};
using Context = Owned<cl_context, &Functions::ReleaseContext>;
using CommandQueue = Owned<cl_command_queue, &Functions::ReleaseCommandQueue>;
using Buffer = Owned<cl_mem, &Functions::ReleaseMemObject>;
using ClProgram = Owned<cl_program, &Functions::ReleaseProgram>;
using ClKernel = Owned<cl_kernel, &Functions::ReleaseKernel>;
using ClEvent = Owned<cl_event, &Functions::ReleaseEvent>;

} // namespace lorcha::runtime::opencl

#endif
