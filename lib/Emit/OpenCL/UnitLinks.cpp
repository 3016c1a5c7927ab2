// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A caller cannot see whether a function of another unit waits, so it hands down whether the thread takes
// part, and calls the function where every thread of the block comes by. Constructors, destructors and
// virtual functions are not offered; functions with shared variables of their own have no place for them.
#include "UnitLinks.h"
#include "BodyPrinter.h"
#include "clang/AST/Mangle.h"
#include "llvm/Support/xxhash.h"

using namespace clang;

namespace lorcha::opencl {

/// Functions with more parameters that have a space are offered for global and local memory only.
constexpr size_t MaxOfAnySpace = 3, MaxOfTwoSpaces = 5;

std::string unitWord(ParsedUnit &Unit) {
  const SourceManager &SM = Unit.sources();
  std::string Text = SM.getBufferData(SM.getMainFileID()).str();
  if (OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getMainFileID()))
    Text += llvm::sys::path::filename(File->getName());
  return "u" + llvm::utohexstr(llvm::xxh3_64bits(Text), /*LowerCase=*/true);
}

static std::string mangled(const NamedDecl *Declaration) {
  return ASTNameGenerator(Declaration->getASTContext()).getName(Declaration);
}

std::string exportName(const FunctionDecl *Function, llvm::ArrayRef<AddressSpace> Spaces) {
  std::string Name = "lorcha_export_" + mangled(Function);
  for (AddressSpace Each : Spaces)
    Name += "_" + spaceWord(Each).substr(0, 1);
  return Name;
}

std::string importedPlace(const VarDecl *Variable) { return "LORCHA_PLACE_OF_" + mangled(Variable); }

static bool hasObject(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && !Method->isStatic();
}

std::string exportHead(UnitLowering &Unit, const FunctionDecl *Function, llvm::ArrayRef<AddressSpace> Spaces,
                       TextNeeds &Needs) {
  std::string Name = exportName(Function, Spaces);
  std::vector<std::string> Texts = {"const lorcha_context *lorchaContext", "bool lorcha_takes"};
  bool TakesLocal = llvm::is_contained(Spaces, AddressSpace::Local);
  if (hasObject(Function)) {
    QualType Class = Unit.Context.getRecordType(cast<CXXMethodDecl>(Function)->getParent());
    Texts.push_back(Unit.pointer(Class, Spaces.front(), "this", Needs));
    Spaces = Spaces.drop_front();
  }
  for (const ParmVarDecl *Parameter : Function->parameters()) {
    AddressSpace Space = AddressSpace::Private;
    if (hasSpace(Parameter->getType())) {
      Space = Spaces.front();
      Spaces = Spaces.drop_front();
    }
    std::string Number = "lorcha_" + std::to_string(Parameter->getFunctionScopeIndex());
    Texts.push_back(Unit.asValue(Parameter->getType(), Space, Number, Needs));
  }
  std::string Head = Unit.asValue(Function->getReturnType(), AddressSpace::Global,
                                  Name + "(" + llvm::join(Texts, ", ") + ")", Needs);
  return (TakesLocal ? "static LORCHA_TAKES_LOCAL " : "static ") + Head;
}

std::string UnitLowering::importedFunction(const FunctionDecl *Function, llvm::ArrayRef<AddressSpace> Spaces,
                                           TextNeeds &Needs) {
  std::string Name = exportName(Function, Spaces);
  unsigned Fragment = addFragment(exportHead(*this, Function, Spaces, Needs) + ";\n");
  Needs.Fragments.insert(Fragment);
  if (llvm::none_of(Module.Imports, [&](const OpenClImport &Each) { return Each.Fragment == Fragment; }))
    Module.Imports.push_back({Name, Function->getQualifiedNameAsString(), Fragment, ""});
  return Name;
}

Code BodyPrinter::importedCall(const CallExpr *E, const FunctionDecl *Function, std::optional<Code> This,
                               llvm::ArrayRef<const Expr *> Arguments) {
  auto SpaceOf = [&](const Expr *Given) {
    AddressSpace Space = spaceOfExpr(Given);
    return Space == AddressSpace::Unknown ? AddressSpace::Global : Space;
  };
  std::vector<AddressSpace> Spaces;
  std::string P = predicateOf(E);
  std::vector<std::string> Texts = {"lorchaContext", P.empty() ? "true" : P};
  if (This) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    Spaces.push_back(SpaceOf(Member ? Member->getImplicitObjectArgument() : E->getArg(0)));
    Texts.push_back(This->in(Binding::Assign));
  }
  for (size_t I = 0; I < Arguments.size() && I < Function->getNumParams(); ++I) {
    const ParmVarDecl *Parameter = Function->getParamDecl(I);
    if (hasSpace(Parameter->getType()))
      Spaces.push_back(SpaceOf(Arguments[I]));
    Texts.push_back(walkedArgument(Arguments[I], argument(Parameter, Arguments[I]).in(Binding::Assign), P));
  }
  needContext(NeedsOfImports);
  std::string Name = Unit.importedFunction(Function, Spaces, Needs);
  return walkedCall(E, {Name + "(" + llvm::join(Texts, ", ") + ")", Binding::Postfix}, P);
}

namespace {

bool isOffered(const FunctionModel &Model) {
  const FunctionDecl *Function = Model.Declaration;
  if (Model.Kind == FunctionKind::Kernel || Model.Lambda || !Model.HasBody || Model.IsVirtual)
    return false;
  return Function->hasAttr<CUDADeviceAttr>() && Function->isExternallyVisible() && !Function->isInlined() &&
         !Function->isTemplated() && !Function->isTemplateInstantiation() && !Function->isVariadic() &&
         !isa<CXXConstructorDecl, CXXDestructorDecl>(Function);
}

/// All choices for a function with that many spaces; the first one counts in the fastest steps.
std::vector<std::vector<AddressSpace>> choices(size_t Count) {
  constexpr AddressSpace All[] = {AddressSpace::Global, AddressSpace::Local, AddressSpace::Private};
  size_t Kinds = Count <= MaxOfAnySpace ? 3 : Count <= MaxOfTwoSpaces ? 2 : 1;
  std::vector<std::vector<AddressSpace>> Result = {{}};
  for (size_t I = 0; I < Count; ++I) {
    std::vector<std::vector<AddressSpace>> Longer;
    for (size_t Kind = 0; Kind < Kinds; ++Kind)
      for (const std::vector<AddressSpace> &Each : Result) {
        Longer.push_back(Each);
        Longer.back().push_back(All[Kind]);
      }
    Result = std::move(Longer);
  }
  return Result;
}

/// The function under its common name, which calls the unit's own.
std::string exportText(UnitLowering &Unit, const FunctionDecl *Function, llvm::ArrayRef<AddressSpace> Spaces,
                       const PrintedFunction &Own, TextNeeds &Needs) {
  std::vector<std::string> Arguments;
  if (Own.Needs.Context)
    Arguments.push_back("lorchaContext");
  if (Own.TakesPredicate)
    Arguments.push_back("lorcha_takes");
  if (hasObject(Function))
    Arguments.push_back("this");
  for (unsigned I = 0; I < Function->getNumParams(); ++I)
    Arguments.push_back("lorcha_" + std::to_string(I));
  std::string Call = Own.Name + "(" + llvm::join(Arguments, ", ") + ");\n";
  std::string Guard = Own.TakesPredicate ? "  " : "  if (lorcha_takes)\n    ";
  std::string Text = exportHead(Unit, Function, Spaces, Needs) + " {\n";
  QualType Type = Function->getReturnType();
  if (Type->isVoidType())
    return Text + Guard + Call + "}\n";
  return Text + "  " + Unit.asValue(Type.getUnqualifiedType(), AddressSpace::Global, "lorcha_result", Needs) +
         (Type->isRecordType() ? "" : " = 0") + ";\n" + Guard + "lorcha_result = " + Call +
         "  return lorcha_result;\n}\n";
}

OpenClExport lowerExport(UnitLowering &Unit, const FunctionDecl *Function,
                         llvm::ArrayRef<AddressSpace> Choice) {
  OpenClExport Result;
  Result.Name = exportName(Function, Choice);
  Unit.Obstacles.clear();
  Unit.NewFunctions.clear();
  std::unique_ptr<KernelSpaces> Spaces = analyseExport(Unit.Unit, Function, Choice);
  if (Spaces->Obstacles.empty()) {
    Collectives Collective(Unit.Unit, Function, RootKind::Export);
    KernelLowering Lowering(Unit, *Spaces, Collective);
    const PrintedFunction Own = Lowering.function(Spaces->kernel());
    TextNeeds Needs = Own.Needs;
    AddressSpace Given = spaceOf(Spaces->kernel().Result);
    if (!Own.Needs.Shared.empty())
      Unit.obstruct(DiagId::NotLowered, Function->getLocation(),
                    "a function for other units with shared variables of its own");
    if (hasSpace(Function->getReturnType()) && Given != AddressSpace::Global &&
        Given != AddressSpace::Unknown)
      Unit.obstruct(DiagId::NotLowered, Function->getLocation(),
                    "a function for other units that returns what points to no global memory");
    std::string Text = exportText(Unit, Function, Choice, Own, Needs);
    if (Unit.Obstacles.empty()) {
      Needs.Fragments.insert(Unit.addFragment(Text));
      Result.Fragments = Needs.Fragments;
      Result.Library = Needs.Library;
      Result.Needs = Needs.Needs;
    }
  }
  Spaces->Obstacles.insert(Spaces->Obstacles.end(), Unit.Obstacles.begin(), Unit.Obstacles.end());
  if (!Spaces->Obstacles.empty()) {
    Result.Untranslated = Spaces->Obstacles.front().Text;
    Unit.forgetNewFunctions();
  }
  return Result;
}

} // namespace

void lowerExports(UnitLowering &Unit, const DeviceProgram &Program) {
  for (const auto &[Place, Model] : Program.Functions) {
    if (!isOffered(*Model))
      continue;
    const FunctionDecl *Function = Model->Declaration;
    size_t Count =
        hasObject(Function) + llvm::count_if(Function->parameters(), [](const ParmVarDecl *Parameter) {
          return hasSpace(Parameter->getType());
        });
    for (const std::vector<AddressSpace> &Choice : choices(Count))
      Unit.Module.Exports.push_back(lowerExport(Unit, Function, Choice));
  }
}

} // namespace lorcha::opencl
