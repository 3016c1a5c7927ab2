// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// File names.
#include "lorcha/Project/FileKinds.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;

bool lorcha::isCudaSource(StringRef Path) { return llvm::sys::path::extension(Path) == ".cu"; }

bool lorcha::isHostSource(StringRef Path) {
  return llvm::StringSwitch<bool>(llvm::sys::path::extension(Path))
      .Cases(".c", ".cc", ".cpp", ".cxx", ".c++", ".C", true)
      .Default(false);
}

bool lorcha::isTranslatable(StringRef Path) {
  return isCudaSource(Path) || isHostSource(Path) ||
         llvm::StringSwitch<bool>(llvm::sys::path::extension(Path))
             .Cases(".cuh", ".h", ".hpp", ".hh", ".hxx", ".inl", ".inc", ".tpp", ".cui", true)
             .Default(false);
}

bool lorcha::isMakefile(StringRef Path) {
  const std::string Name = llvm::sys::path::filename(Path).lower();
  return Name == "makefile" || Name == "gnumakefile" || StringRef(Name).starts_with("makefile.") ||
         StringRef(Name).starts_with("makefile_") || StringRef(Name).ends_with(".mk") ||
         StringRef(Name).ends_with(".mak") || Name == "make.config";
}

bool lorcha::isCMakeFile(StringRef Path) {
  return llvm::sys::path::filename(Path) == "CMakeLists.txt" || llvm::sys::path::extension(Path) == ".cmake";
}
