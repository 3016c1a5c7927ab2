// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Renames uses of the API's functions, types and enumerators, found on the syntax tree. Names in macro bodies
// are left to rewritePreprocessing, which sees macros that are never used as well.
#include "lorcha/Host/HostRewriter.h"
#include "lorcha/Support/AstVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace lorcha {

namespace {

class NameRewriter : public AstVisitor {
public:
  NameRewriter(ParsedUnit &Unit, EditList &Edits) : Unit(Unit), Edits(Edits) {}

  bool TraverseDecl(Decl *D) override {
    bool IsTopLevel = D && D->getDeclContext() && isa<TranslationUnitDecl>(D->getDeclContext());
    if (IsTopLevel && D->getLocation().isValid() && !isa<NamespaceDecl, LinkageSpecDecl>(D) &&
        !Unit.isUsers(D->getLocation()))
      return true;
    return AstVisitor::TraverseDecl(D);
  }

  /// A launch's configuration is a call that nobody wrote, of a function that nobody named.
  bool VisitCUDAKernelCallExpr(CUDAKernelCallExpr *Launch) override {
    Implied.insert(Launch->getConfig()->getCallee()->IgnoreParenImpCasts());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    if (Implied.count(Ref))
      return true;
    const NamedDecl *Found = Ref->getFoundDecl();
    if (Unit.isOurs(Ref->getDecl()) && Found->getIdentifier())
      rename(Ref->getLocation(), Ref->getDecl()->getName());
    return true;
  }

  bool VisitOverloadExpr(OverloadExpr *Overload) override {
    const IdentifierInfo *Name = Overload->getName().getAsIdentifierInfo();
    bool MayBeOurs = Overload->decls_begin() == Overload->decls_end() ||
                     llvm::any_of(Overload->decls(), [&](const NamedDecl *D) { return Unit.isOurs(D); });
    if (Name && MayBeOurs && !isa<UnresolvedMemberExpr>(Overload))
      rename(Overload->getNameLoc(), Name->getName());
    return true;
  }

  bool VisitTypedefTypeLoc(TypedefTypeLoc Type) override {
    return renameType(Type.getTypedefNameDecl(), Type.getNameLoc());
  }
  bool VisitTagTypeLoc(TagTypeLoc Type) override { return renameType(Type.getDecl(), Type.getNameLoc()); }
  bool VisitUsingTypeLoc(UsingTypeLoc Type) override {
    return renameType(cast<NamedDecl>(Type.getFoundDecl()->getTargetDecl()), Type.getNameLoc());
  }

  /// A keyword to Clang in CUDA's mode, to no other compiler.
  bool VisitFunctionDecl(FunctionDecl *Function) override {
    if (const auto *NoInline = Function->getAttr<NoInlineAttr>())
      if (NoInline->isKeywordAttribute() && !NoInline->isInherited() &&
          Unit.isUsers(NoInline->getLocation()) && !isInDefinition(NoInline->getLocation()))
        Edits.replaceToken(NoInline->getLocation(), "__attribute__((noinline))");
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function || !Unit.isOurs(Function))
      return true;
    unsigned Named = std::min(Call->getNumArgs(), Function->getNumParams());
    for (unsigned I = 0; I != Named; ++I)
      if (const ParmVarDecl *Parameter = Function->getParamDecl(I);
          Parameter->getName() == "symbol" && !isText(Parameter->getType()))
        if (const auto *Name = dyn_cast<StringLiteral>(Call->getArg(I)->IgnoreParenImpCasts()))
          replaceSymbolString(*Name);
    return true;
  }

private:
  /// Parameters that are names of functions are meant as strings.
  static bool isText(QualType Type) { return Type->isPointerType() && Type->getPointeeType()->isCharType(); }

  /// Before CUDA 5 a variable could be named by a string: cudaMemcpyToSymbol("table", ...). A local one may
  /// hide it.
  void replaceSymbolString(const StringLiteral &Name) {
    SourceLocation Location = Name.getBeginLoc();
    if (!namesVariable(Name) || Name.getNumConcatenated() != 1 || isInMacroBody(Unit.sources(), Location) ||
        !Edits.written(Location)) {
      Unit.report(DiagId::SymbolByString, Name.getSourceRange());
      return;
    }
    Unit.reportWithFix(DiagId::SymbolFoundByString, Name.getSourceRange(), ("::" + Name.getString()).str(),
                       Name.getString().str());
    Edits.replaceToken(Location, ("::" + Name.getString()).str());
  }

  bool namesVariable(const StringLiteral &Name) const {
    if (!Name.isOrdinary())
      return false;
    ASTContext &Context = Unit.ast();
    auto Found = Context.getTranslationUnitDecl()->lookup(&Context.Idents.get(Name.getString()));
    return llvm::any_of(Found, [](const NamedDecl *D) { return isa<VarDecl>(D); });
  }

  bool renameType(const NamedDecl *Type, SourceLocation Location) {
    if (Type->getIdentifier() && Unit.isOurs(Type))
      rename(Location, Type->getName());
    return true;
  }

  void rename(SourceLocation Location, llvm::StringRef Name) {
    if (!Unit.isUsers(Location))
      return;
    llvm::StringRef NewName;
    const ApiEntry *Entry = lookupApi(Name);
    if (Entry) {
      NewName = Entry->LorchaName;
      if (Entry->Kind == ApiKind::Function && Entry->Cpu == ApiState::Unsupported)
        Unit.report(DiagId::UnsupportedApi, Location, Name.str(),
                    Entry->Note.empty() ? std::string() : ": " + Entry->Note.str());
      if (Entry->Kind == ApiKind::Function && Entry->Cpu == ApiState::ByDesign)
        Unit.report(DiagId::ImpossibleApi, Location, Name.str());
    } else if (const BuiltinEntry *Builtin = lookupBuiltin(Name)) {
      NewName = Builtin->CppName;
    }
    if (NewName.empty() || NewName == Name || isInDefinition(Location))
      return;
    if (Edits.written(Location))
      Edits.replaceToken(Location, NewName);
    else if (Entry && Unit.sources().isWrittenInScratchSpace(Unit.sources().getSpellingLoc(Location)))
      definePasted(Location, Name, NewName);
    else if (Unit.ownerOf(Unit.sources().getSpellingLoc(Location)) != FileOwner::Lorcha)
      Unit.report(DiagId::PastedName, Location, Name.str());
    // What a macro of the API's own stands for needs no edit: the macro's name is rewritten.
  }

  /// A name that the preprocessor pastes is looked up as a macro's: as such it stands for the new name, in
  /// the file that uses it and what follows.
  void definePasted(SourceLocation Location, llvm::StringRef Name, llvm::StringRef NewName) {
    const FileID File = Unit.sources().getFileID(Unit.sources().getExpansionLoc(Location));
    Edits.add(File, {0, 0, ("#define " + Name + " " + NewName + "\n").str(), Rank::Declaration, InPlace});
  }

  /// Written in a user's macro definition: rewritten there. Pasted names are in a macro's body too, but in
  /// scratch space.
  bool isInDefinition(SourceLocation Location) {
    return isInMacroBody(Unit.sources(), Location) && Edits.written(Location).has_value();
  }

  ParsedUnit &Unit;
  EditList &Edits;
  llvm::SmallPtrSet<const Expr *, 16> Implied;
};

} // namespace

void rewriteNames(ParsedUnit &Unit, EditList &Edits) {
  NameRewriter(Unit, Edits).TraverseDecl(Unit.ast().getTranslationUnitDecl());
}

} // namespace lorcha
