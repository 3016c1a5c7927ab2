// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The device modules of the program: what it carries for devices that are not the host. Filled before main,
// and when libraries are loaded.
#ifndef LORCHA_CORE_DEVICEMODULES_H
#define LORCHA_CORE_DEVICEMODULES_H

#include "lorcha/device_unit.h"

namespace lorcha::runtime {

/// A kernel and the module that it is from; both null if there is none. Valid until the module goes.
struct FoundKernel {
  const DeviceModule *Module = nullptr;
  const DeviceKernel *Kernel = nullptr;
};
/// A variable and the module that it is from; both null if there is none. Valid until the module goes.
struct FoundVariable {
  const DeviceModule *Module = nullptr;
  const DeviceVariable *Variable = nullptr;
};

/// Any thread, even before main.
void addDeviceModule(const DeviceModule *Program);
void removeDeviceModule(const DeviceModule *Program);
/// The same for units: those of one link group are joined when something is looked for. Removing the first
/// one takes the joint module away, and gives it back; else null.
void addDeviceUnit(const DeviceUnit *Unit);
const DeviceModule *removeDeviceUnit(const DeviceUnit *Unit);

/// By the stub's address; if no kernel has that, by the descriptor's information and closure tag. Any thread.
FoundKernel findDeviceKernel(const void *Stub, const KernelDescriptor &Descriptor);
/// Whether any module has managed variables. Any thread; cheap.
bool hasManagedVariables();
/// The variable that the address of the CPU program's variable points into. Any thread.
FoundVariable findDeviceVariable(const void *Host);

} // namespace lorcha::runtime

#endif
