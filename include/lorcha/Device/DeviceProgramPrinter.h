// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the device program model as stable text, for people and for tests.
#ifndef LORCHA_DEVICE_DEVICEPROGRAMPRINTER_H
#define LORCHA_DEVICE_DEVICEPROGRAMPRINTER_H

#include "lorcha/Device/DeviceProgram.h"

namespace lorcha {

/// "a.cu:12", the file without its folder.
std::string printPlace(clang::SourceLocation Location, const clang::SourceManager &SM);

/// Kernels, device functions, variables and launches with the facts of each.
std::string printModel(const DeviceProgram &Program, const clang::SourceManager &SM);

/// One line per caller: "caller -> callee, callee".
std::string printCallGraph(const DeviceProgram &Program, const clang::SourceManager &SM);

} // namespace lorcha

#endif
