// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Looks at the words of a text with Clang's raw lexer.
#include "lorcha/Project/CudaText.h"
#include "lorcha/Api/ApiTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace lorcha;
using llvm::StringRef;

static bool isCudaWord(StringRef Word) {
  const bool IsKeyword = llvm::StringSwitch<bool>(Word)
                             .Cases("__global__", "__device__", "__shared__", "__constant__", true)
                             .Default(false);
  if (IsKeyword)
    return true;
  const ApiEntry *Entry = lookupApi(Word);
  return Entry && (Entry->Kind == ApiKind::Function || Entry->Kind == ApiKind::Driver);
}

std::optional<unsigned> lorcha::firstCudaLine(StringRef Text) {
  clang::LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.CUDA = Options.LineComment = Options.RawStringLiterals =
      true;
  const std::string Copy = Text.str(); // the lexer wants a null behind it
  clang::Lexer Raw(clang::SourceLocation(), Options, Copy.data(), Copy.data(), Copy.data() + Copy.size());
  clang::Token Tok;
  bool IsDirective = false;
  for (bool IsLast = false; !IsLast;) {
    IsLast = Raw.LexFromRawLexer(Tok);
    if (Tok.is(clang::tok::eof))
      break;
    if (Tok.isAtStartOfLine())
      IsDirective = Tok.is(clang::tok::hash);
    const size_t Begin = Raw.getCurrentBufferOffset() - Tok.getLength();
    if (!IsDirective &&
        (Tok.is(clang::tok::lesslessless) ||
         (Tok.is(clang::tok::raw_identifier) && isCudaWord(StringRef(Copy).substr(Begin, Tok.getLength())))))
      return static_cast<unsigned>(StringRef(Copy).take_front(Begin).count('\n') + 1);
  }
  return std::nullopt;
}
