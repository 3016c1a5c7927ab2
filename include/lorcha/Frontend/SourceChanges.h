// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Changes of a unit's files before it is parsed again, each at its place.
#ifndef LORCHA_FRONTEND_SOURCECHANGES_H
#define LORCHA_FRONTEND_SOURCECHANGES_H

#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include <map>
#include <optional>
#include <string>

namespace lorcha {

/// A stretch of a file, in bytes.
struct FileStretch {
  clang::FileID File;
  unsigned Begin = 0, End = 0;
};

/// Where tokens stand in their file; none if a macro makes a part of them.
std::optional<FileStretch> stretchOf(clang::SourceRange Tokens, const clang::SourceManager &SM,
                                     const clang::LangOptions &Language);

class SourceChanges {
public:
  explicit SourceChanges(clang::SourceManager &SM) : SM(SM) {}

  /// Changes of a file that is included several times are made once. False: it is no file, or something else
  /// stands at the place already.
  bool replace(FileStretch Where, std::string Text);
  bool insert(clang::SourceLocation Where, std::string Text);
  /// The files that change, by path.
  std::map<std::string, std::string> texts() const;

private:
  struct Change {
    unsigned End;
    std::string Text;
    bool operator==(const Change &Other) const { return End == Other.End && Text == Other.Text; }
  };
  struct ChangedFile {
    clang::FileID File; ///< of several inclusions, the first
    std::map<unsigned, Change> Changes;
  };

  clang::SourceManager &SM;
  std::map<std::string, ChangedFile> ByFile;
};

/// The macro whose use in a file makes the text at a location, which is in a macro.
std::string outermostMacro(clang::SourceLocation Location, const clang::SourceManager &SM,
                           const clang::LangOptions &Language);

} // namespace lorcha

#endif
