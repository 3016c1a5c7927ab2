// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collective calls inside of expressions, in the predicated form: they stand before the statement, where
// every thread walks through them, and their arguments are evaluated for those threads only that take part.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

/// Whether evaluating the expression for a thread that takes no part does no harm.
bool BodyPrinter::isHarmless(const Expr *E) const {
  E = E->IgnoreParenImpCasts();
  if (isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr, CXXThisExpr,
          CXXNullPtrLiteralExpr, UnaryExprOrTypeTraitExpr, SourceLocExpr>(E))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return !Ref->refersToEnclosingVariableOrCapture() && !Ref->getType()->isReferenceType() &&
           !Ref->getDecl()->getType()->isReferenceType();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return !Member->isArrow() && !Member->getMemberDecl()->getType()->isReferenceType() &&
           isHarmless(Member->getBase());
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return Kernel.Collective.isCollective(Call->getDirectCallee()); // stands before the statement
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return isHarmless(Full->getSubExpr());
  if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return isHarmless(Replaced->getReplacement());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return isHarmless(Default->getExpr());
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return isHarmless(Cast->getSubExpr());
  if (const auto *Operator = dyn_cast<UnaryOperator>(E))
    return !Operator->isIncrementDecrementOp() && Operator->getOpcode() != UO_Deref &&
           isHarmless(Operator->getSubExpr());
  if (const auto *Operator = dyn_cast<BinaryOperator>(E)) {
    bool MayTrap = Operator->isMultiplicativeOp() && Operator->getOpcode() != BO_Mul &&
                   E->getType()->isIntegerType() && !Operator->getRHS()->isIntegerConstantExpr(Context);
    return !Operator->isAssignmentOp() && !MayTrap && isHarmless(Operator->getLHS()) &&
           isHarmless(Operator->getRHS());
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return isHarmless(Choice->getCond()) && isHarmless(Choice->getTrueExpr()) &&
           isHarmless(Choice->getFalseExpr());
  return false;
}

/// The initialiser of what only threads that take part compute. The others hand it on, and drivers may take a
/// value without one for a place that nobody reaches.
std::string BodyPrinter::nothing(QualType Type) { return Type->isRecordType() ? " = {0}" : " = 0"; }

/// The text of an argument of a collective call, which every thread evaluates.
std::string BodyPrinter::walkedArgument(const Expr *E, const std::string &Text, const std::string &P) {
  if (P.empty() || isHarmless(E))
    return Text;
  std::string Name = Locals.fresh("argument");
  QualType Type = E->getType();
  bool IsPlace = E->isGLValue();
  std::string Declaration = IsPlace ? Unit.pointer(Type, spaceOfExpr(E), Name, Needs)
                                    : Unit.asValue(Type, spaceOfExpr(E), Name, Needs);
  Declarations.push_back(Declaration + (IsPlace ? " = 0" : nothing(Type)) + ";");
  Declarations.push_back("if (" + P + ") {");
  Declarations.push_back("  " + Name + " = " + Text + ";");
  Declarations.push_back("}");
  return Name;
}

/// Lets a collective call stand before the statement that it is a part of.
Code BodyPrinter::walkedCall(const CallExpr *E, const Code &Text, const std::string &P) {
  if (P.empty())
    return Text;
  if (E->getType()->isVoidType()) {
    Declarations.push_back(Text.Text + ";");
    return {"(void)0", Binding::Unary};
  }
  std::string Name = Locals.fresh("value");
  QualType Type = E->isGLValue() ? Context.getLValueReferenceType(E->getType()) : E->getType();
  Declarations.push_back(Unit.asValue(Type, spaceOfExpr(E), Name, Needs) + " = " + Text.in(Binding::Assign) +
                         ";");
  return {Name};
}

/// Whether other threads must walk through the operand as well.
bool BodyPrinter::isWalked(const Expr *E) const {
  return IsPredicated && Kernel.Collective.contains(E) && !Kernel.Collective.allTake(Instance.Function, E);
}

/// A condition that is asked for more than once, evaluated once, by the threads that take part.
std::string BodyPrinter::bound(const Code &Condition) {
  std::string P = Predicates.empty() ? "" : Predicates.back().Name;
  std::string Name = Locals.fresh("condition");
  Declarations.push_back("bool " + Name + " = " + (P.empty() ? "" : P + " && ") +
                         Condition.in(Binding::BitOr) + ";");
  return Name;
}

/// An operand of &&, || or ?: that holds a collective call: the other threads walk through it, too.
Code BodyPrinter::walkedOperand(const Expr *E, const std::string &Condition) {
  std::string P = Predicates.empty() ? "" : Predicates.back().Name;
  std::string Name = Locals.fresh("branch");
  Declarations.push_back("bool " + Name + " = " + (P.empty() ? "" : P + " && ") + Condition + ";");
  Predicates.push_back({Name, Predicate::Branch});
  Code Result = E->getType()->isBooleanType() ? condition(E) : value(E);
  Predicates.pop_back();
  return Result;
}

} // namespace lorcha::opencl
