// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the preprocessor did that the syntax tree does not show: includes, macro definitions and uses, tested
// macros.
#ifndef LORCHA_FRONTEND_PREPROCESSORRECORD_H
#define LORCHA_FRONTEND_PREPROCESSORRECORD_H

#include "lorcha/Api/ApiTable.h"
#include "clang/Basic/SourceLocation.h"
#include "clang/Lex/Preprocessor.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lorcha {

/// Whose file a file is. Only the user's files are ever changed.
enum class FileOwner { User, Lorcha, System };

/// One #include directive in a user's file.
struct IncludeRecord {
  clang::SourceLocation Hash;      ///< of the '#'
  clang::CharSourceRange FileName; ///< "x.h" or <x.h>, delimiters included
  std::string Spelled;             ///< as written
  clang::OptionalFileEntryRef File; ///< its name is relative as the search path was
  bool Angled;
  clang::FileID Entered;     ///< invalid when the file had been seen (guarded) and was not read again
  const HeaderEntry *Header; ///< the row if this is one of our CUDA-named headers; else null
};

/// One use, in a user's file or in a user's macro, of a macro that our headers define.
struct MacroUse {
  clang::SourceRange Range; ///< the name and, for function-like macros, the arguments
  llvm::StringRef Name;
};

/// One macro name tested by a conditional directive in a user's file.
struct TestedMacro {
  clang::SourceLocation Location; ///< of the name
  llvm::StringRef Name;
};

/// One use, in a user's file, of a user's macro that makes kernels or device functions, or that was asked
/// for.
struct MadeByMacro {
  clang::SourceRange Range; ///< the name and the arguments
  std::string Text;         ///< what it expands to, laid out as in the macro's definition
};

struct PreprocessorRecord {
  std::vector<IncludeRecord> Includes;
  std::vector<MacroUse> Uses;
  std::vector<const clang::MacroInfo *> Definitions; ///< in users' files, in order of definition
  std::vector<TestedMacro> Tested;
  std::vector<clang::SourceRange> Conditionals;  ///< in users' files: their 'if' and 'endif'
  std::vector<clang::SourceRange> Skipped;       ///< in users' files: what conditionals kept from being read
  std::vector<clang::SourceLocation> PragmaOnce; ///< of the '#'
  std::vector<MadeByMacro> Made;
  std::vector<std::string> Dependencies; ///< every file read but our own headers, in order

  /// Whether some conditional in a user's file asks for __CUDA_ARCH__: then host and device text may differ.
  bool testsCudaArch() const;
};

/// Makes the preprocessor fill Record. IncludeDirectory holds our headers; uses of the macros in Captured are
/// recorded, too. Watch is told of every token that leaves the preprocessor.
void recordPreprocessing(clang::Preprocessor &PP, llvm::StringRef IncludeDirectory,
                         const std::set<std::string> &Captured, PreprocessorRecord &Record,
                         llvm::unique_function<void(const clang::Token &)> Watch);

/// Whose file Location's file is. Macro locations count where they are expanded.
FileOwner ownerOf(const clang::SourceManager &SM, clang::SourceLocation Location,
                  llvm::StringRef IncludeDirectory);

/// Whether the token comes from a macro's body, and not from a file or from an argument that is written in
/// one.
bool isInMacroBody(const clang::SourceManager &SM, clang::SourceLocation Location);

} // namespace lorcha

#endif
