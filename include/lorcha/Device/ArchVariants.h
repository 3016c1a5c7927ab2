// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds functions whose text differs between host and device through tests of __CUDA_ARCH__.
#ifndef LORCHA_DEVICE_ARCHVARIANTS_H
#define LORCHA_DEVICE_ARCHVARIANTS_H

#include "lorcha/Device/DeviceProgram.h"

namespace lorcha {

/// Sets TestsArch and IsSplit in the models of a program that was built from the device pass. A __host__
/// __device__ function that tests __CUDA_ARCH__, or calls one that does, is split into a host and a device
/// version.
void markArchVariants(ParsedUnit &Unit, DeviceProgram &Program);

} // namespace lorcha

#endif
