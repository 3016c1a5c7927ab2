// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device variables and shared memory. On the CPU a device variable is an ordinary variable; shared variables
// live with the block.
#include "LastingText.h"
#include "lorcha/Device/KnownConstants.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

std::string elementType(const CpuEmitterState &State, const VarDecl *Variable) {
  if (const ArrayType *Array = State.Unit.ast().getAsArrayType(Variable->getType()))
    return printedType(State, Array->getElementType());
  return printedType(State, Variable->getType());
}

/// The start of the declaration of a name for shared memory. In a template the type is spelled out where it
/// depends on parameters: through auto, members of the current instantiation would become unknown.
std::string bindingStart(const CpuEmitterState &State, const VarDecl *Variable) {
  QualType Type = Variable->getType();
  if (!Type->isDependentType())
    return "auto &" + Variable->getNameAsString();
  return "lorcha::SharedReference<" + printedType(State, Type) + "> " + Variable->getNameAsString();
}

std::string dynamicBinding(const CpuEmitterState &State, const VarDecl *Variable, llvm::StringRef Block) {
  std::string Name = Variable->getNameAsString();
  std::string Call = "lorcha::dynamicShared<" + elementType(State, Variable) + ">(" + Block.str() + ")";
  if (Variable->getType()->isArrayType())
    return "auto *const " + Name + " = " + Call + ";";
  return bindingStart(State, Variable) + " = *" + Call + ";";
}

std::string storageDeclaration(const CpuEmitterState &State, const VarDecl *Variable) {
  return "static constexpr lorcha::SharedVariable<" + printedType(State, Variable->getType()) + "> " +
         Variable->getNameAsString() + "_storage;";
}

std::string storageBinding(const CpuEmitterState &State, const VarDecl *Variable, llvm::StringRef Block) {
  return bindingStart(State, Variable) + " = " + Variable->getNameAsString() + "_storage.in(" + Block.str() +
         ");";
}

/// The tokens of a statement in its file. A macro that makes the whole declaration is replaced with its
/// arguments; one that makes more than that is an error.
SourceRange placeOf(const CpuEmitterState &State, const DeclStmt *Statement) {
  SourceLocation Begin = Statement->getBeginLoc(), End = Statement->getEndLoc();
  SourceLocation OuterEnd;
  if (End.isMacroID() && !State.SM.isAtEndOfImmediateMacroExpansion(End, &OuterEnd))
    State.Unit.report(DiagId::MacroConflict, Begin);
  return {State.SM.getExpansionLoc(Begin), State.SM.getExpansionRange(End).getEnd()};
}

/// Removes the whole line if nothing else stands on it.
bool removeLine(CpuEmitterState &State, SourceRange Tokens) {
  std::optional<FilePlace> First = State.Edits.written(Tokens.getBegin()),
                           Last = State.Edits.written(Tokens.getEnd());
  if (!First || !Last || First->File != Last->File)
    return false;
  llvm::StringRef Buffer = State.Edits.buffer(First->File);
  unsigned End = Last->Offset + State.Edits.tokenLength(*Last);
  size_t Begin = Buffer.take_front(First->Offset).rfind('\n') + 1, Newline = Buffer.find('\n', End);
  if (Newline == llvm::StringRef::npos || !Buffer.slice(Begin, First->Offset).trim().empty() ||
      !Buffer.slice(End, Newline).trim().empty())
    return false;
  State.Edits.add(First->File, {static_cast<unsigned>(Begin), static_cast<unsigned>(Newline + 1 - Begin), "",
                                Rank::Normal, AllViews});
  return true;
}

/// The tokens of a namespace-scope declaration, its ';' included.
SourceLocation endOfDeclaration(const CpuEmitterState &State, const VarDecl *Variable) {
  SourceLocation End = State.SM.getExpansionLoc(Variable->getEndLoc());
  std::optional<Token> Next = Lexer::findNextToken(End, State.SM, State.Unit.language());
  return Next && Next->is(tok::semi) ? Next->getLocation() : End;
}

/// `float tile[16][16];` from the types of variables.
std::string spelledOut(const CpuEmitterState &State, llvm::ArrayRef<const SharedPlan *> Variables) {
  std::string Text;
  for (const SharedPlan *Each : Variables) {
    QualType Type = Each->Model->Variable->getType().getCanonicalType();
    std::string Extents;
    for (; const auto *Array = State.Unit.ast().getAsConstantArrayType(Type); Type = Array->getElementType())
      Extents += "[" + std::to_string(Array->getZExtSize()) + "]";
    Text += (Text.empty() ? "" : " alignas(64) ") + printedType(State, Type) + " " +
            (Each->Transposed.empty() ? Each->Model->Variable->getNameAsString() : Each->Transposed) +
            Extents + ";";
  }
  return Text;
}

/// Makes an array's last extent as many times as large: `float tile[16][(16 + 1) * Blocks];`.
void makeRoomFor(CpuEmitterState &State, const VarDecl *Array, const std::string &Blocks) {
  ArrayTypeLoc Last;
  for (auto Type = Array->getTypeSourceInfo()->getTypeLoc().getAs<ArrayTypeLoc>(); Type;
       Type = Type.getElementLoc().getAs<ArrayTypeLoc>())
    Last = Type;
  const bool IsOneTerm = isa<IntegerLiteral, DeclRefExpr, ParenExpr>(Last.getSizeExpr()->IgnoreImpCasts()) &&
                         Last.getSizeExpr()->getBeginLoc().isFileID();
  if (!IsOneTerm)
    State.Edits.insertAfter(Last.getLBracketLoc(), "(", Rank::Normal, InPlace);
  State.Edits.insertBefore(Last.getRBracketLoc(), (IsOneTerm ? " * " : ") * ") + Blocks, Rank::Normal,
                           InPlace);
}

} // namespace

SharedText printShared(CpuEmitterState &State, const FunctionPlan &Plan, const LastingArrays &Lasting,
                       const std::string &Blocks) {
  SharedText Result;
  std::map<const DeclStmt *, std::vector<const SharedPlan *>> ByStatement;
  std::vector<const DeclStmt *> Order;
  for (const SharedPlan &Shared : Plan.Shared) {
    if (!ByStatement.count(Shared.Model->Statement))
      Order.push_back(Shared.Model->Statement);
    ByStatement[Shared.Model->Statement].push_back(&Shared);
  }
  llvm::StringRef Block = blockName(*Plan.Model);
  for (const DeclStmt *Statement : Order) {
    std::string Text, Views;
    bool IsMoved = false;
    for (const SharedPlan *Shared : ByStatement[Statement]) {
      const VarDecl *Variable = Shared->Model->Variable;
      if (!Text.empty())
        Text += ' ';
      switch (Shared->Placement) {
      case SharedPlacement::BlockFunction:
        IsMoved = true;
        if (!Shared->Transposed.empty()) {
          State.Edits.replaceToken(Variable->getLocation(), Shared->Transposed, InPlace);
          Views +=
              "  const lorcha::Transposed " + Variable->getNameAsString() + "(" + Shared->Transposed + ");\n";
        }
        if (!Shared->Copy.empty())
          Views += "  " + copyType(*Shared, Blocks) + " " + Shared->Copy + ";\n";
        if (Shared->IsAbreast)
          makeRoomFor(State, Variable, Blocks);
        break;
      case SharedPlacement::BlockStorage:
        Text += storageDeclaration(State, Variable) + " " + storageBinding(State, Variable, Block);
        break;
      case SharedPlacement::Dynamic:
        Text += dynamicBinding(State, Variable, Block);
        break;
      }
    }
    SourceRange Place = placeOf(State, Statement);
    if (IsMoved) {
      // `static __shared__` is one object per block all the same.
      const std::vector<const SharedPlan *> &Arrays = ByStatement[Statement];
      const std::string Declaration = Arrays.front()->IsSpelledOut
                                          ? spelledOut(State, Arrays)
                                          : State.Edits.render(Place.getBegin(), Place.getEnd(), InPlace);
      llvm::StringRef Moved = llvm::StringRef(Declaration).ltrim();
      Moved.consume_front("static ");
      const bool Lasts = llvm::any_of(Arrays, [](const SharedPlan *Each) { return !Each->Lasts.empty(); });
      const SharedText Own = Lasts ? lastingText(Moved, Arrays, Lasting, Blocks)
                                   : SharedText{"  alignas(64) " + Moved.str() + "\n" + Views, ""};
      Result.Head += Own.Head;
      Result.Lasting += Own.Lasting;
    }
    if (!IsMoved || !removeLine(State, Place))
      State.Edits.replace(Place.getBegin(), Place.getEnd(), Text);
  }
  return Result;
}

std::string outerSharedLines(const CpuEmitterState &State, const FunctionPlan &Plan) {
  std::string Lines;
  for (const VarDecl *Variable : Plan.Model->OuterShared)
    Lines += "  " +
             (Variable->hasExternalStorage() ? dynamicBinding(State, Variable, blockName(*Plan.Model))
                                             : storageBinding(State, Variable, blockName(*Plan.Model))) +
             "\n";
  return Lines;
}

void printVariable(CpuEmitterState &State, const VarDecl *Variable) {
  SourceLocation Begin = State.SM.getExpansionLoc(Variable->getBeginLoc());
  if (Variable->hasAttr<CUDASharedAttr>()) {
    State.Edits.replace(Begin, endOfDeclaration(State, Variable),
                        Variable->hasExternalStorage() ? "" : storageDeclaration(State, Variable));
    return;
  }
  bool IsOwn = Variable->isFileVarDecl() && !Variable->isStaticDataMember() &&
               Variable->getStorageClass() == SC_None && Variable->isExternallyVisible() &&
               !Variable->getDescribedVarTemplate() && !isa<VarTemplateSpecializationDecl>(Variable) &&
               !Variable->isInline() && !Variable->getDeclContext()->isExternCContext();
  // Under nvcc, device variables are each unit's own.
  if (IsOwn && !State.Options.Relocatable)
    State.Edits.insertBefore(Begin, "static ", Rank::Specifier);
  if (isKnownConstant(Variable) && !Variable->getType().isConstQualified())
    State.Edits.insertBefore(State.SM.getExpansionLoc(Variable->getTypeSpecStartLoc()), "const ",
                             Rank::Specifier);
}

} // namespace lorcha
