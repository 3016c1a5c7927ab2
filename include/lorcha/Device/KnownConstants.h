// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __constant__ variables that keep the values they are declared with, because no host code names them.
// Compilers fold such tables into the code that reads them.
#ifndef LORCHA_DEVICE_KNOWNCONSTANTS_H
#define LORCHA_DEVICE_KNOWNCONSTANTS_H

#include "lorcha/Device/DeviceProgram.h"

namespace lorcha {

/// Finds and marks them. Asks for a unit whose passes see the same text. IsRelocatable: other units may name
/// variables, too.
void markKnownConstants(ParsedUnit &Unit, const DeviceProgram &Program, bool IsRelocatable);

/// Whether the variable is marked: every use of it reads a scalar of it.
bool isKnownConstant(const clang::VarDecl *Variable);

/// Whether kernels on a device are handed the variable's memory: a device's variable, or a texture reference.
bool isHandedOver(const clang::VarDecl *Variable);

} // namespace lorcha

#endif
