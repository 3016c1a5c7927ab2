// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names in OpenCL C: the user's, changed only where OpenCL C or another name stands in the way.
#ifndef LORCHA_LIB_EMIT_OPENCL_NAMES_H
#define LORCHA_LIB_EMIT_OPENCL_NAMES_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace lorcha::opencl {

/// A word that means something to OpenCL C or to the device library's macros.
bool isReservedWord(llvm::StringRef Name);
/// One of those that more letters would not help.
bool isReservedFamily(llvm::StringRef Name);
/// A function that OpenCL C has; no function of ours can bear its name.
bool isLibraryFunction(llvm::StringRef Name);

/// The user's word for a declaration, as an identifier: "add" for operator+, "construct", "destroy",
/// "Pair_int_float".
std::string wordFor(const clang::NamedDecl *Declaration);

/// Names at file scope. They differ from one another, from reserved words and from library functions.
class NameTable {
public:
  /// A name that no other unit has, and no variable that was named before, in whose scope it may be wanted.
  std::string unique(std::string Wanted) { return take(Wanted + Suffix, Locals); }
  /// A name that means the same in every unit that has it: a type's.
  std::string shared(std::string Wanted) { return take(Wanted, {}); }
  /// A name inside of a function.
  void noteLocal(llvm::StringRef Name) { Locals.insert(Name); }
  /// Gives names of the unit's own an end that others do not have.
  void setUnit(llvm::StringRef Unit) { Suffix = ("_" + Unit).str(); }
  void release(llvm::StringRef Name) { Taken.erase(Name); }
  bool isTaken(llvm::StringRef Name) const { return Taken.count(Name) != 0; }

private:
  std::string take(std::string Wanted, const llvm::StringSet<> &Avoided);

  llvm::StringSet<> Taken, Locals;
  std::string Suffix;
};

/// Names inside of one function. They may shadow those of outer blocks in C as in C++, but never a name at
/// file scope.
class LocalNames {
public:
  explicit LocalNames(NameTable &Global) : Global(Global) {}
  const std::string &of(const clang::ValueDecl *Variable);
  /// The name of a __shared__ variable, which is a parameter of the functions that its own function is called
  /// from.
  const std::string &ofShared(const clang::VarDecl *Variable, const clang::FunctionDecl *Within);
  /// A name for what the user's text does not have.
  std::string fresh(llvm::StringRef Word);

  /// From now on it is noted when the variable is named.
  void watch(const clang::ValueDecl *Variable) { Watched.insert(Variable); }
  void unwatch(const clang::ValueDecl *Variable) { Watched.erase(Variable); }
  bool isWatched(const clang::ValueDecl *Variable) const { return Watched.count(Variable) != 0; }
  bool wasNamed(const clang::ValueDecl *Variable) const { return Named.count(Variable) != 0; }
  void noteNamed(const clang::ValueDecl *Variable) { Named.insert(Variable); }
  /// Whether nothing is noted for a while.
  bool IsQuiet = false;

private:
  NameTable &Global;
  llvm::DenseMap<const clang::ValueDecl *, std::string> Names;
  llvm::StringSet<> Parameters;
  llvm::StringSet<> Fresh;
  llvm::SmallPtrSet<const clang::ValueDecl *, 16> Watched, Named;
};

/// The name of a record's field.
std::string fieldName(const clang::FieldDecl *Field);

} // namespace lorcha::opencl

#endif
