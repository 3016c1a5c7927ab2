// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The graph of AddressSpaces: what objects hold, and what pointers point to, with unification.
#ifndef LORCHA_LIB_ANALYSIS_POINTSTO_H
#define LORCHA_LIB_ANALYSIS_POINTSTO_H

#include "lorcha/Analysis/AddressSpaces.h"

namespace lorcha {

struct Content;

/// Where a pointer points to, or where a glvalue lies.
struct Target {
  SpaceNode *Space = nullptr;
  Content *Object = nullptr;
};

/// What an object holds: if a pointer, where it points to; if a record, its fields (those of bases among
/// them). An array holds what its elements hold.
struct Content {
  Content *Parent = nullptr;
  Target Points; ///< Object null: not known to be a pointer yet
  llvm::MapVector<const clang::FieldDecl *, Content *> Fields;
  bool IsFromHost = false; ///< written by the host: pointers in it are to global memory
  clang::SourceLocation HostReason;
};

class PointsTo {
public:
  explicit PointsTo(KernelSpaces &Spaces) : Spaces(Spaces) {}

  Content *make() { return &Contents.emplace_back(); }
  Content *makeFromHost(clang::SourceLocation Reason);
  SpaceNode *makeSpace(AddressSpace Space = AddressSpace::Unknown, clang::SourceLocation Reason = {});
  Target makeTarget(AddressSpace Space, clang::SourceLocation Reason) {
    return {makeSpace(Space, Reason), make()};
  }
  /// What a pointer to the target holds.
  Content *pointerTo(Target To);
  /// Where the pointer in the object points to.
  Target pointee(Content *Pointer);
  Content *field(Content *Record, const clang::FieldDecl *Field);

  void unify(Content *A, Content *B, clang::SourceLocation Place);
  void unify(SpaceNode *A, SpaceNode *B, clang::SourceLocation Place);
  void unify(Target A, Target B, clang::SourceLocation Place);

  std::vector<SpaceConflict> Conflicts;

private:
  static Content *find(Content *Object);
  void markFromHost(Content *Object, clang::SourceLocation Reason);

  KernelSpaces &Spaces;
  std::deque<Content> Contents;
};

} // namespace lorcha

#endif
