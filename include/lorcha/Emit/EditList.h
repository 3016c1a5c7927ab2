// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Changes to the user's text, collected from anywhere and applied in one go. Places inside macro arguments
// are changed where the argument is written, places inside macro bodies in the macro's definition, once for
// all its uses.
#ifndef LORCHA_EMIT_EDITLIST_H
#define LORCHA_EMIT_EDITLIST_H

#include "lorcha/Frontend/Frontend.h"
#include <map>

namespace lorcha {

/// Text that is printed more than once: a kernel's head, in place for the block function and for the stub; a
/// device function's body, in place and cut into regions.
enum View : unsigned { InPlace = 1, StubHead = 2, InRegions = 4, AllViews = 7 };

/// Where several insertions fall on one place, lower ranks come first.
enum class Rank { Declaration, Specifier, Normal, Closing, Trailing };

struct Edit {
  unsigned Offset;
  unsigned Length; ///< 0 for insertions
  std::string Text;
  Rank Order;
  unsigned Views;
  /// Of two insertions around something: where the other one is. What replaces the other one's surroundings
  /// takes this one away.
  std::optional<unsigned> Partner = {};

  /// Whether the insertion's partner stands between the offsets, not at their ends.
  bool hasPartnerWithin(unsigned Begin, unsigned End) const {
    return Partner && *Partner > Begin && *Partner < End;
  }
};

/// A place in a user's file.
struct FilePlace {
  clang::FileID File;
  unsigned Offset;
};

/// A stretch of a file, named so that it means the same in another parse of the same unit.
struct PortableRange {
  std::string File;
  unsigned Inclusion; ///< 0 for the first time that the file is read, and so on
  unsigned Begin;
  unsigned End;

  bool contains(const PortableRange &Other) const {
    return File == Other.File && Inclusion == Other.Inclusion && Begin <= Other.Begin && Other.End <= End;
  }
};

/// An edit in a form that outlives its parse.
struct PortableEdit {
  PortableRange Where;
  Edit Change;
};

class EditList {
public:
  explicit EditList(ParsedUnit &Unit) : Unit(Unit), SM(Unit.sources()) {}

  /// Where the token at Location is written; none if in scratch space (pasted) or not in a user's file.
  std::optional<FilePlace> written(clang::SourceLocation Location) const;

  /// Each reports, and returns false, when the place cannot be changed: it is pasted, or spread over macros.
  bool insertBefore(clang::SourceLocation Token, llvm::StringRef Text, Rank Order = Rank::Normal,
                    unsigned Views = AllViews);
  bool insertAfter(clang::SourceLocation Token, llvm::StringRef Text, Rank Order = Rank::Normal,
                   unsigned Views = AllViews);
  /// Around tokens that stand in one file or in one macro's body. Nothing is said where they do not.
  bool surround(clang::SourceLocation FirstToken, clang::SourceLocation LastToken, llvm::StringRef Open,
                llvm::StringRef Close);
  bool replaceToken(clang::SourceLocation Token, llvm::StringRef Text, unsigned Views = AllViews);
  bool replace(clang::SourceLocation FirstToken, clang::SourceLocation LastToken, llvm::StringRef Text,
               unsigned Views = AllViews);
  /// Removes the tokens and the blanks behind them.
  bool remove(clang::SourceLocation FirstToken, clang::SourceLocation LastToken, unsigned Views = AllViews);
  void add(clang::FileID File, Edit Change);

  /// The text between two offsets with the edits of a view applied.
  std::string render(clang::FileID File, unsigned Begin, unsigned End, unsigned Views) const;
  std::string render(clang::SourceLocation FirstToken, clang::SourceLocation LastToken, unsigned Views) const;

  /// All edits, and their way into the list of another parse. Edits of files that it did not read are
  /// dropped.
  std::vector<PortableEdit> exported() const;
  void import(const std::vector<PortableEdit> &Changes);
  /// Drops the edits that lie within one of the ranges.
  void dropWithin(llvm::ArrayRef<PortableRange> Ranges);
  PortableRange portable(clang::FileID File, unsigned Begin, unsigned End) const;

  /// Where the range begins in this parse; invalid if it did not read that file.
  clang::SourceLocation locate(const PortableRange &Range) const;

  /// Whether a replacement begins exactly there.
  bool isReplacedAt(clang::FileID File, unsigned Offset) const;
  bool touches(clang::FileID File) const { return Edits.count(File) != 0; }
  /// The edits of a file in text order, overlaps resolved in favour of the outermost.
  std::vector<Edit> sorted(clang::FileID File, unsigned Views) const;
  const std::map<clang::FileID, std::vector<Edit>> &all() const { return Edits; }

  llvm::StringRef buffer(clang::FileID File) const { return SM.getBufferData(File); }
  /// One line per edit: "a.cu:3:5: 'cudaFree' -> 'lorchaFree'".
  std::string print() const;
  unsigned tokenLength(FilePlace Place) const;

private:
  bool fail(clang::SourceLocation Token);
  /// Every file as often as it was read.
  void listFiles() const;

  ParsedUnit &Unit;
  clang::SourceManager &SM;
  std::map<clang::FileID, std::vector<Edit>> Edits;
  mutable std::map<clang::FileID, std::pair<std::string, unsigned>> Inclusions;
  mutable std::map<std::pair<std::string, unsigned>, clang::FileID> Files;
};

} // namespace lorcha

#endif
