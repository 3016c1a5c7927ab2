// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/WarpSteps.h"
#include "SharedRoots.h"
#include "lorcha/Analysis/PollingLoops.h"
#include "lorcha/Frontend/SourceChanges.h"
#include "clang/AST/ParentMap.h"
#include "clang/Analysis/CFG.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

/// What a place in a function does to shared memory. Call: of a function with a volatile pointer to it.
enum class EventKind { Load, Store, Call, Barrier };

struct Event {
  EventKind Kind;
  const VarDecl *Root = nullptr;
  const Expr *Access = nullptr; ///< the glvalue; of a call the argument
  const Expr *Whole = nullptr;  ///< of a store: the assignment

  bool isVolatile() const { return Kind == EventKind::Call || Access->getType().isVolatileQualified(); }
};

/// Where steps stand around a store.
struct StoreSteps {
  bool Before = false; ///< others still read what was there
  bool Within = false; ///< between what the statement reads and what it writes
  bool After = false;  ///< others read what is there now
};

/// The stores of one function that others rely on to happen in step.
class FunctionSteps {
public:
  FunctionSteps(ParsedUnit &Unit, SharedRoots &Roots, const FunctionDecl *Function, const ParentMap &Parents)
      : Unit(Unit), Roots(Roots), Function(Function), Parents(Parents) {}

  /// By assignment, in the order of the text.
  std::vector<std::pair<const Expr *, StoreSteps>> find() {
    CFG::BuildOptions Options;
    Options.setAllAlwaysAdd();
    Graph = CFG::buildCFG(Function, Function->getBody(), &Unit.ast(), Options);
    if (!Graph || !collect() || !pollingLoops(Unit, patternOf(Function)).empty())
      return {};
    for (const CFGBlock *Block : *Graph)
      for (size_t I = 0; I < Events[Block].size(); ++I)
        if (Events[Block][I].Kind == EventKind::Store)
          Steps[Events[Block][I].Whole].After = needsStepBehind(Block, I);
    for (const CFGBlock *Block : *Graph)
      for (size_t I = 0; I < Events[Block].size(); ++I)
        if (Events[Block][I].Kind == EventKind::Load)
          noteOverwriting(Block, I);
    std::vector<std::pair<const Expr *, StoreSteps>> Result;
    for (const auto &[Store, Around] : Steps)
      if (Around.Before || Around.Within || Around.After)
        Result.push_back({Store, Around});
    return Result;
  }

private:
  // --- What happens

  /// Whether there is a store.
  bool collect() {
    bool HasStore = false;
    for (const CFGBlock *Block : *Graph)
      for (const CFGElement &Element : *Block)
        if (auto Statement = Element.getAs<CFGStmt>()) {
          addEvents(Statement->getStmt(), Events[Block]);
          HasStore |= !Events[Block].empty() && Events[Block].back().Kind == EventKind::Store;
        }
    return HasStore;
  }

  void addEvents(const Stmt *S, std::vector<Event> &Result) {
    if (const auto *Cast = dyn_cast<CastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue) {
      if (const VarDecl *Root = Roots.of(Cast->getSubExpr()))
        Result.push_back({EventKind::Load, Root, Cast->getSubExpr(), Cast});
    } else if (const auto *Operator = dyn_cast<BinaryOperator>(S); Operator && Operator->isAssignmentOp()) {
      if (const VarDecl *Root = Roots.of(Operator->getLHS()))
        Result.push_back({EventKind::Store, Root, Operator->getLHS(), Operator});
    } else if (const auto *Step = dyn_cast<UnaryOperator>(S); Step && Step->isIncrementDecrementOp()) {
      if (const VarDecl *Root = Roots.of(Step->getSubExpr()))
        Result.push_back({EventKind::Store, Root, Step->getSubExpr(), Step});
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(S)) {
      if (Made->getConstructor()->isCopyOrMoveConstructor())
        addObject(EventKind::Load, Made->getArg(0), Made, Result);
    } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S); Call && Call->isAssignmentOp()) {
      if (Call->getNumArgs() == 2)
        addObject(EventKind::Load, Call->getArg(1), Call, Result);
      addObject(EventKind::Store, Call->getArg(0), Call, Result);
    } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
      addCall(Call, Result);
    }
  }

  /// An object of a class that is copied or assigned.
  void addObject(EventKind Kind, const Expr *Object, const Expr *Whole, std::vector<Event> &Result) {
    if (const VarDecl *Root = Object->isGLValue() ? Roots.of(Object) : nullptr)
      Result.push_back({Kind, Root, Object, Whole});
  }

  void addCall(const CallExpr *Call, std::vector<Event> &Result) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return;
    if (Unit.isOurs(Callee)) {
      const BuiltinEntry *Row = rowOf(Callee);
      if (Row && Row->Effect >= BuiltinEffect::BlockBarrier)
        Result.push_back({EventKind::Barrier});
      return;
    }
    for (const Expr *Argument : Call->arguments()) {
      const QualType Pointee = Argument->getType()->getPointeeType();
      if (!Pointee.isNull() && Pointee.isVolatileQualified())
        if (const VarDecl *Root = Roots.ofPointee(Argument))
          Result.push_back({EventKind::Call, Root, Argument, Call});
    }
  }

  // --- What follows what

  /// Calls Visit with every event of the same variable that comes behind event I, up to the next barrier on
  /// each way. Visit returns whether to go on behind the event. True: the function may end before a barrier.
  template <class VisitT> bool followFrom(const CFGBlock *Block, size_t I, VisitT Visit) {
    const VarDecl *Root = Events[Block][I].Root;
    llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
    std::vector<std::pair<const CFGBlock *, size_t>> Open{{Block, I + 1}};
    bool ReachesEnd = false;
    while (!Open.empty()) {
      auto [Current, First] = Open.back();
      Open.pop_back();
      const std::vector<Event> &Here = Events[Current];
      bool GoesOn = true;
      for (size_t J = First; GoesOn && J < Here.size(); ++J)
        GoesOn = Here[J].Kind != EventKind::Barrier && (Here[J].Root != Root || Visit(Here[J]));
      if (!GoesOn)
        continue;
      ReachesEnd |= Current == &Graph->getExit();
      for (const CFGBlock *Next : Current->succs())
        if (Next && Seen.insert(Next).second)
          Open.push_back({Next, 0});
    }
    return ReachesEnd;
  }

  bool needsStepBehind(const CFGBlock *Block, size_t I) {
    const Event &Store = Events[Block][I];
    bool IsWanted = false;
    const bool ReachesEnd = followFrom(Block, I, [&](const Event &Later) {
      IsWanted |= Later.Kind != EventKind::Store && mayMeet(Later, Store);
      return !IsWanted;
    });
    return IsWanted || (ReachesEnd && isa<ParmVarDecl>(Store.Root) && Store.isVolatile());
  }

  /// Notes the stores that must not happen before all lanes have done this load.
  void noteOverwriting(const CFGBlock *Block, size_t I) {
    const Event &Load = Events[Block][I];
    followFrom(Block, I, [&](const Event &Later) {
      if (Later.Kind != EventKind::Store)
        return true;
      StoreSteps &Around = Steps[Later.Whole];
      if (mayMeet(Load, Later) && !isAbove(Load.Access, Later.Access))
        (isWithin(Load.Whole, Later.Whole) ? Around.Within : Around.Before) = true;
      return !Around.After;
    });
  }

  static bool isWithin(const Stmt *Inner, const Stmt *Outer) {
    return Inner == Outer || llvm::any_of(Outer->children(),
                                          [&](const Stmt *Child) { return Child && isWithin(Inner, Child); });
  }

  // --- Whose elements they are

  /// Whether one lane reads what another writes. Of volatile memory: unless both are a thread's own element.
  /// Of other memory: if the elements' numbers plainly differ by an offset, as those of s[t] and s[t + 8].
  bool mayMeet(const Event &Read, const Event &Write) {
    const auto *From = dyn_cast<ArraySubscriptExpr>(Read.Access->IgnoreParenCasts());
    const auto *To = dyn_cast<ArraySubscriptExpr>(Write.Access->IgnoreParenCasts());
    if (Read.isVolatile() && Write.isVolatile())
      return !From || !To || !isSame(From, To) || !risesByThread(From->getIdx(), 0);
    return From && To && isSame(From->getBase(), To->getBase()) && !isRowOfThread(From->getBase()) &&
           (isOffset(From->getIdx(), To->getIdx()) || isOffset(To->getIdx(), From->getIdx())) &&
           !isForFew(Write.Whole);
  }

  /// Whether it is a row of an array that not all threads have in common.
  bool isRowOfThread(const Expr *Base) {
    const auto *Row = dyn_cast<ArraySubscriptExpr>(Base->IgnoreParenCasts());
    return Row && (namesThread(Row->getIdx(), 0) || isRowOfThread(Row->getBase()));
  }

  /// Whether a condition around the statement chooses one thread out of so many, as `t % (2 * s) == 0` does:
  /// what such threads read is not what others of them write.
  bool isForFew(const Stmt *S) {
    const auto Chooses = [](const Expr *Condition) {
      const auto *Test = dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
      const auto *Number = Test ? dyn_cast<BinaryOperator>(Test->getLHS()->IgnoreParenImpCasts()) : nullptr;
      return Number && Test->isEqualityOp() &&
             (Number->getOpcode() == BO_Rem || Number->getOpcode() == BO_And);
    };
    for (; S; S = Parents.getParent(S))
      if (const auto *If = dyn_cast<IfStmt>(S); If && Chooses(If->getCond()))
        return true;
    return false;
  }

  /// Whether the first number is the second, which threads have of their own, plus, minus or xor something.
  bool isOffset(const Expr *Number, const Expr *Base) {
    const auto *Sum = dyn_cast<BinaryOperator>(Number->IgnoreParenImpCasts());
    return Sum && (Sum->isAdditiveOp() || Sum->getOpcode() == BO_Xor) &&
           (isSame(Sum->getLHS(), Base) || (Sum->getOpcode() != BO_Sub && isSame(Sum->getRHS(), Base))) &&
           namesThread(Base, 0);
  }

  bool isSame(const Expr *A, const Expr *B) {
    llvm::FoldingSetNodeID First, Second;
    A->IgnoreParenCasts()->Profile(First, Unit.ast(), /*Canonical=*/true);
    B->IgnoreParenCasts()->Profile(Second, Unit.ast(), /*Canonical=*/true);
    return First == Second;
  }

  /// Whether one reads s[i + n] and the other then writes s[i]: threads that follow each other in their order
  /// do not overwrite what others have to read.
  bool isAbove(const Expr *Read, const Expr *Written) {
    const auto *From = dyn_cast<ArraySubscriptExpr>(Read->IgnoreParenCasts());
    const auto *To = dyn_cast<ArraySubscriptExpr>(Written->IgnoreParenCasts());
    const auto *Sum = From ? dyn_cast<BinaryOperator>(From->getIdx()->IgnoreParenImpCasts()) : nullptr;
    return Sum && To && Sum->getOpcode() == BO_Add && isSame(From->getBase(), To->getBase()) &&
           (isSame(Sum->getLHS(), To->getIdx()) || isSame(Sum->getRHS(), To->getIdx()));
  }

  /// Whether a number is worked out from threadIdx.x, by initialisations.
  bool namesThread(const Expr *E, unsigned Depth) {
    E = E->IgnoreParenImpCasts();
    if (isIndex(E, "threadIdx"))
      return true;
    if (const auto *Operator = dyn_cast<BinaryOperator>(E))
      return namesThread(Operator->getLHS(), Depth) || namesThread(Operator->getRHS(), Depth);
    return llvm::any_of(onlyValues(E, Depth),
                        [&](const Expr *Value) { return namesThread(Value, Depth + 1); });
  }

  /// Whether a number is another for each thread of a row: threadIdx.x and something that is alike for all.
  bool risesByThread(const Expr *E, unsigned Depth) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Operator = dyn_cast<BinaryOperator>(E); Operator && Operator->getOpcode() == BO_Add)
      return (isAlike(Operator->getLHS()) && risesByThread(Operator->getRHS(), Depth)) ||
             (isAlike(Operator->getRHS()) && risesByThread(Operator->getLHS(), Depth));
    if (isIndex(E, "threadIdx"))
      return true;
    const std::vector<const Expr *> Values = onlyValues(E, Depth);
    return !Values.empty() &&
           llvm::all_of(Values, [&](const Expr *Value) { return risesByThread(Value, Depth + 1); });
  }

  /// What a variable of the function that is given a value once has; of a parameter what calls hand in.
  std::vector<const Expr *> onlyValues(const Expr *E, unsigned Depth) {
    const auto *Use = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
    if (!Variable || !Variable->hasLocalStorage() || Depth > 4)
      return {};
    const llvm::ArrayRef<const Expr *> Given = Roots.valuesOf(Variable);
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(Variable))
      return Given.empty() ? Roots.argumentsFor(Parameter) : std::vector<const Expr *>();
    return Given.size() == 1 ? Given.vec() : std::vector<const Expr *>();
  }

  /// A number that is plainly the same for all threads of the block.
  bool isAlike(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Operator = dyn_cast<BinaryOperator>(E))
      return (Operator->isAdditiveOp() || Operator->isMultiplicativeOp()) && isAlike(Operator->getLHS()) &&
             isAlike(Operator->getRHS());
    return isa<IntegerLiteral>(E) || isIndex(E, "blockIdx") || isIndex(E, "blockDim") ||
           E->isIntegerConstantExpr(Unit.ast());
  }

  /// Whether it is the first dimension of CUDA's variable.
  bool isIndex(const Expr *E, llvm::StringRef Name) {
    const auto *Pseudo = dyn_cast<PseudoObjectExpr>(E);
    if (Pseudo)
      E = Pseudo->getSyntacticForm()->IgnoreParenImpCasts();
    const auto *Member = dyn_cast<MemberExpr>(E);
    const auto *Property = dyn_cast<MSPropertyRefExpr>(E);
    const Expr *Base = Member ? Member->getBase() : Property ? Property->getBaseExpr() : nullptr;
    const llvm::StringRef Field = Member     ? Member->getMemberDecl()->getName()
                                  : Property ? Property->getPropertyDecl()->getName()
                                             : llvm::StringRef();
    const auto *Use = Base ? dyn_cast<DeclRefExpr>(Base->IgnoreParenImpCasts()) : nullptr;
    const auto *Variable = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
    return Variable && Field == "x" && Variable->getName() == Name && Unit.isOurs(Variable);
  }

  ParsedUnit &Unit;
  SharedRoots &Roots;
  const FunctionDecl *Function;
  const ParentMap &Parents;
  std::unique_ptr<CFG> Graph;
  llvm::DenseMap<const CFGBlock *, std::vector<Event>> Events;
  llvm::MapVector<const Expr *, StoreSteps> Steps;
};

/// Writes the steps around the stores of functions, and behind branches and loops around them, where lanes
/// that went different ways are together again.
class StepWriter {
public:
  StepWriter(ParsedUnit &Unit, std::set<std::string> &Macros)
      : Unit(Unit), SM(Unit.sources()), Macros(Macros), Changes(SM) {}

  void write(llvm::ArrayRef<std::pair<const Expr *, StoreSteps>> Stores, ParentMap &Parents) {
    llvm::SetVector<const Stmt *> Around;
    for (const auto &[Store, Steps] : Stores) {
      const Stmt *S = Store;
      while (isa_and_nonnull<ExprWithCleanups, ParenExpr>(Parents.getParent(S)))
        S = Parents.getParent(S);
      if (!isStatementOf(Parents.getParent(S), S))
        continue; // a part of an expression
      writeStore(Store, Steps);
      for (const Stmt *Outer = Parents.getParent(S); Outer; Outer = Parents.getParent(Outer))
        if (isa<IfStmt>(Outer) || bodyOfLoop(Outer))
          Around.insert(Outer);
    }
    // Of those that end at one place, the inner ones first.
    llvm::SmallVector<const Stmt *, 0> Inner = Around.takeVector();
    llvm::stable_sort(Inner, [&](const Stmt *A, const Stmt *B) {
      return SM.isBeforeInTranslationUnit(B->getBeginLoc(), A->getBeginLoc());
    });
    for (const Stmt *Each : Inner)
      writeBehind(Each, Parents.getParent(Each));
  }

  std::map<std::string, std::string> texts() {
    for (const auto &[Place, Text] : Endings)
      Changes.replace({Place.first, Place.second, Place.second}, Text);
    return IsAsked ? std::map<std::string, std::string>() : Changes.texts();
  }

private:
  static constexpr llvm::StringLiteral Step = "lorchaWarpStep();";

  void writeStore(const Expr *Store, StoreSteps Steps) {
    const std::optional<FileStretch> Whole = stretchOf(Store);
    const std::optional<unsigned> End = Whole ? behindSemicolon(*Whole) : std::nullopt;
    if (!End)
      return writeOutMacro(Store->getBeginLoc());
    std::string Text = textOf(*Whole);
    if (const Expr *Assigned = assignedValue(Store); Assigned && Steps.Within) {
      const std::optional<FileStretch> Value = stretchOf(Assigned);
      if (!Value || Value->File != Whole->File || Value->Begin < Whole->Begin || Value->End > Whole->End)
        return writeOutMacro(Store->getBeginLoc());
      const FileStretch Place{Whole->File, Whole->Begin, Value->Begin};
      Text = ("const auto lorchaRead = " + textOf(*Value) + "; " + Step + " " + textOf(Place)).str() +
             "lorchaRead";
    }
    // Of templates, one instantiation after the other.
    if (!Changes.replace(*Whole, ("{ " + (Steps.Before ? Step + " " : "") + Text).str()))
      return;
    std::string &Ending = Endings[{Whole->File, *End}];
    if (Ending.empty())
      Ending = (Steps.After ? " " + Step + " }" : llvm::Twine(" }")).str();
    Unit.report(DiagId::WarpStep, Store->getSourceRange());
  }

  void writeBehind(const Stmt *S, const Stmt *Parent) {
    const std::optional<FileStretch> Whole = stretchOf(S);
    const std::optional<unsigned> End = Whole ? behind(S, *Whole) : std::nullopt;
    if (!End)
      return writeOutMacro(S->getBeginLoc());
    if (!Written.insert({Whole->File, Whole->Begin}).second)
      return;
    if (!isa_and_nonnull<CompoundStmt>(Parent) && !Changes.insert(S->getBeginLoc(), "{ "))
      return;
    Endings[{Whole->File, *End}] += (" " + Step + (isa_and_nonnull<CompoundStmt>(Parent) ? "" : " }")).str();
  }

  static const Expr *assignedValue(const Expr *Store) {
    if (const auto *Assignment = dyn_cast<BinaryOperator>(Store))
      return Assignment->getRHS();
    const auto *Call = dyn_cast<CXXOperatorCallExpr>(Store);
    return Call && Call->getNumArgs() == 2 ? Call->getArg(1) : nullptr;
  }

  /// Whether the expression is a statement of its own in Parent.
  static bool isStatementOf(const Stmt *Parent, const Stmt *E) {
    if (!Parent || isa<CompoundStmt, CaseStmt, DefaultStmt, LabelStmt>(Parent))
      return Parent;
    if (const auto *If = dyn_cast<IfStmt>(Parent))
      return E == If->getThen() || E == If->getElse();
    return E == bodyOfLoop(Parent);
  }

  std::optional<FileStretch> stretchOf(const Stmt *S) const {
    const CharSourceRange Chars =
        Lexer::makeFileCharRange(CharSourceRange::getTokenRange(S->getSourceRange()), SM, Unit.language());
    if (Chars.isInvalid())
      return std::nullopt;
    return FileStretch{SM.getFileID(Chars.getBegin()), SM.getFileOffset(Chars.getBegin()),
                       SM.getFileOffset(Chars.getEnd())};
  }

  std::string textOf(const FileStretch &Where) const {
    return SM.getBufferData(Where.File).slice(Where.Begin, Where.End).str();
  }

  /// Where the statement ends in its file; none if a macro makes its semicolon.
  std::optional<unsigned> behind(const Stmt *S, const FileStretch &Whole) const {
    const Stmt *Last = S;
    while (!isa<DoStmt>(Last))
      if (const auto *If = dyn_cast<IfStmt>(Last))
        Last = If->getElse() ? If->getElse() : If->getThen();
      else if (const Stmt *Body = bodyOfLoop(Last))
        Last = Body;
      else if (const auto *Attributed = dyn_cast<AttributedStmt>(Last))
        Last = Attributed->getSubStmt();
      else
        break;
    return isa<CompoundStmt>(Last) ? Whole.End : behindSemicolon(Whole);
  }

  std::optional<unsigned> behindSemicolon(const FileStretch &Whole) const {
    const llvm::StringRef Buffer = SM.getBufferData(Whole.File);
    if (Buffer.slice(0, Whole.End).ends_with(";")) // `if (a) ;`
      return Whole.End;
    const SourceLocation Start = SM.getLocForStartOfFile(Whole.File);
    Lexer Raw(Start, Unit.language(), Buffer.begin(), Buffer.begin() + Whole.End, Buffer.end());
    Token Next;
    Raw.LexFromRawLexer(Next);
    if (Next.isNot(tok::semi))
      return std::nullopt;
    return SM.getFileOffset(Next.getLocation()) + 1;
  }

  void writeOutMacro(SourceLocation Location) {
    if (Location.isMacroID())
      IsAsked |= Macros.insert(outermostMacro(Location, SM, Unit.language())).second;
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  std::set<std::string> &Macros;
  SourceChanges Changes;
  std::map<std::pair<FileID, unsigned>, std::string> Endings; ///< what goes behind statements, by place
  std::set<std::pair<FileID, unsigned>> Written;              ///< branches and loops with a step behind them
  bool IsAsked = false;
};

} // namespace

std::map<std::string, std::string> writeOutWarpSteps(ParsedUnit &Unit, std::set<std::string> &Macros) {
  SharedRoots Roots(Unit);
  if (!Roots.hasSharedStores())
    return {};
  StepWriter Writer(Unit, Macros);
  for (const FunctionDecl *Function : Roots.functions()) {
    ParentMap Parents(Function->getBody());
    Writer.write(FunctionSteps(Unit, Roots, Function, Parents).find(), Parents);
  }
  return Writer.texts();
}

} // namespace lorcha
