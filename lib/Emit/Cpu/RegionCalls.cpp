// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionCalls.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

std::vector<std::string> RegionCalls::clears(const ThreadCode &Code, bool IsFull) const {
  std::vector<std::string> Result;
  for (const CallExpr *Given : Code.Gives)
    Result.push_back(Plan.Calls.count(Given)
                         ? Plan.Calls.at(Given).Name + (IsFull ? "_live.fillWhole()" : "_live.fill(false)")
                         : Plan.Exchanges.at(Given) + ".clear()");
  return Result;
}

std::vector<std::string> RegionCalls::handIns(const ThreadCode &Code, bool IsFull) const {
  std::vector<std::string> Result;
  for (const CallExpr *Given : Code.Gives) {
    auto Call = Plan.Calls.find(Given);
    if (Call == Plan.Calls.end()) {
      Result.push_back(given(Given));
      continue;
    }
    std::string Statements = IsFull ? "" : Call->second.Name + "_live[lorchaThread] = 1;";
    for (unsigned I = 0; I < Call->second.Types.size(); ++I)
      if (!IsFull || !Call->second.Alike.count(I))
        Statements += (Statements.empty() ? "" : " ") + Call->second.Name + "_" + std::to_string(I) +
                      "[lorchaThread] = " + argument(Given, Call->second, I) + ";";
    if (!Statements.empty())
      Result.push_back(std::move(Statements));
  }
  return Result;
}

TileOperation RegionCalls::preparedOperation(const CallExpr *Call) const {
  return Plan.Regions.Prepared.count(Call) ? tileOperation(Call, Plan.Definition) : TileOperation::None;
}

/// What a thread gives to an exchange, with the type that the operation takes it in.
std::string RegionCalls::given(const CallExpr *Call) const {
  const std::string &Name = Plan.Exchanges.at(Call);
  const Expr *Value = exchangedValue(Call);
  if (!Value)
    return Name + ".give(lorchaThread);";
  std::string Source = Text.source(Value);
  TileOperation OfTile = preparedOperation(Call);
  if (isVote(Call) || OfTile == TileOperation::Vote) // looks at an int
    return Name + ".vote(lorchaThread, " + Source + ");";
  QualType From = Value->IgnoreParenImpCasts()->getType(), To = Value->getType();
  if (To->isBuiltinType() && !State.Unit.ast().hasSameUnqualifiedType(From, To) && !From->isDependentType())
    Source = "static_cast<" + printedType(State, To.getUnqualifiedType()) + ">(" + Source + ")";
  bool KeepsType = exchangingGroup(Call) && OfTile == TileOperation::None;
  return Name + (KeepsType ? ".giveToGroup(" : ".give(") + "lorchaThread, " + Source + ");";
}

std::string RegionCalls::argument(const CallExpr *Call, const BlockCall &Block, unsigned Index) const {
  if (auto Slot = Block.Slots.find(Index); Slot != Block.Slots.end())
    return "&" + Plan.slotOf(Slot->second)->Name + "[lorchaThread]";
  if (auto Default = Block.Defaults.find(Index); Default != Block.Defaults.end())
    return Default->second;
  std::string Source = Text.source(Call->getArg(Index));
  const FunctionDecl *Callee = Call->getDirectCallee();
  return isChangingReference(Callee->getParamDecl(Index)->getType()) ? "&(" + Source + ")" : Source;
}

std::string RegionCalls::function(const CallExpr *Call, const BlockCall &Block) const {
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  SourceLocation Name = isa<MemberExpr>(Callee) ? cast<MemberExpr>(Callee)->getMemberLoc()
                                                : cast<DeclRefExpr>(Callee)->getLocation();
  return Text.renamed(Callee, Name, Block.Function->Name);
}

std::vector<std::string> RegionCalls::blockCalls(const ThreadCode &Code, bool IsFull) const {
  std::vector<std::string> Result;
  for (const CallExpr *Given : Code.Gives) {
    if (Plan.Regions.Prepared.count(Given))
      Result.push_back(preparation(Given));
    auto Call = Plan.Calls.find(Given);
    if (Call == Plan.Calls.end())
      continue;
    const BlockCall &Block = Call->second;
    for (unsigned I : Block.Alike)
      if (IsFull)
        Result.push_back("*" + Block.Name + "_" + std::to_string(I) +
                         ".from(0) = " + argument(Given, Block, I));
    std::string Source = function(Given, Block) + "(lorchaBlock, " + Block.Name + "_live";
    if (!Block.Result->isVoidType())
      Source += ", " + Block.Name + "_result";
    for (unsigned I = 0; I < Block.Types.size(); ++I)
      Source += ", " + Block.Name + "_" + std::to_string(I);
    Result.push_back(Source + ")");
  }
  return Result;
}

/// Where the block works out what comes of an exchange, and threads take it.
static std::string namespaceOf(const CallExpr *Call) {
  return isShuffle(Call) ? "lorcha::permuted::" : "lorcha::counted::";
}

std::string RegionCalls::preparation(const CallExpr *Call) const {
  const std::string &Name = Plan.Exchanges.at(Call);
  TileOperation OfTile = preparedOperation(Call);
  if (OfTile == TileOperation::Vote)
    return Name + ".countWarps()";
  std::string Where = namespaceOf(Call);
  if (OfTile != TileOperation::None) {
    QualType Tile = Plan.writtenAs(tileOf(Call))->getType().getNonReferenceType().getUnqualifiedType();
    Where = "lorcha::permuted::Tile<" + printedType(State, Tile) + ">::";
  }
  std::string Result = Where + Call->getDirectCallee()->getNameAsString() + "(" + Name;
  if (isShuffle(Call) || OfTile != TileOperation::None)
    for (const Expr *Argument : Call->arguments())
      if (Argument != exchangedValue(Call) && Argument != exchangingGroup(Call) &&
          !isa<CXXDefaultArgExpr>(Argument))
        Result += ", " + Text.source(Argument);
  return Result + ")";
}

void RegionCalls::print(const ThreadCode &Code, bool IsFull) {
  for (const CallExpr *Given : Code.Gives) {
    if (auto Block = Plan.Calls.find(Given); Block != Plan.Calls.end())
      printResult(Given, Block->second);
    else
      printExchange(Given, IsFull);
  }
}

/// The call takes from what the threads have handed in:
///   __shfl_down_sync(mask, v, 1)   lorcha::exchanged::__shfl_down_sync(lorchaExchange1, lorchaThread,
///   mask, v, 1)
///   group.shfl(v, 0)               lorcha::exchanged::of(group, lorchaExchange1, lorchaThread).shfl(v, 0)
///   tile.shfl(v, 0)                lorcha::permuted::of(lorchaExchange1, lorchaThread).shfl(v, 0)
void RegionCalls::printExchange(const CallExpr *Call, bool IsFull) {
  const std::string &Name = Plan.Exchanges.at(Call);
  Storage += "  lorcha::Exchange<" + std::string(IsFull ? "true" : "false") + "> " + Name +
             "(LORCHA_PER_THREAD(lorchaBlock, lorcha::ExchangeSlot));\n";
  if (const Expr *Group = exchangingGroup(Call)) {
    Group = Group->IgnoreImpCasts();
    TileOperation OfTile = preparedOperation(Call);
    bool IsPermuted = OfTile == TileOperation::Shuffle || OfTile == TileOperation::Reduction;
    std::string Source = IsPermuted ? "" : Text.source(Group) + ", ";
    const char *How = IsPermuted ? "permuted" : OfTile == TileOperation::Vote ? "counted" : "exchanged";
    return Text.replace(Group, "lorcha::" + std::string(How) + "::of(" + Source + Name + ", lorchaThread)");
  }
  const auto *Callee = cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
  bool IsOfGroups = Call->getType()->isRecordType();
  if (!IsOfGroups)
    Text.replaceToken(Callee->getLocation(),
                      (Plan.Regions.Prepared.count(Call) ? namespaceOf(Call) : "lorcha::exchanged::") +
                          Callee->getDecl()->getNameAsString());
  std::optional<Token> Open = Lexer::findNextToken(Callee->getLocation(), State.SM, State.Unit.language());
  bool HasArguments = Call->getNumArgs() && !isa<CXXDefaultArgExpr>(Call->getArg(0));
  if (Open && Open->is(tok::l_paren))
    Text.afterToken(Open->getLocation(), Name + ", lorchaThread" + (HasArguments ? ", " : ""));
}

/// The storage of a call of a function for the block; the call itself becomes a look at the thread's result,
/// or at that of any thread if it is the same for all.
void RegionCalls::printResult(const CallExpr *Call, const BlockCall &Block) {
  unsigned Place = 2; // among the function's parameters
  auto Slots = [&](const std::string &Name, QualType Type) {
    std::string TypeText = Block.HasTypesOfFunction ? "lorcha::ElementOf<" + std::to_string(Place) +
                                                          ", decltype(" + function(Call, Block) + ")>"
                                                    : printedType(State, Type);
    Storage += "  const lorcha::PerThread<" + TypeText + "> " + Name + "(LORCHA_PER_THREAD(lorchaBlock, " +
               TypeText + "));\n";
    ++Place;
  };
  Storage +=
      "  const lorcha::ThreadMask " + Block.Name + "_live(LORCHA_PER_THREAD(lorchaBlock, unsigned char));\n";
  bool HasResult = !Block.Result->isVoidType();
  if (HasResult)
    Slots(Block.Name + "_result", Block.Result.getUnqualifiedType());
  for (unsigned I = 0; I < Block.Types.size(); ++I)
    Slots(Block.Name + "_" + std::to_string(I), Block.Types[I]);
  std::string Taken = "lorcha::endRegion()";
  if (HasResult)
    Taken = Plan.Regions.TakenOnce.count(Call)
                ? "lorcha::uniform(" + Block.Name + "_result, " + Block.Name + "_live)"
                : Block.Name + "_result[lorchaThread]";
  Text.replace(Call, Taken);
}

} // namespace lorcha
