// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/RenewedVariables.h"
#include "BlockVariables.h"
#include "SharedRoots.h"
#include "VariableMentions.h"
#include "lorcha/Analysis/Uniformity.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace lorcha {

namespace {

/// A statement of a function's outermost block that gives a variable a new value.
struct Renewal {
  const BinaryOperator *Assignment;
  const DeclRefExpr *Name;
};
using Renewals = llvm::MapVector<const VarDecl *, std::vector<Renewal>>;

/// A stretch of the text in which a variable holds one value and what is made of it.
struct Version {
  const DeclRefExpr *Name = nullptr; ///< where it begins; null: with the declaration
  std::vector<unsigned> Mentions;    ///< offsets
  bool IsOfBlock = true;
};

/// How the type is written, in all instantiations of a template alike; empty if that is not known.
std::string typeOf(const VarDecl *Variable, const FunctionDecl *Function) {
  QualType Type = Variable->getType();
  if (const auto *Given = dyn_cast<SubstTemplateTypeParmType>(Type.getTypePtr()))
    return Given->getReplacedParameter()->getNameAsString();
  if (!Function->isTemplateInstantiation())
    Type = Type.getCanonicalType();
  const auto *Pointer = dyn_cast<PointerType>(Type.getTypePtr());
  return isa<BuiltinType>(Pointer ? Pointer->getPointeeType().getTypePtr() : Type.getTypePtr())
             ? Type.getUnqualifiedType().getAsString(Variable->getASTContext().getPrintingPolicy())
             : "";
}

Renewals renewalsIn(const FunctionDecl *Function) {
  Renewals Found;
  const VariableFlow Whole = variableFlow({Function->getBody()});
  for (const Stmt *S : cast<CompoundStmt>(Function->getBody())->body()) {
    const auto *Assignment = dyn_cast<BinaryOperator>(S);
    const auto *Name = Assignment && Assignment->getOpcode() == BO_Assign
                           ? dyn_cast<DeclRefExpr>(Assignment->getLHS())
                           : nullptr;
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (Variable && isPerThread(Variable) && isRegisterType(Variable->getType()) &&
        !Whole.Escaping.contains(Variable) && !typeOf(Variable, Function).empty())
      Found[Variable].push_back({Assignment, Name});
  }
  return Found;
}

class Splitter {
public:
  Splitter(const FunctionUniformity &Facts, SourceManager &SM, SourceChanges &Changes)
      : Facts(Facts), SM(SM), Changes(Changes), Body(Facts.function()->getBody()) {}

  void split(const VarDecl *Variable, llvm::ArrayRef<Renewal> Renewed) {
    const FileID File = SM.getFileID(Variable->getLocation());
    if (!mentionsIn(Body, Variable, SM) || SM.getFileID(Body->getBeginLoc()) != File)
      return;
    const std::string Type = typeOf(Variable, Facts.function());
    unsigned Number = 1;
    const std::vector<Version> All = versions(Variable, Renewed);
    for (size_t I = 1; I < All.size(); ++I) {
      if (All[I].IsOfBlock != All[I - 1].IsOfBlock)
        ++Number;
      if (Number == 1)
        continue;
      const std::string New = "lorcha_" + Variable->getNameAsString() + "_" + std::to_string(Number);
      const unsigned Start = SM.getFileOffset(All[I].Name->getLocation());
      for (unsigned Offset : All[I].Mentions) {
        const bool IsDeclared = Offset == Start && All[I].IsOfBlock != All[I - 1].IsOfBlock;
        Changes.replace(nameAt(File, Offset, Variable), (IsDeclared ? Type + " " : "") + New);
      }
    }
  }

private:
  /// What stands behind the sign of equality is still the version before.
  std::vector<Version> versions(const VarDecl *Variable, llvm::ArrayRef<Renewal> Renewed) const {
    std::vector<Version> All(1);
    if (isa<ParmVarDecl>(Variable))
      All.front().IsOfBlock = Facts.of(Variable) == Uniformity::Block;
    else if (const Expr *Init = Variable->getInit())
      All.front().IsOfBlock = Facts.of(Init) == Uniformity::Block;
    for (const Stmt *S : cast<CompoundStmt>(Body)->body()) {
      const auto *Next = llvm::find_if(Renewed, [&](const Renewal &Each) { return Each.Assignment == S; });
      if (Next == Renewed.end()) {
        note(S, Variable, All.back());
        continue;
      }
      note(Next->Assignment->getRHS(), Variable, All.back());
      All.emplace_back();
      All.back().Name = Next->Name;
      All.back().Mentions.push_back(SM.getFileOffset(Next->Name->getLocation()));
      All.back().IsOfBlock = Facts.of(Next->Assignment->getRHS()) == Uniformity::Block;
    }
    return All;
  }

  void note(const Stmt *S, const VarDecl *Variable, Version &Known) const {
    if (!S)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == Variable) {
      Known.Mentions.push_back(SM.getFileOffset(Ref->getLocation()));
      Known.IsOfBlock &= Facts.of(Ref) == Uniformity::Block;
    }
    for (const Stmt *Child : S->children())
      note(Child, Variable, Known);
  }

  const FunctionUniformity &Facts;
  SourceManager &SM;
  SourceChanges &Changes;
  const Stmt *Body;
};

} // namespace

std::map<std::string, std::string> splitRenewedVariables(ParsedUnit &Unit) {
  SourceChanges Changes(Unit.sources());
  SharedRoots Roots(Unit);
  std::map<const FunctionDecl *, Renewals> Candidates;
  for (const FunctionDecl *Function : Roots.functions())
    if (isa<CompoundStmt>(Function->getBody()) && !hasLabels(Function->getBody()))
      if (Renewals Found = renewalsIn(Function); !Found.empty())
        Candidates[Function] = std::move(Found);
  std::set<SourceLocation> Known; // of templates the first instantiation decides
  for (const FunctionDecl *Kernel : Roots.functions()) {
    if (Candidates.empty() || !Kernel->hasAttr<CUDAGlobalAttr>())
      continue;
    const KernelUniformity Facts(Unit, Kernel);
    for (const FunctionDecl *Function : Facts.functions()) {
      auto Found = Candidates.find(Function);
      if (Found == Candidates.end() || Facts.of(Function)->effect() < BuiltinEffect::BlockBarrier ||
          !Known.insert(Function->getLocation()).second)
        continue;
      for (const auto &[Variable, Renewed] : Found->second)
        Splitter(*Facts.of(Function), Unit.sources(), Changes).split(Variable, Renewed);
    }
  }
  return Changes.texts();
}

} // namespace lorcha
