// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Device/KnownConstants.h"
#include "lorcha/Support/AstVisitor.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

static constexpr llvm::StringLiteral Mark = "lorcha_known_constant";

/// Tables of more bytes stay data that is handed over.
static constexpr int64_t MaxBytes = 16 << 10;

bool isKnownConstant(const VarDecl *Variable) {
  return llvm::any_of(Variable->specific_attrs<AnnotateAttr>(),
                      [](const AnnotateAttr *Note) { return Note->getAnnotation() == Mark; });
}

bool isHandedOver(const VarDecl *Variable) {
  return (isDeviceVariable(Variable) && !isKnownConstant(Variable)) || isTextureReference(Variable);
}

/// Whether `const` may be written in front of the declaration, and its value can be written into device code.
static bool isPlainTable(const VarDecl *Variable, bool IsRelocatable) {
  bool IsOwn =
      Variable->getStorageClass() == SC_Static || (Variable->getStorageClass() == SC_None && !IsRelocatable &&
                                                   !Variable->getDeclContext()->isExternCContext());
  QualType Type = Variable->getType(), Element = Variable->getASTContext().getBaseElementType(Type);
  return IsOwn && Variable->hasAttr<CUDAConstantAttr>() && Variable->isFileVarDecl() &&
         !Variable->isStaticDataMember() && !Variable->isInline() && !Variable->getPreviousDecl() &&
         Variable->getMostRecentDecl() == Variable && !Variable->getDescribedVarTemplate() &&
         !isa<VarTemplateSpecializationDecl>(Variable) && !Variable->getLocation().isMacroID() &&
         !Element.isVolatileQualified() && Element->isArithmeticType() &&
         Variable->getASTContext().getTypeSizeInChars(Type).getQuantity() <= MaxBytes &&
         Variable->getInit() && !Variable->getInit()->isValueDependent() && Variable->evaluateValue();
}

namespace {

/// Strikes out the variables that are used for anything but reading a scalar in device code.
class UseChecker : public AstVisitor {
public:
  UseChecker(ParsedUnit &Unit, llvm::DenseSet<const VarDecl *> &Known) : Unit(Unit), Known(Known) {}

  bool shouldVisitTemplateInstantiations() const override { return true; }

  bool TraverseDecl(Decl *D) override {
    if (D && isLibraryDeclaration(Unit, D))
      return true;
    const auto *Function = dyn_cast_or_null<FunctionDecl>(D);
    if (!Function)
      return AstVisitor::TraverseDecl(D);
    llvm::SaveAndRestore<bool> SavedDevice(IsOnDevice, isDeviceOnly(Function));
    llvm::SaveAndRestore<bool> SavedPattern(IsPattern, Function->isDependentContext());
    return AstVisitor::TraverseDecl(D);
  }

  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    if (Cast->getCastKind() == CK_LValueToRValue && IsOnDevice)
      if (const DeclRefExpr *Ref = tableOf(Cast->getSubExpr()))
        Reads.insert(Ref);
    return true;
  }

  /// A template's text does not say yet what is read; its instances do.
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *Element) override {
    if (IsOnDevice && IsPattern)
      if (const DeclRefExpr *Ref = tableOf(Element))
        Reads.insert(Ref);
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (Variable && !Reads.contains(Ref))
      Known.erase(Variable);
    return true;
  }

private:
  /// The table that an element is of.
  static const DeclRefExpr *tableOf(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    while (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase()->IgnoreParenImpCasts();
    return dyn_cast<DeclRefExpr>(E);
  }

  ParsedUnit &Unit;
  llvm::DenseSet<const VarDecl *> &Known;
  llvm::DenseSet<const DeclRefExpr *> Reads;
  bool IsOnDevice = false, IsPattern = false;
};

} // namespace

void markKnownConstants(ParsedUnit &Unit, const DeviceProgram &Program, bool IsRelocatable) {
  llvm::DenseSet<const VarDecl *> Known;
  llvm::DenseMap<SourceLocation, unsigned>
      Begins; // several variables of one declaration share its specifiers
  for (const VarDecl *Variable : Program.Variables)
    ++Begins[Variable->getBeginLoc()];
  for (const VarDecl *Variable : Program.Variables)
    if (Begins[Variable->getBeginLoc()] == 1 && isPlainTable(Variable, IsRelocatable))
      Known.insert(Variable);
  if (Known.empty())
    return;
  UseChecker(Unit, Known).TraverseDecl(Unit.ast().getTranslationUnitDecl());
  for (const VarDecl *Variable : Known)
    const_cast<VarDecl *>(Variable)->addAttr(AnnotateAttr::CreateImplicit(Unit.ast(), Mark, nullptr, 0));
}

} // namespace lorcha
