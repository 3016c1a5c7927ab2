// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The files of a tree. Loops of links end: links into folders are not followed, or each folder is seen once.
#ifndef LORCHA_PROJECT_SOURCETREE_H
#define LORCHA_PROJECT_SOURCETREE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

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

/// Which files of a tree are wanted. Repositories of version control and Lorcha's own folder never are.
struct TreeFilter {
  std::string LeftOut;                     ///< an absolute path; empty: none
  std::vector<llvm::GlobPattern> Patterns; ///< left out, too: match a relative path or a last name
  bool OnlySources = false;                ///< by their names, and without what begins with a dot
  bool FollowsLinks = false;               ///< else links stay links; either way each file is there once
};

/// By path relative to Root, with '/'.
class SourceTree {
public:
  SourceTree() = default;
  /// Folder is there, or this is an error.
  static llvm::Expected<SourceTree> open(const std::string &Folder, TreeFilter Filter);

  /// Adds a file or a folder with what is in it, named relative to the root; "" is the root.
  void add(const std::string &Path);

  const std::string &root() const { return Root; }
  std::string absolute(llvm::StringRef Path) const { return Root + "/" + Path.str(); }
  const std::map<std::string, SourceEntry> &entries() const { return Entries; }
  bool has(llvm::StringRef Path) const { return Entries.count(Path.str()) != 0; }
  /// The path relative to Root of a file that Clang names by Name (relative to Root or absolute); empty if it
  /// is not in the tree.
  std::string relative(llvm::StringRef Name) const;

  struct Problem {
    std::string Path; ///< relative
    std::string Why;
  };
  /// What could not be looked into.
  const std::vector<Problem> &problems() const { return Problems; }

private:
  void addFolder(const std::string &Folder);
  void addEntry(const std::string &Path, bool IsSource);
  bool isWanted(llvm::StringRef Path) const;
  /// False for what was seen before.
  bool see(const std::string &Full);

  std::string Root; ///< real path
  TreeFilter Filter;
  std::map<std::string, SourceEntry> Entries;
  std::vector<std::pair<uint64_t, uint64_t>> Seen; ///< sorted: device and number; if links are followed
  std::vector<Problem> Problems;
};

/// The folder in which migrated trees keep what the next run needs.
inline constexpr llvm::StringLiteral StateFolder(".lorcha-migrate");

} // namespace lorcha

#endif
