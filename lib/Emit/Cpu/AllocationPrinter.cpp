// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device code has a heap of limited size: malloc, calloc and free there become functions that count what is
// in use, `new T` becomes `new(lorcha::deviceHeap) T`, and `delete P` becomes `delete
// lorcha::leavingHeap(P)`. Without room they give null, as on a GPU, and throw nothing. clock() becomes the
// device's clock: C's has another unit, and counts what all cores do. Functions that are the host's as well
// keep `new`, which may rely on the exception, and C's clock, there.
#include "CpuEmitter.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace lorcha {

namespace {

class Finder : public AstVisitor {
public:
  Finder(CpuEmitterState &State, bool IsHostToo) : State(State), IsHostToo(IsHostToo) {}

  bool VisitCXXNewExpr(CXXNewExpr *New) override {
    const FunctionDecl *Operator = New->getOperatorNew();
    SourceLocation Keyword = New->getBeginLoc();
    if (IsHostToo || New->getNumPlacementArgs() || !Operator ||
        !Operator->isReplaceableGlobalAllocationFunction() || !Keyword.isFileID())
      return true;
    if (New->isGlobalNew()) { // "::" comes first
      std::optional<Token> Next = Lexer::findNextToken(Keyword, State.SM, State.Unit.ast().getLangOpts());
      if (!Next)
        return true;
      Keyword = Next->getLocation();
    }
    State.Edits.insertAfter(Keyword, "(lorcha::deviceHeap)");
    return true;
  }

  bool VisitCXXDeleteExpr(CXXDeleteExpr *Delete) override {
    const FunctionDecl *Operator = Delete->getOperatorDelete();
    SourceLocation Begin = Delete->getArgument()->getBeginLoc(), End = Delete->getArgument()->getEndLoc();
    if (!Operator || !Operator->isReplaceableGlobalAllocationFunction() || !Begin.isFileID() ||
        !End.isFileID())
      return true;
    State.Edits.insertBefore(Begin,
                             Delete->isArrayForm() ? "lorcha::leavingHeapArray(" : "lorcha::leavingHeap(");
    State.Edits.insertAfter(End, ")", Rank::Closing);
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Function = Call->getDirectCallee();
    const auto *Name = dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
    if (!Function || !Name || !Function->isExternC() || !isOfCsLibrary(Function) ||
        !Name->getLocation().isFileID() || !Name->getBeginLoc().isFileID())
      return true;
    const BuiltinEntry *Row = rowOf(Function);
    llvm::StringRef NewName = Row ? deviceName(Row->OpenClName) : "";
    if (!NewName.empty())
      State.Edits.replace(Name->getBeginLoc(), Name->getLocation(), NewName);
    return true;
  }

private:
  /// Functions that are the host's as well see the declarations of C's own headers.
  bool isOfCsLibrary(const FunctionDecl *Function) const {
    return State.Unit.isOurs(Function) ||
           (IsHostToo && State.SM.isInSystemHeader(Function->getCanonicalDecl()->getLocation()));
  }
  /// What a function of C becomes, by its function in the OpenCL library; empty if it stays.
  llvm::StringRef deviceName(llvm::StringRef OpenClName) const {
    return llvm::StringSwitch<llvm::StringRef>(OpenClName)
        .Case("lorcha_malloc", "lorcha::deviceMalloc")
        .Case("lorcha_calloc", "lorcha::deviceCalloc")
        .Case("lorcha_free", "lorcha::deviceFree")
        .Case("lorcha_clock64", IsHostToo ? "" : "lorcha::deviceClock") // clock64 is no function of C
        .Default("");
  }

  CpuEmitterState &State;
  const bool IsHostToo;
};

} // namespace

void printAllocations(CpuEmitterState &State, const FunctionModel &Function) {
  for (const FunctionDecl *Definition : definitionsOf(Function))
    Finder(State, Definition->hasAttr<CUDAHostAttr>()).TraverseStmt(Definition->getBody());
}

} // namespace lorcha
