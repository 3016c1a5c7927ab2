// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/ObjectBarriers.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha {

namespace {

bool isOfLibcudacxx(const BuiltinEntry *Row) { return Row && Row->CudaName.starts_with("cuda::"); }

std::string quoted(const FunctionDecl *Function) { return "'" + Function->getNameAsString() + "'"; }

/// The class of the object that a function of libcu++ is about; null if there is none.
const CXXRecordDecl *objectOf(const FunctionDecl *Callee) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee))
    return Method->getParent();
  if (const CXXRecordDecl *Made = Callee->getReturnType()->getAsCXXRecordDecl())
    return Made;
  QualType First = Callee->getNumParams() ? Callee->getParamDecl(0)->getType() : QualType();
  return First.isNull() || First->getPointeeType().isNull() ? nullptr
                                                            : First->getPointeeType()->getAsCXXRecordDecl();
}

/// Whether the object is a block's barrier or pipeline, without a completion function.
bool isOfBlock(const CXXRecordDecl *Object) {
  const auto *Instance = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Object);
  if (!Instance || (Instance->getName() != "barrier" && Instance->getName() != "pipeline"))
    return false;
  const TemplateArgumentList &Arguments = Instance->getTemplateArgs();
  const auto *Scope = Arguments[0].getKind() == TemplateArgument::Integral
                          ? Arguments[0].getIntegralType()->getAs<EnumType>()
                          : nullptr;
  if (!Scope)
    return false;
  for (const EnumConstantDecl *Each : Scope->getDecl()->enumerators())
    if (Each->getName() == "thread_scope_block" && Each->getInitVal() != Arguments[0].getAsIntegral())
      return false;
  const CXXRecordDecl *Completion =
      Arguments.size() > 1 ? Arguments[1].getAsType()->getAsCXXRecordDecl() : nullptr;
  return Arguments.size() == 1 || (Completion && Completion->isEmpty() && !Completion->isLambda() &&
                                   Completion->getName() == "NoCompletion");
}

class Finder : public AstVisitor {
public:
  Finder(const KernelUniformity &Kernel, const FunctionUniformity &Facts) : Kernel(Kernel), Facts(Facts) {}

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const BuiltinEntry *Row = Callee ? Kernel.builtin(Callee) : nullptr;
    if (!isOfLibcudacxx(Row) || Row->OpenCL == ApiState::Implemented)
      return true;
    if (Row->OpenCL == ApiState::Unsupported || !isOfBlock(objectOf(Callee)))
      return refuse(Call,
                    quoted(Callee) + " may wait, or be waited for, by a part of the block or other blocks");
    if (!isa<CXXMethodDecl>(Callee))
      return Callee->getReturnType()->isVoidType() ? checkCount(Call) : checkPipeline(Call);
    if (Row->Effect == BuiltinEffect::Memory && Call->getNumArgs() &&
        !isa<CXXDefaultArgExpr>(Call->getArg(0)))
      return refuse(Call, "a thread arrives more than once");
    if (Facts.control(Call) != Uniformity::Block || Facts.returnedBefore(Call) != Uniformity::Block)
      return refuse(Call, quoted(Callee) + " may be called by a part of the block only");
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    const CXXRecordDecl *Object = E->getConstructor()->getParent();
    if (Kernel.unit().isOurs(Object) && isOfBlock(Object) && Object->getName() == "barrier" &&
        E->getNumArgs())
      return isBlockSize(E->getArg(0)) || refuse(E, "a barrier expects what may not be the block's size");
    return true;
  }

  std::optional<PartialUse> Found;

private:
  /// init(&barrier, count)
  bool checkCount(const CallExpr *Call) {
    return (Call->getNumArgs() > 1 && isBlockSize(Call->getArg(1))) ||
           refuse(Call, "a barrier expects what may not be the block's size");
  }

  /// make_pipeline(group, &state)
  bool checkPipeline(const CallExpr *Call) {
    const CXXRecordDecl *Group = Call->getArg(0)->getType()->getAsCXXRecordDecl();
    return (Call->getNumArgs() == 2 && Group && Group->getName() == "thread_block") ||
           refuse(Call, "a pipeline has producers and consumers, or belongs to a part of the block");
  }

  /// A product of extents of the block, the size of its group, or a constant.
  bool isBlockSize(const Expr *E) const {
    E = E->IgnoreParenImpCasts();
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      return isBlockSize(Cast->getSubExpr());
    if (const auto *Product = dyn_cast<BinaryOperator>(E); Product && Product->getOpcode() == BO_Mul)
      return isBlockSize(Product->getLHS()) && isBlockSize(Product->getRHS());
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts());
      return Ref && Kernel.indexVariable(Ref->getDecl()) == BlockDim;
    }
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
      return Method && Kernel.unit().isOurs(Method) && Method->getParent()->getName() == "thread_block" &&
             Method->getReturnType()->isUnsignedIntegerType();
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
          Variable && Variable->isLocalVarDecl() && Variable->getInit() && Facts.assignments(Variable) == 0)
        return isBlockSize(Variable->getInit());
    Expr::EvalResult Value;
    return E->EvaluateAsInt(Value, Kernel.unit().ast());
  }

  bool refuse(const Expr *E, std::string Reason) {
    Found = PartialUse{std::move(Reason), E->getExprLoc()};
    return false;
  }

  const KernelUniformity &Kernel;
  const FunctionUniformity &Facts;
};

} // namespace

bool waitsForObject(const KernelUniformity &Kernel, const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const BuiltinEntry *Row = Callee ? Kernel.builtin(Callee) : nullptr;
  return isOfLibcudacxx(Row) && Row->Effect == BuiltinEffect::BlockBarrier;
}

std::optional<PartialUse> findPartialUse(const KernelUniformity &Kernel) {
  for (const FunctionDecl *Function : Kernel.functions()) {
    if (!Kernel.unit().isUsers(Function->getLocation()))
      continue;
    Finder Walk(Kernel, *Kernel.of(Function));
    Walk.TraverseStmt(Function->getBody());
    if (Walk.Found)
      return Walk.Found;
  }
  return std::nullopt;
}

bool onlyWaits(const CallExpr *Wait) {
  return llvm::all_of(Wait->arguments(), [](const Expr *Token) {
    Token = Token->IgnoreUnlessSpelledInSource();
    while (const auto *Moved = dyn_cast<CallExpr>(Token)) {
      if (isa<CXXMemberCallExpr>(Moved))
        return Moved->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(Moved->getArg(0)); // bar.arrive()
      if (Moved->getNumArgs() != 1)
        return false;
      Token = Moved->getArg(0)->IgnoreUnlessSpelledInSource(); // std::move(token)
    }
    return isa<DeclRefExpr, MemberExpr>(Token);
  });
}

} // namespace lorcha
