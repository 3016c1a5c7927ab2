// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the running tool's headers and libraries are: beside its own executable, in the build tree or
// installed.
#ifndef LORCHA_DRIVER_INSTALLATION_H
#define LORCHA_DRIVER_INSTALLATION_H

#include "llvm/Support/Error.h"
#include <string>

namespace lorcha {

/// Absolute paths of one installation, none of which ends in a slash.
struct Installation {
  std::string Executable;           ///< the running tool, symbolic links resolved
  std::string IncludeDirectory;     ///< holds lorcha/ and cuda/
  std::string CudaIncludeDirectory; ///< holds the headers with CUDA's names
  std::string LibraryDirectory;     ///< holds liblorcha.so
  std::string ToolkitDirectory;     ///< has the shape of a CUDA toolkit
};

/// Finds the installation of the running executable. Fails if its headers are not where they belong.
llvm::Expected<Installation> findInstallation(const char *ProgramName);

} // namespace lorcha

#endif
