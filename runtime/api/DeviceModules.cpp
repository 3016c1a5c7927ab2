// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How the OpenCL sides of translation units make themselves known, and go.
#include "core/DeviceModules.h"
#include "core/Kernels.h"
#include "core/Runtime.h"
#include <dlfcn.h>

using namespace lorcha::runtime;

void lorcha::lorchaRegisterDeviceModule(const DeviceModule *Program) { addDeviceModule(Program); }

void lorcha::lorchaRegisterDeviceUnit(const DeviceUnit *Unit) { addDeviceUnit(Unit); }

static const void *libraryOf(const void *Address) {
  Dl_info About;
  return dladdr(Address, &About) ? About.dli_fbase : nullptr;
}

/// The kernels of a library that is being unloaded. Libraries may share the stub of a template: whoever has
/// it goes last.
static void forgetKernels(const lorcha::DeviceModule &Of) {
  if (!Runtime::getIfAlive())
    return;
  const void *Library = libraryOf(&Of);
  for (uint32_t I = 0; I < Of.KernelCount; ++I)
    if (const void *Stub = Of.Kernels[I].Stub; Stub && libraryOf(Stub) == Library)
      if (KernelEntry *Old = findKernel(Stub))
        forgetKernel(*Old);
}

static void forget(const lorcha::DeviceModule &Program) {
  Runtime *All = Runtime::getIfAlive();
  if (!All) // nothing was used, or the program ends and drivers may be gone
    return;
  for (unsigned I = 0; I < All->deviceCount(); ++I) {
    Device &Each = All->device(I);
    if (!Each.facts().Asynchronous)
      continue;
    Each.synchronize();
    Each.backend().forget(Program);
  }
}

void lorcha::lorchaUnregisterDeviceModule(const DeviceModule *Program) {
  removeDeviceModule(Program);
  forgetKernels(*Program);
  forget(*Program);
}

void lorcha::lorchaUnregisterDeviceUnit(const DeviceUnit *Unit) {
  forgetKernels(Unit->Module);
  if (const DeviceModule *Gone = removeDeviceUnit(Unit))
    forget(*Gone);
}
