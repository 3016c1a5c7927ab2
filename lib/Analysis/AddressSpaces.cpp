// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The call tree of a kernel, and what kinds of callees there are.
#include "lorcha/Analysis/AddressSpaces.h"
#include "SpaceWalker.h"
#include "lorcha/Api/ApiTable.h"
#include "lorcha/Device/KnownConstants.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

/// Bounds the work for one kernel.
constexpr unsigned MaxInstances = 50000;

bool isTrivialConstruction(const CXXConstructExpr *Construct) {
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  if (Constructor->isTrivial())
    return true;
  // The defaulted constructors of such classes may still be called non-trivial because of an initialiser.
  return Constructor->isCopyOrMoveConstructor() && Constructor->getParent()->isTriviallyCopyable() &&
         Constructor->isDefaulted();
}

bool isFoldedVariable(const ASTContext &Context, const VarDecl *Variable) {
  if (isa<ParmVarDecl>(Variable) || Variable->getType()->isReferenceType() ||
      !(Variable->getType().isConstQualified() || isKnownConstant(Variable)) ||
      Variable->getType().isVolatileQualified() ||
      !(Variable->getType()->isArithmeticType() || Variable->getType()->isEnumeralType()))
    return false;
  if (Variable->hasAttr<CUDASharedAttr>())
    return false;
  const VarDecl *Definition = nullptr;
  const Expr *Init = Variable->getAnyInitializer(Definition);
  if (!Init || Init->isValueDependent() || Definition->isInvalidDecl())
    return false;
  bool IsConstant = Definition->isConstexpr() || Definition->isUsableInConstantExpressions(Context) ||
                    !Definition->isLocalVarDecl();
  return IsConstant && Definition->evaluateValue();
}

bool isScalarReference(QualType Type) {
  const auto *Reference = Type->getAs<LValueReferenceType>();
  if (!Reference)
    return false;
  QualType Referred = Reference->getPointeeType();
  return Referred.isConstQualified() && !Referred.isVolatileQualified() && Referred->isScalarType();
}

bool hasSpace(QualType Type) {
  return (Type->isAnyPointerType() && !Type->isFunctionPointerType()) ||
         (Type->isReferenceType() && !isScalarReference(Type));
}

static const BuiltinEntry *builtinOf(const FunctionDecl *Function) {
  if (!Function->getIdentifier())
    return nullptr;
  return lookupBuiltin(Function->getName());
}

CalleeKind classifyCallee(ParsedUnit &Unit, const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
      Method && Method->isTrivial() && !isa<CXXConstructorDecl>(Method))
    return CalleeKind::Trivial;
  // Functions that the compiler has built in are declared where they are called first.
  bool IsUsers =
      Unit.isUsers(Function->getLocation()) && !(Function->getBuiltinID() && Function->isImplicit());
  if (!IsUsers && Function->getIdentifier()) {
    llvm::StringRef Name = Function->getName();
    if (Name == "printf")
      return CalleeKind::Printf;
    if (Name == "__assert_fail")
      return CalleeKind::Assert;
    const BuiltinEntry *Builtin = builtinOf(Function);
    if (Builtin && !Builtin->OpenClName.empty() && !Function->hasBody())
      return CalleeKind::Builtin;
  }
  if (!IsUsers && Function->isReplaceableGlobalAllocationFunction())
    return CalleeKind::Builtin;
  if (Function->hasBody(Definition))
    return CalleeKind::Body;
  if (!IsUsers && (Function->getBuiltinID() || builtinOf(Function) || Unit.isOurs(Function)))
    return CalleeKind::Builtin;
  return CalleeKind::Unknown;
}

bool isOfOtherUnit(ParsedUnit &Unit, const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Unit.isUsers(Function->getLocation()) && classifyCallee(Unit, Function) == CalleeKind::Unknown &&
         Function->hasAttr<CUDADeviceAttr>() && Function->isExternallyVisible() && !Function->isVariadic() &&
         !isa<CXXConstructorDecl, CXXDestructorDecl>(Function) && !(Method && Method->isVirtual());
}

void CallTreeWalker::obstructWith(DiagId Id, SourceLocation Place, std::string Text) {
  for (const LoweringObstacle &Known : Spaces.Obstacles)
    if (Known.Text == Text)
      return;
  Spaces.Obstacles.push_back({Id, Place, std::move(Text)});
}

/// Whether a value of the type can tell its user an address.
bool CallTreeWalker::mayHoldPointers(QualType Type) {
  Type = Type.getCanonicalType();
  if (Type->isAnyPointerType() || Type->isReferenceType())
    return true;
  if (const auto *Array = Type->getAsArrayTypeUnsafe())
    return mayHoldPointers(Array->getElementType());
  const auto *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  auto [It, IsNew] = Holding.insert({Type.getTypePtr(), false});
  if (!IsNew)
    return It->second;
  bool Result = false;
  for (const CXXBaseSpecifier &Base : Record->bases())
    Result |= mayHoldPointers(Base.getType());
  for (const FieldDecl *Field : Record->fields())
    Result |= mayHoldPointers(Field->getType());
  return Holding[Type.getTypePtr()] = Result;
}

AnalysedCall *CallTreeWalker::enter(const FunctionDecl *Function, const CallBindings &Bindings,
                                    unsigned Depth, SourceLocation Place) {
  const FunctionDecl *Definition = Function;
  Function->hasBody(Definition);
  if (auto Inner = llvm::find(Active, Definition); Inner != Active.end()) {
    std::string Others;
    while (++Inner != Active.end())
      Others += (Others.empty() ? " through '" : " and '") + (*Inner)->getQualifiedNameAsString() + "'";
    obstruct(DiagId::RecursionOnOpenCl, Place, Definition->getQualifiedNameAsString(), Others);
    return nullptr;
  }
  bool Shares = !Bindings.This && llvm::none_of(Definition->parameters(), [&](const ParmVarDecl *Parameter) {
    return mayHoldPointers(Parameter->getType());
  });
  if (AnalysedCall *Known = Shares ? Shared.lookup(Definition) : nullptr)
    return Known;
  if (Spaces.Instances.size() >= MaxInstances) {
    obstruct(DiagId::TooManyCalls, Place, MaxInstances);
    return nullptr;
  }
  AnalysedCall &Call = Calls.emplace_back();
  Call.Instance = &Spaces.Instances.emplace_back();
  Call.Instance->Function = Definition;
  Call.Instance->Depth = Depth;
  Call.Parameters = Bindings.Arguments;
  Call.This = Bindings.This;
  Call.Result = Graph.make();
  if (Shares)
    Shared[Definition] = &Call;
  Active.push_back(Definition);
  SpaceWalker(*this, Call).run();
  Active.pop_back();
  return &Call;
}

Target CallTreeWalker::outerVariable(const VarDecl *Variable) {
  Variable = Variable->getCanonicalDecl();
  Target &Place = Outer[Variable];
  if (Place.Object)
    return Place;
  SourceLocation Reason = Variable->getLocation();
  if (Variable->hasAttr<CUDASharedAttr>())
    Place = Graph.makeTarget(AddressSpace::Local, Reason);
  else if (isHandedOver(Variable))
    Place = {Graph.makeSpace(AddressSpace::Global, Reason), Graph.makeFromHost(Reason)};
  else
    Place = Graph.makeTarget(AddressSpace::Constant, Reason);
  return Place;
}

/// What a function's callers hand over, with these spaces.
CallBindings CallTreeWalker::bindingsOf(const FunctionDecl *Function, llvm::ArrayRef<AddressSpace> Spaces) {
  CallBindings Bindings;
  SourceLocation Place = Function->getLocation();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function); Method && !Method->isStatic()) {
    Bindings.This = Target{Graph.makeSpace(Spaces.front(), Place), Graph.makeFromHost(Place)};
    Spaces = Spaces.drop_front();
  }
  for (const ParmVarDecl *Parameter : Function->parameters()) {
    QualType Type = Parameter->getType();
    AddressSpace Space = AddressSpace::Private;
    if (hasSpace(Type)) {
      Space = Spaces.front();
      Spaces = Spaces.drop_front();
    }
    Content *Held = Graph.makeFromHost(Parameter->getLocation());
    bool Points = hasSpace(Type) || Type->isReferenceType();
    Bindings.Arguments.push_back(
        Points ? Graph.pointerTo({Graph.makeSpace(Space, Parameter->getLocation()), Held}) : Held);
  }
  return Bindings;
}

void CallTreeWalker::run(const FunctionDecl *Kernel) {
  CallBindings Bindings;
  for (const ParmVarDecl *Parameter : Kernel->parameters())
    Bindings.Arguments.push_back(Graph.makeFromHost(Parameter->getLocation()));
  run(Kernel, Bindings);
}

void CallTreeWalker::run(const FunctionDecl *Kernel, const CallBindings &Bindings) {
  enter(Kernel, Bindings, 0, Kernel->getLocation());
  for (const SpaceConflict &Conflict : Graph.Conflicts) {
    auto Line = [&](SourceLocation Reason) { return Unit.sources().getPresumedLineNumber(Reason); };
    obstruct(DiagId::AddressSpaceConflict, Conflict.Place, spelling(Conflict.First),
             Line(Conflict.FirstReason), spelling(Conflict.Second), Line(Conflict.SecondReason),
             Line(Conflict.Place));
  }
}

std::unique_ptr<KernelSpaces> analyseAddressSpaces(ParsedUnit &Unit, const FunctionDecl *Kernel,
                                                   bool MayImport) {
  auto Spaces = std::make_unique<KernelSpaces>();
  Spaces->MayImport = MayImport;
  CallTreeWalker(Unit, *Spaces, MaxInstances).run(Kernel);
  return Spaces;
}

std::unique_ptr<KernelSpaces> analyseExport(ParsedUnit &Unit, const FunctionDecl *Function,
                                            llvm::ArrayRef<AddressSpace> Chosen) {
  auto Spaces = std::make_unique<KernelSpaces>();
  Spaces->MayImport = true;
  CallTreeWalker Walker(Unit, *Spaces, MaxInstances);
  Walker.run(Function, Walker.bindingsOf(Function, Chosen));
  return Spaces;
}

namespace {

class KernelFinder : public AstVisitor {
public:
  explicit KernelFinder(ParsedUnit &Unit) : Unit(Unit) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }

  bool VisitFunctionDecl(FunctionDecl *Function) override {
    const FunctionDecl *Definition = nullptr;
    if (!Function->hasAttr<CUDAGlobalAttr>() || Function->isDependentContext() ||
        !Unit.isUsers(Function->getLocation()) || !Function->hasBody(Definition) || Definition->isTemplated())
      return true;
    if (Seen.insert(Definition->getCanonicalDecl()).second)
      Kernels.push_back(Definition);
    return true;
  }

  std::vector<const FunctionDecl *> Kernels;

private:
  ParsedUnit &Unit;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Seen;
};

} // namespace

std::vector<const FunctionDecl *> kernelInstances(ParsedUnit &Unit) {
  KernelFinder Finder(Unit);
  Finder.TraverseDecl(Unit.ast().getTranslationUnitDecl());
  return std::move(Finder.Kernels);
}

std::string printAddressSpaces(ParsedUnit &Unit) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const FunctionDecl *Kernel : kernelInstances(Unit)) {
    std::unique_ptr<KernelSpaces> Spaces = analyseAddressSpaces(Unit, Kernel);
    for (FunctionInstance &Instance : Spaces->Instances) {
      OS.indent(2 * Instance.Depth) << Instance.Function->getQualifiedNameAsString() << ":";
      for (auto &[Variable, Node] : Instance.Variables)
        OS << " " << Variable->getName() << "=" << spelling(spaceOf(Node));
      if (Instance.This)
        OS << " this=" << spelling(spaceOf(Instance.This));
      if (Instance.Result)
        OS << " result=" << spelling(spaceOf(Instance.Result));
      OS << "\n";
    }
    for (const LoweringObstacle &Obstacle : Spaces->Obstacles)
      OS << "obstacle: " << Obstacle.Text << "\n";
  }
  return Text;
}

} // namespace lorcha
