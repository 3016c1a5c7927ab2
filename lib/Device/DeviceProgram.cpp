// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Small queries on the device program model.
#include "lorcha/Device/DeviceProgram.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace lorcha {

bool isInstantiation(const FunctionDecl *Function) {
  // An explicit specialisation has a text of its own, though Clang can name a pattern for it.
  return Function->getTemplateSpecializationKind() != TSK_ExplicitSpecialization &&
         Function->getTemplateInstantiationPattern(/*ForDefinition=*/false);
}

const FunctionDecl *patternOf(const FunctionDecl *Function) {
  if (isInstantiation(Function))
    Function = Function->getTemplateInstantiationPattern(/*ForDefinition=*/false);
  if (const FunctionDecl *Definition = Function->getDefinition())
    return Definition;
  return Function->getCanonicalDecl();
}

SourceLocation keyOf(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (Method && Method->getParent()->isLambda() && Method->hasBody())
    return Method->getBody()->getBeginLoc();
  return patternOf(Function)->getLocation();
}

bool isDeviceSide(const FunctionDecl *Function) {
  if (Function->hasAttr<CUDAGlobalAttr>())
    return true;
  const auto *Device = Function->getAttr<CUDADeviceAttr>();
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  // Clang makes every lambda callable from both sides; only the user's own word counts here.
  bool IsImpliedOnLambda = Device && Device->isImplicit() && Method && Method->getParent()->isLambda();
  return Device && !IsImpliedOnLambda;
}

bool isLibraryDeclaration(ParsedUnit &Unit, const Decl *D) {
  return !isa<TranslationUnitDecl, NamespaceDecl, LinkageSpecDecl>(D) &&
         isa<TranslationUnitDecl, NamespaceDecl, LinkageSpecDecl>(D->getDeclContext()) &&
         D->getLocation().isValid() && !Unit.isUsers(D->getLocation());
}

bool isDeviceVariable(const VarDecl *Variable) {
  return Variable->hasAttr<CUDADeviceAttr>() || Variable->hasAttr<CUDAConstantAttr>();
}

bool isTextureReference(const VarDecl *Variable) {
  return Variable->getType()->isCUDADeviceBuiltinTextureType() ||
         Variable->getType()->isCUDADeviceBuiltinSurfaceType();
}

bool isDeviceOnly(const FunctionDecl *Function) {
  return isDeviceSide(Function) && !Function->hasAttr<CUDAHostAttr>();
}

/// The namespace of the file's outermost level that a declaration stands in; null if it is in none.
static const NamespaceDecl *outermostNamespace(const Decl *D) {
  const NamespaceDecl *Result = nullptr;
  for (const DeclContext *Context = D->getDeclContext(); Context; Context = Context->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(Context))
      Result = Space;
  return Result;
}

const BuiltinEntry *rowOf(const FunctionDecl *Function) {
  const NamespaceDecl *Space = outermostNamespace(Function);
  if (Space && (Space->getName() == "cuda" || Space->getName() == "nvcuda")) {
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(Function))
      return nullptr;
    llvm::StringRef Name = Function->getIdentifier() ? Function->getName() : "operator";
    return lookupBuiltin((Space->getName() + "::" + Name).str());
  }
  return Function->getIdentifier() ? lookupBuiltin(Function->getName()) : nullptr;
}

FunctionModel *DeviceProgram::find(const FunctionDecl *Function) const {
  auto It = Functions.find(keyOf(Function));
  return It == Functions.end() ? nullptr : It->second.get();
}

const PlaceQuestion *FunctionModel::answeredQuestion(SourceLocation Callee) const {
  auto It = llvm::find_if(PlaceQuestions, [&](const PlaceQuestion &Each) { return Each.Callee == Callee; });
  return It != PlaceQuestions.end() && It->CanPassArgument ? &*It : nullptr;
}

bool FunctionModel::capturesByDefault() const { return Lambda && Lambda->getCaptureDefault() != LCD_None; }

std::string FunctionModel::name() const {
  return isLambda() ? "a lambda" : Declaration->getQualifiedNameAsString();
}

} // namespace lorcha
