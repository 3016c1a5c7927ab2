// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Union-find over spaces and over contents; pointees and fields come into being when they are asked for.
#include "PointsTo.h"

using namespace clang;

namespace lorcha {

llvm::StringRef spelling(AddressSpace Space) {
  switch (Space) {
  case AddressSpace::Private:
    return "private";
  case AddressSpace::Local:
    return "local";
  case AddressSpace::Constant:
    return "constant";
  case AddressSpace::Unknown:
  case AddressSpace::Global:
    break;
  }
  return "global";
}

SpaceNode *findNode(SpaceNode *Node) {
  while (Node->Parent) {
    if (Node->Parent->Parent)
      Node->Parent = Node->Parent->Parent;
    Node = Node->Parent;
  }
  return Node;
}

AddressSpace spaceOf(SpaceNode *Node) { return Node ? findNode(Node)->Space : AddressSpace::Unknown; }

Content *PointsTo::find(Content *Object) {
  while (Object->Parent) {
    if (Object->Parent->Parent)
      Object->Parent = Object->Parent->Parent;
    Object = Object->Parent;
  }
  return Object;
}

SpaceNode *PointsTo::makeSpace(AddressSpace Space, SourceLocation Reason) {
  SpaceNode &Node = Spaces.Nodes.emplace_back();
  Node.Space = Space;
  Node.Reason = Reason;
  return &Node;
}

Content *PointsTo::makeFromHost(SourceLocation Reason) {
  Content *Object = make();
  Object->IsFromHost = true;
  Object->HostReason = Reason;
  return Object;
}

Content *PointsTo::pointerTo(Target To) {
  Content *Pointer = make();
  Pointer->Points = To;
  return Pointer;
}

Target PointsTo::pointee(Content *Pointer) {
  Pointer = find(Pointer);
  if (!Pointer->Points.Object)
    Pointer->Points = Pointer->IsFromHost ? Target{makeSpace(AddressSpace::Global, Pointer->HostReason),
                                                   makeFromHost(Pointer->HostReason)}
                                          : Target{makeSpace(), make()};
  return Pointer->Points;
}

Content *PointsTo::field(Content *Record, const FieldDecl *Field) {
  Record = find(Record);
  Content *&Place = Record->Fields[Field->getCanonicalDecl()];
  if (!Place)
    Place = Record->IsFromHost ? makeFromHost(Record->HostReason) : make();
  return Place;
}

void PointsTo::unify(SpaceNode *A, SpaceNode *B, SourceLocation Place) {
  A = findNode(A);
  B = findNode(B);
  if (A == B)
    return;
  if (A->Space == AddressSpace::Unknown)
    std::swap(A, B);
  if (B->Space != AddressSpace::Unknown && A->Space != B->Space)
    Conflicts.push_back({Place, A->Reason, B->Reason, A->Space, B->Space});
  B->Parent = A;
}

void PointsTo::unify(Target A, Target B, SourceLocation Place) {
  unify(A.Space, B.Space, Place);
  unify(A.Object, B.Object, Place);
}

void PointsTo::markFromHost(Content *Object, SourceLocation Reason) {
  Object = find(Object);
  if (Object->IsFromHost)
    return;
  Object->IsFromHost = true;
  Object->HostReason = Reason;
  if (Object->Points.Object) {
    unify(Object->Points.Space, makeSpace(AddressSpace::Global, Reason), Reason);
    markFromHost(Object->Points.Object, Reason);
  }
  for (auto &[Field, Held] : Object->Fields)
    markFromHost(Held, Reason);
}

void PointsTo::unify(Content *A, Content *B, SourceLocation Place) {
  if (!A || !B)
    return;
  A = find(A);
  B = find(B);
  if (A == B)
    return;
  if (A->IsFromHost)
    markFromHost(B, A->HostReason);
  else if (B->IsFromHost)
    markFromHost(A, B->HostReason);
  A = find(A);
  B = find(B);
  if (A == B)
    return;
  B->Parent = A;
  auto Fields = B->Fields;
  Target Points = B->Points;
  if (!A->Points.Object)
    A->Points = Points;
  else if (Points.Object)
    unify(A->Points, Points, Place);
  for (auto &[Field, Held] : Fields) {
    Content *&Known = find(A)->Fields[Field];
    if (Known)
      unify(Known, Held, Place);
    else
      Known = Held;
  }
}

} // namespace lorcha
