// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a unit that was translated with -rdc=true describes its device module: with what it offers to other
// units and wants of them. The runtime makes one module of a program's units (docs/opencl.md, "Several
// units").
#ifndef LORCHA_DEVICE_UNIT_H
#define LORCHA_DEVICE_UNIT_H

#include "lorcha/device_module.h"

namespace lorcha {

/// A function that other units may call, for one choice of address spaces.
struct DeviceExport {
  const char *Name;          ///< of the OpenCL function; the same in all units
  const char *Untranslated;  ///< null, or why it has no OpenCL form
  const uint16_t *Fragments; ///< with all that it reaches in its unit, ascending
  uint32_t FragmentCount;
  const char *const *Library;
  uint32_t LibraryCount;
  uint32_t Needs; ///< DeviceNeeds
};

/// What a fragment names of another unit.
struct DeviceImport {
  const char *Name;     ///< of the DeviceExport, or a macro that stands for the variable's place
  const char *UserName; ///< for messages
  uint16_t Fragment;    ///< kernels with this fragment want it
  const void *Host;     ///< the variable of the CPU program; null for functions
};

/// Constant; lives as long as the library or program that holds it.
struct DeviceUnit {
  DeviceModule Module;
  const char *Word;      ///< that names of this unit alone end in
  const void *LinkGroup; ///< &DeviceLinkGroup: the runtime joins the units with the same one
  const DeviceExport *Exports;
  uint32_t ExportCount;
  const DeviceImport *Imports;
  uint32_t ImportCount;
};

/// Its address is one for each program or library.
__attribute__((visibility("hidden"))) inline char DeviceLinkGroup;

extern "C" {
/// As lorchaRegisterDeviceModule and its counterpart, for a unit.
void lorchaRegisterDeviceUnit(const DeviceUnit *Unit);
void lorchaUnregisterDeviceUnit(const DeviceUnit *Unit);
}

/// Registers for as long as it lives.
class DeviceUnitRegistration {
public:
  explicit DeviceUnitRegistration(const DeviceUnit &Unit) : Unit(Unit) { lorchaRegisterDeviceUnit(&Unit); }
  ~DeviceUnitRegistration() { lorchaUnregisterDeviceUnit(&Unit); }
  DeviceUnitRegistration(const DeviceUnitRegistration &) = delete;
  DeviceUnitRegistration &operator=(const DeviceUnitRegistration &) = delete;

private:
  const DeviceUnit &Unit;
};

} // namespace lorcha

#endif
