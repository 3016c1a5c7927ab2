// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What environment variables say that more than one backend, or the choice of devices, asks for.
#ifndef LORCHA_CORE_SETTINGS_H
#define LORCHA_CORE_SETTINGS_H

#include "core/Backend.h"

namespace lorcha::runtime {

/// Sets the compute capability that LORCHA_COMPUTE_CAPABILITY asks for, "8.6" or "86".
void readComputeCapability(DeviceFacts &Facts);

/// Whether LORCHA_BACKEND lets the backend take part: it names it, or "all", or is not set and the backend is
/// the default one.
bool isBackendWanted(const char *Name);

/// The devices that LORCHA_DEVICE chooses, in its order: numbers, or parts of names, separated by commas. All
/// if it is not set.
std::vector<BackendDevice *> chooseDevices(const std::vector<BackendDevice *> &All);

} // namespace lorcha::runtime

#endif
