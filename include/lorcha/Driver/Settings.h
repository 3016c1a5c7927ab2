// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What build systems and people ask the tools about: versions, places, flags, names of architectures.
#ifndef LORCHA_DRIVER_SETTINGS_H
#define LORCHA_DRIVER_SETTINGS_H

#include "lorcha/Driver/Invocation.h"

namespace lorcha {

/// lorchacc --version. Build scripts look here for nvcc's name, "release X.Y" and "VX.Y.Z".
void printCompilerVersion(CudaVersion Version);

/// lorchacc --list-gpu-code and --list-gpu-arch: the names that nvcc of this release has.
void printArchitectures(CudaVersion Version, bool Real, bool Virtual);

/// The settings that nvcc prints before its commands with -v, where CMake looks for toolkit and libraries.
void printToolkitSettings(const Installation &Place);

/// `lorcha --toolkit-root` and its kin: What is "prefix", "toolkit-root", "env", "cxxflags" or "ldflags";
/// Argv holds flags of lorchacc that the answer may depend on. Gives an ExitCode.
int settingMain(const char *ProgramName, llvm::StringRef What, llvm::ArrayRef<const char *> Argv);

/// Whether settingMain knows it.
bool isSetting(llvm::StringRef What);

} // namespace lorcha

#endif
