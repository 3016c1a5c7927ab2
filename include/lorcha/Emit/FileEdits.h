// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The edits of a unit, file by file, in a form that outlives the parse: for output in which headers stay
// files of their own.
#ifndef LORCHA_EMIT_FILEEDITS_H
#define LORCHA_EMIT_FILEEDITS_H

#include "lorcha/Emit/EditList.h"

namespace lorcha {

/// Offsets in a file's text; End is behind the last character.
struct TextSpan {
  unsigned Begin;
  unsigned End;
  bool operator==(const TextSpan &Other) const { return Begin == Other.Begin && End == Other.End; }
  bool contains(const TextSpan &Other) const { return Begin <= Other.Begin && Other.End <= End; }
};

struct TextEdit {
  TextSpan Where;
  std::string Text;
  bool operator==(const TextEdit &Other) const { return Where == Other.Where && Text == Other.Text; }
};

/// The order in which edits are applied: insertions before a replacement that begins there. For stable sorts.
inline bool isBefore(const TextEdit &A, const TextEdit &B) {
  if (A.Where.Begin != B.Where.Begin)
    return A.Where.Begin < B.Where.Begin;
  return A.Where.Begin == A.Where.End && B.Where.Begin != B.Where.End;
}

/// A declaration at the top of a file or of a namespace.
struct DeclarationSpan {
  TextSpan Where;
  bool IsUnused; ///< nothing in the unit refers to it: a template without instances, a function without calls
};

/// One #include directive that stays: its file name with the delimiters, and the file that it found.
struct KeptInclude {
  TextSpan Name;
  std::string Path; ///< as Clang names the file; empty if it found none
  bool Angled;
};

/// One time that a unit read one of the user's files.
struct FileEdits {
  std::string Path;   ///< as Clang names it
  std::string Buffer; ///< what was parsed, to which the offsets refer: perhaps with macros written out
  bool IsMain = false;
  std::vector<TextEdit> Edits;       ///< in text order, none within another
  std::vector<KeptInclude> Includes; ///< in text order
  std::vector<TextSpan> Skipped;     ///< what conditionals kept from being read
  std::vector<DeclarationSpan> Declarations;
};

/// What a unit makes of the user's files that it read, in the order of reading.
std::vector<FileEdits> collectFileEdits(ParsedUnit &Unit, const EditList &Edits);

} // namespace lorcha

#endif
