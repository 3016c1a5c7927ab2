// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects that `new` makes and `delete` destroys, on the device's heap (heap.cl) or by operators of the
// user's, and what is done to each element of an array whose length is large or not known:
//   new Vec[n]   ->   count = n, object = lorcha_new(lorchaContext, count, 12, 8),
//                     object != 0 ? Vec_construct_each(object, count) : (void)0, object
// As on the host, arrays of objects with destructors have their length in front of them.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

namespace {
constexpr uint64_t HeapAlignment = 16;

/// Bytes in front of an array, in the last eight of which is its length; 0 for arrays whose length nobody
/// asks for.
uint64_t cookieBytes(const ASTContext &Context, QualType Element, bool IsLengthAsked) {
  if (!IsLengthAsked && !Element.isDestructedType())
    return 0;
  return std::max<uint64_t>(sizeof(uint64_t), Context.getTypeAlignInChars(Element).getQuantity());
}

Code guarded(const std::string &Pointer, const std::vector<std::string> &Steps) {
  return {Pointer + " != 0 ? (void)(" + llvm::join(Steps, ", ") + ") : (void)0", Binding::Conditional};
}
} // namespace

void BodyPrinter::forElements(const Elements &All, const std::string &Name, bool IsBackward,
                              llvm::function_ref<void(const Place &, std::vector<std::string> &)> Each,
                              std::vector<std::string> &Steps) {
  TextNeeds Outer = std::move(Needs);
  Needs = TextNeeds();
  size_t Temporaries = Declarations.size();
  std::vector<std::string> Inner;
  Each({{"lorcha_first[lorcha_i]", Binding::Postfix}, false}, Inner);
  if (Declarations.size() != Temporaries || !Needs.Shared.empty()) {
    obstruct(DiagId::NotLowered, Instance.Function->getLocation(),
             "an array of objects whose constructors need more than their default arguments");
    Declarations.resize(Temporaries);
  }
  std::string Loop = IsBackward ? "for (ulong lorcha_i = lorcha_count; lorcha_i-- > 0;) {"
                                : "for (ulong lorcha_i = 0; lorcha_i < lorcha_count; ++lorcha_i) {";
  std::string Text = fmt::format("static {}void $NAME({}{}, ulong lorcha_count) {{\n  {}\n",
                                 All.Space == AddressSpace::Local ? "LORCHA_TAKES_LOCAL " : "",
                                 Needs.Context ? "const lorcha_context *lorchaContext, " : "",
                                 Unit.pointer(All.Type, All.Space, "lorcha_first", Needs), Loop);
  for (const std::string &Step : Inner)
    Text += "    " + Step + ";\n";
  Text += "  }\n}\n";
  auto [It, IsNew] = Unit.Functions.try_emplace({nullptr, Text});
  PrintedFunction &Function = It->second;
  if (IsNew) {
    Function.Name = Unit.Names.unique(Name);
    Text.replace(Text.find("$NAME"), strlen("$NAME"), Function.Name);
    Function.Needs = Needs;
    Function.Needs.Fragments.insert(Unit.addFragment(Text));
    Unit.NewFunctions.push_back(It->first);
  }
  Needs = std::move(Outer);
  Needs.add(Function.Needs);
  Steps.push_back(fmt::format("{}({}{}, {})", Function.Name, Function.Needs.Context ? "lorchaContext, " : "",
                              All.First.in(Binding::Assign), All.Count));
}

BodyPrinter::Elements BodyPrinter::flattened(const Code &First, AddressSpace Space, QualType Type,
                                             std::string Count) {
  QualType Element = Context.getBaseElementType(Type).getUnqualifiedType();
  const ConstantArrayType *Array = Context.getAsConstantArrayType(Type);
  if (!Array)
    return {First, Space, Element, Count};
  return {{"(" + Unit.pointer(Element, Space, "", Needs) + ")" + First.in(Binding::Unary), Binding::Unary},
          Space,
          Element,
          Count + " * " + std::to_string(Context.getConstantArrayElementCount(Array))};
}

/// The same initialisation for each: a construction with default arguments, or zeros.
void BodyPrinter::constructElements(const Elements &All, const Expr *Init, std::vector<std::string> &Steps) {
  const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
  bool Calls = Construct && !isTrivialConstruction(Construct);
  bool Zeroes = Construct ? Construct->requiresZeroInitialization() : isa<ImplicitValueInitExpr>(Init);
  if (!Construct && !Zeroes) {
    obstruct(DiagId::NotLowered, Init->getExprLoc(), "this initialisation of an array");
    return;
  }
  if (!Calls && !Zeroes)
    return;
  const CXXConstructorDecl *Constructor = Calls ? Construct->getConstructor() : nullptr;
  auto Each = [&](const Place &Object, std::vector<std::string> &Inner) {
    if (Zeroes)
      zero(Object, All.Type, Inner);
    if (Calls)
      Inner.push_back(
          callOf(Construct, Constructor, Object.address(), {Construct->getArgs(), Construct->getNumArgs()})
              .Text);
  };
  forElements(All, (Constructor ? wordFor(Constructor) : "zero") + "_each", /*IsBackward=*/false, Each,
              Steps);
}

void BodyPrinter::destroyElements(const Elements &All, const void *Key, std::vector<std::string> &Steps) {
  const CXXDestructorDecl *Destructor = All.Type->getAsCXXRecordDecl()->getDestructor();
  auto Each = [&](const Place &Object, std::vector<std::string> &Inner) {
    destroy(Key, Object, All.Type, All.Space, Inner);
  };
  forElements(All, wordFor(Destructor) + "_each", /*IsBackward=*/true, Each, Steps);
}

void BodyPrinter::initialiseNewArray(const CXXNewExpr *E, const Elements &All,
                                     std::vector<std::string> &Steps) {
  const Expr *Init = E->getInitializer()->IgnoreParens();
  while (const auto *Full = dyn_cast<FullExpr>(Init))
    Init = Full->getSubExpr();
  QualType Type = E->getAllocatedType();
  const auto *List = dyn_cast<InitListExpr>(Init);
  if (!List)
    return constructElements(flattened(All.First, All.Space, Type, All.Count), Init, Steps);
  if (!List->isSemanticForm() && List->getSemanticForm())
    List = List->getSemanticForm();
  std::string First = All.First.in(Binding::Postfix), Given = std::to_string(List->getNumInits());
  if (List->isStringLiteralInit())
    obstruct(DiagId::NotLowered, E->getExprLoc(), "'new' of a text");
  for (unsigned I = 0; I < List->getNumInits(); ++I)
    initialise({{First + "[" + std::to_string(I) + "]", Binding::Postfix}, false}, All.Space, Type,
               List->getInit(I), Steps);
  Expr::EvalResult Length;
  bool IsWhole = (*E->getArraySize())->EvaluateAsInt(Length, Context) &&
                 Length.Val.getInt().getZExtValue() == List->getNumInits();
  if (const Expr *Filler = List->hasArrayFiller() ? List->getArrayFiller() : nullptr; Filler && !IsWhole)
    constructElements(flattened({First + " + " + Given, Binding::Add}, All.Space, Type,
                                "(" + All.Count + " - " + Given + ")"),
                      Filler, Steps);
}

/// Where the object or array will be.
std::string BodyPrinter::newMemory(const CXXNewExpr *E, const std::string &Count) {
  const FunctionDecl *Operator = E->getOperatorNew();
  QualType Type = E->getAllocatedType();
  uint64_t Cookie = E->isArray() ? cookieBytes(Context, Type, E->doesUsualArrayDeleteWantSize()) : 0;
  switch (allocationOf(Unit.Unit, Operator)) {
  case Allocation::Place:
    return value(E->getPlacementArg(0)).in(Binding::Unary);
  case Allocation::Heap:
    if (E->passAlignment() || Context.getTypeAlignInChars(Type).getQuantity() > int64_t(HeapAlignment))
      obstruct(DiagId::NotLowered, E->getExprLoc(),
               "'new' of objects that are aligned to more than 16 bytes");
    needContext(OpenClHeap);
    Needs.Library.insert("heap");
    return fmt::format("lorcha_new(lorchaContext, {}, {}, {})", Count, Unit.sizeOf(Type), Cookie);
  case Allocation::Function:
    break;
  }
  if (Cookie)
    obstruct(DiagId::NotLowered, E->getExprLoc(), "an 'operator new[]' for objects with destructors");
  const PrintedFunction *Callee = calleeOf(E);
  if (!Callee)
    return "0"; // the analysis has said why
  std::vector<std::string> Arguments = leadingArguments(*Callee);
  Arguments.push_back(Count + " * " + std::to_string(Unit.sizeOf(Type)));
  for (unsigned I = 0; I < E->getNumPlacementArgs() && I + 1 < Operator->getNumParams(); ++I)
    Arguments.push_back(argument(Operator->getParamDecl(I + 1), E->getPlacementArg(I)).in(Binding::Assign));
  return Callee->Name + "(" + llvm::join(Arguments, ", ") + ")";
}

Code BodyPrinter::newExpression(const CXXNewExpr *E) {
  AddressSpace Space = spaceOfExpr(E);
  QualType Type = E->getAllocatedType();
  std::vector<std::string> Steps, Inner;
  std::string Count = "1ul";
  if (E->isArray()) {
    Count = temporary(Context.UnsignedLongTy, "count");
    Steps.push_back(Count + " = " + value(*E->getArraySize()).in(Binding::Assign));
  }
  std::string Memory = newMemory(E, Count);
  std::string Name = temporary(E->getType(), "object", false, Space);
  Steps.push_back(Name + " = (" + Unit.pointer(Type, Space, "", Needs) + ")" + Memory);
  const Expr *Init = E->getInitializer();
  if (Init && E->isArray())
    initialiseNewArray(E, {{Name}, Space, Type, Count}, Inner);
  else if (Init)
    initialise({{Name}, true}, Space, Type, Init, Inner);
  bool MayFail = allocationOf(Unit.Unit, E->getOperatorNew()) != Allocation::Place;
  if (MayFail && !Inner.empty())
    Inner = {guarded(Name, Inner).in(Binding::Assign)};
  Steps.insert(Steps.end(), Inner.begin(), Inner.end());
  Steps.push_back(Name);
  return {llvm::join(Steps, ", "), Binding::Comma};
}

void BodyPrinter::destroyDeleted(const CXXDeleteExpr *E, const std::string &Name,
                                 std::vector<std::string> &Steps) {
  QualType Type = E->getDestroyedType().getUnqualifiedType();
  const CXXRecordDecl *Class = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Class || Class->hasTrivialDestructor())
    return;
  AddressSpace Space = spaceOfExpr(E->getArgument());
  if (isVirtualDelete(E)) {
    Steps.push_back(virtualChoice(E, Class->getDestructor(), Name, {}).in(Binding::Assign));
    return;
  }
  if (!E->isArrayForm())
    return destroy(E, {{Name}, true}, Type, Space, Steps);
  std::string Length =
      fmt::format("*(({0} ulong *)(({0} uchar *){1} - {2}))", spaceWord(Space), Name, sizeof(uint64_t));
  destroyElements(flattened({Name}, Space, Type, Length), E, Steps);
}

/// The call that gives the memory back.
std::string BodyPrinter::releaseCall(const CXXDeleteExpr *E, const std::string &Name) {
  const FunctionDecl *Operator = E->getOperatorDelete();
  QualType Type = E->getDestroyedType();
  uint64_t Cookie = E->isArrayForm() ? cookieBytes(Context, Type, E->doesUsualArrayDeleteWantSize()) : 0;
  if (allocationOf(Unit.Unit, Operator) == Allocation::Heap) {
    needContext(OpenClHeap);
    Needs.Library.insert("heap");
    return Cookie ? fmt::format("lorcha_free(lorchaContext, (global uchar *){} - {})", Name, Cookie)
                  : fmt::format("lorcha_free(lorchaContext, {})", Name);
  }
  if (Cookie)
    obstruct(DiagId::NotLowered, E->getExprLoc(), "an 'operator delete[]' for objects with destructors");
  auto Known = Instance.Calls.find(E);
  if (Known == Instance.Calls.end() || Operator->getNumParams() > 2)
    return "0";
  const PrintedFunction &Callee = Kernel.function(*Known->second.back());
  Needs.add(Callee.Needs);
  std::vector<std::string> Arguments = leadingArguments(Callee);
  Arguments.push_back(Name);
  if (Operator->getNumParams() == 2)
    Arguments.push_back(std::to_string(Unit.sizeOf(Type)));
  return Callee.Name + "(" + llvm::join(Arguments, ", ") + ")";
}

Code BodyPrinter::deleteExpression(const CXXDeleteExpr *E) {
  const Expr *Argument = E->getArgument();
  AddressSpace Space = spaceOfExpr(Argument);
  bool IsOfHeap = Space == AddressSpace::Global || Space == AddressSpace::Unknown;
  if (!IsOfHeap && allocationOf(Unit.Unit, E->getOperatorDelete()) == Allocation::Heap)
    return effect(Argument); // no run of the program comes here
  QualType Type = E->getDestroyedType().getUnqualifiedType();
  std::string Name = temporary(Context.getPointerType(Type), "deleted", false, Space);
  std::vector<std::string> Inner;
  destroyDeleted(E, Name, Inner);
  Inner.push_back(releaseCall(E, Name));
  return {fmt::format("{} = ({}){}, {}", Name, Unit.pointer(Type, Space, "", Needs),
                      value(Argument).in(Binding::Unary), guarded(Name, Inner).in(Binding::Assign)),
          Binding::Comma};
}

/// A call of `operator new` or `operator delete` by its name.
Code BodyPrinter::heapCall(const CallExpr *E) {
  needContext(OpenClHeap);
  Needs.Library.insert("heap");
  std::string First = exactValue(E->getArg(0)).in(Binding::Assign);
  return {E->getType()->isVoidType() ? "lorcha_free(lorchaContext, " + First + ")"
                                     : "lorcha_new(lorchaContext, " + First + ", 1, 0)",
          Binding::Postfix};
}

} // namespace lorcha::opencl
