// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionVariables.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

std::string RegionVariables::typeOf(const VarDecl *Variable) const {
  std::string TypeText = printedType(State, Plan.writtenAs(Variable)->getType());
  const clang::Type *Instance = Variable->getType().getTypePtr();
  bool NeedsAlias =
      Instance->isArrayType() || Instance->isFunctionPointerType() || Instance->isMemberPointerType() ||
      ((Instance->isPointerType() || Instance->isReferenceType()) &&
       (Instance->getPointeeType()->isArrayType() || Instance->getPointeeType()->isFunctionType()));
  if (const VariableSlot *Slot = Plan.slotOf(Variable); Slot && Slot->isSplitArray())
    return "lorcha::OwnArray<" + TypeText + ">";
  return NeedsAlias ? "lorcha::As<" + TypeText + ">" : TypeText;
}

std::string RegionVariables::declaration(const VarDecl *Variable, const std::string &Init) const {
  return typeOf(Variable) + " " + Variable->getNameAsString() + (Init.empty() ? "" : " = " + Init) + ";";
}

std::string RegionVariables::definition(const VarDecl *Variable) const {
  llvm::ArrayRef<const Stmt *> Stages;
  if (auto Behind = Plan.Regions.Stages.find(Variable); Behind != Plan.Regions.Stages.end())
    Stages = Behind->second;
  const Expr *Init = Variable->getInit();
  if (const auto *First = Stages.empty() ? nullptr : dyn_cast<BinaryOperator>(Stages.front());
      First && !Init && First->getOpcode() == BO_Assign) {
    Init = First->getRHS();
    Stages = Stages.drop_front();
  }
  std::string Result = declaration(Variable, Init ? Text.source(Init) : "");
  for (const Stmt *Stage : Stages)
    Result += " " + Text.source(Stage) + ";";
  return Result;
}

std::vector<const VarDecl *> RegionVariables::copiedOutOf(const ThreadCode &Code) const {
  std::vector<const VarDecl *> Result;
  for (const VarDecl *Variable : Code.Flow.Declared)
    if (Plan.CopiedOut.count(Variable))
      Result.push_back(Variable);
  auto IsKnownAt = [&](const VarDecl *Variable) {
    auto Behind = Plan.Regions.Stages.find(Variable);
    return State.SM.getFileOffset(State.SM.getExpansionLoc(Behind == Plan.Regions.Stages.end()
                                                               ? Variable->getLocation()
                                                               : Behind->second.back()->getBeginLoc()));
  };
  llvm::stable_sort(Result, [&](const VarDecl *A, const VarDecl *B) { return IsKnownAt(A) < IsKnownAt(B); });
  return Result;
}

std::string RegionVariables::parameter(const VarDecl *Variable) const {
  return typeOf(Variable) + " &" + Variable->getNameAsString();
}

std::string RegionVariables::keep(const VarDecl *Variable) const {
  std::string Name = Variable->getNameAsString();
  return "lorcha::Keep " + Name + "_keep(" + Name + ", " + Plan.slotOf(Variable)->Name + "[lorchaThread]);";
}

std::string RegionVariables::keptOf(const DeclStmt *Declared, const ThreadCode &Code) const {
  std::string Result;
  CodeVariables Variables = Plan.Regions.variablesOf(Code);
  for (const Decl *D : Declared->decls())
    if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && Variables.Kept.contains(Variable))
      Result += " " + keep(Variable);
  return Result;
}

static VariableSet namedIn(const ThreadCode &Code) {
  struct Finder : AstVisitor {
    VariableSet Found;
    bool VisitDeclRefExpr(DeclRefExpr *Name) override {
      if (const auto *Variable = dyn_cast<VarDecl>(Name->getDecl()))
        Found.insert(Variable);
      return true;
    }
  } Walk;
  for (const Stmt *S : Code.Statements)
    Walk.TraverseStmt(const_cast<Stmt *>(S));
  for (const CallExpr *Given : Code.Gives)
    Walk.TraverseStmt(const_cast<CallExpr *>(Given));
  return Walk.Found;
}

std::string RegionVariables::markOf(const DeclStmt *Declared, const ThreadCode &Code) const {
  VariableSet Used = namedIn(Code);
  CodeVariables Variables = Plan.Regions.variablesOf(Code);
  bool AllUsed = llvm::all_of(Declared->decls(), [&](const Decl *D) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    return !Variable || Used.contains(Variable) || Variables.Kept.contains(Variable);
  });
  return AllUsed || Declared->getBeginLoc().isMacroID() ? "" : "[[maybe_unused]] ";
}

std::vector<std::string> RegionVariables::linesFor(const ThreadCode &Code, bool HasCounters,
                                                   const VariableSet &Apart) const {
  std::vector<std::string> Lines;
  CodeVariables Variables = Plan.Regions.variablesOf(Code);
  if (Indices & ThreadIdx)
    Lines.push_back("[[maybe_unused]] const " + indexType(State, "uint3") +
                    " threadIdx = " + threadIdxOf(Plan.Fold) + ";");
  for (const VarDecl *Variable : Variables.Repeated)
    Lines.push_back(definition(Variable));
  for (const VarDecl *Variable : Variables.Restored)
    if (!Apart.contains(Variable))
      restore(Variable, Variables, Lines, true);
  for (const VarDecl *Variable : Variables.Fresh)
    if (!Apart.contains(Variable))
      restore(Variable, Variables, Lines, false);
  for (const VarDecl *Variable : Variables.Counters)
    if (HasCounters)
      Lines.push_back(declaration(Variable, Plan.counterOf(Variable) + "[lorchaThread]"));
  return Lines;
}

std::string RegionVariables::linesInFront(llvm::ArrayRef<const VarDecl *> Needed) const {
  std::string Lines;
  if (Indices & ThreadIdx)
    Lines += " [[maybe_unused]] const " + indexType(State, "uint3") +
             " threadIdx = " + threadIdxOf(Plan.Fold) + ";";
  for (const VarDecl *Variable : Needed)
    Lines += " " + definition(Variable);
  return Lines;
}

std::string RegionVariables::linesElsewhere(llvm::ArrayRef<const VarDecl *> Again) const {
  return linesOfBlock({}) + linesInFront(Again);
}

std::string RegionVariables::linesOfBlock(llvm::ArrayRef<const VarDecl *> Again) const {
  std::string Lines;
  if (Indices & BlockIdx)
    Lines = " [[maybe_unused]] const " + indexType(State, "uint3") + " blockIdx = lorchaBlock.blockIdx;";
  for (const VarDecl *Variable : Again)
    Lines += " [[maybe_unused]] " + definition(Variable);
  return Lines;
}

void RegionVariables::restore(const VarDecl *Variable, const CodeVariables &Variables,
                              std::vector<std::string> &Lines, bool Reads) const {
  const VariableSlot *Slot = Plan.slotOf(Variable);
  if (isa<ParmVarDecl>(Variable) && isChangingReference(Variable->getType())) {
    Lines.push_back("auto &" + Variable->getNameAsString() + " = *" + Slot->Name + "[lorchaThread];");
    return;
  }
  if (Variable->getType()->isArrayType() && Slot && !Slot->IsSplit) {
    Lines.push_back("auto &" + Variable->getNameAsString() + " = " + Slot->Name + "[lorchaThread];");
    return;
  }
  std::string Init;
  if (Reads && Plan.Regions.Linear.contains(Variable))
    Init = Slot->Name + ".linear(lorchaThread)";
  else if (Reads)
    Init = Slot->IsSplit ? "lorcha::valueIn(" + Slot->Name + "[lorchaThread]).Value"
                         : Slot->Name + "[lorchaThread]";
  Lines.push_back(declaration(Variable, Init));
  if (Variables.Kept.contains(Variable))
    Lines.push_back(keep(Variable));
}

} // namespace lorcha
