// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/TextureReads.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

namespace {

struct Reader {
  llvm::StringLiteral Name;
  unsigned Axes;
};
constexpr Reader Readers[] = {
#define LORCHA_TEXTURE_READ(Name, Axes) {Name, Axes},
#include "TextureReads.def"
#undef LORCHA_TEXTURE_READ
};

class Finder : public AstVisitor {
public:
  Finder(ParsedUnit &Unit, const FunctionModel &Kernel) : Unit(Unit), Kernel(Kernel) {}

  std::vector<TextureRead> run() {
    TraverseStmt(Kernel.Declaration->getBody());
    llvm::erase_if(Found, [&](const TextureRead &Each) { return Excluded.contains(Each.Texture); });
    return std::move(Found);
  }

  /// In functions within the kernel the texture's name may mean something else, or nothing.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) override {
    return inner([&] { return AstVisitor::TraverseLambdaExpr(Lambda); });
  }
  bool TraverseDecl(Decl *D) override {
    return isa_and_nonnull<CXXRecordDecl>(D) ? inner([&] { return AstVisitor::TraverseDecl(D); })
                                             : AstVisitor::TraverseDecl(D);
  }

  bool VisitCallExpr(CallExpr *Call) override {
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    const Reader *Read = readerOf(Callee);
    if (!Read || Call->getNumArgs() == 0 || InnerFunctions)
      return true;
    const auto *Use = dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts());
    const VarDecl *Texture = Use && !Use->hasQualifier() ? textureOf(Use) : nullptr;
    std::optional<std::string> Type = Texture ? typeFor(Texture, Callee) : std::nullopt;
    if (!Type)
      return true;
    Fetched.insert(Use);
    note({Texture, *Type, Read->Axes});
    return true;
  }

  /// Any other use: it may want the object itself. Calls are visited before what is in them.
  bool VisitDeclRefExpr(DeclRefExpr *Use) override {
    if (const VarDecl *Texture = textureOf(Use); Texture && !Fetched.contains(Use))
      Excluded.insert(Texture);
    return true;
  }

private:
  bool inner(llvm::function_ref<bool()> Traverse) {
    llvm::SaveAndRestore<unsigned> Deeper(InnerFunctions, InnerFunctions + 1);
    return Traverse();
  }

  static llvm::ArrayRef<TemplateArgumentLoc> argumentsOf(const Expr *Callee) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
      return Ref->template_arguments();
    if (const auto *Overloads = dyn_cast<OverloadExpr>(Callee))
      return Overloads->template_arguments();
    return {};
  }

  const Reader *readerOf(const Expr *Callee) const {
    std::string Name;
    if (const auto *Overloads = dyn_cast<UnresolvedLookupExpr>(Callee))
      Name = Overloads->getName().getAsString();
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee); Ref && Unit.isOurs(Ref->getDecl()))
      Name = Ref->getDecl()->getNameAsString();
    const Reader *Known = llvm::find_if(Readers, [&](const Reader &Each) { return Each.Name == Name; });
    return Known == std::end(Readers) ? nullptr : Known;
  }

  static const CXXRecordDecl *referenceOf(const VarDecl *Variable) {
    const CXXRecordDecl *Record = Variable->getType()->getAsCXXRecordDecl();
    return Record && Variable->hasGlobalStorage() ? Record : nullptr;
  }

  /// A parameter of the kernel that it does not change, or a texture reference.
  const VarDecl *textureOf(const DeclRefExpr *Use) const {
    const auto *Variable = dyn_cast<VarDecl>(Use->getDecl());
    if (const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(Variable))
      return Parameter->getDeclContext() == Kernel.Declaration && Parameter->getType()->isIntegerType() &&
                     !Parameter->isParameterPack() &&
                     !Kernel.WrittenParameters.count(Parameter->getFunctionScopeIndex())
                 ? Parameter
                 : nullptr;
    const CXXRecordDecl *Record = Variable ? referenceOf(Variable) : nullptr;
    return Record && Unit.isOurs(Record) ? Variable : nullptr;
  }

  /// How the element's type is written; none if it cannot be written outside of the body.
  std::optional<std::string> typeFor(const VarDecl *Texture, const Expr *Callee) const {
    if (referenceOf(Texture))
      return "";
    llvm::ArrayRef<TemplateArgumentLoc> Arguments = argumentsOf(Callee);
    if (Arguments.size() != 1 || Arguments[0].getArgument().getKind() != TemplateArgument::Type)
      return std::nullopt;
    SourceRange Written = Arguments[0].getSourceRange();
    QualType Type = Arguments[0].getArgument().getAsType();
    const auto *Alias = Type->getAs<TypedefType>();
    const TagDecl *Tag = Type->getAsTagDecl();
    if (!Written.getBegin().isFileID() || !Written.getEnd().isFileID() ||
        (Alias && Alias->getDecl()->getParentFunctionOrMethod()) || (Tag && Tag->getParentFunctionOrMethod()))
      return std::nullopt;
    return Lexer::getSourceText(CharSourceRange::getTokenRange(Written), Unit.sources(), Unit.language())
        .str();
  }

  void note(TextureRead New) {
    auto Known = llvm::find_if(Found, [&](const TextureRead &Each) { return Each.Texture == New.Texture; });
    if (Known == Found.end())
      Found.push_back(std::move(New));
    else if (Known->Axes != New.Axes || Known->Type != New.Type)
      Excluded.insert(New.Texture);
  }

  ParsedUnit &Unit;
  const FunctionModel &Kernel;
  unsigned InnerFunctions = 0; ///< that the walk is in
  std::vector<TextureRead> Found;
  llvm::SmallPtrSet<const VarDecl *, 4> Excluded;
  llvm::SmallPtrSet<const DeclRefExpr *, 8> Fetched;
};

} // namespace

std::vector<TextureRead> textureReads(ParsedUnit &Unit, const FunctionModel &Kernel) {
  return Finder(Unit, Kernel).run();
}

} // namespace lorcha
