// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls: of the user's functions, of the device library's, and of printf and assert, which become messages.
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
                 !Variable->getType()->isReferenceType() && !Variable->hasAttr<CUDASharedAttr>() &&
                 !Variable->isStaticLocal() && !isFoldedVariable(Context, Variable);
    if (IsOwn)
      return {"&" + Locals.of(Variable), Binding::Unary};
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
  if (Row->Effect == BuiltinEffect::WarpOp || Row->OpenClTakes == OpenClTaking::Predicate)
    Needs.Needs |= OpenClExchange;
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

/// The string literal that the expression is, or that is known to be its value (`__builtin_FILE()`); else
/// none.
static const clang::StringLiteral *textOfArgument(const Expr *E, const ASTContext &Context) {
  E = E->IgnoreParenCasts();
  if (const auto *Predefined = dyn_cast<PredefinedExpr>(E))
    return Predefined->getFunctionName();
  Expr::EvalResult Known;
  if (E->getType()->isPointerType() && !E->isValueDependent() && E->EvaluateAsRValue(Known, Context) &&
      Known.Val.isLValue() && Known.Val.getLValueOffset().isZero())
    E = Known.Val.getLValueBase().dyn_cast<const Expr *>();
  return dyn_cast_or_null<clang::StringLiteral>(E);
}

Code BodyPrinter::printfCall(const CallExpr *E, bool UsesResult) {
  const clang::StringLiteral *Format = textOfArgument(E->getArg(0), Context);
  if (!Format) {
    obstruct(DiagId::NotLowered, E->getExprLoc(), "printf with a format that is not a literal");
    return {"0"};
  }
  needContext(OpenClMessages);
  unsigned Count = E->getNumArgs() - 1;
  std::string Word = temporary(Context.UnsignedIntTy, "message");
  std::string Begin = fmt::format("{} = lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_PRINTF, {}, {})",
                                  Word, Unit.format(Format->getBytes()), Count);
  std::vector<std::string> Steps = {Begin};
  for (unsigned I = 0; I < Count; ++I) {
    const Expr *Argument = E->getArg(I + 1);
    std::string At = I ? fmt::format("{} + {}", Word, 2 * I) : Word;
    const auto *Widened = dyn_cast<ImplicitCastExpr>(Argument);
    bool IsFloat = Widened && Widened->getCastKind() == CK_FloatingCast &&
                   Context.hasSameUnqualifiedType(Widened->getSubExpr()->getType(), Context.FloatTy);
    if (const clang::StringLiteral *Text = textOfArgument(Argument, Context))
      Steps.push_back(
          fmt::format("lorcha_message_long(lorchaContext, {}, {})", At, Unit.format(Text->getBytes())));
    else if (IsFloat)
      Steps.push_back(fmt::format("lorcha_message_float(lorchaContext, {}, {})", At,
                                  value(Widened->getSubExpr()).in(Binding::Assign)));
    else if (Argument->getType()->isRealFloatingType())
      Steps.push_back(fmt::format("lorcha_message_double(lorchaContext, {}, {})", At,
                                  value(Argument).in(Binding::Assign)));
    else if (isDataPointer(Argument->getType()))
      Steps.push_back(fmt::format(
          "lorcha_message_long(lorchaContext, {}, (long){})", At,
          toMemory(value(Argument), Argument->getType(), spaceOfExpr(Argument)).in(Binding::Unary)));
    else
      Steps.push_back(fmt::format("lorcha_message_long(lorchaContext, {}, (long){})", At,
                                  exactValue(Argument).in(Binding::Unary)));
  }
  if (UsesResult)
    Steps.push_back(std::to_string(Count));
  return {llvm::join(Steps, ", "), Binding::Comma};
}

Code BodyPrinter::assertCall(const CallExpr *E) {
  const clang::StringLiteral *Parts[3] = {textOfArgument(E->getArg(0), Context),
                                          textOfArgument(E->getArg(1), Context),
                                          textOfArgument(E->getArg(3), Context)};
  Expr::EvalResult Line;
  if (!Parts[0] || !Parts[1] || !Parts[2] || !E->getArg(2)->EvaluateAsInt(Line, Context)) {
    obstruct(DiagId::NotLowered, E->getExprLoc(), "a call of __assert_fail with texts that are not literals");
    return {"0"};
  }
  needContext(OpenClMessages);
  std::string Text =
      fmt::format("{}:{}: {}\n{}", Parts[1]->getBytes().str(), llvm::toString(Line.Val.getInt(), 10),
                  Parts[2]->getBytes().str(), Parts[0]->getBytes().str());
  return {fmt::format("(void)lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_ASSERT, {}, 0)",
                      Unit.format(Text)),
          Binding::Unary};
}

} // namespace lorcha::opencl
