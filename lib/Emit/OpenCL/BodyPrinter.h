// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the body of one function instance: statements in StmtPrinter.cpp, expressions in ExprPrinter.cpp and
// its kin.
#ifndef LORCHA_LIB_EMIT_OPENCL_BODYPRINTER_H
#define LORCHA_LIB_EMIT_OPENCL_BODYPRINTER_H

#include "GridPhases.h"
#include "Lowering.h"
#include "clang/AST/StmtCXX.h"

namespace lorcha::opencl {

/// How tightly an expression binds, loosest first.
enum class Binding {
  Comma,
  Assign,
  Conditional,
  Or,
  And,
  BitOr,
  BitXor,
  BitAnd,
  Equal,
  Relation,
  Shift,
  Add,
  Multiply,
  Unary,
  Postfix,
  Primary
};

/// The text of an expression.
struct Code {
  std::string Text;
  Binding Binds = Binding::Primary;

  /// In parentheses where the surroundings bind as tightly as At or tighter.
  std::string in(Binding At) const { return Binds < At ? "(" + Text + ")" : Text; }
};

/// The text of an lvalue: an lvalue of C, or a pointer to it.
struct Place {
  Code Text;
  bool IsPointer;

  Code lvalue() const { return IsPointer ? Code{"*" + Text.in(Binding::Unary), Binding::Unary} : Text; }
  Code address() const { return IsPointer ? Text : Code{"&" + Text.in(Binding::Unary), Binding::Unary}; }
  Place member(const std::string &Name) const {
    return {{Text.in(Binding::Postfix) + (IsPointer ? "->" : ".") + Name, Binding::Postfix}, false};
  }
};

class BodyPrinter {
public:
  BodyPrinter(KernelLowering &Kernel, FunctionInstance &Instance)
      : Kernel(Kernel), Unit(Kernel.Unit), Context(Unit.Context), Instance(Instance), Locals(Unit.Names) {
    startFunction();
  }

  /// The function as a device function; $NAME stands for its name.
  std::string deviceFunction();
  /// The function as a kernel of the name. WrittenParameters are those that its threads may change.
  std::string kernel(const std::string &Name, const std::set<unsigned> &WrittenParameters,
                     OpenClKernel &Description);

  // GridPhasePrinter.cpp, GridPhaseWriter.cpp: a kernel in phases.
  /// Prints the phase behind the barrier of that number, or (0) before the first one, but for what depends on
  /// the other phases.
  void printPhase(const GridBarriers &Barriers, unsigned Number, const std::set<unsigned> &WrittenParameters,
                  OpenClKernel &Description);
  const Phase &phase() const { return Part; }
  /// The variables that the phase needs from the one before; complete after printPhase.
  VariableSet restored();
  /// Bytes and alignment of what is kept of a variable.
  std::pair<uint64_t, uint64_t> keptSize(const clang::VarDecl *Variable) const;
  /// Writes the lines that printPhase has left open. Obstructs if something cannot be kept.
  void writeDeferred(const KeptLayout &Layout);
  /// The text of the phase as a kernel with hidden parameters for Bits.
  std::string phaseKernel(const std::string &Name, unsigned Bits, const KeptLayout &Layout,
                          OpenClKernel &Description);

  TextNeeds Needs;

private:
  // FunctionPrinter.cpp
  void startFunction();
  std::vector<std::string> parameters(bool IsKernel);
  void printHead(const clang::FunctionDecl *Function);
  void printBody();
  void kernelParameter(const clang::ParmVarDecl *Parameter, std::vector<std::string> &Head,
                       OpenClKernel &Description);
  void startKernel(const std::set<unsigned> &WrittenParameters, OpenClKernel &Description);
  /// Start stands behind what fills the context.
  std::string kernelText(const std::string &Name, unsigned Bits, const std::string &Start,
                         OpenClKernel &Description);
  void printInitialisers(const clang::CXXConstructorDecl *Constructor);
  void becomeOwnClass(const clang::CXXDestructorDecl *Destructor);
  void printMemberDestructions(const clang::CXXDestructorDecl *Destructor);
  std::string sharedDeclaration(const clang::VarDecl *Variable, bool IsParameter);

  // StmtPrinter.cpp
  void statement(const clang::Stmt *S);
  void statementAsIs(const clang::Stmt *S);
  void compound(const clang::CompoundStmt *S);
  /// The statement in braces, whatever it is.
  void block(const clang::Stmt *S);
  /// The statement, or those of a compound statement, as far as they are reached.
  void statements(const clang::Stmt *S);
  void blockWith(llvm::function_ref<void()> Inside);
  void leaveArm(const clang::Stmt *Exit);
  void arm(const clang::Stmt *S);
  void arms(const clang::IfStmt *S, const std::string &Test);
  void ifStatement(const clang::IfStmt *S, bool FollowsElse);
  void unrollHint(const clang::Stmt *Loop);
  void whileStatement(const clang::WhileStmt *S);
  void doStatement(const clang::DoStmt *S);
  void forStatement(const clang::ForStmt *S);
  void rangeFor(const clang::CXXForRangeStmt *S);
  void switchStatement(const clang::SwitchStmt *S);
  void returnStatement(const clang::ReturnStmt *S);
  void expressionStatement(const clang::Expr *E);
  void loopBody(const clang::Stmt *Body);

  // PredicatedPrinter.cpp
  /// A loop whose rounds all threads walk through together.
  struct WalkedLoop {
    std::vector<const clang::Stmt *> Before;
    const clang::VarDecl *Variable; ///< declared in the condition
    const clang::Expr *Condition;
    const clang::Expr *Step;
    const clang::Stmt *Element; ///< the variable of a range-for
    const clang::Stmt *Body;
    bool TestsLast;
  };
  void startPredicates();
  std::string predicateOf(const clang::Stmt *S) const;
  bool isHarmless(const clang::Expr *E) const;
  static std::string nothing(clang::QualType Type);
  std::string walkedArgument(const clang::Expr *E, const std::string &Text, const std::string &P);
  Code walkedCall(const clang::CallExpr *E, const Code &Text, const std::string &P);
  bool isWalked(const clang::Expr *E) const;
  std::string bound(const Code &Condition);
  Code walkedOperand(const clang::Expr *E, const std::string &Condition);
  void flushDeclarations();
  void clearPredicates(size_t Down);
  bool leaveWalk(const clang::Stmt *S, size_t TargetScope);
  void skipRest(const clang::Stmt *Step);
  static bool isLastStep(const clang::Stmt *S, const clang::Stmt *Step);
  void plainStatement(const clang::Stmt *S, const std::string &P);
  void walkDeclaration(const clang::VarDecl *Variable, const std::string &P);
  void walkReturn(const clang::ReturnStmt *S, const std::string &P);
  void walkExpression(const clang::Expr *E, const std::string &P);
  std::optional<std::vector<std::vector<const clang::Stmt *>>>
  partsBetweenBarriers(const clang::Stmt *Arm) const;
  void walkArmsTogether(const clang::IfStmt *S, const std::string &Then, const std::string &Else);
  void walkIf(const clang::IfStmt *S, const std::string &P);
  /// The names of what a walked switch has: its value, who is in a case, and who takes part in it at all
  /// (empty: all).
  struct SwitchBools {
    std::string Pick, Case, Takes;
  };
  void walkSwitch(const clang::SwitchStmt *S, const std::string &P);
  void walkCases(const clang::Stmt *S, const clang::SwitchStmt *Switch, const SwitchBools &Names);
  static WalkedLoop partsOf(const clang::Stmt *Loop);
  void walkLoop(const WalkedLoop &Loop, const std::string &P);
  void walkRounds(const WalkedLoop &Loop, const std::string &Live);
  void walkTest(const WalkedLoop &Loop, const std::string &Live);
  void walk(const clang::Stmt *S);

  // PredicatedJumps.cpp
  std::vector<const clang::LabelStmt *> labelsToSitOutFor(const clang::CompoundStmt *Block) const;
  void startSittingOut(llvm::ArrayRef<const clang::LabelStmt *> Labels);
  void endSittingOut(const clang::Stmt *S);
  /// Whether the jump is made by sitting out.
  bool jumpWalk(const clang::GotoStmt *Jump);

  // GridPhasePrinter.cpp
  bool alwaysStops(const clang::Stmt *S) const;
  bool alwaysStopsWalked(const clang::Stmt *S) const;
  void stop(const clang::Stmt *Barrier);
  void defer(DeferredLine Line);
  void noteChanges(const clang::Stmt *S);
  void redeclare(const clang::VarDecl *Variable);
  void redeclareIn(const clang::Stmt *S);
  void forgetIn(const clang::Stmt *S);
  std::string restoreBool(llvm::StringRef Word);
  void resume(size_t Depth);
  void resumeSequence(const clang::CompoundStmt *S, size_t Depth);
  void resumeIf(const clang::IfStmt *S, size_t Depth);
  void resumeSwitch(const clang::SwitchStmt *S, size_t Depth);
  void resumeLoop(const clang::Stmt *S, size_t Depth);
  void resumeRound(const WalkedLoop &Loop, size_t Depth);
  void resumeWalk(const WalkedLoop &Loop, size_t Depth);
  bool restLeavesLoop(size_t Depth) const;
  bool gridLoop(const clang::Stmt *S);
  void rounds(const WalkedLoop &Loop);

  // GridPhaseWriter.cpp
  std::vector<std::string> restoreLines(const clang::VarDecl *Variable, uint64_t Offset);
  std::vector<std::string> keepLines(const clang::VarDecl *Variable, uint64_t Offset);
  std::vector<std::string> stopLines(const PhaseStop &Stop, const KeptLayout &Layout);
  std::vector<std::string> sharedLines(llvm::StringRef Macro, const KeptLayout &Layout,
                                       llvm::function_ref<bool(const clang::VarDecl *)> Wanted);
  void checkKept(const clang::VarDecl *Variable);
  bool mayPointWithin(const clang::VarDecl *Variable) const;

  // DeclPrinter.cpp
  void declare(const clang::VarDecl *Variable);
  void declareShared(const clang::VarDecl *Variable);
  void registerDestructor(const clang::VarDecl *Variable);
  /// Declares and initialises in one line where C can; the text behind the name, or none.
  std::optional<std::string> initialiserText(clang::QualType Type, const clang::Expr *Init);
  std::optional<std::string> listText(clang::QualType Type, const clang::InitListExpr *List);
  /// Statements that initialise an object, as expressions.
  void initialise(const Place &Object, AddressSpace Space, clang::QualType Type, const clang::Expr *Init,
                  std::vector<std::string> &Steps);
  void initialiseList(const Place &Object, AddressSpace Space, clang::QualType Type,
                      const clang::InitListExpr *List, std::vector<std::string> &Steps);
  void construct(const Place &Object, const clang::CXXConstructExpr *E, std::vector<std::string> &Steps);
  void capture(const Place &Object, const clang::LambdaExpr *E, std::vector<std::string> &Steps);
  Place baseOf(const Place &Object, const clang::CXXRecordDecl *Base, AddressSpace Space);
  Place fieldOf(const Place &Object, const clang::FieldDecl *Field);
  void zero(const Place &Object, clang::QualType Type, std::vector<std::string> &Steps);
  /// Copies an array, which has no constructors, element by element.
  void copyArray(const Place &To, const Place &From, clang::QualType Type, std::vector<std::string> &Steps);
  void destroy(const void *Key, const Place &Object, clang::QualType Type, AddressSpace Space,
               std::vector<std::string> &Steps);

  // ExprPrinter.cpp
  Code value(const clang::Expr *E);
  Code computeValue(const clang::Expr *E);
  /// A condition: no "!= 0" around what is not bool.
  Code condition(const clang::Expr *E);
  Code literal(const clang::Expr *E);
  Code unary(const clang::UnaryOperator *E);
  Code binary(const clang::BinaryOperator *E);
  Code assignment(const clang::BinaryOperator *E);
  Code increment(const clang::UnaryOperator *E);
  Code effect(const clang::Expr *E);
  Code recordValue(const clang::Expr *E);
  /// An argument that C converts: explicit where a function is overloaded.
  Code exactValue(const clang::Expr *E);
  std::optional<Code> folded(const clang::Expr *E);

  // AllocationPrinter.cpp
  /// Objects that lie one behind the other.
  struct Elements {
    Code First; ///< a pointer to the first
    AddressSpace Space;
    clang::QualType Type; ///< of each, no array
    std::string Count;
  };
  /// Does to each element what Each says, in a function of its own of that name.
  void forElements(const Elements &All, const std::string &Name, bool IsBackward,
                   llvm::function_ref<void(const Place &, std::vector<std::string> &)> Each,
                   std::vector<std::string> &Steps);
  void constructElements(const Elements &All, const clang::Expr *Init, std::vector<std::string> &Steps);
  void destroyElements(const Elements &All, const void *Key, std::vector<std::string> &Steps);
  /// What Count objects that may be arrays consist of.
  Elements flattened(const Code &First, AddressSpace Space, clang::QualType Type, std::string Count);
  void initialiseNewArray(const clang::CXXNewExpr *E, const Elements &All, std::vector<std::string> &Steps);
  std::string newMemory(const clang::CXXNewExpr *E, const std::string &Count);
  Code newExpression(const clang::CXXNewExpr *E);
  void destroyDeleted(const clang::CXXDeleteExpr *E, const std::string &Name,
                      std::vector<std::string> &Steps);
  std::string releaseCall(const clang::CXXDeleteExpr *E, const std::string &Name);
  Code deleteExpression(const clang::CXXDeleteExpr *E);
  Code heapCall(const clang::CallExpr *E);

  // PlacePrinter.cpp
  Place place(const clang::Expr *E);
  Place variablePlace(const clang::VarDecl *Variable, const clang::Expr *E);
  Place memberPlace(const clang::MemberExpr *E);
  Place temporaryPlace(const clang::Expr *E);
  Place localPlace(const clang::VarDecl *Variable);
  Code load(const clang::Expr *E, AddressSpace Space);
  /// The object that a pointer or reference in memory refers to.
  Code pointerIn(const Place &Memory, clang::QualType Pointee, AddressSpace Space);
  Code toMemory(const Code &Value, clang::QualType Type, AddressSpace Space);
  bool isRegister(const clang::Expr *E) const;
  bool isRegister(const clang::VarDecl *Variable) const;
  Code indexVariable(const clang::VarDecl *Variable, llvm::StringRef Member);
  bool isIndexVariable(const clang::Expr *E) const;

  // IndexPrinter.cpp
  bool isWideOperand(const clang::Expr *E, bool IsCut, unsigned &IndexVariables) const;
  /// Whether E is a sum or product of index variables that wideIndex may print; IsCut: where its value is cut
  /// to 32 bits.
  bool isWideIndex(const clang::Expr *E, bool IsCut) const;
  Code wideIndex(const clang::Expr *E);
  Code subscript(const clang::Expr *E);

  // CastPrinter.cpp
  Code cast(const clang::CastExpr *E);
  Code pointerCast(const clang::CastExpr *E);
  Code functionChoice(const clang::Expr *E);
  Code classPointerCast(const clang::CastExpr *E);

  // CallPrinter.cpp
  Code call(const clang::CallExpr *E);
  /// a = b of a class whose objects are copied as memory.
  bool isTrivialAssignment(const clang::Expr *E) const;
  Code assigned(const Place &Object, const clang::Expr *Value);
  Code callOf(const void *Key, const clang::FunctionDecl *Function, std::optional<Code> This,
              llvm::ArrayRef<const clang::Expr *> Arguments);
  std::vector<std::string> leadingArguments(const PrintedFunction &Callee, const std::string &P = "");
  /// A call of another unit's function.
  Code importedCall(const clang::CallExpr *E, const clang::FunctionDecl *Function, std::optional<Code> This,
                    llvm::ArrayRef<const clang::Expr *> Arguments);
  bool mayHandOn(const clang::Expr *E, clang::QualType Referred) const;
  Code argument(const clang::ParmVarDecl *Parameter, const clang::Expr *E);
  Code builtinCall(const clang::CallExpr *E, const clang::FunctionDecl *Callee);
  // VirtualPrinter.cpp
  Code virtualCall(const clang::CXXMemberCallExpr *E, const Code &This);
  /// Calls the final overrider for the class of the object that the variable points to.
  Code virtualChoice(const clang::Expr *Key, const clang::CXXMethodDecl *Method, const std::string &Object,
                     llvm::ArrayRef<std::string> Users);
  Code indirectCall(const clang::CallExpr *E);
  void setDynamicType(const Place &Object, const clang::CXXRecordDecl *Class, unsigned Number);
  Place dynamicTypeOf(const Place &Object, const clang::CXXRecordDecl *Class);

  // MessagePrinter.cpp
  Code printfCall(const clang::CallExpr *E, bool UsesResult = true);
  Code assertCall(const clang::CallExpr *E);
  std::string messageArgument(const clang::Expr *E, const std::string &Word, const std::string *Limit);

  // BitFieldPrinter.cpp
  /// Where a bit-field lies: bits [Shift, Shift + Width) of an integer in memory.
  struct BitField {
    std::string Unit; ///< an lvalue
    uint64_t UnitBits, Shift, Width;
    clang::QualType Type;
  };
  BitField bitField(const Place &Record, const clang::FieldDecl *Field, AddressSpace Space);
  BitField bitField(const clang::Expr *E);
  Code loadBits(const BitField &Field);
  Code storeBits(const BitField &Field, const Code &Value);
  Code assignBits(const clang::BinaryOperator *E);

  // GroupPrinter.cpp
  Code groupPrimitive(const clang::CallExpr *E, const clang::FunctionDecl *Callee);
  Code lanePrimitive(const clang::CallExpr *E, llvm::StringRef Name, const std::string &P);
  Code groupExchange(const clang::CallExpr *E, const std::string &First, const std::string &P);
  Code groupRead(const clang::CallExpr *E, llvm::StringRef Reader, const clang::Expr *Value,
                 const std::string &Source, const std::string &P);
  std::string givenWords(const clang::Expr *E, const std::string &P);
  std::string wordsOf(clang::QualType Type, const std::string &Declarator);
  uint64_t wordCount(clang::QualType Type) const;
  Code toSlot(const clang::Expr *E);
  std::string walkedSlot(const clang::Expr *E, const std::string &P);
  Code fromSlot(const std::string &Slot, clang::QualType Type);
  Code shift(const clang::BinaryOperator *E, const Code &Left, const Code &Right);

  std::optional<Code> compilerBuiltin(const clang::CallExpr *E, llvm::StringRef Name);
  const PrintedFunction *calleeOf(const void *Key);
  std::string libraryName(llvm::StringRef Pattern, const clang::CallExpr *E,
                          const clang::FunctionDecl *Callee);

  // What all use.
  AddressSpace spaceOfExpr(const clang::Expr *E) const;
  AddressSpace spaceOfVariable(const clang::VarDecl *Variable) const;
  /// Declares a variable for the statement being printed.
  std::string temporary(clang::QualType Type, llvm::StringRef Word, bool InMemory = true,
                        AddressSpace Space = AddressSpace::Private);
  void line(const std::string &Text, bool IsDeclaration = false);
  void labelLine(const std::string &Text);
  void lineAt(clang::SourceLocation Location);
  void runDestructors(size_t Down, bool Pops);
  void flushTemporaryDestructors();
  std::string typeName(clang::QualType Type) { return Unit.inMemory(Type, "", Needs); }
  void needContext(unsigned Bits = 0) { Needs.Context = true, Needs.Needs |= Bits; }
  template <class... Ts>
  void obstruct(DiagId Id, clang::SourceLocation Where, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    Unit.obstruct(Id, Where, Args...);
  }

  /// A block that C++ leaves by running destructors.
  struct Scope {
    enum Kind { Block, Loop, Switch } What;
    std::vector<std::string> Destructors; ///< in the order of construction
    bool IsWalked = false;                ///< a loop in the predicated form
  };

  /// A bool of the predicated form. Return clears all of them, break those down to the loop's, continue to
  /// the round's.
  struct Predicate {
    std::string Name;
    enum Kind { Function, Branch, Loop, Round, Jump } What;
    bool HasTakers = false; ///< some thread of the block is known to take part here
    const clang::LabelDecl *Label = nullptr; ///< of a jump: up to which threads sit out
  };

  KernelLowering &Kernel;
  UnitLowering &Unit;
  clang::ASTContext &Context;
  FunctionInstance &Instance;
  LocalNames Locals;
  std::string Out;
  unsigned Indent = 1;
  std::vector<std::string> Declarations;         ///< of temporaries, to stand before the next line
  std::vector<std::string> TemporaryDestructors; ///< to stand behind it
  std::vector<Scope> Scopes;
  std::vector<std::string> Prologue; ///< conversions of parameters
  llvm::DenseMap<const clang::ValueDecl *, clang::FieldDecl *> Captures;
  clang::FieldDecl *ThisCapture = nullptr;
  llvm::DenseMap<const clang::Expr *, Place> Opaque;
  std::optional<Place>
      InitialisedObject; ///< what `this` means in a default member initialiser of an aggregate
  std::string CurrentFile;
  unsigned CurrentLine = 0;
  std::vector<Predicate> Predicates; ///< in force, outermost first
  bool IsPredicated = false;
  bool InPlain = false; ///< inside of a statement that is printed as it stands
  const clang::Stmt *PlainStatement = nullptr;
  size_t PlainScopes = 0; ///< scopes up to this one are outside of it
  std::string SkipLabel;  ///< behind it, if something jumps there
  std::set<unsigned> Written;
  bool EndsInLabel = false;
  const clang::AttributedStmt *LoopAttributes = nullptr; ///< the last ones
  unsigned WaitingArms = 0; ///< open arms of branches that hold collective operations
  bool IsKernel = false;
  std::vector<std::string> KernelHead; ///< parameters of the user's
  const GridBarriers *Grid = nullptr;  ///< of a kernel in phases
  Phase Part;
  std::vector<const clang::VarDecl *> RestoredParameters;
  VariableSet Changed;                ///< by the phase, where they are named
  std::vector<TextNeeds> RepeatNeeds; ///< of initialisations that may be repeated
  bool IsDead = false; ///< what follows in the phase is not reached: its work-items wait for the grid
  bool WantsWideIndices = false; ///< index variables are printed in 64 bits
};

} // namespace lorcha::opencl

#endif
