// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types as text. What threads keep is declared at the head of the function for the block, where names that
// its body declares (typedefs, aliases of namespaces, constants) do not exist yet: they are replaced with
// what they stand for. CUDA's types have the names that they get in the user's text, too.
#include "CpuEmitter.h"
#include "lorcha/Api/ApiTable.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/PrettyPrinter.h"

using namespace clang;

namespace lorcha {

namespace {

bool isLocal(const Decl *D) { return D && D->getDeclContext()->isFunctionOrMethod(); }

bool namesLocal(const NestedNameSpecifier *Qualifier) {
  return Qualifier && (isLocal(Qualifier->getAsNamespaceAlias()) || namesLocal(Qualifier->getPrefix()));
}

/// The value of a constant that a body declares; null for other expressions.
const Expr *localConstant(const Stmt *S) {
  const auto *Name = dyn_cast<DeclRefExpr>(S);
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return Variable && isLocal(Variable) && Variable->getType().isConstQualified() ? Variable->getInit()
                                                                                 : nullptr;
}

bool namesLocal(const Stmt *S) {
  return S && (localConstant(S) ||
               llvm::any_of(S->children(), [](const Stmt *Child) { return namesLocal(Child); }));
}

/// What CUDA's type is called in translated text; empty if it keeps its name.
llvm::StringRef newName(ParsedUnit &Unit, const NamedDecl *Type) {
  if (!Type->getIdentifier() || !Unit.isOurs(Type))
    return "";
  const ApiEntry *Entry = lookupApi(Type->getName());
  return Entry && Entry->LorchaName != Type->getName() ? Entry->LorchaName : "";
}

/// Whether the text of a type must be made anew.
class NameFinder {
public:
  explicit NameFinder(ParsedUnit &Unit) : Unit(Unit) {}

  bool isFoundIn(QualType Type) const {
    if (const auto *Pointer = dyn_cast<PointerType>(Type))
      return isFoundIn(Pointer->getPointeeType());
    if (const auto *Reference = dyn_cast<ReferenceType>(Type))
      return isFoundIn(Reference->getPointeeTypeAsWritten());
    if (const auto *Array = dyn_cast<ArrayType>(Type)) {
      const auto *Dependent = dyn_cast<DependentSizedArrayType>(Array);
      return isFoundIn(Array->getElementType()) || (Dependent && namesLocal(Dependent->getSizeExpr()));
    }
    if (const auto *Elaborated = dyn_cast<ElaboratedType>(Type))
      return namesLocal(Elaborated->getQualifier()) || isFoundIn(Elaborated->getNamedType());
    if (const auto *Alias = dyn_cast<TypedefType>(Type))
      return isLocal(Alias->getDecl()) || !newName(Unit, Alias->getDecl()).empty();
    if (const auto *Alias = dyn_cast<UsingType>(Type))
      return isLocal(Alias->getFoundDecl());
    if (const auto *Tag = dyn_cast<TagType>(Type))
      return !newName(Unit, Tag->getDecl()).empty();
    const auto *Template = dyn_cast<TemplateSpecializationType>(Type);
    return Template && llvm::any_of(Template->template_arguments(), [&](const TemplateArgument &Argument) {
             return Argument.getKind() == TemplateArgument::Type
                        ? isFoundIn(Argument.getAsType())
                        : Argument.getKind() == TemplateArgument::Expression &&
                              namesLocal(Argument.getAsExpr());
           });
  }

private:
  ParsedUnit &Unit;
};

/// Text without local names and names that translated text does not know.
class OuterText : PrinterHelper {
public:
  OuterText(ParsedUnit &Unit, const PrintingPolicy &Policy) : Unit(Unit), Policy(Policy) {}

  std::string of(QualType Type) {
    std::string Qualifiers = Type.getLocalQualifiers().getAsString();
    return unqualified(Type) + (Qualifiers.empty() ? "" : " " + Qualifiers);
  }

private:
  std::string unqualified(QualType Type) {
    if (const auto *Pointer = dyn_cast<PointerType>(Type))
      return of(Pointer->getPointeeType()) + " *";
    if (const auto *Reference = dyn_cast<ReferenceType>(Type))
      return of(Reference->getPointeeTypeAsWritten()) + (isa<LValueReferenceType>(Type) ? " &" : " &&");
    if (isa<ArrayType>(Type))
      return array(Type);
    if (const auto *Elaborated = dyn_cast<ElaboratedType>(Type))
      return named(Elaborated->getNamedType());
    return named(Type);
  }

  std::string named(QualType Type) {
    const auto *Alias = dyn_cast<TypedefType>(Type);
    const auto *Tag = dyn_cast<TagType>(Type);
    if (const NamedDecl *Named = Alias ? static_cast<const NamedDecl *>(Alias->getDecl())
                                 : Tag ? Tag->getDecl()
                                       : nullptr)
      if (llvm::StringRef Name = newName(Unit, Named); !Name.empty())
        return Name.str();
    if (Alias)
      return isLocal(Alias->getDecl()) ? of(Alias->desugar()) : Alias->getDecl()->getQualifiedNameAsString();
    if (const auto *Alias = dyn_cast<UsingType>(Type))
      return of(Alias->desugar());
    if (const auto *Template = dyn_cast<TemplateSpecializationType>(Type))
      if (const TemplateDecl *Declaration = Template->getTemplateName().getAsTemplateDecl())
        return Declaration->getQualifiedNameAsString() + "<" + arguments(*Template) + ">";
    return Type.getUnqualifiedType().getAsString(Policy);
  }

  std::string arguments(const TemplateSpecializationType &Template) {
    std::string Result;
    for (const TemplateArgument &Argument : Template.template_arguments()) {
      Result += Result.empty() ? "" : ", ";
      if (Argument.getKind() == TemplateArgument::Type) {
        Result += of(Argument.getAsType());
      } else if (Argument.getKind() == TemplateArgument::Expression) {
        Result += text(Argument.getAsExpr());
      } else {
        llvm::raw_string_ostream Stream(Result);
        Argument.print(Policy, Stream, /*IncludeType=*/false);
      }
    }
    return Result;
  }

  /// Dimensions from the outermost one on.
  std::string array(QualType Type) {
    std::string Dimensions;
    while (const auto *Array = dyn_cast<ArrayType>(Type)) {
      std::string Size;
      if (const auto *Constant = dyn_cast<ConstantArrayType>(Array))
        Size = llvm::toString(Constant->getSize(), 10, false);
      else if (const auto *Dependent = dyn_cast<DependentSizedArrayType>(Array))
        Size = text(Dependent->getSizeExpr());
      Dimensions += "[" + Size + "]";
      Type = Array->getElementType();
    }
    return of(Type) + Dimensions;
  }

  std::string text(const Expr *E) {
    std::string Result;
    llvm::raw_string_ostream Stream(Result);
    E->printPretty(Stream, this, Policy);
    return Result;
  }

  bool handledStmt(Stmt *S, llvm::raw_ostream &Stream) override {
    const Expr *Value = localConstant(S);
    if (Value)
      Stream << "(" << text(Value) << ")";
    return Value;
  }

  ParsedUnit &Unit;
  const PrintingPolicy &Policy;
};

} // namespace

std::string printedType(const CpuEmitterState &State, QualType Type) {
  PrintingPolicy Policy(State.Unit.language());
  Policy.SuppressTagKeyword = true;
  Policy.Bool = true;
  if (Type->getContainedDeducedType() && !Type->isDependentType())
    Type = Type.getCanonicalType(); // what auto stands for has the name that its function's header gives it
  return NameFinder(State.Unit).isFoundIn(Type) ? OuterText(State.Unit, Policy).of(Type)
                                                : Type.getAsString(Policy);
}

} // namespace lorcha
