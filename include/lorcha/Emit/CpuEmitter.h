// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the CPU part of a plan as edits of the user's text: loops around kernels, stubs, hidden parameters,
// shared memory. Decides nothing.
#ifndef LORCHA_EMIT_CPUEMITTER_H
#define LORCHA_EMIT_CPUEMITTER_H

#include "lorcha/Emit/EditList.h"
#include "lorcha/Plan/Plan.h"

namespace lorcha {

struct CpuEmitterOptions {
  bool Relocatable = false; ///< -rdc=true: device functions and variables keep external linkage
  bool SharesFiles = false; ///< with units of the host, whose functions should have one text in all of them
};

/// Name edits must have been made before: stubs and launches copy edited text.
void emitCpu(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Plan,
             const CpuEmitterOptions &Options, EditList &Edits);

/// The device pass's share of a unit whose host and device text differ.
struct DeviceText {
  std::vector<PortableEdit> Edits;
  std::vector<PortableRange> Owned;  ///< texts that only the device pass may change
  std::vector<std::string> OwnNames; ///< whose texts they are
  std::vector<PortableRange> Shown;  ///< conditionals that keep nothing from the translated program
};

/// The conditionals on __CUDA_ARCH__, in whole lines, of which the host pass read nothing, or nothing but
/// functions and variables of the device.
std::vector<PortableRange> hiddenFromHost(ParsedUnit &HostUnit);

/// Makes that share from the edits of the device pass: functions that test __CUDA_ARCH__, and conditionals
/// that are hidden from the host and hold functions, get it defined around them, and split functions a device
/// version behind the host's.
DeviceText printArchVariants(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Plan,
                             unsigned CudaArch, llvm::ArrayRef<PortableRange> Hidden, EditList &Edits);

/// Adds the device pass's share to the edits of the host pass. Reports device functions that the host pass
/// did not see and that the translated program would not see, either: a conditional on __CUDA_ARCH__ has
/// other text for the host.
void addDeviceText(ParsedUnit &Unit, const DeviceProgram &HostProgram, const DeviceText &Device, EditList &Edits);

} // namespace lorcha

#endif
