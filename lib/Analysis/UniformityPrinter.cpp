// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the uniformity of each kernel instantiation, for people and for tests.
#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Device/DeviceProgramPrinter.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace lorcha {

namespace {

class FunctionPrinter : public AstVisitor {
public:
  FunctionPrinter(const KernelUniformity &Kernel, const FunctionUniformity &Facts, llvm::raw_ostream &OS)
      : Kernel(Kernel), Facts(Facts), SM(Kernel.unit().sources()), OS(OS) {}

  bool VisitVarDecl(VarDecl *Variable) override {
    if (Variable->hasLocalStorage() && !Variable->isImplicit())
      OS << "  variable '" << Variable->getName() << "' " << printPlace(Variable->getLocation(), SM) << ": "
         << nameOf(Facts.of(Variable)) << '\n';
    return true;
  }
  bool VisitIfStmt(IfStmt *S) override { return condition("if", S->getCond()); }
  bool VisitSwitchStmt(SwitchStmt *S) override { return condition("switch", S->getCond()); }
  bool VisitForStmt(ForStmt *S) override { return loop("for", S, S->getCond(), S->getBody()); }
  bool VisitWhileStmt(WhileStmt *S) override { return loop("while", S, S->getCond(), S->getBody()); }
  bool VisitDoStmt(DoStmt *S) override { return loop("do", S, S->getCond(), S->getBody()); }
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
    const FunctionUniformity *Known = Callee ? Kernel.of(Callee) : nullptr;
    BuiltinEffect Effect = Builtin ? Builtin->Effect : Known ? Known->effect() : BuiltinEffect::Pure;
    if (Effect < BuiltinEffect::BlockBarrier)
      return true;
    OS << "  synchronising call of '" << Callee->getNameAsString() << "' "
       << printPlace(Call->getBeginLoc(), SM) << ": " << nameOf(Facts.control(Call)) << " control";
    printReturned(Call);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }

private:
  bool condition(llvm::StringRef Kind, const Expr *Condition) {
    OS << "  " << Kind << " '" << textOf(Condition) << "' " << printPlace(Condition->getBeginLoc(), SM)
       << ": " << nameOf(Facts.of(Condition)) << '\n';
    return true;
  }
  bool loop(llvm::StringRef Kind, const Stmt *S, const Expr *Condition, const Stmt *Body) {
    OS << "  " << Kind << " loop " << printPlace(S->getBeginLoc(), SM) << ": condition "
       << (Condition ? nameOf(Facts.of(Condition)) : "always true") << ", body under "
       << nameOf(Facts.control(Body)) << " control";
    printReturned(Body);
    return true;
  }
  void printReturned(const Stmt *S) {
    if (Uniformity Returned = Facts.returnedBefore(S); Returned != Uniformity::Block)
      OS << (Returned == Uniformity::Warp ? ", some warps may have returned"
                                          : ", some threads may have returned");
    OS << '\n';
  }
  std::string textOf(const Expr *E) {
    CharSourceRange Range = SM.getExpansionRange(E->getSourceRange());
    return Lexer::getSourceText(Range, SM, Kernel.unit().language()).str();
  }

  const KernelUniformity &Kernel;
  const FunctionUniformity &Facts;
  SourceManager &SM;
  llvm::raw_ostream &OS;
};

} // namespace

std::string printUniformity(ParsedUnit &Unit, const DeviceProgram &Program) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  PrintingPolicy Policy(Unit.language());
  for (auto &[Key, Model] : Program.Functions) {
    if (Model->Kind != FunctionKind::Kernel)
      continue;
    for (const FunctionDecl *Definition : definitionsOf(*Model)) {
      KernelUniformity Kernel(Unit, Definition);
      for (const FunctionDecl *Function : Kernel.functions()) {
        const FunctionUniformity &Facts = *Kernel.of(Function);
        OS << (Function == Definition ? "kernel '" : " calls '");
        Function->getNameForDiagnostic(OS, Policy, true);
        OS << "' " << printPlace(Function->getLocation(), Unit.sources());
        if (Function != Definition)
          OS << ": returns " << nameOf(Facts.result()) << " for uniform arguments";
        OS << '\n';
        if (Unit.isUsers(Function->getLocation()))
          FunctionPrinter(Kernel, Facts, OS).TraverseDecl(const_cast<FunctionDecl *>(Function));
      }
    }
  }
  return Text;
}

} // namespace lorcha
