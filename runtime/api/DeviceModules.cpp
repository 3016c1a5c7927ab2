// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How the OpenCL sides of translation units make themselves known, and go.
#include "core/DeviceModules.h"
#include "core/Runtime.h"

using namespace lorcha::runtime;

void lorcha::lorchaRegisterDeviceModule(const DeviceModule *Program) { addDeviceModule(Program); }

void lorcha::lorchaRegisterDeviceUnit(const DeviceUnit *Unit) { addDeviceUnit(Unit); }

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
  forget(*Program);
}

void lorcha::lorchaUnregisterDeviceUnit(const DeviceUnit *Unit) {
  if (const DeviceModule *Gone = removeDeviceUnit(Unit))
    forget(*Gone);
}
