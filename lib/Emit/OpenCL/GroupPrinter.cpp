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

/// What every lane gave, read lane by lane.
Code BodyPrinter::groupExchange(const CallExpr *E, const std::string &P) {
  std::string Slot = Locals.fresh("slot"), All = Locals.fresh("values"), Lane = Locals.fresh("lane");
  std::string Value = walkedArgument(E->getArg(1), toSlot(E->getArg(1)).in(Binding::Assign), P);
  Declarations.push_back("ulong " + Slot + " = " + Value + ";");
  Declarations.push_back(Unit.inMemory(E->getType(), All, Needs) + ";");
  Declarations.push_back("for (uint " + Lane + " = 0; " + Lane + " < 32; ++" + Lane + ") {");
  Declarations.push_back("  " + All + ".Lane[" + Lane + "] = " +
                         fromSlot("lorcha_read_lane(lorchaContext, " + Slot + ", " + Lane + ")",
                                  E->getArg(1)->getType().getUnqualifiedType())
                             .Text +
                         ";");
  Declarations.push_back("}");
  return {All};
}

Code BodyPrinter::groupPrimitive(const CallExpr *E, const FunctionDecl *Callee) {
  llvm::StringRef Name = Callee->getName();
  std::string P = predicateOf(E), Taking = P.empty() ? "true" : P;
  if (Name == "here") {
    needContext();
    return {"(" + typeName(E->getType()) +
                "){LORCHA_GRID_DIM, LORCHA_BLOCK_DIM, LORCHA_BLOCK_IDX, LORCHA_THREAD_IDX}",
            Binding::Postfix};
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
  if (Name == "blockBarrier" || Name == "blockWideBarrier")
    return walkedCall(E, {"lorcha_syncthreads()", Binding::Postfix}, P);
  Needs.Library.insert("exchange");
  Needs.Library.insert("warp");
  needContext(OpenClExchange);
  auto Argument = [&](unsigned I) {
    return walkedArgument(E->getArg(I), exactValue(E->getArg(I)).in(Binding::Assign), P);
  };
  std::string Text;
  if (Name == "laneBarrier") // every exchange has barriers of its own
    return walkedCall(
        E, {"lorcha_ballot_sync(lorchaContext, " + Taking + ", " + Argument(0) + ", 0)", Binding::Postfix},
        P);
  if (Name == "lanesHere")
    return walkedCall(E, {"lorcha_activemask(lorchaContext, " + Taking + ")", Binding::Postfix}, P);
  if (Name == "ballot")
    return walkedCall(
        E,
        {"lorcha_ballot_sync(lorchaContext, " + Taking + ", " + Argument(0) + ", " + Argument(1) + ")",
         Binding::Postfix},
        P);
  if (Name == "exchange")
    return groupExchange(E, P);
  std::string Slot = walkedArgument(E->getArg(1), toSlot(E->getArg(1)).in(Binding::Assign), P);
  if (Name == "matching")
    return walkedCall(
        E,
        {"lorcha_match_any_sync_ulong(lorchaContext, " + Taking + ", " + Argument(0) + ", " + Slot + ")",
         Binding::Postfix},
        P);
  if (Name == "read")
    return walkedCall(
        E, fromSlot("lorcha_read_lane(lorchaContext, " + Slot + ", " + Argument(2) + ")", E->getType()), P);
  obstruct(DiagId::NoOpenClBuiltin, E->getExprLoc(), Callee->getQualifiedNameAsString());
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
