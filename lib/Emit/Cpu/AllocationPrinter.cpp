// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `new T` in device code becomes `new(std::nothrow) T`: without room it gives null, as on a GPU, and throws
// nothing. clock() there becomes the device's clock: C's has another unit, and counts what all cores do.
// Functions that are the host's as well keep their text, which may rely on the exception, and on C's clock,
// there.
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

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Function = Call->getDirectCallee();
    const auto *Name = dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
    if (!Function || !Name || !Function->isExternC() || !State.Unit.isOurs(Function) ||
        Name->hasQualifier() || !Name->getLocation().isFileID())
      return true;
    if (const BuiltinEntry *Row = rowOf(Function); Row && Row->OpenClName == DeviceClock)
      State.Edits.replaceToken(Name->getLocation(), "lorcha::deviceClock");
    return true;
  }

private:
  /// What both of CUDA's clocks are in OpenCL C; clock64 is no function of C.
  static constexpr llvm::StringLiteral DeviceClock = "lorcha_clock64";

  CpuEmitterState &State;
};

} // namespace

void printAllocations(CpuEmitterState &State, const FunctionModel &Function) {
  for (const FunctionDecl *Definition : definitionsOf(Function))
    if (!Definition->hasAttr<CUDAHostAttr>())
      Finder(State).TraverseStmt(Definition->getBody());
}

} // namespace lorcha
