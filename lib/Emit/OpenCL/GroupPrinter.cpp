// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What stands for no function of CUDA's: the primitives that cooperative groups are made of
// (lorcha/group_primitives.h), and shifts whose amount may reach the width, which on CUDA's devices shift
// everything out.
#include "BodyPrinter.h"
#include "lorcha/Analysis/ObjectBarriers.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha::opencl {

/// A value of up to 8 bytes as the ulong in which lanes exchange it.
Code BodyPrinter::toSlot(const Expr *E) {
  QualType Type = E->getType();
  Code Value = value(E);
  if (Type->isRealFloatingType())
    return {std::string(Context.getTypeSize(Type) == 32 ? "(ulong)as_uint(" : "as_ulong(") +
                Value.in(Binding::Assign) + ")",
            Binding::Unary};
  if (!Type->isIntegralOrEnumerationType())
    obstruct(DiagId::NotLowered, E->getExprLoc(),
             "an exchange of '" + Type.getAsString(Context.getPrintingPolicy()) + "' in a group");
  return {std::string(Context.getTypeSize(Type) == 64 ? "(ulong)" : "(ulong)(uint)") +
              Value.in(Binding::Unary),
          Binding::Unary};
}

Code BodyPrinter::fromSlot(const std::string &Slot, QualType Type) {
  if (Type->isRealFloatingType())
    return {Context.getTypeSize(Type) == 32 ? "as_float((uint)" + Slot + ")" : "as_double(" + Slot + ")"};
  return {"(" + Unit.scalar(Type, Needs) + ")" + Slot, Binding::Unary};
}

/// The same for a value that only threads which take part may read.
std::string BodyPrinter::walkedSlot(const Expr *E, const std::string &P) {
  std::string Slot = toSlot(E).in(Binding::Assign);
  if (P.empty() || isHarmless(E))
    return Slot;
  std::string Name = Locals.fresh("slot");
  Declarations.push_back("ulong " + Name + " = 0;");
  Declarations.push_back("if (" + P + ") {");
  Declarations.push_back("  " + Name + " = " + Slot + ";");
  Declarations.push_back("}");
  return Name;
}

/// Whether toSlot can take a value: what is larger, or no number, goes word by word.
static bool fitsInSlot(QualType Type) { return !Type->isRecordType() && !Type->isArrayType(); }

/// A union of a value and the words in which it is exchanged.
std::string BodyPrinter::wordsOf(QualType Type, const std::string &Declarator) {
  return "union { " + Unit.inMemory(Type.getUnqualifiedType(), "Value", Needs) + "; ulong Words[" +
         std::to_string(wordCount(Type)) + "]; } " + Declarator;
}

uint64_t BodyPrinter::wordCount(QualType Type) const {
  constexpr uint64_t WordBytes = 8;
  return (Unit.sizeOf(Type) + WordBytes - 1) / WordBytes;
}

/// Declares such a union that holds the value, or zero in threads that take no part. Words are read whole, so
/// nothing behind the value may be left open.
std::string BodyPrinter::givenWords(const Expr *E, const std::string &P) {
  std::string Given = Locals.fresh("given"), Value = place(E).lvalue().in(Binding::Assign);
  Declarations.push_back(wordsOf(E->getType(), Given) + " = {.Words = {0}};");
  std::string Filled = Given + ".Value = " + Value + ";";
  if (P.empty() || isHarmless(E)) {
    Declarations.push_back(Filled);
  } else {
    Declarations.push_back("if (" + P + ") {");
    Declarations.push_back("  " + Filled);
    Declarations.push_back("}");
  }
  return Given;
}

/// What one lane or thread of the block gave: Reader takes the context, a word and the place.
Code BodyPrinter::groupRead(const CallExpr *E, llvm::StringRef Reader, const Expr *Value,
                            const std::string &Source, const std::string &P) {
  if (fitsInSlot(E->getType())) {
    std::string Slot = walkedSlot(Value, P);
    return walkedCall(
        E, fromSlot(Reader.str() + "(lorchaContext, " + Slot + ", " + Source + ")", E->getType()), P);
  }
  std::string Given = givenWords(Value, P), Taken = Locals.fresh("taken"), From = Locals.fresh("source");
  Declarations.push_back("uint " + From + " = " + Source + ";");
  Declarations.push_back(wordsOf(E->getType(), Taken) + ";");
  for (uint64_t Word = 0, Count = wordCount(E->getType()); Word < Count; ++Word)
    Declarations.push_back(fmt::format("{}.Words[{}] = {}(lorchaContext, {}.Words[{}], {});", Taken, Word,
                                       Reader.str(), Given, Word, From));
  return {Taken + ".Value", Binding::Postfix};
}

/// What each of 32 threads gave, those of the warp or those behind First.
Code BodyPrinter::groupExchange(const CallExpr *E, const std::string &First, const std::string &P) {
  const Expr *Value = E->getArg(1);
  QualType Type = Value->getType().getUnqualifiedType();
  std::string All = Locals.fresh("values"), Lane = Locals.fresh("lane"), From = Locals.fresh("first");
  std::string Start = "for (uint " + Lane + " = 0; " + Lane + " < 32; ++" + Lane + ")";
  std::string Read = "lorcha_exchange_given(lorchaContext, " + From + " + " + Lane + ")";
  auto Exchange = [&](const std::string &Word, const std::string &Taken) {
    Declarations.push_back("lorcha_exchange_give(lorchaContext, " + Word + ");");
    Declarations.push_back(Start);
    Declarations.push_back("  " + Taken + ";");
    Declarations.push_back("lorcha_exchange_barrier();");
  };
  if (fitsInSlot(Type)) {
    std::string Slot = walkedSlot(Value, P);
    Declarations.push_back("uint " + From + " = " + First + ";");
    Declarations.push_back(Unit.inMemory(E->getType(), All, Needs) + ";");
    Exchange(Slot, All + ".Lane[" + Lane + "] = " + fromSlot(Read, Type).Text);
    return {All};
  }
  std::string Given = givenWords(Value, P), Taken = Locals.fresh("taken");
  Declarations.push_back("uint " + From + " = " + First + ";");
  Declarations.push_back(wordsOf(Type, Taken + "[32]") + ";");
  Declarations.push_back(Unit.inMemory(E->getType(), All, Needs) + ";");
  for (uint64_t Word = 0, Count = wordCount(Type); Word < Count; ++Word)
    Exchange(fmt::format("{}.Words[{}]", Given, Word),
             fmt::format("{}[{}].Words[{}] = {}", Taken, Lane, Word, Read));
  Declarations.push_back(Start);
  Declarations.push_back("  " + All + ".Lane[" + Lane + "] = " + Taken + "[" + Lane + "].Value;");
  return {All};
}

Code BodyPrinter::groupPrimitive(const CallExpr *E, const FunctionDecl *Callee) {
  llvm::StringRef Name = Callee->getName();
  std::string P = predicateOf(E);
  if (Name == "here" || Name == "blockHere") {
    needContext();
    const char *Parts = Name == "here"
                            ? "){{LORCHA_GRID_DIM, LORCHA_BLOCK_DIM, LORCHA_BLOCK_IDX}, LORCHA_THREAD_IDX}"
                            : "){LORCHA_GRID_DIM, LORCHA_BLOCK_DIM, LORCHA_BLOCK_IDX}";
    return {"(" + typeName(E->getType()) + Parts, Binding::Postfix};
  }
  if (Name == "gridIsCooperative") {
    needContext(OpenClGridBarrier);
    Needs.Library.insert("grid");
    return {"lorcha_grid_is_cooperative(lorchaContext)", Binding::Postfix};
  }
  if (Name == "gridBarrier") { // those that a kernel can be split at are not printed as calls
    const auto *Method = dyn_cast<CXXMethodDecl>(Instance.Function);
    if (Method && Method->getParent()->getName() == "grid_group")
      obstruct(DiagId::GridBarrierNotSplit, E->getExprLoc(), "it does not stand in the kernel itself");
    needContext(OpenClMessages); // a group of any kind that turns out to be the grid
    return {"lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_TRAP, 0, 0)", Binding::Postfix};
  }
  if (Name == "blockWideBarrier" || Name == "waitForPart")
    if (std::optional<PartialUse> Why = findPartialUse(Kernel.Collective.facts()))
      obstruct(DiagId::PartialWait, Why->Location, Why->Reason);
  if (Name == "waitForPart")
    return {"0"};
  if (Name == "blockBarrier" || Name == "blockWideBarrier" || Name == "partBarrier")
    return walkedCall(E, {"lorcha_syncthreads()", Binding::Postfix}, P);
  return lanePrimitive(E, Name, P);
}

/// Those that are made of exchanges.
Code BodyPrinter::lanePrimitive(const CallExpr *E, llvm::StringRef Name, const std::string &P) {
  Needs.Library.insert("exchange");
  Needs.Library.insert("warp");
  needContext(OpenClExchange);
  std::string Call = "(lorchaContext, " + (P.empty() ? "true" : P);
  auto Argument = [&](unsigned I) {
    return walkedArgument(E->getArg(I), exactValue(E->getArg(I)).in(Binding::Assign), P);
  };
  if (Name == "laneBarrier") // every exchange has barriers of its own
    return walkedCall(E, {"lorcha_ballot_sync" + Call + ", " + Argument(0) + ", 0)", Binding::Postfix}, P);
  if (Name == "lanesHere")
    return walkedCall(E, {"lorcha_activemask" + Call + ")", Binding::Postfix}, P);
  if (Name == "ballot")
    return walkedCall(
        E, {"lorcha_ballot_sync" + Call + ", " + Argument(0) + ", " + Argument(1) + ")", Binding::Postfix},
        P);
  if (Name == "threadsFrom")
    return walkedCall(E, {"lorcha_threads_from" + Call + ", " + Argument(0) + ")", Binding::Postfix}, P);
  if (Name == "exchange")
    return groupExchange(E, "lorcha_warp_first()", P);
  if (Name == "valuesFrom")
    return groupExchange(E, Argument(0), P);
  if (Name == "read")
    return groupRead(E, "lorcha_read_lane", E->getArg(1), Argument(2), P);
  if (Name == "partRead")
    return groupRead(E, "lorcha_read_thread", E->getArg(2), Argument(0) + " + " + Argument(3), P);
  if (Name == "matching") {
    std::string Slot = walkedSlot(E->getArg(1), P);
    return walkedCall(
        E, {"lorcha_match_any_sync_ulong" + Call + ", " + Argument(0) + ", " + Slot + ")", Binding::Postfix},
        P);
  }
  obstruct(DiagId::NoOpenClBuiltin, E->getExprLoc(), E->getDirectCallee()->getQualifiedNameAsString());
  return {"0"};
}

Code BodyPrinter::shift(const BinaryOperator *E, const Code &Left, const Code &Right) {
  QualType Type = E->getType();
  if (const auto *Compound = dyn_cast<CompoundAssignOperator>(E))
    Type = Compound->getComputationLHSType();
  bool IsLeft = E->getOpcode() == BO_Shl || E->getOpcode() == BO_ShlAssign;
  std::string Word = Unit.scalar(Type, Needs);
  std::string Name = std::string(IsLeft ? "lorchaShiftLeft_" : "lorchaShiftRight_") + Word;
  uint64_t Width = Context.getTypeSize(Type);
  bool KeepsSign = !IsLeft && Type->isSignedIntegerOrEnumerationType();
  std::string Gone = KeepsSign ? "Value >> " + std::to_string(Width - 1) : "0";
  Needs.Fragments.insert(
      Unit.addFragment(fmt::format("// All bits go where the amount reaches the width.\nstatic {0} {1}({0} "
                                   "Value, ulong By) {{\n  return By < {2} ? Value {3} By : {4};\n}}\n",
                                   Word, Name, Width, IsLeft ? "<<" : ">>", Gone)));
  return {Name + "(" + Left.in(Binding::Assign) + ", " + Right.in(Binding::Assign) + ")", Binding::Postfix};
}

} // namespace lorcha::opencl
