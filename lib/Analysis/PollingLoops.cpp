// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/PollingLoops.h"
#include "lorcha/Analysis/LoopParts.h"
#include "lorcha/Support/AstVisitor.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace lorcha {

namespace {

constexpr llvm::StringLiteral Reads[] = {
#define LORCHA_POLLING_READ(Name) Name,
#include "PollingReads.def"
};
constexpr llvm::StringLiteral Updates[] = {
#define LORCHA_POLLING_UPDATE(Name) Name,
#include "PollingReads.def"
};
constexpr llvm::StringLiteral Clocks[] = {
#define LORCHA_POLLING_CLOCK(Name) Name,
#include "PollingReads.def"
};

/// How far calls of the user's functions are followed.
constexpr unsigned MostCalls = 4;

/// What is in an expression or statement.
class Scan : public AstVisitor {
public:
  Scan(ParsedUnit &Unit, unsigned Depth) : Unit(Unit), Depth(Depth) {}

  bool HasRead = false;                        ///< of what others may write
  bool HasClock = false;                       ///< reads the time
  bool HasEffect = false;                      ///< writes to memory, waits, or does what is not known
  bool HasBarrier = false;                     ///< the block waits for all of its threads
  bool NamesBlock = false;                     ///< names blockIdx or gridDim
  llvm::SmallPtrSet<const VarDecl *, 8> Named; ///< a thread's own variables
  llvm::DenseMap<const VarDecl *, std::vector<Expr *>>
      Values; ///< what they are set to; null: something of their own

  bool VisitBinaryOperator(BinaryOperator *Operator) override {
    if (Operator->isAssignmentOp())
      set(Operator->getLHS(), Operator->getOpcode() == BO_Assign ? Operator->getRHS() : nullptr);
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) override {
    if (Operator->isIncrementDecrementOp())
      set(Operator->getSubExpr(), nullptr);
    return Operator->getOpcode() != UO_Deref || notePointee(Operator->getSubExpr(), Operator);
  }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *Access) override {
    return notePointee(Access->getLHS(), Access);
  }
  bool VisitMemberExpr(MemberExpr *Access) override { return noteVolatile(true, Access); }
  bool VisitVarDecl(VarDecl *Variable) override {
    if (Variable->getInit())
      Values[Variable].push_back(Variable->getInit());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Use) override {
    const auto *Variable = dyn_cast<VarDecl>(Use->getDecl());
    if (!Variable)
      return true;
    if (Unit.isOurs(Variable))
      NamesBlock |= llvm::any_of(IndexVariables, [&](const auto &Each) {
        return (Each.first & (BlockIdx | GridDim)) && Variable->getName() == Each.second;
      });
    else if (Variable->hasLocalStorage())
      Named.insert(Variable);
    return noteVolatile(!Variable->hasLocalStorage(), Use);
  }
  bool VisitCallExpr(CallExpr *Call) override {
    if (!isa<CXXPseudoDestructorExpr>(Call->getCallee()->IgnoreParens()))
      call(Call);
    return true;
  }
  bool VisitAtomicExpr(AtomicExpr *Atomic) override {
    const bool IsLoad =
        Atomic->getOp() == AtomicExpr::AO__atomic_load_n || Atomic->getOp() == AtomicExpr::AO__atomic_load;
    (IsLoad ? HasRead : HasEffect) = true;
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) override {
    HasEffect |= !Made->getConstructor()->isTrivial() && !Unit.isOurs(Made->getConstructor());
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *) override { return effect(); }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *) override { return effect(); }
  bool VisitAsmStmt(AsmStmt *) override { return effect(); }
  bool TraverseLambdaExpr(LambdaExpr *) override { return effect(); }

private:
  bool effect() { return HasEffect = true; }

  bool noteVolatile(bool IsMemory, const Expr *Access) {
    HasRead |= IsMemory && Access->getType().isVolatileQualified();
    return true;
  }

  /// In templates the access has no type yet, but the pointer has.
  bool notePointee(const Expr *Pointer, const Expr *Access) {
    const QualType Pointee = Pointer->getType()->getPointeeType();
    HasRead |= !Pointee.isNull() && Pointee.isVolatileQualified();
    return noteVolatile(true, Access);
  }

  void set(const Expr *Place, Expr *Value) {
    const auto *Use = dyn_cast<DeclRefExpr>(Place->IgnoreParens());
    const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
    if (Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType())
      Values[Variable].push_back(Value);
    else
      HasEffect = true;
  }

  static bool isZero(const CallExpr *Call, unsigned Index) {
    const auto *Number = Index < Call->getNumArgs()
                             ? dyn_cast<IntegerLiteral>(Call->getArg(Index)->IgnoreParenImpCasts())
                             : nullptr;
    return Number && Number->getValue().isZero();
  }

  /// What the callee's row is, also where a template's parameters hide which function it is.
  static std::string rowName(const CallExpr *Call) {
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
      return "cuda::" + Member->getMember().getAsString();
    if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
      return "cuda::" + Member->getMemberName().getAsString();
    if (const auto *Overloads = dyn_cast<UnresolvedLookupExpr>(Callee))
      return Overloads->getName().getAsString();
    return "";
  }

  /// Also of a call in a template that only one function of the user's fits.
  const FunctionDecl *calleeOf(const CallExpr *Call) {
    const auto *Overloads = dyn_cast<UnresolvedLookupExpr>(Call->getCallee()->IgnoreParenImpCasts());
    const NamedDecl *Only = Overloads && Overloads->getNumDecls() == 1 ? *Overloads->decls_begin() : nullptr;
    return Only && !Unit.isOurs(Only) ? Only->getUnderlyingDecl()->getAsFunction() : Call->getDirectCallee();
  }

  void call(CallExpr *Call) {
    const FunctionDecl *Function = calleeOf(Call);
    const BuiltinEntry *Row = Function && Unit.isOurs(Function) ? rowOf(Function) : nullptr;
    const std::string Name = Function ? (Row ? Row->CudaName.str() : "") : rowName(Call);
    const bool IsMethod = Function ? isa<CXXMethodDecl>(Function) : Name.find("::") != std::string::npos;
    if (llvm::is_contained(Reads, Name) ||
        (isa_and_nonnull<CXXConversionDecl>(Function) && Unit.isOurs(Function)))
      HasRead = true;
    else if (llvm::is_contained(Clocks, Name))
      HasClock = true;
    else if (llvm::is_contained(Updates, Name))
      (isZero(Call, IsMethod ? 0 : 1) ? HasRead : HasEffect) = true;
    else if (!Function)
      HasEffect = true;
    else if (Unit.isOurs(Function))
      noteOurs(Function, Row);
    else
      follow(Function);
  }

  /// Fences and sleeping have no memory to write to.
  void noteOurs(const FunctionDecl *Function, const BuiltinEntry *Row) {
    const bool HasPointer = llvm::any_of(Function->parameters(), [](const ParmVarDecl *Parameter) {
      return Parameter->getType()->isPointerType() || Parameter->getType()->isReferenceType();
    });
    HasEffect |=
        Row && (Row->Effect > BuiltinEffect::Memory || (Row->Effect == BuiltinEffect::Memory && HasPointer));
    HasBarrier |=
        Row && (Row->Effect == BuiltinEffect::BlockBarrier || Row->Effect == BuiltinEffect::GridBarrier);
  }

  void follow(const FunctionDecl *Function) {
    const FunctionDecl *Definition = nullptr;
    if (!Function->hasBody(Definition) || Depth == MostCalls) {
      HasEffect = true;
      return;
    }
    Scan Inner(Unit, Depth + 1);
    Inner.TraverseStmt(Definition->getBody());
    HasRead |= Inner.HasRead;
    HasClock |= Inner.HasClock;
    HasEffect |= Inner.HasEffect;
    HasBarrier |= Inner.HasBarrier;
    NamesBlock |= Inner.NamesBlock;
  }

  ParsedUnit &Unit;
  const unsigned Depth;
};

/// The parts of a loop.
struct LoopParts {
  std::vector<Expr *> Exits; ///< conditions that end it
  bool HasInnerLoop = false;
};

bool leaves(const Stmt *Branch, bool IsInInner) {
  if (!Branch)
    return false;
  if (isa<ReturnStmt, GotoStmt>(Branch) || (isa<BreakStmt>(Branch) && !IsInInner))
    return true;
  IsInInner |= bodyOfLoop(Branch) != nullptr;
  return llvm::any_of(Branch->children(), [&](const Stmt *Child) { return leaves(Child, IsInInner); });
}

void findExits(Stmt *Body, LoopParts &Result, bool IsInInner = false) {
  if (!Body)
    return;
  IsInInner |= bodyOfLoop(Body) != nullptr;
  Result.HasInnerLoop |= IsInInner;
  if (auto *If = dyn_cast<IfStmt>(Body);
      If && (leaves(If->getThen(), IsInInner) || leaves(If->getElse(), IsInInner)))
    Result.Exits.push_back(If->getCond());
  for (Stmt *Child : Body->children())
    findExits(Child, Result, IsInInner);
}

class Finder : public AstVisitor {
public:
  explicit Finder(ParsedUnit &Unit) : Unit(Unit) {}

  std::vector<PollingLoop> Found;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; } // a function of its own
  bool VisitWhileStmt(WhileStmt *Loop) override { return visit(Loop, Loop->getCond(), Loop->getBody()); }
  bool VisitDoStmt(DoStmt *Loop) override { return visit(Loop, Loop->getCond(), Loop->getBody()); }
  bool VisitForStmt(ForStmt *Loop) override {
    return Loop->getInc() || visit(Loop, Loop->getCond(), Loop->getBody());
  }

private:
  bool visit(Stmt *Loop, Expr *Condition, Stmt *Body) {
    LoopParts Parts;
    if (Condition)
      Parts.Exits.push_back(Condition);
    findExits(Body, Parts);
    Scan Whole(Unit, 0);
    Whole.TraverseStmt(Loop);
    if (!Parts.HasInnerLoop && !Whole.HasEffect && endsByReads(Parts, Whole))
      Found.push_back({Loop, isForOthers(Whole) ? PollingFor::OtherBlocks
                             : Whole.HasRead    ? PollingFor::Block
                                                : PollingFor::Time});
    else if (Whole.HasRead && goesOnWhileMarked(Parts, Body, Whole))
      Found.push_back({Loop, PollingFor::Block});
    return true;
  }

  /// Whether a variable ends the loop that each round sets to a constant first and to something else where it
  /// leaves work undone: `do { again = false; ...; if (...) again = true; } while (again);`. Where the block
  /// votes on it, nobody is left behind.
  bool goesOnWhileMarked(const LoopParts &Parts, const Stmt *Body, const Scan &Whole) {
    const auto *Statements = dyn_cast<CompoundStmt>(Body);
    Scan Ends(Unit, 0);
    for (Expr *Exit : Parts.Exits)
      Ends.TraverseStmt(Exit);
    return Statements && !Ends.HasBarrier && !Ends.Named.empty() &&
           llvm::all_of(Ends.Named, [&](const VarDecl *Mark) {
             auto Set = Whole.Values.find(Mark);
             return Set != Whole.Values.end() && Set->second.size() > 1 &&
                    llvm::any_of(Statements->body(), [&](const Stmt *S) { return setsToConstant(S, Mark); });
           });
  }

  bool setsToConstant(const Stmt *S, const VarDecl *Variable) {
    const auto *Assignment = dyn_cast<BinaryOperator>(S);
    const auto *Use = Assignment && Assignment->getOpcode() == BO_Assign
                          ? dyn_cast<DeclRefExpr>(Assignment->getLHS()->IgnoreParens())
                          : nullptr;
    const auto *Made = dyn_cast<DeclStmt>(S);
    const Expr *Value = Use && Use->getDecl() == Variable                     ? Assignment->getRHS()
                        : Made && llvm::is_contained(Made->decls(), Variable) ? Variable->getInit()
                                                                              : nullptr;
    return Value && !Value->isValueDependent() && Value->isIntegerConstantExpr(Unit.ast());
  }

  Scan scanned(Expr *E) {
    Scan Result(Unit, 0);
    Result.TraverseStmt(E);
    return Result;
  }

  using Variables = llvm::SmallPtrSet<const VarDecl *, 8>;

  /// Whether some exit depends on what was read, and nothing that an exit depends on comes from the loop's
  /// own counting, or from what it found in the round before.
  bool endsByReads(const LoopParts &Parts, const Scan &Whole) {
    bool DependsOnRead = false;
    for (Expr *Exit : Parts.Exits) {
      Variables Path;
      if (!isSettled(scanned(Exit), Whole, Path, DependsOnRead))
        return false;
    }
    return DependsOnRead;
  }

  /// Whether what Part names is the same in each round but for what is read.
  bool isSettled(const Scan &Part, const Scan &Whole, Variables &Path, bool &DependsOnRead) {
    DependsOnRead |= Part.HasRead || Part.HasClock;
    return llvm::all_of(Part.Named, [&](const VarDecl *Variable) {
      auto Set = Whole.Values.find(Variable);
      if (Set == Whole.Values.end())
        return true; // does not change
      if (!Path.insert(Variable).second)
        return false;
      bool Result = llvm::all_of(Set->second, [&](Expr *Value) {
        return Value && isSettled(scanned(Value), Whole, Path, DependsOnRead);
      });
      Path.erase(Variable);
      return Result;
    });
  }

  /// Whether the loop's text has to do with which block this is.
  bool isForOthers(const Scan &Whole) {
    bool Result = Whole.NamesBlock;
    llvm::SmallPtrSet<const VarDecl *, 8> Seen(Whole.Named.begin(), Whole.Named.end());
    std::vector<const VarDecl *> Open(Whole.Named.begin(), Whole.Named.end());
    while (!Open.empty() && !Result) {
      const VarDecl *Variable = Open.back();
      Open.pop_back();
      if (!Variable->getInit())
        continue;
      const Scan Part = scanned(const_cast<Expr *>(Variable->getInit()));
      Result = Part.NamesBlock;
      for (const VarDecl *Next : Part.Named)
        if (Seen.insert(Next).second)
          Open.push_back(Next);
    }
    return Result;
  }

  ParsedUnit &Unit;
};

} // namespace

std::vector<PollingLoop> pollingLoops(ParsedUnit &Unit, const FunctionDecl *Function) {
  Finder Result(Unit);
  Result.TraverseStmt(Function->getBody());
  return std::move(Result.Found);
}

} // namespace lorcha
