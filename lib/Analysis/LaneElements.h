// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which elements of a shared array the lanes of a warp may have in common, by how their numbers are written.
#ifndef LORCHA_LIB_ANALYSIS_LANEELEMENTS_H
#define LORCHA_LIB_ANALYSIS_LANEELEMENTS_H

#include "SharedRoots.h"
#include "clang/AST/ParentMap.h"

namespace lorcha {

/// For one function.
class LaneElements {
public:
  LaneElements(ParsedUnit &Unit, SharedRoots &Roots, const clang::ParentMap &Parents)
      : Unit(Unit), Roots(Roots), Parents(Parents) {}

  /// Whether one lane may read what another writes in the assignment Store. Of volatile memory: unless both
  /// are a thread's own element. Of other memory: if the elements' numbers plainly differ by an offset, as
  /// those of s[t] and s[t + 8].
  bool mayMeet(const clang::Expr *Read, const clang::Expr *Written, bool IsVolatile,
               const clang::Stmt *Store);
  /// Whether one reads s[i + n] and the other then writes s[i]: threads that follow each other in their order
  /// do not overwrite what others have to read.
  bool isAbove(const clang::Expr *Read, const clang::Expr *Written);

  /// Whether threads plainly have elements of their own in both, but others in one than in the other, as
  /// those of s[3 * t + i] and s[t]: what one lane writes another reads.
  bool differInStride(const clang::Expr *First, const clang::Expr *Later);

  /// Whether all threads read one element in the assignment Store, as the pivot in `s[t] /= s[p]`, while one
  /// of them writes it, and no condition around it tells threads apart.
  bool isCommon(const clang::Expr *Read, const clang::Expr *Written, const clang::Stmt *Store);

  /// Whether the assignment is tried again until its value stays, as `do { s[i] = v; } while (s[i] != v)`:
  /// threads that follow each other succeed at once, each after the other, as those that go in step do in the
  /// end.
  bool isRetried(const clang::Stmt *Store);

private:
  /// How far a number may go from a thread to the next one.
  using Strides = llvm::SmallVector<int64_t, 4>;
  using Variables = llvm::SmallPtrSet<const clang::VarDecl *, 4>;

  /// Of an element's number; none where they are not plain.
  const Strides &stridesOf(const clang::Expr *Access);
  /// Adds those of Factor times the number; false if they are not plain.
  bool addStrides(const clang::Expr *Number, int64_t Factor, Variables &Seen, Strides &Result);
  bool isSame(const clang::Expr *A, const clang::Expr *B);
  bool isRowOfThread(const clang::Expr *Base);
  bool isForFew(const clang::Stmt *S);
  bool isOffset(const clang::Expr *Number, const clang::Expr *Base);
  bool namesThread(const clang::Expr *E, unsigned Depth);
  bool risesByThread(const clang::Expr *E, unsigned Depth);
  bool isAlike(const clang::Expr *E);
  bool isIndex(const clang::Expr *E, llvm::StringRef Name);
  std::vector<const clang::Expr *> onlyValues(const clang::Expr *E, unsigned Depth);

  ParsedUnit &Unit;
  SharedRoots &Roots;
  const clang::ParentMap &Parents;
  llvm::DenseMap<const clang::Expr *, std::unique_ptr<Strides>> Known;
};

} // namespace lorcha

#endif
