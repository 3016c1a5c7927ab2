// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Initialisation, construction and calls.
#include "SpaceWalker.h"
#include "lorcha/Api/ApiTable.h"

using namespace clang;

namespace lorcha {

void SpaceWalker::initialise(Target Object, QualType Type, const Expr *Init) {
  if (const auto *Full = dyn_cast<FullExpr>(Init))
    return initialise(Object, Type, Full->getSubExpr());
  if (const auto *Paren = dyn_cast<ParenExpr>(Init))
    return initialise(Object, Type, Paren->getSubExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Init))
    return initialise(Object, Type, Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Init))
    return initialise(Object, Type, Default->getExpr());
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Init))
    return initialise(Object, Type, Bound->getSubExpr());
  if (const auto *Cast = dyn_cast<CastExpr>(Init);
      Cast &&
      (Cast->getCastKind() == CK_ConstructorConversion || Cast->getCastKind() == CK_UserDefinedConversion ||
       (Cast->getCastKind() == CK_NoOp && Init->isPRValue() && Type->isRecordType())))
    return initialise(Object, Type, Cast->getSubExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
    return construct(Object, Construct);
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return initialiseList(Object, Type, List);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Init))
    return capture(Object, Lambda);
  if (const auto *Loop = dyn_cast<ArrayInitLoopExpr>(Init)) {
    walk(Loop->getCommonExpr());
    return initialise(Object, Loop->getSubExpr()->getType(), Loop->getSubExpr());
  }
  Graph.unify(Object.Object, value(Init), Init->getExprLoc());
}

void SpaceWalker::initialiseList(Target Object, QualType Type, const InitListExpr *List) {
  if (const InitListExpr *Semantic = List->isSemanticForm() ? nullptr : List->getSemanticForm())
    List = Semantic;
  if (List->isTransparent())
    return initialise(Object, Type, List->getInit(0));
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record) {
    for (const Expr *Init : List->inits())
      initialise(Object, Init->getType(), Init);
    if (const Expr *Filler = List->hasArrayFiller() ? List->getArrayFiller() : nullptr)
      initialise(Object, Filler->getType(), Filler);
    return;
  }
  unsigned Next = 0;
  auto Member = [&](const FieldDecl *Field) {
    const Expr *Init = List->getInit(Next++);
    Target Place{Object.Space, Graph.field(Object.Object, Field)};
    if (Field->getType()->isReferenceType())
      Graph.unify(Place.Object, Graph.pointerTo(place(Init)), Init->getExprLoc());
    else
      initialise(Place, Field->getType(), Init);
  };
  if (Record->isUnion()) {
    if (const FieldDecl *Field = List->getInitializedFieldInUnion(); Field && List->getNumInits())
      Member(Field);
    return;
  }
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (Next < List->getNumInits())
      initialise(Object, Base.getType(), List->getInit(Next++));
  for (FieldDecl *Field : Record->fields())
    if (!Field->isUnnamedBitField() && Next < List->getNumInits())
      Member(Field);
}

void SpaceWalker::construct(Target Object, const CXXConstructExpr *E) {
  note(E, Object.Space);
  const CXXConstructorDecl *Constructor = E->getConstructor();
  if (isTrivialConstruction(E)) {
    if (E->getNumArgs() == 0)
      return;
    const Expr *From = E->getArg(0);
    Content *Copied = From->isGLValue() ? place(From).Object : value(From);
    Graph.unify(Object.Object, Copied, E->getExprLoc());
    return;
  }
  std::vector<const Expr *> Arguments(E->arg_begin(), E->arg_end());
  invoke(E, Constructor, Object, Arguments, E->getExprLoc());
}

void SpaceWalker::capture(Target Object, const LambdaExpr *E) {
  note(E, Object.Space);
  auto Init = E->capture_init_begin();
  for (FieldDecl *Field : E->getLambdaClass()->fields()) {
    const Expr *Value = *Init++;
    Target Member{Object.Space, Graph.field(Object.Object, Field)};
    if (Field->getType()->isReferenceType())
      Graph.unify(Member.Object, Graph.pointerTo(place(Value)), Value->getExprLoc());
    else
      initialise(Member, Field->getType(), Value);
  }
}

Content *SpaceWalker::argument(const ParmVarDecl *Parameter, const Expr *E) {
  QualType Type = Parameter->getType();
  bool Copies = isScalarReference(Type) && !isa<CXXConstructorDecl>(Parameter->getDeclContext());
  if (Copies) {
    Content *Copied = E->isGLValue() ? placeForAccess(E).Object : value(E);
    return Graph.pointerTo(
        {Graph.makeSpace(AddressSpace::Private, E->getExprLoc()), Copied ? Copied : Graph.make()});
  }
  if (Type->isReferenceType())
    return Graph.pointerTo(place(E));
  if (!Type->isRecordType())
    return value(E);
  Target Object = temporary(E->getExprLoc());
  initialise(Object, Type, E);
  return Object.Object;
}

Content *SpaceWalker::enterCallee(const void *Key, unsigned Index, const FunctionDecl *Function,
                                  const CallBindings &Bindings, SourceLocation Place) {
  AnalysedCall *&Callee = Known[{Key, Index}];
  if (!Callee) {
    Callee = Tree.enter(Function, Bindings, Instance.Depth + 1, Place);
    if (!Callee)
      return Graph.make();
    Instance.Calls[Key].push_back(Callee->Instance);
    return Callee->Result;
  }
  for (size_t I = 0; I < std::min(Callee->Parameters.size(), Bindings.Arguments.size()); ++I)
    Graph.unify(Callee->Parameters[I], Bindings.Arguments[I], Place);
  if (Callee->This && Bindings.This)
    Graph.unify(*Callee->This, *Bindings.This, Place);
  return Callee->Result;
}

Content *SpaceWalker::invoke(const void *Key, const FunctionDecl *Function, std::optional<Target> This,
                             llvm::ArrayRef<const Expr *> Arguments, SourceLocation Place, bool IsVirtual) {
  CallBindings Bindings;
  Bindings.This = This;
  for (size_t I = 0; I < Arguments.size(); ++I) {
    if (I < Function->getNumParams()) {
      Bindings.Arguments.push_back(argument(Function->getParamDecl(I), Arguments[I]));
    } else {
      walk(Arguments[I]);
      Bindings.Arguments.push_back(nullptr);
    }
  }
  if (IsVirtual) {
    auto Candidates = Tree.Spaces.types(Tree.Unit).candidates(cast<CXXMethodDecl>(Function));
    if (Candidates.empty())
      obstruct(DiagId::NotLowered, Place, "a call of a virtual function of this class");
    Content *Result = Graph.make();
    for (unsigned I = 0; I < Candidates.size(); ++I)
      Graph.unify(Result, enterCallee(Key, I, Candidates[I].Method, Bindings, Place), Place);
    return Result;
  }
  switch (classifyCallee(Tree.Unit, Function)) {
  case CalleeKind::Trivial:
    if (This && !Bindings.Arguments.empty() && Bindings.Arguments[0]) { // an assignment
      Content *From = Bindings.Arguments[0];
      if (Function->getParamDecl(0)->getType()->isReferenceType())
        From = Graph.pointee(From).Object;
      Graph.unify(This->Object, From, Place);
      return Graph.pointerTo(*This);
    }
    return Graph.make();
  case CalleeKind::Body:
    return enterCallee(Key, 0, Function, Bindings, Place);
  case CalleeKind::Unknown:
    if (Tree.Spaces.MayImport && isOfOtherUnit(Tree.Unit, Function))
      return hasSpace(Function->getReturnType())
                 ? Graph.pointerTo({Graph.makeSpace(AddressSpace::Global, Place), Graph.makeFromHost(Place)})
                 : Graph.makeFromHost(Place);
    obstruct(DiagId::NoDefinition, Place, Function->getQualifiedNameAsString());
    return Graph.make();
  case CalleeKind::Builtin:
  case CalleeKind::Printf:
  case CalleeKind::Assert:
    return Graph.make();
  }
  llvm_unreachable("all kinds are above");
}

Content *SpaceWalker::builtinCall(const CallExpr *E, const FunctionDecl *Callee) {
  std::vector<Content *> Values;
  for (const Expr *Argument : E->arguments())
    Values.push_back(Argument->isGLValue() ? Graph.pointerTo(place(Argument)) : value(Argument));
  llvm::StringRef Name = Callee->getIdentifier() ? Callee->getName() : "";
  Name.consume_front("__builtin_");
  if ((Name == "memcpy" || Name == "memmove") && Values.size() == 3 && Values[0] && Values[1])
    Graph.unify(Graph.pointee(Values[0]).Object, Graph.pointee(Values[1]).Object, E->getExprLoc());
  if (E->isGLValue() && !Values.empty() && E->getArg(0)->isGLValue())
    return Values[0]; // std::move and its like
  if (!E->getType()->isPointerType())
    return nullptr;
  for (size_t I = 0; I < Values.size(); ++I)
    if (Values[I] && E->getArg(I)->getType()->isPointerType() && Name != "malloc")
      return Values[I];
  const BuiltinEntry *Row = lookupBuiltin(Name);
  bool IsLocal = Row && Row->OpenClPart == "window";
  return Graph.pointerTo(
      Graph.makeTarget(IsLocal ? AddressSpace::Local : AddressSpace::Global, E->getExprLoc()));
}

/// A call through a pointer: of every function of that type whose address is taken.
Content *SpaceWalker::indirectCall(const CallExpr *E) {
  SourceLocation Place = E->getExprLoc();
  Content *Result = Graph.make();
  walk(E->getCallee());
  QualType Type = E->getCallee()->getType();
  std::vector<const FunctionDecl *> Candidates;
  if (Type->isFunctionPointerType())
    Candidates = Tree.Spaces.types(Tree.Unit).functionsOfType(Type->getPointeeType());
  if (Candidates.empty()) {
    obstruct(DiagId::NotLowered, Place, "a call through this pointer");
    return Result;
  }
  CallBindings Bindings;
  for (unsigned I = 0; I < E->getNumArgs() && I < Candidates.front()->getNumParams(); ++I)
    Bindings.Arguments.push_back(argument(Candidates.front()->getParamDecl(I), E->getArg(I)));
  for (unsigned I = 0; I < Candidates.size(); ++I)
    Graph.unify(Result, enterCallee(E, I, Candidates[I], Bindings, Place), Place);
  return Result;
}

Content *SpaceWalker::call(const CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  SourceLocation Place = E->getExprLoc();
  if (isa<CUDAKernelCallExpr>(E)) {
    obstruct(DiagId::DeviceLaunch, Place);
    return nullptr;
  }
  if (!Callee) {
    if (isa<CXXPseudoDestructorExpr>(E->getCallee()->IgnoreParens()))
      return nullptr;
    return indirectCall(E);
  }
  CalleeKind Kind = classifyCallee(Tree.Unit, Callee);
  if (Kind == CalleeKind::Builtin || Kind == CalleeKind::Printf || Kind == CalleeKind::Assert)
    return builtinCall(E, Callee);
  std::vector<const Expr *> Arguments(E->arg_begin(), E->arg_end());
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  std::optional<Target> Object;
  bool IsVirtual = false;
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(E)) {
    const Expr *Base = MemberCall->getImplicitObjectArgument();
    if (Base->getType()->isPointerType())
      Object = Graph.pointee(value(Base));
    else
      Object = place(Base);
    const CXXMethodDecl *Known = knownMethod(MemberCall, Tree.Unit.language());
    IsVirtual = !Known;
    Callee = Known ? Known : Callee;
  } else if (isa<CXXOperatorCallExpr>(E) && Method && !Method->isStatic()) {
    Object = place(Arguments[0]);
    Arguments.erase(Arguments.begin());
  } else if (Method && !Method->isStatic()) {
    obstruct(DiagId::NotLowered, Place, "a call through a pointer to a member");
    return Graph.make();
  } else if (const auto *Member = dyn_cast<MemberExpr>(E->getCallee()->IgnoreParenImpCasts())) {
    walk(Member->getBase());
  }
  return invoke(E, Callee, Object, Arguments, Place, IsVirtual);
}

} // namespace lorcha
