// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects that `new` makes and `delete` destroys. The device's heap is global memory.
#include "SpaceWalker.h"

using namespace clang;

namespace lorcha {

Allocation allocationOf(ParsedUnit &Unit, const FunctionDecl *Operator) {
  if (Operator->isReservedGlobalPlacementOperator())
    return Allocation::Place;
  bool IsHeap = Operator->isReplaceableGlobalAllocationFunction() && !Unit.isUsers(Operator->getLocation());
  return IsHeap ? Allocation::Heap : Allocation::Function;
}

static const CXXDestructorDecl *destructorOf(const CXXDeleteExpr *Delete) {
  const CXXRecordDecl *Class = Delete->getDestroyedType()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && !Class->hasTrivialDestructor() ? Class->getDestructor() : nullptr;
}

bool isVirtualDelete(const CXXDeleteExpr *Delete) {
  const CXXDestructorDecl *Destructor = destructorOf(Delete);
  return Destructor && Destructor->isVirtual() && !Delete->isArrayForm() &&
         !Destructor->getParent()->isEffectivelyFinal();
}

Content *SpaceWalker::newMemory(const CXXNewExpr *E) {
  const FunctionDecl *Operator = E->getOperatorNew();
  Allocation From = allocationOf(Tree.Unit, Operator);
  if (From == Allocation::Place)
    return value(E->getPlacementArg(0));
  if (From == Allocation::Function && Operator->hasBody()) {
    CallBindings Bindings;
    Bindings.Arguments.push_back(nullptr); // the size
    for (unsigned I = 0; I < E->getNumPlacementArgs() && I + 1 < Operator->getNumParams(); ++I)
      Bindings.Arguments.push_back(argument(Operator->getParamDecl(I + 1), E->getPlacementArg(I)));
    return enterCallee(E, 0, Operator, Bindings, E->getExprLoc());
  }
  if (From == Allocation::Function)
    obstruct(DiagId::NoDefinition, E->getExprLoc(), Operator->getQualifiedNameAsString());
  return Graph.pointerTo(Graph.makeTarget(AddressSpace::Global, E->getExprLoc()));
}

Content *SpaceWalker::newValue(const CXXNewExpr *E) {
  if (E->isArray())
    if (auto Size = E->getArraySize(); Size && *Size)
      walk(*Size);
  Content *Where = newMemory(E);
  if (const Expr *Init = E->getInitializer())
    initialise(Graph.pointee(Where), Init->getType(), Init);
  return Where;
}

/// The destructors come first among the callees, the user's operator last.
void SpaceWalker::deleteObject(const CXXDeleteExpr *E) {
  constexpr unsigned OperatorIndex = ~0u;
  Content *Pointer = value(E->getArgument());
  const CXXDestructorDecl *Destructor = destructorOf(E);
  if (Destructor)
    invoke(E, Destructor, Graph.pointee(Pointer), {}, E->getExprLoc(), isVirtualDelete(E));
  const FunctionDecl *Operator = E->getOperatorDelete();
  if (!Operator || allocationOf(Tree.Unit, Operator) != Allocation::Function)
    return;
  if (isVirtualDelete(E))
    obstruct(DiagId::NotLowered, E->getExprLoc(), "an 'operator delete' behind a virtual destructor");
  else if (!Operator->hasBody())
    obstruct(DiagId::NoDefinition, E->getExprLoc(), Operator->getQualifiedNameAsString());
  else
    enterCallee(E, OperatorIndex, Operator, {std::nullopt, {Pointer, nullptr, nullptr}}, E->getExprLoc());
}

} // namespace lorcha
