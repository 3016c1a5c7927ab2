// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that take small structs of floats by value:
//   __device__ float3 interact(float3 a, float4 b)     LORCHA_BY_MEMBER float3 interact(float3 a, float4 b)
// The usual calling convention of x86-64 hands over two floats in one register. Compilers keep them packed
// when the function has long become part of its caller, and do not make vectors of loops with such pairs.
#include "CpuEmitter.h"
#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace lorcha {

namespace {

/// The function, or the template that it is made of.
const FunctionDecl *writtenAs(const FunctionDecl *Function) {
  if (const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern())
    Function = Pattern;
  return Function->getCanonicalDecl();
}

/// Functions of the unit that are mentioned otherwise than in a call: their types must stay as they are.
class MentionFinder : public AstVisitor {
public:
  llvm::SmallPtrSet<const FunctionDecl *, 16> Mentioned;

  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool VisitCallExpr(CallExpr *Call) override {
    Callees.insert(Call->getCallee()->IgnoreParenImpCasts());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()); Function && !Callees.contains(Ref))
      Mentioned.insert(writtenAs(Function));
    return true;
  }
  bool VisitOverloadExpr(OverloadExpr *Named) override {
    if (!Callees.contains(Named))
      for (const NamedDecl *Each : Named->decls())
        if (const FunctionDecl *Function = Each->getUnderlyingDecl()->getAsFunction())
          Mentioned.insert(writtenAs(Function));
    return true;
  }

private:
  llvm::SmallPtrSet<const Expr *, 32> Callees;
};

/// Whether two floats of the struct share a register.
bool hasPairs(QualType Type, const ASTContext &Context) {
  constexpr int64_t RegisterBytes = 8, MostBytes = 16;
  const auto *Record = Type->isDependentType() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->isUnion() || !Type.isTriviallyCopyableType(Context))
    return false;
  const int64_t Bytes = Context.getTypeSizeInChars(Type).getQuantity();
  return Bytes >= RegisterBytes && Bytes <= MostBytes && !Record->field_empty() && Record->bases().empty() &&
         llvm::all_of(Record->fields(), [](const FieldDecl *Field) {
           return Field->getType()->isSpecificBuiltinType(BuiltinType::Float);
         });
}

/// Whether others know the function by its type.
bool isKnownElsewhere(const FunctionDecl *Function, const CpuEmitterState &State) {
  const bool IsForHost = Function->hasAttr<CUDAHostAttr>() || !Function->hasAttr<CUDADeviceAttr>();
  return Function->isExternC() || Function->isVariadic() || isa<CXXMethodDecl>(Function) ||
         Function->getTemplateSpecializationKind() != TSK_Undeclared ||
         (IsForHost && State.Options.SharesFiles) ||
         (Function->isExternallyVisible() && !Function->isInlined() && !Function->isTemplated() &&
          (IsForHost || State.Options.Relocatable));
}

/// Whether the text says more of a template than the template itself, which must have its type.
bool isSpecialised(const FunctionDecl *Function) {
  const FunctionTemplateDecl *Template = Function->getDescribedFunctionTemplate();
  return Template && llvm::any_of(Template->specializations(), [](const FunctionDecl *Each) {
           const TemplateSpecializationKind Kind = Each->getTemplateSpecializationKind();
           return Kind != TSK_Undeclared && Kind != TSK_ImplicitInstantiation;
         });
}

bool isWritten(const FunctionDecl *Function, const CpuEmitterState &State) {
  return llvm::all_of(Function->redecls(), [&](const FunctionDecl *Each) {
    const SourceLocation Type = Each->getTypeSpecStartLoc();
    return Each->getFriendObjectKind() == Decl::FOK_None && Type.isFileID() && State.Unit.isUsers(Type) &&
           State.Edits.written(Type);
  });
}

bool mayTakeMembers(const FunctionModel &Model, const CpuEmitterState &State) {
  const FunctionDecl *Function = Model.Declaration;
  if (Model.Kind == FunctionKind::Kernel || Model.isLambda() || !Model.HasBody ||
      isKnownElsewhere(Function, State) || isSpecialised(Function) || !isWritten(Function, State))
    return false;
  return llvm::any_of(definitionsOf(Model), [&](const FunctionDecl *Definition) {
    return llvm::any_of(Definition->parameters(), [&](const ParmVarDecl *Parameter) {
      return hasPairs(Parameter->getType(), State.Unit.ast());
    });
  });
}

} // namespace

void printStructArguments(CpuEmitterState &State) {
  std::vector<const FunctionDecl *> Found;
  for (auto &[Key, Function] : State.Program.Functions)
    if (mayTakeMembers(*Function, State))
      Found.push_back(Function->Declaration);
  if (Found.empty())
    return;
  MentionFinder Walk;
  Walk.TraverseDecl(State.Unit.ast().getTranslationUnitDecl());
  for (const FunctionDecl *Function : Found)
    if (!Walk.Mentioned.contains(writtenAs(Function)))
      for (const FunctionDecl *Each : Function->redecls())
        State.Edits.insertBefore(Each->getTypeSpecStartLoc(), "LORCHA_BY_MEMBER ");
}

} // namespace lorcha
