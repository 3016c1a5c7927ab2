// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs other programs, and files that are whole or not there.
#ifndef LORCHA_DRIVER_COMMANDS_H
#define LORCHA_DRIVER_COMMANDS_H

#include "llvm/ADT/FunctionExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include <optional>
#include <string>
#include <vector>

namespace lorcha {

struct Command {
  std::string Program; ///< absolute path, or a name to look for in PATH
  std::vector<std::string> Arguments;
};

/// How commands are run. Copyable; may be used by several threads at once.
class CommandRunner {
public:
  bool Verbose = false; ///< print each command on standard error before it runs
  bool DryRun = false;  ///< print only

  /// Runs it and gives its exit status. Fails if it cannot be started or dies by a signal.
  llvm::Expected<int> run(const Command &What) const;

  /// Prints it as -v does: "#$ program 'argument'".
  void print(const Command &What) const;
};

/// A file that is being made: written under a temporary name beside its place, and moved there by commit().
/// Until then it is removed whatever ends the process.
class PendingFile {
public:
  /// Final is "-" for standard output. A Final that is no regular file (/dev/null) is written to directly.
  static llvm::Expected<PendingFile> create(llvm::StringRef Final);
  /// A file that is written to under its own name, for names that are temporary themselves.
  static PendingFile inPlace(llvm::StringRef Final);
  PendingFile(PendingFile &&Other) = default;
  PendingFile &operator=(PendingFile &&Other);
  ~PendingFile();

  /// The name to write to.
  const std::string &path() const { return Path; }
  llvm::Error write(llvm::StringRef Text);
  llvm::Error commit();

private:
  explicit PendingFile(llvm::StringRef Final) : Final(Final) {}

  std::string Final;
  std::string Path;
  std::optional<llvm::sys::fs::TempFile> File; ///< empty when Path is Final
};

/// A file for the steps in between, removed with the object and whatever else ends the process.
class TemporaryFile {
public:
  static llvm::Expected<TemporaryFile> create(llvm::StringRef Stem, llvm::StringRef Suffix);
  TemporaryFile(TemporaryFile &&Other) : Path(std::move(Other.Path)) { Other.Path.clear(); }
  TemporaryFile &operator=(TemporaryFile &&) = delete;
  ~TemporaryFile();
  const std::string &path() const { return Path; }

private:
  explicit TemporaryFile(std::string Path) : Path(std::move(Path)) {}
  std::string Path;
};

} // namespace lorcha

#endif
