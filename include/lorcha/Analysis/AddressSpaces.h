// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which address space each pointer and reference of a kernel's code points into, by unification (Steensgaard,
// "Points-to Analysis in Almost Linear Time", POPL 1996) over everything that the kernel reaches. Every call
// has an instance of the callee to itself, so that a function called with shared and with global pointers is
// two functions; pointers inside of objects are told apart by object and field. Array elements of one array
// are not.
#ifndef LORCHA_ANALYSIS_ADDRESSSPACES_H
#define LORCHA_ANALYSIS_ADDRESSSPACES_H

#include "lorcha/Analysis/DynamicTypes.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include <deque>
#include <memory>

namespace lorcha {

enum class AddressSpace { Unknown, Private, Local, Global, Constant };

/// "private", "local", "global", "constant": OpenCL C's word. Unknown is printed as global: null, or never
/// set.
llvm::StringRef spelling(AddressSpace Space);

/// One class of pointers that must agree on their space.
struct SpaceNode {
  SpaceNode *Parent = nullptr;
  AddressSpace Space = AddressSpace::Unknown;
  clang::SourceLocation Reason; ///< where the space became known
};

/// One function as it is reached from one place.
struct FunctionInstance {
  const clang::FunctionDecl *Function = nullptr; ///< the definition; instantiated
  unsigned Depth = 0;                            ///< number of calls from the kernel
  /// Space of what a pointer-typed prvalue points to, or of the object that a glvalue is.
  llvm::MapVector<const clang::Expr *, SpaceNode *> Expressions;
  /// Space of what a variable of pointer or reference type points to. A null key stands for the function's
  /// result.
  llvm::MapVector<const clang::VarDecl *, SpaceNode *> Variables;
  SpaceNode *Result = nullptr;
  SpaceNode *This = nullptr;
  /// By call, construction or bound temporary; destructors by variable, field or base. Several for virtual
  /// calls.
  llvm::MapVector<const void *, std::vector<FunctionInstance *>> Calls;
  /// Variables of pointer or bool type that live in memory because their address is taken.
  llvm::SmallPtrSet<const clang::VarDecl *, 8> AddressTaken;
};

/// Two flows that meet and disagree.
struct SpaceConflict {
  clang::SourceLocation Place, FirstReason, SecondReason;
  AddressSpace First, Second;
};

/// A construct that stops the lowering of a kernel.
struct LoweringObstacle {
  DiagId Id;
  clang::SourceLocation Place;
  std::string Text; ///< formatted, with its number
};

struct KernelSpaces {
  std::deque<SpaceNode> Nodes;
  std::deque<FunctionInstance> Instances; ///< the kernel's comes first
  std::vector<LoweringObstacle> Obstacles;
  bool MayImport = false;              ///< functions of other units are no obstacle
  std::unique_ptr<DynamicTypes> Types; ///< made when the kernel reaches something that is virtual

  const DynamicTypes &types(ParsedUnit &Unit) {
    if (!Types)
      Types = std::make_unique<DynamicTypes>(Unit);
    return *Types;
  }
  FunctionInstance &kernel() { return Instances.front(); }
};

/// How device code's call of a function is lowered.
enum class CalleeKind {
  Body,    ///< the function's own text
  Builtin, ///< a row of the tables, or a function of C's library that OpenCL C has
  Printf,
  Assert,  ///< what a failing assert() calls
  Trivial, ///< does nothing that C's assignment would not do
  Unknown, ///< declared only
};
CalleeKind classifyCallee(ParsedUnit &Unit, const clang::FunctionDecl *Function);
/// Whether the function can only be another unit's, and is one that units offer each other.
bool isOfOtherUnit(ParsedUnit &Unit, const clang::FunctionDecl *Function);

/// Where `new` takes memory from, and what `delete` gives it to.
enum class Allocation {
  Heap,     ///< the device's
  Place,    ///< where the program says: `new (p) T`
  Function, ///< an operator of the user's
};
Allocation allocationOf(ParsedUnit &Unit, const clang::FunctionDecl *Operator);
/// Whether `delete` asks the object what it is.
bool isVirtualDelete(const clang::CXXDeleteExpr *Delete);

/// Whether a construction is a copy of bytes or nothing at all.
bool isTrivialConstruction(const clang::CXXConstructExpr *Construct);
/// A scalar variable whose value is known when the program is translated: its uses print the value.
bool isFoldedVariable(const clang::ASTContext &Context, const clang::VarDecl *Variable);
/// `const T &` of a scalar type: the argument is copied to private memory.
bool isScalarReference(clang::QualType Type);
/// Whether a parameter or result of the type points into a space that is not fixed.
bool hasSpace(clang::QualType Type);

SpaceNode *findNode(SpaceNode *Node);
/// The space of a node, Unknown for null.
AddressSpace spaceOf(SpaceNode *Node);

/// Analyses everything that the kernel reaches, up to 50000 calls.
std::unique_ptr<KernelSpaces> analyseAddressSpaces(ParsedUnit &Unit, const clang::FunctionDecl *Kernel,
                                                   bool MayImport = false);
/// The same for a function that other units call. Spaces are those of its object and of the parameters that
/// have one, in their order.
std::unique_ptr<KernelSpaces> analyseExport(ParsedUnit &Unit, const clang::FunctionDecl *Function,
                                            llvm::ArrayRef<AddressSpace> Spaces);

/// Every kernel of the unit that can run: plain ones, and instantiations of templates, in the order of the
/// text.
std::vector<const clang::FunctionDecl *> kernelInstances(ParsedUnit &Unit);

/// For each kernel the spaces of its functions and their pointer variables, for lorcha-inspect.
std::string printAddressSpaces(ParsedUnit &Unit);

} // namespace lorcha

#endif
