// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Declarations and initialisation. What C cannot initialise where it declares is initialised by steps that
// follow:
//   Vec v(1, 2);   ->   Vec v;  Vec_construct(&v, 1, 2);
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

namespace {
constexpr uint64_t MaxUnrolledElements = 64;
}

std::optional<std::string> BodyPrinter::listText(QualType Type, const InitListExpr *List) {
  if (!List->isSemanticForm() && List->getSemanticForm())
    List = List->getSemanticForm();
  if (List->isTransparent())
    return initialiserText(Type, List->getInit(0));
  std::vector<std::string> Texts;
  auto Element = [&](QualType ElementType, const Expr *Init) {
    std::optional<std::string> Text = initialiserText(ElementType, Init);
    if (!Text)
      return false;
    if (isDataPointer(ElementType))
      Text = toMemory({*Text, Binding::Assign}, ElementType, spaceOfExpr(Init)).Text;
    Texts.push_back(*Text);
    return true;
  };
  const auto *Record = Type->getAsCXXRecordDecl();
  if (!Record) {
    const ConstantArrayType *Array = Context.getAsConstantArrayType(Type);
    if (!Array)
      return std::nullopt;
    for (const Expr *Init : List->inits())
      if (!Element(Array->getElementType(), Init))
        return std::nullopt;
    const Expr *Filler = List->hasArrayFiller() ? List->getArrayFiller() : nullptr;
    if (Filler && !isa<ImplicitValueInitExpr>(Filler) &&
        List->getNumInits() < Array->getSize().getZExtValue())
      return std::nullopt;
  } else {
    const PrintedRecord &Printed = Unit.record(Record);
    if (!Printed.HasPlainOrder || Record->isUnion() || Record->getNumBases() != 0)
      return std::nullopt;
    unsigned Next = 0;
    for (const FieldDecl *Field : Record->fields()) {
      if (Next == List->getNumInits())
        break;
      const Expr *Init = List->getInit(Next++);
      if (Field->isBitField() || Field->getType()->isReferenceType() || Field->isZeroSize(Context) ||
          !Element(Field->getType(), Init))
        return std::nullopt;
    }
  }
  while (Texts.size() > 1 && Texts.back() == "0")
    Texts.pop_back();
  if (Texts.empty())
    Texts.push_back("0");
  return "{" + llvm::join(Texts, ", ") + "}";
}

std::optional<std::string> BodyPrinter::initialiserText(QualType Type, const Expr *Init) {
  if (const auto *Full = dyn_cast<FullExpr>(Init))
    return initialiserText(Type, Full->getSubExpr());
  if (const auto *Paren = dyn_cast<ParenExpr>(Init))
    return initialiserText(Type, Paren->getSubExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Init))
    return initialiserText(Type, Default->getExpr());
  if (isa<CXXDefaultInitExpr>(Init) && !Type->isScalarType())
    return std::nullopt;
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Init))
    return initialiserText(Type, Bound->getSubExpr());
  if (const auto *List = dyn_cast<InitListExpr>(Init); List && !Type->isScalarType())
    return listText(Type, List);
  if (isa<ImplicitValueInitExpr>(Init))
    return Type->isScalarType() ? "0" : "{0}";
  if (const auto *Text = dyn_cast<clang::StringLiteral>(Init))
    return quoted(Text->getBytes());
  if (Type->isArrayType() || isa<LambdaExpr>(Init))
    return std::nullopt;
  if (const auto *Cast = dyn_cast<CastExpr>(Init);
      Cast && Type->isRecordType() &&
      (Cast->getCastKind() == CK_ConstructorConversion || Cast->getCastKind() == CK_NoOp ||
       Cast->getCastKind() == CK_UserDefinedConversion) &&
      Init->isPRValue())
    return initialiserText(Type, Cast->getSubExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
      Construct && (!isTrivialConstruction(Construct) || Construct->getNumArgs() == 0))
    return std::nullopt;
  return value(Init).in(Binding::Assign);
}

void BodyPrinter::zero(const Place &Object, QualType Type, std::vector<std::string> &Steps) {
  if (const ConstantArrayType *Array = Context.getAsConstantArrayType(Type)) {
    uint64_t Count = Array->getSize().getZExtValue();
    if (Count > MaxUnrolledElements)
      obstruct(DiagId::NotLowered, Instance.Function->getLocation(),
               "zeros for a large array that is a part of an object");
    for (uint64_t I = 0; I < std::min(Count, MaxUnrolledElements); ++I)
      zero({{Object.lvalue().in(Binding::Postfix) + "[" + std::to_string(I) + "]", Binding::Postfix}, false},
           Array->getElementType(), Steps);
    return;
  }
  std::string Zero = Type->isRecordType() ? "(" + typeName(Type) + "){0}" : "0";
  Steps.push_back(Object.lvalue().in(Binding::Unary) + " = " + Zero);
}

void BodyPrinter::copyArray(const Place &To, const Place &From, QualType Type,
                            std::vector<std::string> &Steps) {
  const ConstantArrayType *Array = Context.getAsConstantArrayType(Type);
  if (!Array) {
    Steps.push_back(To.lvalue().in(Binding::Unary) + " = " + From.lvalue().in(Binding::Assign));
    return;
  }
  uint64_t Count = Array->getSize().getZExtValue();
  if (Count > MaxUnrolledElements)
    obstruct(DiagId::NotLowered, Instance.Function->getLocation(), "the copy of a large array");
  auto Element = [](const Place &Whole, uint64_t I) {
    return Place{{Whole.lvalue().in(Binding::Postfix) + "[" + std::to_string(I) + "]", Binding::Postfix},
                 false};
  };
  for (uint64_t I = 0; I < std::min(Count, MaxUnrolledElements); ++I)
    copyArray(Element(To, I), Element(From, I), Array->getElementType(), Steps);
}

Place BodyPrinter::baseOf(const Place &Object, const CXXRecordDecl *Base, AddressSpace Space) {
  if (isEmptyBase(Base))
    return {{"(" + Unit.pointer(Context.getRecordType(Base), Space, "", Needs) + ")" +
                 Object.address().in(Binding::Unary),
             Binding::Unary},
            true};
  typeName(Context.getRecordType(Base));
  return Object.member(baseName(Unit, Base));
}

void BodyPrinter::initialise(const Place &Object, AddressSpace Space, QualType Type, const Expr *Init,
                             std::vector<std::string> &Steps) {
  if (const auto *Full = dyn_cast<FullExpr>(Init))
    return initialise(Object, Space, Type, Full->getSubExpr(), Steps);
  if (const auto *Paren = dyn_cast<ParenExpr>(Init))
    return initialise(Object, Space, Type, Paren->getSubExpr(), Steps);
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Init))
    return initialise(Object, Space, Type, Default->getExpr(), Steps);
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Init))
    return initialise(Object, Space, Type, Default->getExpr(), Steps);
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Init))
    return initialise(Object, Space, Type, Bound->getSubExpr(), Steps);
  if (const auto *Cast = dyn_cast<CastExpr>(Init);
      Cast &&
      (Cast->getCastKind() == CK_ConstructorConversion || Cast->getCastKind() == CK_UserDefinedConversion ||
       (Cast->getCastKind() == CK_NoOp && Init->isPRValue() && Type->isRecordType())))
    return initialise(Object, Space, Type, Cast->getSubExpr(), Steps);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
    return construct(Object, Construct, Steps);
  if (const auto *List = dyn_cast<InitListExpr>(Init); List && !Type->isScalarType())
    return initialiseList(Object, Space, Type, List, Steps);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Init))
    return capture(Object, Lambda, Steps);
  if (isa<ImplicitValueInitExpr>(Init) && !Type->isScalarType())
    return zero(Object, Type, Steps);
  if (const auto *Loop = dyn_cast<ArrayInitLoopExpr>(Init); Loop && Type.isTriviallyCopyableType(Context))
    return copyArray(Object, place(Loop->getCommonExpr()->getSourceExpr()), Type, Steps);
  if (Type->isArrayType()) {
    obstruct(DiagId::NotLowered, Init->getExprLoc(), "this initialisation of an array");
    return;
  }
  Code Value = value(Init);
  if (isDataPointer(Type))
    Value = toMemory(Value, Type, spaceOfExpr(Init));
  Steps.push_back(Object.lvalue().in(Binding::Unary) + " = " + Value.in(Binding::Assign));
}

void BodyPrinter::initialiseList(const Place &Object, AddressSpace Space, QualType Type,
                                 const InitListExpr *List, std::vector<std::string> &Steps) {
  if (!List->isSemanticForm() && List->getSemanticForm())
    List = List->getSemanticForm();
  if (List->isTransparent())
    return initialise(Object, Space, Type, List->getInit(0), Steps);
  const auto *Record = Type->getAsCXXRecordDecl();
  if (const ConstantArrayType *Array = Record ? nullptr : Context.getAsConstantArrayType(Type)) {
    uint64_t Count = Array->getSize().getZExtValue();
    if (Count > MaxUnrolledElements)
      obstruct(DiagId::NotLowered, List->getExprLoc(), "a long list of initialisers with constructors");
    for (uint64_t I = 0; I < std::min(Count, MaxUnrolledElements); ++I) {
      const Expr *Init = I < List->getNumInits() ? List->getInit(I) : List->getArrayFiller();
      Place Element{{Object.lvalue().in(Binding::Postfix) + "[" + std::to_string(I) + "]", Binding::Postfix},
                    false};
      if (Init)
        initialise(Element, Space, Array->getElementType(), Init, Steps);
    }
    return;
  }
  if (std::optional<std::string> Text = listText(Type, List)) {
    Steps.push_back(Object.lvalue().in(Binding::Unary) + " = (" + typeName(Type) + ")" + *Text);
    return;
  }
  std::optional<Place> Outer = InitialisedObject;
  InitialisedObject = Object;
  unsigned Next = 0;
  auto Member = [&](const FieldDecl *Field) {
    const Expr *Init = List->getInit(Next++);
    if (Field->isBitField())
      Steps.push_back(storeBits(bitField(Object, Field, Space), value(Init)).Text);
    else if (Field->getType()->isReferenceType())
      Steps.push_back(
          fieldOf(Object, Field).lvalue().in(Binding::Unary) + " = " +
          toMemory(place(Init).address(), Field->getType(), spaceOfExpr(Init)).in(Binding::Assign));
    else
      initialise(fieldOf(Object, Field), Space, Field->getType(), Init, Steps);
  };
  if (Record->isUnion()) {
    if (const FieldDecl *Field = List->getInitializedFieldInUnion(); Field && List->getNumInits())
      Member(Field);
  } else {
    for (const CXXBaseSpecifier &Base : Record->bases())
      if (Next < List->getNumInits())
        initialise(baseOf(Object, Base.getType()->getAsCXXRecordDecl(), Space), Space, Base.getType(),
                   List->getInit(Next++), Steps);
    for (const FieldDecl *Field : Record->fields())
      if (!Field->isUnnamedBitField() && Next < List->getNumInits())
        Member(Field);
  }
  InitialisedObject = Outer;
}

void BodyPrinter::construct(const Place &Object, const CXXConstructExpr *E, std::vector<std::string> &Steps) {
  if (const ConstantArrayType *Array = Context.getAsConstantArrayType(E->getType())) {
    if (isTrivialConstruction(E) && !E->requiresZeroInitialization())
      return;
    uint64_t Count = Context.getConstantArrayElementCount(Array);
    QualType Element = Context.getBaseElementType(Array);
    std::string First =
        "(" + Unit.pointer(Element, spaceOfExpr(E), "", Needs) + ")" + Object.address().in(Binding::Unary);
    if (Count > MaxUnrolledElements)
      return constructElements(
          {{First, Binding::Unary}, spaceOfExpr(E), Element, std::to_string(Count) + "ul"}, E, Steps);
    for (uint64_t I = 0; I < Count; ++I) {
      Place Each{{"(" + First + ")[" + std::to_string(I) + "]", Binding::Postfix}, false};
      if (E->requiresZeroInitialization())
        zero(Each, Element, Steps);
      if (!isTrivialConstruction(E))
        Steps.push_back(callOf(E, E->getConstructor(), Each.address(), {E->getArgs(), E->getNumArgs()}).Text);
    }
    return;
  }
  if (E->requiresZeroInitialization())
    zero(Object, E->getType(), Steps);
  if (isTrivialConstruction(E)) {
    if (E->getNumArgs() != 0)
      Steps.push_back(Object.lvalue().in(Binding::Unary) + " = " + value(E->getArg(0)).in(Binding::Assign));
    return;
  }
  Steps.push_back(callOf(E, E->getConstructor(), Object.address(), {E->getArgs(), E->getNumArgs()}).Text);
}

void BodyPrinter::capture(const Place &Object, const LambdaExpr *E, std::vector<std::string> &Steps) {
  typeName(E->getType());
  auto Init = E->capture_init_begin();
  for (FieldDecl *Field : E->getLambdaClass()->fields()) {
    const Expr *Value = *Init++;
    if (Field->getType()->isReferenceType())
      Steps.push_back(
          fieldOf(Object, Field).lvalue().in(Binding::Unary) + " = " +
          toMemory(place(Value).address(), Field->getType(), spaceOfExpr(Value)).in(Binding::Assign));
    else
      initialise(fieldOf(Object, Field), spaceOfExpr(E), Field->getType(), Value, Steps);
  }
}

void BodyPrinter::destroy(const void *Key, const Place &Object, QualType Type, AddressSpace Space,
                          std::vector<std::string> &Steps) {
  const CXXRecordDecl *Record = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Record || Type->isReferenceType() || Type->isPointerType() || Record->hasTrivialDestructor())
    return;
  const PrintedFunction *Callee = calleeOf(Key);
  if (!Callee)
    return;
  if (!Type->isArrayType()) {
    std::vector<std::string> Arguments = leadingArguments(*Callee);
    Arguments.push_back(Object.address().in(Binding::Assign));
    Steps.push_back(Callee->Name + "(" + llvm::join(Arguments, ", ") + ")");
    return;
  }
  const ConstantArrayType *Array = Context.getAsConstantArrayType(Type);
  uint64_t Count = Context.getConstantArrayElementCount(Array);
  if (Count > MaxUnrolledElements) {
    QualType Element = Context.getBaseElementType(Array);
    Code First{"(" + Unit.pointer(Element, Space, "", Needs) + ")" + Object.address().in(Binding::Unary),
               Binding::Unary};
    return destroyElements({First, Space, Element, std::to_string(Count) + "ul"}, Key, Steps);
  }
  for (uint64_t I = Array->getZExtSize(); I-- > 0;)
    destroy(Key,
            {{Object.lvalue().in(Binding::Postfix) + "[" + std::to_string(I) + "]", Binding::Postfix}, false},
            Array->getElementType(), Space, Steps);
}

void BodyPrinter::registerDestructor(const VarDecl *Variable) {
  std::vector<std::string> Steps;
  destroy(Variable, localPlace(Variable), Variable->getType(), AddressSpace::Private, Steps);
  for (std::string &Step : llvm::reverse(Steps)) // a scope runs them last to first
    Scopes.back().Destructors.push_back(Step);
}

void BodyPrinter::declareShared(const VarDecl *Variable) {
  if (!Variable->hasExternalStorage()) // the kernel declares it, for all that use it
    return;
}

void BodyPrinter::declare(const VarDecl *Variable) {
  if (Variable->hasAttr<CUDASharedAttr>())
    return declareShared(Variable);
  if (Variable->isStaticLocal() || isFoldedVariable(Context, Variable))
    return;
  QualType Type = Variable->getType();
  const Expr *Init = Variable->getInit();
  std::string Name = Locals.of(Variable);
  lineAt(Variable->getLocation());
  if (Type->isReferenceType()) {
    line(Unit.asValue(Type, spaceOfVariable(Variable), Name, Needs) + " = " +
             place(Init).address().in(Binding::Assign) + ";",
         true);
  } else if (isDataPointer(Type)) {
    std::string Text =
        isRegister(Variable) ? Unit.asValue(Type, spaceOfVariable(Variable), Name, Needs) : "ulong " + Name;
    if (Init) {
      Code Value = value(Init);
      if (!isRegister(Variable))
        Value = toMemory(Value, Type, spaceOfExpr(Init));
      Text += " = " + Value.in(Binding::Assign);
    }
    line(Text + ";", true);
  } else {
    bool IsBool = Type->isBooleanType() && !Instance.AddressTaken.count(Variable);
    std::string Text = IsBool ? "bool " + Name : Unit.inMemory(Type, Name, Needs);
    std::optional<std::string> Value = Init ? initialiserText(Type, Init) : std::nullopt;
    if (Init && Context.hasSameUnqualifiedType(Type, Context.UnsignedIntTy) && isWideIndex(Init, true))
      Value = wideIndex(Init).in(Binding::Assign);
    line(Text + (Value ? " = " + *Value : "") + ";", true);
    if (Init && !Value) {
      std::vector<std::string> Steps;
      initialise({{Name}, false}, AddressSpace::Private, Type, Init, Steps);
      for (const std::string &Step : Steps)
        line(Step + ";");
    }
  }
  flushTemporaryDestructors();
  if (const auto *Decomposition = dyn_cast<DecompositionDecl>(Variable))
    for (const BindingDecl *Bound : Decomposition->bindings())
      if (const VarDecl *Holding = Bound->getHoldingVar())
        declare(Holding);
  if (!Type->isReferenceType())
    registerDestructor(Variable);
}

} // namespace lorcha::opencl
