// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The API tables as the emitters see them: records in the order of the .td files, and CUDA's names mapped to
// Lorcha's.
#ifndef LORCHA_TBLGEN_APIMODEL_H
#define LORCHA_TBLGEN_APIMODEL_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/TableGen/Record.h"
#include <string>
#include <vector>

namespace lorcha::tblgen {

using RecordList = std::vector<const llvm::Record *>;

/// Which names a header is written in.
enum class Flavour { Cuda, Lorcha };

/// All records of the API tables. Reports a fatal error on a name that is given twice.
class ApiModel {
public:
  explicit ApiModel(const llvm::RecordKeeper &Records);

  /// The records of a class, in the order in which the .td files define them.
  RecordList recordsOf(llvm::StringRef ClassName) const;

  /// The Lorcha name of a CUDA name of the tables; the name itself if the tables have none.
  llvm::StringRef lorchaName(llvm::StringRef CudaName) const;

  /// What is behind the names of the function's twin for units with a default stream per thread: "_ptsz" if
  /// it has a parameter for a stream, "_ptds" if it means the default one; empty if it has no twin.
  llvm::StringRef perThreadSuffix(const llvm::Record &Function) const;

  /// Text with every identifier of the tables replaced by its Lorcha name, or the other way round. Comments
  /// and strings are not treated apart.
  std::string toLorcha(llvm::StringRef Text) const { return replaceNames(Text, ToLorcha); }
  std::string toCuda(llvm::StringRef Text) const { return replaceNames(Text, ToCuda); }

  /// Text, which is in CUDA's names, in the names of the flavour.
  std::string inFlavour(llvm::StringRef Text, Flavour To) const;

  /// Whether `enum Name`, `struct Name` or `struct Name *` is a type of its own, so that Name is part of C++
  /// linkage.
  bool isTag(llvm::StringRef CudaName) const { return Tags.count(CudaName) != 0; }

private:
  using NameMap = llvm::StringMap<std::string>;
  static std::string replaceNames(llvm::StringRef Text, const NameMap &Map);
  void addName(const llvm::Record &Row, llvm::StringRef CudaName, llvm::StringRef LorchaName);
  void addRow(const llvm::Record &Row);

  const llvm::RecordKeeper &Records;
  NameMap ToLorcha;
  NameMap ToCuda;
  llvm::StringMap<bool> Tags;
};

/// Lorcha's name for a CUDA name by the rule of the prefix: cuda, CUDART, CUDA_, make_cuda.
std::string lorchaNameByRule(llvm::StringRef CudaName);

/// "const void *" and "src" to "const void *src"; a type with '$' takes the name in its place.
std::string declare(llvm::StringRef Type, llvm::StringRef Name);

/// The parameters of a Function or Builtin record: "int *device, int flags LORCHA_DEFAULT(0)". "void" if
/// none.
std::string printParameters(const llvm::Record &Row, bool WithDefaults);

/// The text as a C string literal.
std::string quote(llvm::StringRef Text);

} // namespace lorcha::tblgen

#endif
