// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What both rewriters of build files know: nvcc's flags, CUDA's libraries, and names of sources.
#ifndef LORCHA_LIB_MIGRATE_BUILDWORDS_H
#define LORCHA_LIB_MIGRATE_BUILDWORDS_H

#include "lorcha/Migrate/Names.h"

namespace lorcha {

/// A flag that only nvcc knows and that no build by a C++ compiler needs.
enum class NvccFlag { None, Alone, WithValue };
NvccFlag nvccFlag(llvm::StringRef Word);
/// -Xcompiler and its kin: the value is for the host's compiler, in Value if it is joined ("=").
bool isForwarding(llvm::StringRef Word, llvm::StringRef &Value);
/// "-std=c++11" and older, which translated sources cannot be compiled with.
bool isOldStandard(llvm::StringRef Word);
/// "cudart", "cuda", ...: what liblorcha stands for.
bool isRuntimeLibrary(llvm::StringRef Name);
/// "cublas", ...: a library of CUDA's that Lorcha does not have.
bool isOtherCudaLibrary(llvm::StringRef Name);

/// Replaces the names of CUDA sources in a word by new ones: "kernel.cu", "src/*.cu", "%.cu", ":.cu=". Folder
/// is the one that names are relative to.
class SourceNames {
public:
  SourceNames(const SourceTree &Tree, const Names &NewNames, std::string Folder)
      : Tree(Tree), NewNames(NewNames), Folder(std::move(Folder)) {}

  /// Why is filled when the new word may not be right.
  std::string replaceIn(llvm::StringRef Word, std::string &Why) const;

private:
  std::string replaceName(llvm::StringRef Name, std::string &Why) const;
  std::string replaceGlob(llvm::StringRef Name, std::string &Why) const;

  const SourceTree &Tree;
  const Names &NewNames;
  std::string Folder;
};

/// "../../" from the folder of a file to the tree's root; empty if it is there.
std::string wayToRoot(llvm::StringRef Path);

} // namespace lorcha

#endif
