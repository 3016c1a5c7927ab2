// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "UserBuiltins.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace lorcha {

/// A builtin of the host's processor that is no library function, named in a file of the user's.
bool UserBuiltins::mayBeUsers(const Token &Name) const {
  if (!Name.is(tok::identifier) || !Compiler.hasASTContext())
    return false;
  const IdentifierInfo *Identifier = Name.getIdentifierInfo();
  const unsigned Id = Identifier->getBuiltinID();
  const Builtin::Context &Known = Compiler.getASTContext().BuiltinInfo;
  return Id >= Builtin::FirstTSBuiltin && !Known.isAuxBuiltinID(Id) &&
         !Identifier->getName().starts_with("__builtin_") &&
         !Compiler.getSourceManager().isInSystemHeader(Name.getLocation());
}

void UserBuiltins::noteToken(const Token &Read) {
  if (mayBeUsers(Read)) {
    Candidate = Read.getIdentifierInfo();
    Open = 0;
    HasParameters = false;
    return;
  }
  if (!Candidate)
    return;
  if (Read.is(tok::l_paren) && !HasParameters) {
    ++Open;
  } else if (Read.is(tok::r_paren) && Open) {
    HasParameters = --Open == 0;
  } else if (!Open) { // behind the name or the parameters
    if (HasParameters && Read.is(tok::l_brace))
      Candidate->clearBuiltinID();
    Candidate = nullptr;
  }
}

} // namespace lorcha
