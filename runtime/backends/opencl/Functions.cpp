// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Opens libOpenCL.so.1, the loader that every platform stands behind.
#include "backends/opencl/Functions.h"
#include "backends/opencl/Faults.h"
#include "core/Log.h"
#include <dlfcn.h>

namespace lorcha::runtime::opencl {

Functions detail::Table;

static bool load(Functions &Table) {
  // What is preloaded (simulators, tracers) goes first. The library is never closed: drivers keep threads.
  bool IsPreloaded = dlsym(RTLD_DEFAULT, "clGetPlatformIDs");
  void *Library = IsPreloaded ? RTLD_DEFAULT : dlopen("libOpenCL.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!Library && !IsPreloaded) // the default is a null handle
    return false;
  const char *Missing = nullptr;
#define LORCHA_CL_LOAD(Name, Effect)                                                                         \
  Table.Name = reinterpret_cast<decltype(Table.Name)>(dlsym(Library, "cl" #Name));
#define LORCHA_CL_LOAD_REQUIRED(Name, Effect)                                                                \
  LORCHA_CL_LOAD(Name, Effect)                                                                               \
  if (!Table.Name)                                                                                           \
    Missing = "cl" #Name;
  LORCHA_CL_REQUIRED(LORCHA_CL_LOAD_REQUIRED)
  LORCHA_CL_OPTIONAL(LORCHA_CL_LOAD)
#undef LORCHA_CL_LOAD_REQUIRED
#undef LORCHA_CL_LOAD
  if (Missing)
    say("libOpenCL.so.1 is older than OpenCL 1.2: it has no {}", Missing);
  return !Missing;
}

bool loadFunctions() {
  if (!load(detail::Table))
    return false;
  injectFaults(detail::Table);
  return true;
}

} // namespace lorcha::runtime::opencl
