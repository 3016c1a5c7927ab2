// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `new T` in device code becomes `new(std::nothrow) T`: without room it gives null, as on a GPU, and throws
// nothing. Functions that are the host's as well keep their text, which may rely on the exception there.
#include "CpuEmitter.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

class Finder : public AstVisitor {
public:
  explicit Finder(CpuEmitterState &State) : State(State) {}

  bool VisitCXXNewExpr(CXXNewExpr *New) override {
    const FunctionDecl *Operator = New->getOperatorNew();
    SourceLocation Keyword = New->getBeginLoc();
    if (New->getNumPlacementArgs() || !Operator || !Operator->isReplaceableGlobalAllocationFunction() ||
        !Keyword.isFileID())
      return true;
    if (New->isGlobalNew()) { // "::" comes first
      std::optional<Token> Next = Lexer::findNextToken(Keyword, State.SM, State.Unit.ast().getLangOpts());
      if (!Next)
        return true;
      Keyword = Next->getLocation();
    }
    State.Edits.insertAfter(Keyword, "(std::nothrow)");
    return true;
  }

private:
  CpuEmitterState &State;
};

} // namespace

void printAllocations(CpuEmitterState &State, const FunctionModel &Function) {
  for (const FunctionDecl *Definition : definitionsOf(Function))
    if (!Definition->hasAttr<CUDAHostAttr>())
      Finder(State).TraverseStmt(Definition->getBody());
}

} // namespace lorcha
