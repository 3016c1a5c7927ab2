// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where an asm statement is written, and how its operands are. Looks at tokens only.
#ifndef LORCHA_LIB_DEVICE_ASMTEXT_H
#define LORCHA_LIB_DEVICE_ASMTEXT_H

#include "lorcha/Frontend/SourceChanges.h"
#include "clang/AST/Stmt.h"
#include <optional>
#include <string>
#include <vector>

namespace lorcha {

struct AsmText {
  FileStretch Where; ///< from "asm" to behind the semicolon, if there is one, or the parenthesis
  bool HasSemicolon = false;
  bool IsInMacroBody = false;
  std::vector<std::string> Operands; ///< the expressions, on one line each, without comments; outputs first
};

/// The text of the statement in a file or in a macro's definition; none if macros make it in another way.
std::optional<AsmText> findAsmText(const clang::GCCAsmStmt *Asm, const clang::SourceManager &SM,
                                   const clang::LangOptions &Language);

/// The use of the macro that makes the statement and nothing else; none if there is none.
std::optional<AsmText> findMacroUse(const clang::GCCAsmStmt *Asm, const clang::ASTContext &Context);

} // namespace lorcha

#endif
