// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls of the user's functions and of the device library's.
#include "BodyPrinter.h"
#include "lorcha/Api/ApiTable.h"

using namespace clang;

namespace lorcha::opencl {

const PrintedFunction *BodyPrinter::calleeOf(const void *Key) {
  auto Known = Instance.Calls.find(Key);
  if (Known == Instance.Calls.end() || Known->second.empty())
    return nullptr;
  const PrintedFunction &Callee = Kernel.function(*Known->second.front());
  Needs.add(Callee.Needs);
  return &Callee;
}

std::vector<std::string> BodyPrinter::leadingArguments(const PrintedFunction &Callee, const std::string &P) {
  std::vector<std::string> Arguments;
  if (Callee.Needs.Context)
    Arguments.push_back("lorchaContext");
  if (Callee.TakesPredicate)
    Arguments.push_back(P.empty() ? "true" : P);
  for (const VarDecl *Variable : Callee.Needs.Shared)
    Arguments.push_back((IsKernel ? "&" : "") + Locals.ofShared(Variable, Instance.Function));
  return Arguments;
}

/// Whether a reference to a number in the thread's memory is handed on as it is: the callee may hand it back,
/// and a copy is gone once the function that made it has returned.
bool BodyPrinter::mayHandOn(const Expr *E, QualType Referred) const {
  if (!E->isGLValue() || !E->getType()->isArithmeticType() || E->getType()->isBooleanType() ||
      !Context.hasSameUnqualifiedType(E->getType(), Referred) || E->refersToBitField())
    return false;
  const Expr *Bare = E->IgnoreParenImpCasts();
  if (!Context.hasSameUnqualifiedType(Bare->getType(), Referred))
    return false; // converted
  const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
  bool IsOfThread = spaceOfExpr(E) == AddressSpace::Private || spaceOfExpr(Bare) == AddressSpace::Private;
  return IsOfThread && (isa<CallExpr>(Bare) || (Ref && Ref->getDecl()->getType()->isReferenceType()));
}

Code BodyPrinter::argument(const ParmVarDecl *Parameter, const Expr *E) {
  QualType Type = Parameter->getType();
  bool Copies = isScalarReference(Type) && !isa<CXXConstructorDecl>(Parameter->getDeclContext());
  if (Copies) {
    QualType Referred = Type->getPointeeType();
    const Expr *Bare = E->IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    bool IsOwn = Variable && Variable->isLocalVarDeclOrParm() && !Captures.count(Variable) &&
                 E->isGLValue() && E->getType()->isArithmeticType() && !E->getType()->isBooleanType() &&
                 Context.hasSameUnqualifiedType(Variable->getType(), Referred) &&
                 !Variable->getType()->isReferenceType() && !Variable->hasAttr<CUDASharedAttr>() &&
                 !Variable->isStaticLocal() && !isFoldedVariable(Context, Variable);
    if (IsOwn)
      return {"&" + Locals.of(Variable), Binding::Unary};
    if (mayHandOn(E, Referred) && !(Variable && Captures.count(Variable)))
      return place(E).address();
    std::string Name = temporary(Referred.getUnqualifiedType(), "argument");
    const auto *Materialised = dyn_cast<MaterializeTemporaryExpr>(E->IgnoreParens());
    Code Value = value(Materialised ? Materialised->getSubExpr() : E);
    if (isDataPointer(Referred))
      Value = toMemory(Value, Referred, spaceOfExpr(Materialised ? Materialised->getSubExpr() : E));
    return {Name + " = " + Value.in(Binding::Assign) + ", &" + Name, Binding::Comma};
  }
  if (Type->isReferenceType())
    return place(E).address();
  if (Type->isRecordType())
    if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E->IgnoreParens()))
      return value(Bound->getSubExpr()); // the callee destroys its parameter
  return value(E);
}

Code BodyPrinter::callOf(const void *Key, const FunctionDecl *Function, std::optional<Code> This,
                         llvm::ArrayRef<const Expr *> Arguments) {
  const PrintedFunction *Callee = calleeOf(Key);
  if (!Callee && Kernel.Spaces.MayImport && isOfOtherUnit(Unit.Unit, Function))
    return importedCall(llvm::cast<CallExpr>(static_cast<const Stmt *>(Key)), Function, This, Arguments);
  if (!Callee) {
    obstruct(DiagId::NoDefinition, Function->getLocation(), Function->getQualifiedNameAsString());
    return {"0"};
  }
  const auto *Call =
      Kernel.Collective.isCollective(Function) ? dyn_cast<CallExpr>(static_cast<const Stmt *>(Key)) : nullptr;
  std::string P = Call ? predicateOf(Call) : "";
  std::vector<std::string> Texts = leadingArguments(*Callee, P);
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (This && Method && !Method->isStatic())
    Texts.push_back(This->in(Binding::Assign));
  for (size_t I = 0; I < Arguments.size() && I < Function->getNumParams(); ++I)
    Texts.push_back(walkedArgument(Arguments[I],
                                   argument(Function->getParamDecl(I), Arguments[I]).in(Binding::Assign), P));
  if (Call)
    return walkedCall(Call, {Callee->Name + "(" + llvm::join(Texts, ", ") + ")", Binding::Postfix}, P);
  return {Callee->Name + "(" + llvm::join(Texts, ", ") + ")", Binding::Postfix};
}

Code BodyPrinter::call(const CallExpr *E) {
  if (isa<CUDAKernelCallExpr>(E)) {
    obstruct(DiagId::DeviceLaunch, E->getExprLoc());
    return {"(void)0", Binding::Unary};
  }
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee)
    return isa<CXXPseudoDestructorExpr>(E->getCallee()->IgnoreParens()) ? Code{"(void)0", Binding::Unary}
                                                                        : indirectCall(E);
  bool IsForwarding =
      Callee->getBuiltinID() == Builtin::BImove || Callee->getBuiltinID() == Builtin::BIforward;
  if (IsForwarding && E->getNumArgs() == 1)
    return place(E->getArg(0)).address();
  bool IsUsers = Unit.Unit.isUsers(Callee->getLocation());
  if (!IsUsers && Callee->isConstexpr() && !E->isGLValue())
    if (std::optional<Code> Constant = folded(E))
      return *Constant;
  switch (classifyCallee(Unit.Unit, Callee)) {
  case CalleeKind::Printf:
    return printfCall(E);
  case CalleeKind::Assert:
    return assertCall(E);
  case CalleeKind::Builtin:
    return builtinCall(E, Callee);
  default:
    break;
  }
  std::vector<const Expr *> Arguments(E->arg_begin(), E->arg_end());
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  std::optional<Code> This;
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(E)) {
    const Expr *Base = MemberCall->getImplicitObjectArgument();
    This = Base->getType()->isPointerType() ? value(Base) : place(Base).address();
    const CXXMethodDecl *Known = knownMethod(MemberCall, Context.getLangOpts());
    if (!Known)
      return virtualCall(MemberCall, *This);
    Callee = Known;
  } else if (isa<CXXOperatorCallExpr>(E) && Method && !Method->isStatic()) {
    if (isTrivialAssignment(E)) {
      Place Object = place(Arguments[0]);
      return {assigned(Object, Arguments[1]).Text + ", " + Object.address().in(Binding::Assign),
              Binding::Comma};
    }
    This = place(Arguments[0]).address();
    Arguments.erase(Arguments.begin());
  }
  if (classifyCallee(Unit.Unit, Callee) == CalleeKind::Trivial) { // a destructor, or x.operator=(y)
    if (isa<CXXDestructorDecl>(Callee) || !This || Arguments.empty())
      return {"(void)0", Binding::Unary};
    return {assigned({*This, true}, Arguments[0]).Text + ", " + This->in(Binding::Assign), Binding::Comma};
  }
  return callOf(E, Callee, This, Arguments);
}

bool BodyPrinter::isTrivialAssignment(const Expr *E) const {
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
  const auto *Method = Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
  return Method && !Method->isStatic() && classifyCallee(Unit.Unit, Method) == CalleeKind::Trivial;
}

Code BodyPrinter::assigned(const Place &Object, const Expr *Value) {
  return {Object.lvalue().in(Binding::Unary) + " = " + value(Value).in(Binding::Assign), Binding::Assign};
}

/// Fills $S, $T, $R, $1, ... of the tables in.
std::string BodyPrinter::libraryName(llvm::StringRef Pattern, const CallExpr *E, const FunctionDecl *Callee) {
  std::string Name;
  auto Word = [&](QualType Type) {
    Type = Type.getNonReferenceType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    if (const auto *Record = Type->getAsRecordDecl()) {
      std::string Known = Unit.record(Record).Name;
      if (!llvm::StringRef(Known).starts_with("lorcha_"))
        obstruct(DiagId::NoOpenClBuiltin, E->getExprLoc(),
                 Callee->getNameAsString() + " of " + Record->getNameAsString());
      return Known;
    }
    return Type->isBooleanType() ? std::string("bool") : Unit.scalar(Type, Needs);
  };
  for (size_t I = 0; I < Pattern.size(); ++I) {
    if (Pattern[I] != '$' || I + 1 == Pattern.size()) {
      Name += Pattern[I];
      continue;
    }
    char C = Pattern[++I];
    if (C == 'R') {
      Name += Word(E->getType());
    } else if (C == 'S' || C == 'T') {
      unsigned Skipped = C == 'S' ? 0 : 1;
      for (const Expr *Argument : E->arguments())
        if ((Argument->getType()->isPointerType() || Argument->isGLValue()) && Skipped-- == 0) {
          Name += spaceWord(spaceOfExpr(Argument));
          break;
        }
    } else {
      unsigned Index = C - '1';
      if (Index < Callee->getNumParams())
        Name += Word(Callee->getParamDecl(Index)->getType());
    }
  }
  return Name;
}

std::optional<Code> BodyPrinter::compilerBuiltin(const CallExpr *E, llvm::StringRef Name) {
  if (Name == "__builtin_expect" || Name == "__builtin_expect_with_probability")
    return value(E->getArg(0));
  if (Name == "__builtin_unreachable" || Name == "__builtin_assume")
    return Code{"(void)0", Binding::Unary};
  if (Name == "__builtin_is_constant_evaluated")
    return Code{"false"};
  if (Name == "__builtin_addressof" || Name == "addressof")
    return place(E->getArg(0)).address();
  if (Name == "__builtin_popcount" || Name == "__builtin_popcountl" || Name == "__builtin_popcountll")
    return Code{"(int)popcount(" + exactValue(E->getArg(0)).Text + ")", Binding::Unary};
  if (Name == "__builtin_ctz" || Name == "__builtin_ctzl" || Name == "__builtin_ctzll") {
    std::string Bits = temporary(E->getArg(0)->getType(), "bits");
    return Code{Bits + " = " + exactValue(E->getArg(0)).in(Binding::Assign) + ", (int)popcount(~" + Bits +
                    " & (" + Bits + " - 1))",
                Binding::Comma};
  }
  if (Name == "__builtin_clz" || Name == "__builtin_clzl" || Name == "__builtin_clzll")
    return Code{"(int)clz(" + exactValue(E->getArg(0)).Text + ")", Binding::Unary};
  for (llvm::StringRef Test : {"isnan", "isinf", "isfinite", "isnormal", "signbit"})
    if (Name == ("__builtin_" + Test).str())
      return Code{(Test + "(" + exactValue(E->getArg(0)).Text + ")").str(), Binding::Postfix};
  if (Name == "__builtin_trap" || Name == "abort" || Name == "__trap") {
    needContext(OpenClMessages);
    return Code{"lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_TRAP, 0, 0)", Binding::Postfix};
  }
  return std::nullopt;
}

/// An atomic function on 64 bits: some devices emulate it.
static bool isWideAtomic(const BuiltinEntry &Row, const FunctionDecl *Callee) {
  if (Row.OpenClPart != "atomic")
    return false;
  QualType Place = Callee->getParamDecl(0)->getType()->getPointeeType();
  return Place->isArithmeticType() && Callee->getASTContext().getTypeSize(Place) == 64;
}

Code BodyPrinter::builtinCall(const CallExpr *E, const FunctionDecl *Callee) {
  llvm::StringRef Name = Callee->getIdentifier() ? Callee->getName() : "";
  if (Kernel.Collective.isGroupPrimitive(Callee))
    return groupPrimitive(E, Callee);
  if (Callee->isReplaceableGlobalAllocationFunction())
    return heapCall(E);
  if (std::optional<Code> Known = compilerBuiltin(E, Name))
    return *Known;
  const BuiltinEntry *Row = lookupBuiltin(Name);
  if (!Row && Name.starts_with("__builtin_")) {
    Row = lookupBuiltin(Name.drop_front(strlen("__builtin_")));
    if (!Row || Row->OpenClName.empty())
      if (std::optional<Code> Constant = folded(E))
        return *Constant;
  }
  if (!Row || Row->OpenClName.empty()) {
    obstruct(DiagId::NoOpenClBuiltin, E->getExprLoc(), Callee->getQualifiedNameAsString());
    return {"0"};
  }
  if (!Row->OpenClPart.empty())
    Needs.Library.insert(Row->OpenClPart.str());
  bool IsCollective = Kernel.Collective.isCollective(Callee);
  std::string P = IsCollective ? predicateOf(E) : "";
  std::vector<std::string> Arguments;
  bool IsWide = isWideAtomic(*Row, Callee);
  if (Row->OpenClTakes != OpenClTaking::Nothing || IsWide) {
    Arguments.push_back("lorchaContext");
    needContext(IsWide ? OpenClLocks : 0);
  }
  if (IsWide)
    Needs.Library.insert("atomic64");
  if (Row->OpenClTakes == OpenClTaking::Predicate)
    Arguments.push_back(P.empty() ? "true" : P);
  if (Row->OpenClTakes == OpenClTaking::Predicate ||
      (Row->OpenClTakes != OpenClTaking::Nothing && Row->Effect == BuiltinEffect::WarpOp))
    needContext(OpenClExchange);
  if (Row->OpenClPart == "heap")
    Needs.Needs |= OpenClHeap;
  if (Row->OpenClPart == "window")
    Needs.Needs |= OpenClDynamicShared;
  if (Row->OpenClPart == "trap")
    Needs.Needs |= OpenClMessages;
  for (const Expr *Argument : E->arguments())
    Arguments.push_back(walkedArgument(
        Argument,
        (Argument->isGLValue() ? place(Argument).address() : exactValue(Argument)).in(Binding::Assign), P));
  for (const ParmVarDecl *Parameter : Callee->parameters())
    if (Parameter->getType()->isRealFloatingType())
      Unit.scalar(Parameter->getType(), Needs);
  Code Text{libraryName(Row->OpenClName, E, Callee) + "(" + llvm::join(Arguments, ", ") + ")",
            Binding::Postfix};
  return IsCollective ? walkedCall(E, Text, P) : Text;
}

} // namespace lorcha::opencl
