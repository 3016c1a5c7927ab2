// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds polymorphic classes and their final overriders.
#include "lorcha/Analysis/DynamicTypes.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/RecordLayout.h"

using namespace clang;

namespace lorcha {

namespace {

class Finder : public AstVisitor {
public:
  Finder(ParsedUnit &Unit, std::vector<const CXXRecordDecl *> &Classes,
         std::vector<const FunctionDecl *> &Functions)
      : Unit(Unit), Classes(Classes), Functions(Functions) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }

  bool VisitCXXRecordDecl(CXXRecordDecl *Record) override {
    if (Record->isThisDeclarationADefinition() && !Record->isDependentContext() && !Record->isInvalidDecl() &&
        Unit.isUsers(Record->getLocation()) && Record->isPolymorphic() &&
        !llvm::is_contained(Classes, Record))
      Classes.push_back(Record);
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) override {
    Callees.insert(Call->getCallee()->IgnoreParenImpCasts());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl());
    const FunctionDecl *Definition = nullptr;
    if (Function && !Callees.count(Ref) && Function->hasAttr<CUDADeviceAttr>() &&
        Function->hasBody(Definition) && !Definition->isTemplated() &&
        Unit.isUsers(Function->getLocation()) && !isa<CXXMethodDecl>(Function) &&
        !llvm::is_contained(Functions, Definition))
      Functions.push_back(Definition);
    return true;
  }

private:
  ParsedUnit &Unit;
  std::vector<const CXXRecordDecl *> &Classes;
  std::vector<const FunctionDecl *> &Functions;
  llvm::SmallPtrSet<const Expr *, 16> Callees;
};

/// Whether the first bytes of an object of Class are one of Base.
bool isAtStart(const ASTContext &Context, const CXXRecordDecl *Class, const CXXRecordDecl *Base) {
  if (Class->getCanonicalDecl() == Base->getCanonicalDecl())
    return true;
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Class);
  return llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Specifier) {
    const CXXRecordDecl *Each = Specifier.getType()->getAsCXXRecordDecl();
    return !Specifier.isVirtual() && Layout.getBaseClassOffset(Each).isZero() &&
           isAtStart(Context, Each, Base);
  });
}

} // namespace

DynamicTypes::DynamicTypes(ParsedUnit &Unit) {
  Finder(Unit, Classes, Functions).TraverseDecl(Unit.ast().getTranslationUnitDecl());
}

unsigned DynamicTypes::numberOf(const CXXRecordDecl *Class) const {
  for (unsigned I = 0; I < Classes.size(); ++I)
    if (Classes[I]->getCanonicalDecl() == Class->getCanonicalDecl())
      return I + 1;
  return 0;
}

std::vector<DynamicTypes::Candidate> DynamicTypes::candidates(const CXXMethodDecl *Method) const {
  std::vector<Candidate> Found;
  const ASTContext &Context = Method->getASTContext();
  for (unsigned I = 0; I < Classes.size(); ++I) {
    const CXXRecordDecl *Class = Classes[I];
    bool IsObject = Class->getCanonicalDecl() == Method->getParent()->getCanonicalDecl() ||
                    Class->isDerivedFrom(Method->getParent());
    if (!IsObject) // an abstract class is the object's while its constructors and destructor run
      continue;
    const CXXMethodDecl *Final = Method->getCorrespondingMethodInClass(Class, /*MayBeBase=*/true);
    if (!Final || Final->isPureVirtual())
      continue;
    if (!isAtStart(Context, Class, Method->getParent()) || !isAtStart(Context, Class, Final->getParent()))
      return {};
    auto Known = llvm::find_if(Found, [&](const Candidate &Each) { return Each.Method == Final; });
    if (Known == Found.end())
      Found.push_back({Final, {I + 1}});
    else
      Known->Classes.push_back(I + 1);
  }
  return Found;
}

std::vector<const FunctionDecl *> DynamicTypes::functionsOfType(QualType Type) const {
  std::vector<const FunctionDecl *> Found;
  for (const FunctionDecl *Function : Functions)
    if (Function->getASTContext().hasSameFunctionTypeIgnoringExceptionSpec(Function->getType(), Type))
      Found.push_back(Function);
  return Found;
}

const CXXMethodDecl *knownMethod(const CXXMemberCallExpr *Call, const LangOptions &Language) {
  const CXXMethodDecl *Method = Call->getMethodDecl();
  if (!Method) { // (object.*method)(), where the method is a constant
    const auto *Named = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    return Named && !Named->isVirtual() ? Named : nullptr;
  }
  const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
  if (!Method->isVirtual() || !Member || !Member->performsVirtualDispatch(Language))
    return Method;
  return Method->getDevirtualizedMethod(Call->getImplicitObjectArgument(), /*IsAppleKext=*/false);
}

} // namespace lorcha
