// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the headers and libraries that belong to the running executable.
#include "lorcha/Driver/Installation.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace lorcha;

llvm::Expected<Installation> lorcha::findInstallation(const char *ProgramName) {
  static int Anchor;
  Installation Result;
  Result.Executable = llvm::sys::fs::getMainExecutable(ProgramName, &Anchor);
  const llvm::StringRef Root = llvm::sys::path::parent_path(llvm::sys::path::parent_path(Result.Executable));
  auto Below = [&](llvm::StringRef Name) {
    llvm::SmallString<256> Path(Root);
    llvm::sys::path::append(Path, Name);
    return std::string(Path);
  };
  Result.IncludeDirectory = Below("include");
  Result.CudaIncludeDirectory = Below("include/cuda");
  Result.LibraryDirectory = Below("lib");
  Result.ToolkitDirectory = Below("toolkit");
  if (!llvm::sys::fs::is_directory(Result.CudaIncludeDirectory))
    return llvm::createStringError(formatDiagnostic(DiagId::CannotReadFile, Result.CudaIncludeDirectory,
                                                    "the headers must be beside the directory of the tool"));
  return Result;
}
