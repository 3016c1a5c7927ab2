// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Catches what the users' macros that make kernels and device functions expand to.
#ifndef LORCHA_LIB_FRONTEND_MACROCAPTURE_H
#define LORCHA_LIB_FRONTEND_MACROCAPTURE_H

#include "lorcha/Frontend/PreprocessorRecord.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace lorcha {

class MacroCapture {
public:
  MacroCapture(clang::Preprocessor &PP, const std::set<std::string> &Asked, PreprocessorRecord &Record)
      : PP(PP), Asked(Asked), Record(Record) {}

  /// Remembers a user's macro whose text has both an attribute of device code and a body, or that is asked
  /// for.
  void noteDefinition(const clang::IdentifierInfo *Name, const clang::MacroInfo *Macro);
  /// Begins a capture if the use stands in a file, outside of other macros.
  void noteUse(const clang::IdentifierInfo *Name, clang::SourceRange Range);
  /// Every token that leaves the preprocessor.
  void noteToken(const clang::Token &Tok);

private:
  clang::Preprocessor &PP;
  const std::set<std::string> &Asked;
  PreprocessorRecord &Record;
  std::set<const clang::IdentifierInfo *> Makers;
  bool IsCapturing = false;
  unsigned LastLine = 0;           ///< in the definition of the macro that is captured
  clang::SourceLocation LastInner; ///< the use of an inner macro that the last token came from
};

} // namespace lorcha

#endif
