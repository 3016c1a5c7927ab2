// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device functions and lambdas: the hidden parameter, the bindings at the start of the body, linkage, hidden
// arguments.
#include "CpuEmitter.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

/// The token behind the one that starts at Location, in the file where it is written.
std::optional<Token> nextToken(const CpuEmitterState &State, SourceLocation Location) {
  return Lexer::findNextToken(State.SM.getSpellingLoc(Location), State.SM, State.Unit.language());
}

void addHiddenParameter(CpuEmitterState &State, const FunctionDecl *Declaration) {
  FunctionTypeLoc Type = Declaration->getFunctionTypeLoc();
  if (!Type)
    return;
  std::optional<Token> First = nextToken(State, Type.getLParenLoc());
  bool IsVoid = First && Declaration->getNumParams() == 0 && First->is(tok::raw_identifier) &&
                First->getRawIdentifier() == "void";
  if (IsVoid)
    State.Edits.replaceToken(First->getLocation(), "const lorcha::Thread &lorchaThread", InPlace | InRegions);
  else
    State.Edits.insertAfter(Type.getLParenLoc(),
                            Declaration->getNumParams() || Declaration->isVariadic()
                                ? "const lorcha::Thread &lorchaThread, "
                                : "const lorcha::Thread &lorchaThread",
                            Rank::Normal, InPlace | InRegions);
}

/// What other units call: `float f(float x) { return f(lorcha::currentThread(), x); }`.
void printEntry(CpuEmitterState &State, const FunctionDecl *Definition) {
  const Stmt *Body = Definition->getBody();
  std::string Arguments;
  for (const ParmVarDecl *Parameter : Definition->parameters())
    Arguments += ", " + Parameter->getNameAsString();
  SourceLocation Begin = State.SM.getExpansionLoc(Definition->getBeginLoc());
  std::string Head = State.Edits.render(Begin, Definition->getFunctionTypeLoc().getRParenLoc(), StubHead);
  State.Edits.insertAfter(Body->getEndLoc(),
                          "\n" + Head + " { return " + Definition->getNameAsString() +
                              "(lorcha::currentThread()" + Arguments + "); }",
                          Rank::Trailing, InPlace);
}

/// `operator new(size_t, Arena &)` and its kin cannot be static.
bool isPlacementOperator(const FunctionDecl *Declaration) {
  switch (Declaration->getOverloadedOperator()) {
  case OO_New:
  case OO_Array_New:
  case OO_Delete:
  case OO_Array_Delete:
    return !Declaration->isReplaceableGlobalAllocationFunction();
  default:
    return false;
  }
}

/// Under nvcc, device functions are each unit's own: two units may define different ones of one name.
void makeStatic(CpuEmitterState &State, const FunctionModel &Model) {
  const FunctionDecl *Declaration = Model.Declaration;
  bool IsOwnText = Model.Kind == FunctionKind::Device && !isa<CXXMethodDecl>(Declaration) &&
                   !Declaration->getDescribedFunctionTemplate() &&
                   Declaration->getTemplateSpecializationKind() == TSK_Undeclared &&
                   Declaration->isExternallyVisible();
  if (!IsOwnText || State.Options.Relocatable || !Model.HasBody)
    return;
  for (const FunctionDecl *Redeclaration : Model.Redeclarations)
    if (Redeclaration->getStorageClass() != SC_None || Redeclaration->isExternC() ||
        Redeclaration->getFriendObjectKind() != Decl::FOK_None)
      return;
  std::string Static = isPlacementOperator(Declaration) ? "" : "static ";
  for (const FunctionDecl *Redeclaration : Model.Redeclarations)
    State.Edits.insertBefore(State.SM.getExpansionLoc(Redeclaration->getInnerLocStart()),
                             Static + (Redeclaration->isInlineSpecified() ? "" : "inline "), Rank::Specifier);
}

void replaceBody(CpuEmitterState &State, const FunctionPlan &Plan) {
  const Stmt *Body = Plan.Model->Declaration->getBody();
  if (Body)
    State.Edits.replace(Body->getBeginLoc(), Body->getEndLoc(),
                        "{ __builtin_trap(); /* " + Plan.Untranslated + " */ }");
}

} // namespace

void printFunction(CpuEmitterState &State, const FunctionPlan &Plan) {
  const FunctionModel &Model = *Plan.Model;
  const FunctionContext &Context = Plan.Context;
  if (!Model.isLambda()) {
    makeStatic(State, Model);
    if (Context.Kind == ContextKind::Parameter)
      for (const FunctionDecl *Redeclaration : Model.Redeclarations)
        addHiddenParameter(State, Redeclaration);
    if (Context.Kind == ContextKind::Parameter && State.Options.Relocatable &&
        ThreadContexts::isEntry(Model.Declaration))
      printEntry(State, Model.Declaration);
    if (!Plan.Untranslated.empty()) {
      replaceBody(State, Plan);
      return;
    }
  }
  if (Model.isLambda() && !Model.Lambda)
    return; // a host lambda that device code was handed: its text is the host's
  printShared(State, Plan);
  const Stmt *Body = Model.isLambda() ? Model.Lambda->getBody() : Model.Declaration->getBody();
  if (!Body || Context.Kind == ContextKind::None)
    return;
  std::optional<BodyStart> Start = bodyStart(State, Body);
  if (!Start)
    return;
  std::string Indent = indentAt(State.Edits.buffer(Start->Place.File), Start->Place.Offset - 1) + "  ";
  std::string Lines;
  if (Context.Kind == ContextKind::ThreadLocal)
    Lines += Indent + "const lorcha::Thread &lorchaThread = lorcha::currentThread();\n";
  if (Context.Kind != ContextKind::Captured) {
    Lines += indexLines(State, Context.Indices, "lorchaThread", "lorchaThread.block", Indent);
  }
  Lines += outerSharedLines(State, Plan);
  insertLines(State, *Start, Lines);
}

static void printQuestions(CpuEmitterState &State, const FunctionModel &Function) {
  for (const PlaceQuestion &Question : Function.PlaceQuestions) {
    if (!Question.CanPassArgument)
      continue;
    std::optional<Token> Open = nextToken(State, Question.Callee);
    std::optional<Token> First = Open ? nextToken(State, Open->getLocation()) : std::nullopt;
    bool HasArguments = First && First->isNot(tok::r_paren);
    State.Edits.insertBefore(Question.Closing, HasArguments ? ", lorchaThread" : "lorchaThread");
  }
}

void printCalls(CpuEmitterState &State, const FunctionModel &Function) {
  printQuestions(State, Function);
  for (const CallSite &Call : Function.Calls) {
    const FunctionPlan *Target = State.Decisions.find(Call.Target);
    if (!Target || Target->Context.Kind != ContextKind::Parameter || !Call.CanPassArgument)
      continue;
    std::optional<Token> Open = nextToken(State, Call.Callee);
    if (!Open || Open->isNot(tok::l_paren))
      continue;
    std::optional<Token> First = nextToken(State, Open->getLocation());
    bool HasArguments = First && First->isNot(tok::r_paren);
    State.Edits.insertAfter(Open->getLocation(), HasArguments ? "lorchaThread, " : "lorchaThread");
  }
}

} // namespace lorcha
