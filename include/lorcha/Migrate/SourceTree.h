// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The files of a tree, found without following links into folders, so that loops of links end.
#ifndef LORCHA_MIGRATE_SOURCETREE_H
#define LORCHA_MIGRATE_SOURCETREE_H

#include "lorcha/Driver/Reporter.h"
#include <map>
#include <string>

namespace lorcha {

/// What is known of a file without reading it.
struct FileState {
  uint64_t Size = 0;
  int64_t Time = 0; ///< of the last change of its text, in nanoseconds
  bool operator==(const FileState &Other) const { return Size == Other.Size && Time == Other.Time; }
  bool operator!=(const FileState &Other) const { return !(*this == Other); }
};

struct SourceEntry {
  FileState State;
  unsigned Mode = 0;      ///< permissions
  std::string LinkTarget; ///< not empty: a symbolic link that is kept as one
};

/// The state of a file that may be missing; links are followed.
std::optional<FileState> stateOf(const std::string &Path);

/// A whole file. The error names the file.
llvm::Expected<std::string> readText(const std::string &Path);

/// 32 hexadecimal digits that stand for a text.
std::string hashOf(llvm::StringRef Text);

/// By path relative to Root, with '/'.
class SourceTree {
public:
  /// Reports folders that cannot be read and goes on; false if Root itself cannot. Leaves out what lies in
  /// Excluded (an absolute path), repositories of version control, and Lorcha's own folder.
  bool scan(const std::string &Root, const std::string &Excluded, Reporter &Report);

  const std::string &root() const { return Root; }
  std::string absolute(llvm::StringRef Path) const { return Root + "/" + Path.str(); }
  const std::map<std::string, SourceEntry> &entries() const { return Entries; }
  bool has(llvm::StringRef Path) const { return Entries.count(Path.str()) != 0; }
  /// The path relative to Root of a file that Clang names by Name (relative to Root or absolute); empty if it
  /// is not in the tree.
  std::string relative(llvm::StringRef Name) const;

private:
  bool scanFolder(const std::string &Folder, Reporter &Report);
  void addEntry(const std::string &Path, Reporter &Report);

  std::string Root; ///< real path
  std::string Excluded;
  std::map<std::string, SourceEntry> Entries;
};

/// The folder in which migrated trees keep what the next run needs.
inline constexpr llvm::StringLiteral StateFolder(".lorcha-migrate");

} // namespace lorcha

#endif
