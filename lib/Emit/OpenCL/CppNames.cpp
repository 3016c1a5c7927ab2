// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C++ names at file scope, as the end of the translated program needs them.
#include "CppNames.h"
#include "lorcha/Api/ApiTable.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha::opencl {

namespace {

PrintingPolicy policyOf(const ASTContext &Context) {
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.SuppressTagKeyword = true;
  Policy.SuppressUnwrittenScope = true;
  Policy.FullyQualifiedName = true;
  Policy.PrintCanonicalTypes = true;
  Policy.SuppressDefaultTemplateArgs = false;
  return Policy;
}

/// CUDA's names of types become those of the translated program.
std::string renamed(llvm::StringRef Text) {
  std::string Result;
  while (!Text.empty()) {
    llvm::StringRef Word = Text.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    if (Word.empty()) {
      Result += Text.front();
      Text = Text.drop_front();
      continue;
    }
    const ApiEntry *Entry = lookupApi(Word);
    Result += Entry ? Entry->LorchaName.str() : Word.str();
    Text = Text.drop_front(Word.size());
  }
  return Result;
}

bool isNameable(const NamedDecl *Declaration);

bool isNameable(QualType Type) {
  Type = Type.getCanonicalType();
  if (Type->isAnyPointerType() || Type->isReferenceType())
    return isNameable(Type->getPointeeType());
  if (const auto *Array = Type->getAsArrayTypeUnsafe())
    return isNameable(Array->getElementType());
  if (const auto *Function = Type->getAs<FunctionProtoType>())
    return isNameable(Function->getReturnType()) &&
           llvm::all_of(Function->param_types(), [](QualType Parameter) { return isNameable(Parameter); });
  if (const auto *Tag = Type->getAs<TagType>())
    return isNameable(Tag->getDecl());
  return true;
}

bool isNameable(llvm::ArrayRef<TemplateArgument> Arguments) {
  return llvm::all_of(Arguments, [](const TemplateArgument &Argument) {
    switch (Argument.getKind()) {
    case TemplateArgument::Type:
      return isNameable(Argument.getAsType());
    case TemplateArgument::Pack:
      return isNameable(Argument.pack_elements());
    case TemplateArgument::Declaration:
      return isNameable(Argument.getAsDecl());
    default:
      return true;
    }
  });
}

bool isNameable(const NamedDecl *Declaration) {
  if (Declaration->getAccess() == AS_private || Declaration->getAccess() == AS_protected)
    return false;
  if (const auto *Record = dyn_cast<CXXRecordDecl>(Declaration)) {
    if (Record->isLambda() || (!Record->getIdentifier() && !Record->getTypedefNameForAnonDecl()))
      return false;
    if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record);
        Special && !isNameable(Special->getTemplateArgs().asArray()))
      return false;
  }
  for (const DeclContext *Within = Declaration->getDeclContext(); Within; Within = Within->getParent()) {
    if (Within->isFunctionOrMethod())
      return false;
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Within))
      return isNameable(Record);
  }
  return true;
}

} // namespace

std::optional<std::string> cppName(const NamedDecl *Declaration) {
  if (!isNameable(Declaration) || !Declaration->getIdentifier())
    return std::nullopt;
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Declaration->printQualifiedName(OS, policyOf(Declaration->getASTContext()));
  return "::" + Text;
}

std::optional<std::string> cppType(QualType Type, const ASTContext &Context) {
  if (!isNameable(Type))
    return std::nullopt;
  return renamed(Type.getCanonicalType().getAsString(policyOf(Context)));
}

std::string addressOfFunction(const FunctionDecl *Function) {
  const ASTContext &Context = Function->getASTContext();
  std::optional<std::string> Name = cppName(Function);
  std::optional<std::string> Result = cppType(Function->getReturnType(), Context);
  if (!Name || !Result)
    return "";
  if (const TemplateArgumentList *Arguments = Function->getTemplateSpecializationArgs()) {
    if (!isNameable(Arguments->asArray()))
      return "";
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    printTemplateArgumentList(OS, Arguments->asArray(), policyOf(Context));
    *Name += renamed(Text);
  }
  std::string Types;
  for (const ParmVarDecl *Parameter : Function->parameters()) {
    std::optional<std::string> Type = cppType(Parameter->getType(), Context);
    if (!Type)
      return "";
    Types += (Types.empty() ? "" : ", ") + *Type;
  }
  return "reinterpret_cast<const void *>(static_cast<" + *Result + " (*)(" + Types + ")>(&" + *Name + "))";
}

std::string stubAddress(const FunctionDecl *Kernel, uint32_t ClosureTag) {
  return ClosureTag == 0 ? addressOfFunction(Kernel) : "";
}

std::string infoAddress(const FunctionDecl *Kernel, llvm::StringRef Info) {
  std::optional<std::string> Name = cppName(Kernel);
  if (!Name)
    return "";
  size_t Scope = Name->rfind("::");
  return ("&" + Name->substr(0, Scope + 2) + Info).str();
}

uint32_t ClosureTags::ofLambda(const CXXRecordDecl *Closure) {
  const CXXMethodDecl *Operator = Closure->getLambdaCallOperator();
  const FunctionModel *Model = Operator ? Program.find(Operator) : nullptr;
  if (!Model || !Model->Lambda)
    return 0;
  auto [It, IsNew] = Tags.insert({Model->Lambda->getBeginLoc(), static_cast<uint32_t>(Tags.size() + 1)});
  if (IsNew)
    Module.Closures.push_back({Model->Lambda, It->second});
  return It->second;
}

uint32_t ClosureTags::ofType(QualType Type) {
  const auto *Record = Type.getCanonicalType().getUnqualifiedType()->getAsCXXRecordDecl();
  if (!Record)
    return 0;
  if (Record->isLambda())
    return ofLambda(Record);
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Special)
    return 0;
  uint32_t Mixed = 0;
  for (const TemplateArgument &Argument : Special->getTemplateArgs().asArray()) {
    llvm::ArrayRef<TemplateArgument> Each(Argument);
    if (Argument.getKind() == TemplateArgument::Pack)
      Each = Argument.pack_elements();
    for (const TemplateArgument &Inner : Each) {
      if (Inner.getKind() != TemplateArgument::Type)
        return 0;
      Mixed = Mixed * 31u + ofType(Inner.getAsType());
    }
  }
  return Mixed;
}

uint32_t ClosureTags::of(const FunctionDecl *Kernel) {
  uint32_t Mixed = 0;
  for (const ParmVarDecl *Parameter : Kernel->parameters())
    Mixed = Mixed * 31u + ofType(Parameter->getType());
  return Mixed;
}

} // namespace lorcha::opencl
