// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constants as OpenCL C: literals, and what C++ computes when it translates.
#include "BodyPrinter.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha::opencl {

std::string quoted(llvm::StringRef Text) {
  std::string Result = "\"";
  for (unsigned char C : Text) {
    if (C == '"' || C == '\\')
      (Result += '\\') += static_cast<char>(C);
    else if (C == '\n')
      Result += "\\n";
    else if (C == '\t')
      Result += "\\t";
    else if (C >= 32 && C < 127 && C != '?')
      Result += static_cast<char>(C);
    else
      Result += fmt::format("\\{:03o}", C);
  }
  return Result + "\"";
}

std::string floatText(const llvm::APFloat &Value, QualType Type, ASTContext &Context) {
  bool IsFloat = Context.getTypeSize(Type) == 32;
  if (Value.isNaN())
    return IsFloat ? "NAN" : "(double)NAN";
  if (Value.isInfinity())
    return std::string(Value.isNegative() ? "-" : "") + (IsFloat ? "INFINITY" : "(double)INFINITY");
  llvm::SmallString<32> Text;
  Value.toString(Text);
  if (Text.find_first_of(".eE") == llvm::StringRef::npos)
    Text += ".0";
  std::string Result = Text.str().lower();
  return Result + (IsFloat ? "f" : "");
}

std::string integerText(const llvm::APSInt &Value, QualType Type, ASTContext &Context) {
  if (Type->isBooleanType())
    return Value.getBoolValue() ? "true" : "false";
  std::string Text = llvm::toString(Value, 10);
  bool IsLong = Context.getTypeSize(Type) == 64, IsUnsigned = Type->isUnsignedIntegerOrEnumerationType();
  if (IsLong && Value.isMinSignedValue() && Value.isSigned())
    return "(-9223372036854775807l - 1)";
  if (!IsLong && Value.isSigned() && Value.getSignificantBits() == 32 && Value.isNegative() &&
      Context.getTypeSize(Type) == 32 && Value.isMinSignedValue())
    return "(-2147483647 - 1)";
  if (Context.getTypeSize(Type) < 32)
    return Text;
  return Text + (IsUnsigned ? "u" : "") + (IsLong ? "l" : "");
}

/// Constants that C++ computes: calls in system headers (std::numeric_limits), traits.
std::optional<Code> BodyPrinter::folded(const Expr *E) {
  if (E->isValueDependent() || !(E->getType()->isArithmeticType() || E->getType()->isEnumeralType()))
    return std::nullopt;
  Expr::EvalResult Result;
  if (!E->EvaluateAsRValue(Result, Context) || Result.HasSideEffects)
    return std::nullopt;
  std::string Text = Unit.constantText(Result.Val, E->getType(), Needs);
  return Code{Text, Text[0] == '-' || Text[0] == '(' ? Binding::Unary : Binding::Primary};
}

Code BodyPrinter::literal(const Expr *E) {
  if (const auto *Integer = dyn_cast<IntegerLiteral>(E)) {
    llvm::APSInt Value(Integer->getValue(), Integer->getType()->isUnsignedIntegerType());
    llvm::SmallString<16> Buffer;
    llvm::StringRef Spelled;
    if (Integer->getLocation().isFileID())
      Spelled = Lexer::getSpelling(Integer->getLocation(), Buffer, Context.getSourceManager(),
                                   Context.getLangOpts());
    if (Spelled.starts_with_insensitive("0x")) {
      std::string Decimal = integerText(Value, Integer->getType(), Context);
      std::string Suffix = llvm::StringRef(Decimal).drop_while(llvm::isDigit).str();
      return {"0x" + llvm::toString(Integer->getValue(), 16, false, false, false) + Suffix};
    }
    return {integerText(Value, Integer->getType(), Context)};
  }
  if (const auto *Floating = dyn_cast<FloatingLiteral>(E)) {
    Unit.scalar(E->getType(), Needs);
    return {floatText(Floating->getValue(), E->getType(), Context)};
  }
  if (const auto *Character = dyn_cast<CharacterLiteral>(E)) {
    unsigned C = Character->getValue();
    if (C >= 32 && C < 127 && C != '\'' && C != '\\')
      return {std::string("'") + static_cast<char>(C) + "'"};
    return {std::to_string(static_cast<int>(static_cast<signed char>(C)))};
  }
  return {llvm::cast<CXXBoolLiteralExpr>(E)->getValue() ? "true" : "false"};
}

} // namespace lorcha::opencl
