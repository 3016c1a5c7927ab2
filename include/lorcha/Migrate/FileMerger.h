// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Makes one text of what several units make of the same file. Where units agree, or one did not read what the
// other changed, the text is what they agree about; where they do not, each gets its own between #if lines.
#ifndef LORCHA_MIGRATE_FILEMERGER_H
#define LORCHA_MIGRATE_FILEMERGER_H

#include "lorcha/Emit/FileEdits.h"

namespace lorcha {

/// One unit's reading of the file.
struct FileView {
  std::string Unit;      ///< the unit's path
  bool IsHost;           ///< the unit is compiled by the host's compiler alone
  FileEdits Edits;       ///< sorted
  bool IsStrict = false; ///< takes no other unit's text even for what it does not use
};

/// A place where units differ.
struct FileConflict {
  unsigned Line;             ///< in the source
  std::string First, Second; ///< two of the units
};

struct MergedFile {
  std::string Text;
  std::vector<FileConflict> Conflicts;
  std::set<std::string> Selected; ///< units that must define unitMacro() before they include the file
  std::set<std::string> Unshared; ///< units that read the file more than once, and differently each time
};

/// The macro by which a unit says in shared files that it is meant.
std::string unitMacro(llvm::StringRef Unit);

/// Original is the file's text in the source tree. At least one view.
MergedFile mergeViews(llvm::StringRef Original, std::vector<FileView> Views);

} // namespace lorcha

#endif
