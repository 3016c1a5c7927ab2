// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Virtual functions by the number of the object's class, which constructors write where the host keeps the
// pointer to the virtual table. A call asks for the number and picks the function among all that it can be.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

Place BodyPrinter::dynamicTypeOf(const Place &Object, const CXXRecordDecl *Class) {
  Place At = Object;
  while (!Context.getASTRecordLayout(Class).hasOwnVFPtr()) {
    Class = Context.getASTRecordLayout(Class).getPrimaryBase();
    At = At.member(baseName(Unit, Class));
  }
  return At.member("lorcha_dynamic_type");
}

void BodyPrinter::setDynamicType(const Place &Object, const CXXRecordDecl *Class, unsigned Number) {
  if (Context.getASTRecordLayout(Class).hasOwnVFPtr())
    line(Object.member("lorcha_dynamic_type").lvalue().Text + " = " + std::to_string(Number) + ";");
  for (const CXXBaseSpecifier &Specifier : Class->bases()) {
    const CXXRecordDecl *Base = Specifier.getType()->getAsCXXRecordDecl();
    if (Base->isPolymorphic())
      setDynamicType(Object.member(baseName(Unit, Base)), Base, Number);
  }
}

Code BodyPrinter::indirectCall(const CallExpr *E) {
  auto Known = Instance.Calls.find(E);
  if (Known == Instance.Calls.end()) {
    obstruct(DiagId::NotLowered, E->getExprLoc(), "a call through this pointer");
    return {"0"};
  }
  const FunctionDecl *First = Known->second.front()->Function;
  std::string Pointer = temporary(Context.UnsignedLongTy, "function");
  std::string Text = Pointer + " = " + value(E->getCallee()).in(Binding::Assign) + ", ";
  std::vector<std::string> Users;
  for (unsigned I = 0; I < E->getNumArgs() && I < First->getNumParams(); ++I)
    Users.push_back(argument(First->getParamDecl(I), E->getArg(I)).in(Binding::Assign));
  std::string Choice;
  for (FunctionInstance *Each : Known->second) {
    if (Kernel.Collective.isCollective(Each->Function))
      obstruct(DiagId::NotLowered, E->getExprLoc(), "a barrier or warp operation behind a function pointer");
    const PrintedFunction &Callee = Kernel.function(*Each);
    Needs.add(Callee.Needs);
    std::vector<std::string> Arguments = leadingArguments(Callee);
    Arguments.insert(Arguments.end(), Users.begin(), Users.end());
    std::string Call = Callee.Name + "(" + llvm::join(Arguments, ", ") + ")";
    bool IsLast = Each == Known->second.back();
    Choice +=
        IsLast ? Call : Pointer + " == " + Unit.functionAddress(Each->Function, Needs) + " ? " + Call + " : ";
  }
  bool IsChoice = Known->second.size() > 1;
  return {Text + Code{Choice, IsChoice ? Binding::Conditional : Binding::Postfix}.in(Binding::Assign),
          Binding::Comma};
}

Code BodyPrinter::virtualChoice(const Expr *Key, const CXXMethodDecl *Method, const std::string &Object,
                                llvm::ArrayRef<std::string> Users) {
  auto Candidates = Kernel.Spaces.types(Unit.Unit).candidates(Method);
  auto Known = Instance.Calls.find(Key);
  if (Candidates.empty() || Known == Instance.Calls.end() || Known->second.size() != Candidates.size()) {
    obstruct(DiagId::NotLowered, Key->getExprLoc(), "a call of a virtual function of this class");
    return {"0"};
  }
  if (Kernel.Collective.isCollective(Method))
    obstruct(DiagId::NotLowered, Key->getExprLoc(), "a barrier or warp operation in a virtual function");
  AddressSpace Space = spaceOf(Known->second.front()->This);
  std::string Text, Number = dynamicTypeOf({{Object}, true}, Method->getParent()).lvalue().Text;
  for (size_t I = 0; I < Candidates.size(); ++I) {
    const PrintedFunction &Callee = Kernel.function(*Known->second[I]);
    Needs.add(Callee.Needs);
    std::vector<std::string> Arguments = leadingArguments(Callee);
    QualType Own = Context.getRecordType(Candidates[I].Method->getParent());
    Arguments.push_back("(" + Unit.pointer(Own, Space, "", Needs) + ")" + Object);
    Arguments.insert(Arguments.end(), Users.begin(), Users.end());
    std::string Call = Callee.Name + "(" + llvm::join(Arguments, ", ") + ")";
    if (I + 1 == Candidates.size()) {
      Text += Call;
      break;
    }
    std::string Test;
    for (unsigned Each : Candidates[I].Classes)
      Test += (Test.empty() ? "" : " || ") + Number + " == " + std::to_string(Each);
    Text += Test + " ? " + Call + " : ";
  }
  return {Text, Candidates.size() > 1 ? Binding::Conditional : Binding::Postfix};
}

Code BodyPrinter::virtualCall(const CXXMemberCallExpr *E, const Code &This) {
  const CXXMethodDecl *Method = E->getMethodDecl();
  auto Known = Instance.Calls.find(E);
  AddressSpace Space = Known == Instance.Calls.end() || Known->second.empty()
                           ? AddressSpace::Unknown
                           : spaceOf(Known->second.front()->This);
  QualType Class = Context.getRecordType(Method->getParent());
  std::string Object = temporary(Context.getPointerType(Class), "object", false, Space);
  std::vector<std::string> Users;
  for (unsigned I = 0; I < E->getNumArgs() && I < Method->getNumParams(); ++I)
    Users.push_back(argument(Method->getParamDecl(I), E->getArg(I)).in(Binding::Assign));
  Code Choice = virtualChoice(E, Method, Object, Users);
  return {Object + " = " + This.in(Binding::Assign) + ", " + Choice.in(Binding::Assign), Binding::Comma};
}

} // namespace lorcha::opencl
