// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The two walkers of AddressSpaces: one over the call tree of a kernel, one over the text of a function.
#ifndef LORCHA_LIB_ANALYSIS_SPACEWALKER_H
#define LORCHA_LIB_ANALYSIS_SPACEWALKER_H

#include "PointsTo.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace lorcha {

/// What a call hands over.
struct CallBindings {
  std::optional<Target> This;
  std::vector<Content *> Arguments; ///< for references, a content that points to the object
};

/// What an instance is and gives back.
struct AnalysedCall {
  FunctionInstance *Instance = nullptr;
  std::vector<Content *> Parameters;
  Content *Result = nullptr;
  std::optional<Target> This;
};

/// The call tree of one kernel.
class CallTreeWalker {
public:
  CallTreeWalker(ParsedUnit &Unit, KernelSpaces &Spaces, unsigned MaxInstances)
      : Unit(Unit), Spaces(Spaces), Graph(Spaces), MaxInstances(MaxInstances) {}

  void run(const clang::FunctionDecl *Kernel);
  void run(const clang::FunctionDecl *Function, const CallBindings &Bindings);
  CallBindings bindingsOf(const clang::FunctionDecl *Function, llvm::ArrayRef<AddressSpace> Spaces);
  /// Analyses the function for a call; the result is null if it must not be called.
  AnalysedCall *enter(const clang::FunctionDecl *Function, const CallBindings &Bindings, unsigned Depth,
                      clang::SourceLocation Place);
  /// Where a variable that is not a function's own lies.
  Target outerVariable(const clang::VarDecl *Variable);
  bool knows(const clang::VarDecl *OuterVariable) const {
    return Outer.contains(OuterVariable->getCanonicalDecl());
  }
  template <class... Ts>
  void obstruct(DiagId Id, clang::SourceLocation Place, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    obstructWith(Id, Place, formatDiagnostic(Id, Args...));
  }

  ParsedUnit &Unit;
  KernelSpaces &Spaces;
  PointsTo Graph;

private:
  void obstructWith(DiagId Id, clang::SourceLocation Place, std::string Text);
  bool mayHoldPointers(clang::QualType Type);

  unsigned MaxInstances;
  std::vector<const clang::FunctionDecl *> Active;
  llvm::DenseMap<const clang::FunctionDecl *, AnalysedCall *> Shared;
  llvm::DenseMap<const clang::VarDecl *, Target> Outer;
  llvm::DenseMap<const clang::Type *, bool> Holding;
  std::deque<AnalysedCall> Calls;
};

/// The text of one function, for one instance.
class SpaceWalker {
public:
  SpaceWalker(CallTreeWalker &Tree, AnalysedCall &Call);
  void run();

private:
  // Statements.
  void walk(const clang::Stmt *S);
  void walkChildren(const clang::Stmt *S);
  void declare(const clang::VarDecl *Variable);
  void walkInitialisers(const clang::CXXConstructorDecl *Constructor);
  void destroyMembers(const clang::CXXDestructorDecl *Destructor);
  void destroy(const void *Key, clang::QualType Type, Target Object);

  // Expressions.
  Content *value(const clang::Expr *E);
  Content *computeValue(const clang::Expr *E);
  Content *castValue(const clang::CastExpr *E);
  Content *unaryValue(const clang::UnaryOperator *E);
  Content *binaryValue(const clang::BinaryOperator *E);
  Content *recordValue(const clang::Expr *E);
  Content *loaded(const clang::Expr *E);
  Target place(const clang::Expr *E);
  /// The place of what is only read or written: does not count as taking an address.
  Target placeForAccess(const clang::Expr *E);
  Target computePlace(const clang::Expr *E, bool IsAccess);
  Target outerVariable(const clang::VarDecl *Variable);
  Target variablePlace(const clang::VarDecl *Variable, const clang::Expr *E, bool IsAccess);
  Target memberPlace(const clang::MemberExpr *E);
  Target placeByOffset(const clang::BinaryOperator *E);
  void initialise(Target Object, clang::QualType Type, const clang::Expr *Init);
  void initialiseList(Target Object, clang::QualType Type, const clang::InitListExpr *List);
  void construct(Target Object, const clang::CXXConstructExpr *E);
  void capture(Target Object, const clang::LambdaExpr *E);
  Target temporary(clang::SourceLocation Place);

  // Allocations.
  Content *newValue(const clang::CXXNewExpr *E);
  Content *newMemory(const clang::CXXNewExpr *E);
  void deleteObject(const clang::CXXDeleteExpr *E);

  // Calls.
  Content *call(const clang::CallExpr *E);
  Content *indirectCall(const clang::CallExpr *E);
  Content *invoke(const void *Key, const clang::FunctionDecl *Function, std::optional<Target> This,
                  llvm::ArrayRef<const clang::Expr *> Arguments, clang::SourceLocation Place,
                  bool IsVirtual = false);
  Content *enterCallee(const void *Key, unsigned Index, const clang::FunctionDecl *Function,
                       const CallBindings &Bindings, clang::SourceLocation Place);
  Content *argument(const clang::ParmVarDecl *Parameter, const clang::Expr *E);
  Content *builtinCall(const clang::CallExpr *E, const clang::FunctionDecl *Callee);

  void note(const clang::Expr *E, SpaceNode *Space);
  template <class... Ts>
  void obstruct(DiagId Id, clang::SourceLocation Place, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    Tree.obstruct(Id, Place, Args...);
  }

  CallTreeWalker &Tree;
  PointsTo &Graph;
  AnalysedCall &Call;
  FunctionInstance &Instance;
  std::optional<Target> This;
  llvm::MapVector<const clang::VarDecl *, Target> Variables; ///< in the order of the text
  llvm::DenseMap<const clang::ValueDecl *, clang::FieldDecl *> Captures;
  clang::FieldDecl *ThisCapture = nullptr;
  std::map<std::pair<const void *, unsigned>, AnalysedCall *> Known;
};

} // namespace lorcha

#endif
