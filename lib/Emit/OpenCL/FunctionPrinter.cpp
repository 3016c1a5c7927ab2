// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Heads and frames of functions and kernels. A device function gets, in this order: the context, the shared
// variables that it and its callees declare, the object, the user's parameters. A kernel takes pointers apart
// and fills its context.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

namespace {

struct HiddenParameter {
  unsigned Bit;
  llvm::StringLiteral Suffix;
  bool IsOptional; ///< not on every device
};
constexpr HiddenParameter HiddenParameters[] = {{OpenClVariables, "VARIABLES", false},
                                                {OpenClDynamicShared, "DYNAMIC_SHARED", false},
                                                {OpenClExchange, "EXCHANGE", false},
                                                {OpenClMessages, "MESSAGES", false},
                                                {OpenClHeap, "HEAP", false},
                                                {OpenClAddresses, "ADDRESSES", true},
                                                {OpenClGridBarrier, "GRID_STATE", false},
                                                {OpenClLocks, "LOCKS", true}};

} // namespace

void BodyPrinter::startFunction() {
  const auto *Method = dyn_cast<CXXMethodDecl>(Instance.Function);
  if (Method && Method->getParent()->isLambda()) {
    llvm::DenseMap<const ValueDecl *, FieldDecl *> Fields;
    Method->getParent()->getCaptureFields(Fields, ThisCapture);
    Captures = Fields;
  }
}

/// The user's parameters. Those that live in memory as something else are converted at the start of the body.
std::vector<std::string> BodyPrinter::parameters(bool IsKernel) {
  std::vector<std::string> Texts;
  for (const ParmVarDecl *Parameter : Instance.Function->parameters()) {
    QualType Type = Parameter->getType();
    std::string Name = Locals.of(Parameter);
    AddressSpace Space = spaceOfVariable(Parameter);
    if (isDataPointer(Type) && !isRegister(Parameter)) {
      Texts.push_back(Unit.asValue(Type, Space, Name + "_value", Needs));
      Prologue.push_back("ulong " + Name + " = " + toMemory({Name + "_value"}, Type, Space).Text + ";");
    } else if (Type->isBooleanType() && Instance.AddressTaken.count(Parameter)) {
      Texts.push_back("uchar " + Name);
    } else {
      Texts.push_back(Unit.asValue(Type, Space, Name, Needs));
    }
  }
  return Texts;
}

void BodyPrinter::printInitialisers(const CXXConstructorDecl *Constructor) {
  Place This{{"this"}, true};
  AddressSpace Space = spaceOf(Instance.This);
  const CXXRecordDecl *Class = Constructor->getParent();
  bool SetsType = Class->isPolymorphic() && !Constructor->isDelegatingConstructor();
  auto SetType = [&] {
    if (SetsType)
      setDynamicType(This, Class, Kernel.Spaces.types(Unit.Unit).numberOf(Class));
    SetsType = false;
  };
  for (const CXXCtorInitializer *Init : Constructor->inits()) {
    const Expr *E = Init->getInit();
    if (Init->isAnyMemberInitializer())
      SetType();
    std::vector<std::string> Steps;
    lineAt(Init->isWritten() ? Init->getSourceLocation() : SourceLocation());
    if (Init->isDelegatingInitializer()) {
      initialise(This, Space, E->getType(), E, Steps);
    } else if (Init->isBaseInitializer()) {
      const CXXRecordDecl *Base = E->getType()->getAsCXXRecordDecl();
      initialise(baseOf(This, Base, Space), Space, E->getType(), E, Steps);
    } else {
      const FieldDecl *Field = Init->getAnyMember();
      Place Member = This;
      if (const IndirectFieldDecl *Indirect = Init->getIndirectMember())
        for (const NamedDecl *Step : Indirect->chain())
          Member = fieldOf(Member, llvm::cast<FieldDecl>(Step));
      else
        Member = fieldOf(This, Field);
      if (Field->isBitField())
        Steps.push_back(storeBits(bitField(This, Field, Space), value(E)).Text);
      else if (Field->getType()->isReferenceType())
        Steps.push_back(Member.lvalue().in(Binding::Unary) + " = " +
                        toMemory(place(E).address(), Field->getType(), spaceOfExpr(E)).in(Binding::Assign));
      else
        initialise(Member, Space, Field->getType(), E, Steps);
    }
    for (const std::string &Step : Steps)
      line(Step + ";");
    flushTemporaryDestructors();
  }
  SetType();
}

/// Virtual calls in a destructor are of its class, whatever the object was before.
void BodyPrinter::becomeOwnClass(const CXXDestructorDecl *Destructor) {
  const CXXRecordDecl *Class = Destructor->getParent();
  if (Class->isPolymorphic() && !Class->isEffectivelyFinal())
    setDynamicType({{"this"}, true}, Class, Kernel.Spaces.types(Unit.Unit).numberOf(Class));
}

void BodyPrinter::printMemberDestructions(const CXXDestructorDecl *Destructor) {
  Place This{{"this"}, true};
  AddressSpace Space = spaceOf(Instance.This);
  std::vector<std::string> Steps;
  std::vector<const FieldDecl *> Fields(Destructor->getParent()->field_begin(),
                                        Destructor->getParent()->field_end());
  for (const FieldDecl *Field : llvm::reverse(Fields))
    destroy(Field, fieldOf(This, Field), Field->getType(), Space, Steps);
  for (const CXXBaseSpecifier &Base : llvm::reverse(Destructor->getParent()->bases()))
    destroy(&Base, baseOf(This, Base.getType()->getAsCXXRecordDecl(), Space), Base.getType(), Space, Steps);
  for (const std::string &Step : Steps)
    line(Step + ";");
}

void BodyPrinter::printBody() {
  const FunctionDecl *Function = Instance.Function;
  Scopes.push_back({Scope::Block, {}});
  std::vector<std::string> Lines = std::move(Prologue);
  for (const std::string &Each : Lines)
    line(Each);
  startPredicates();
  for (const VarDecl *Parameter : RestoredParameters)
    defer({DeferredLine::RestoreWritten, 0, Parameter, ""});
  for (const ParmVarDecl *Parameter : Function->parameters())
    registerDestructor(Parameter);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    printInitialisers(Constructor);
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function))
    becomeOwnClass(Destructor);
  const Stmt *Whole =
      Function->getBody(); // null for a destructor that nobody wrote and Clang saw no need for
  const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(Whole);
  if (Body && Part.Number)
    resumeSequence(Body, 0);
  else if (Body)
    statements(Body);
  else if (Whole)
    obstruct(DiagId::NotLowered, Function->getLocation(), "a function whose body is a try block");
  bool HasReturned = llvm::StringRef(Out).rtrim().ends_with("return;");
  if (!HasReturned)
    runDestructors(0, /*Pops=*/true);
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function))
    printMemberDestructions(Destructor);
  if (EndsInLabel)
    line(";");
  if (IsPredicated && !Function->getReturnType()->isVoidType())
    line("return lorcha_result;");
}

std::string BodyPrinter::deviceFunction() {
  const FunctionDecl *Function = Instance.Function;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  std::vector<std::string> Users = parameters(false);
  printBody();
  std::vector<std::string> Texts;
  if (Needs.Context)
    Texts.push_back("const lorcha_context *lorchaContext");
  if (Kernel.Collective.isPartial(Function))
    Texts.push_back("bool lorcha_takes");
  for (const VarDecl *Variable : Needs.Shared)
    Texts.push_back(Unit.pointer(Variable->getType(), AddressSpace::Local,
                                 Locals.ofShared(Variable, Instance.Function), Needs));
  if (Method && !Method->isStatic())
    Texts.push_back(
        Unit.pointer(Context.getRecordType(Method->getParent()), spaceOf(Instance.This), "this", Needs));
  Texts.insert(Texts.end(), Users.begin(), Users.end());
  if (Texts.empty())
    Texts.push_back("void");
  std::string Result = Unit.asValue(Function->getReturnType(), spaceOf(Instance.Result),
                                    "$NAME(" + llvm::join(Texts, ", ") + ")", Needs);
  bool TakesLocal = !Needs.Shared.empty() || spaceOf(Instance.This) == AddressSpace::Local ||
                    llvm::any_of(Function->parameters(), [&](const ParmVarDecl *Parameter) {
                      return spaceOfVariable(Parameter) == AddressSpace::Local;
                    });
  std::string Body = std::move(Out);
  Out.clear();
  CurrentLine = 0;
  lineAt(Function->getLocation());
  return Out + (TakesLocal ? "static LORCHA_TAKES_LOCAL " : "static ") + Result + " {\n" + Body + "}\n";
}

void BodyPrinter::kernelParameter(const ParmVarDecl *Parameter, std::vector<std::string> &Head,
                                  OpenClKernel &Description) {
  QualType Type = Parameter->getType();
  std::string Name = Locals.of(Parameter);
  Description.Parameters.push_back({Unit.sizeOf(Type), isDataPointer(Type)});
  if (!isDataPointer(Type)) {
    // Some compilers keep one copy of a struct for all threads of a block.
    bool IsCopied =
        Type->isBooleanType() || (Type->isRecordType() && Written.count(Parameter->getFunctionScopeIndex()));
    Head.push_back(Unit.inMemory(Type, IsCopied ? Name + "_value" : Name, Needs));
    if (IsCopied)
      Prologue.push_back((Type->isBooleanType() && !Instance.AddressTaken.count(Parameter)
                              ? "bool " + Name
                              : Unit.inMemory(Type.getUnqualifiedType(), Name, Needs)) +
                         " = " + Name + "_value;");
    return;
  }
  QualType Pointee = Type->getPointeeType();
  const auto *Record = Pointee->getAsRecordDecl();
  bool IsOpaque = Pointee->isArrayType() || Pointee->isVoidType() || Pointee->isFunctionType() ||
                  (Record && !Record->getDefinition());
  std::string Pointed = IsOpaque ? "uchar" : typeName(Pointee);
  Head.push_back("LORCHA_POINTER_PARAMETER(" + Pointed + ", " + Name + ")");
  Code Value{"LORCHA_POINTER_VALUE(" + Pointed + ", " + Name + ")"};
  std::string Declaration = Unit.asValue(Type, AddressSpace::Global, Name, Needs);
  if (IsOpaque)
    Value = {"(" + Unit.asValue(Type, AddressSpace::Global, "", Needs) + ")" + Value.Text, Binding::Unary};
  if (isRegister(Parameter))
    Prologue.push_back(Declaration + " = " + Value.Text + ";");
  else
    Prologue.push_back("ulong " + Name + " = " + toMemory(Value, Type, AddressSpace::Global).Text + ";");
}

void BodyPrinter::startKernel(const std::set<unsigned> &WrittenParameters, OpenClKernel &Description) {
  Written = WrittenParameters;
  IsKernel = true;
  for (const ParmVarDecl *Parameter : Instance.Function->parameters())
    kernelParameter(Parameter, KernelHead, Description);
}

std::string BodyPrinter::kernel(const std::string &Name, const std::set<unsigned> &WrittenParameters,
                                OpenClKernel &Description) {
  startKernel(WrittenParameters, Description);
  printBody();
  return kernelText(Name, Needs.Needs, Description.IsOneRow ? "  LORCHA_ONE_ROW;\n" : "", Description);
}

std::string BodyPrinter::kernelText(const std::string &Name, unsigned Bits, const std::string &Start,
                                    OpenClKernel &Description) {
  std::string Body = std::move(Out);
  Out.clear();
  CurrentLine = 0;
  std::vector<std::string> Head = KernelHead;
  Head.push_back("LORCHA_PARAMETERS_GRID");
  std::string Fill;
  if (Needs.Context)
    Fill = "  LORCHA_CONTEXT;\n  LORCHA_FILL_GRID;\n";
  for (const HiddenParameter &Each : HiddenParameters)
    if (Bits & Each.Bit) {
      // Some may be empty and bring their own commas.
      if (Each.IsOptional)
        Head.back() += (" LORCHA_PARAMETERS_" + Each.Suffix).str();
      else
        Head.push_back(("LORCHA_PARAMETERS_" + Each.Suffix).str());
      Fill += ("  LORCHA_FILL_" + Each.Suffix + ";\n").str();
    }
  uint64_t Shared = 0;
  for (const VarDecl *Variable : Needs.Shared) {
    Fill += "  local " +
            Unit.inMemory(Variable->getType(), Locals.ofShared(Variable, Instance.Function), Needs) + ";\n";
    Shared += Unit.sizeOf(Variable->getType());
  }
  Description.StaticShared = std::max(Description.StaticShared, Shared);
  lineAt(Instance.Function->getLocation());
  return Out + "kernel void " + Name + "(" + llvm::join(Head, ", ") + ") {\n" + Fill + Start + Body + "}\n";
}

const PrintedFunction &KernelLowering::function(FunctionInstance &Instance) {
  const PrintedFunction *&Known = Printed[&Instance];
  if (Known)
    return *Known;
  BodyPrinter Printer(*this, Instance);
  std::string Text = Printer.deviceFunction();
  const FunctionDecl *Canonical = Instance.Function->getCanonicalDecl();
  auto [It, IsNew] = Unit.Functions.try_emplace({Canonical, Text});
  PrintedFunction &Function = It->second;
  if (IsNew) {
    Function.Name = Unit.Names.unique(wordFor(Instance.Function));
    size_t At = Text.find("$NAME");
    Text.replace(At, strlen("$NAME"), Function.Name);
    Function.Needs = Printer.Needs;
    Function.TakesPredicate = Collective.isPartial(Instance.Function);
    Function.Needs.Fragments.insert(Unit.addFragment(Text));
    Unit.NewFunctions.push_back(It->first);
  }
  return *(Printed[&Instance] = &Function); // the map may have grown meanwhile
}

} // namespace lorcha::opencl
