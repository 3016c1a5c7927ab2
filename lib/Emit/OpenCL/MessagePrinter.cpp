// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// printf and assert, which become messages. What %s prints is a literal's number, or is copied into a record
// of its own (runtime/device/opencl/text.cl). Texts of wide characters are not printed.
#include "BodyPrinter.h"
#include "clang/AST/FormatString.h"

using namespace clang;

namespace lorcha::opencl {

/// The string literal that the expression is, or that is known to be its value (`__builtin_FILE()`); else
/// none.
static const clang::StringLiteral *textOfArgument(const Expr *E, const ASTContext &Context) {
  E = E->IgnoreParenCasts();
  if (const auto *Predefined = dyn_cast<PredefinedExpr>(E))
    return Predefined->getFunctionName();
  Expr::EvalResult Known;
  if (E->getType()->isPointerType() && !E->isValueDependent() && E->EvaluateAsRValue(Known, Context) &&
      Known.Val.isLValue() && Known.Val.getLValueOffset().isZero())
    E = Known.Val.getLValueBase().dyn_cast<const Expr *>();
  return dyn_cast_or_null<clang::StringLiteral>(E);
}

namespace {
/// Which arguments of a printf are texts, and how much of them may be read: a number in OpenCL C.
class TextArguments : public analyze_format_string::FormatStringHandler {
public:
  TextArguments(llvm::StringRef Format, const ASTContext &Context) {
    analyze_format_string::ParsePrintfString(*this, Format.begin(), Format.end(), Context.getLangOpts(),
                                             Context.getTargetInfo(), /*isFreeBSDKPrintf=*/false);
  }

  bool HandlePrintfSpecifier(const analyze_printf::PrintfSpecifier &Part, const char *, unsigned,
                             const TargetInfo &) override {
    using Amount = analyze_format_string::OptionalAmount;
    if (Part.getConversionSpecifier().getKind() != analyze_format_string::ConversionSpecifier::sArg)
      return true;
    const Amount &Precision = Part.getPrecision();
    std::string &Limit = Limits[Part.getArgIndex()];
    if (Precision.getHowSpecified() == Amount::Constant)
      Limit = std::to_string(Precision.getConstantAmount()) + "u";
    else
      Limit = Precision.getHowSpecified() == Amount::Arg ? "LORCHA_TEXT_LIMITED_BY_ARGUMENT"
                                                         : "LORCHA_TEXT_WHOLE";
    return true;
  }

  std::map<unsigned, std::string> Limits; ///< by the argument's number behind the format
};
} // namespace

/// The call that hands over one argument of a printf. Limit is not null for texts.
std::string BodyPrinter::messageArgument(const Expr *E, const std::string &Word, const std::string *Limit) {
  auto Call = [&](llvm::StringRef What, const std::string &Value) {
    return fmt::format("lorcha_message_{}(lorchaContext, {}, {})", What.str(), Word, Value);
  };
  if (Limit)
    if (const clang::StringLiteral *Text = textOfArgument(E, Context))
      return Call("long", Unit.format(Text->getBytes()) + " + 1"); // 0 is null
  if (Limit && isDataPointer(E->getType())) {
    AddressSpace Space = spaceOfExpr(E);
    Needs.Library.insert("text");
    return Call("text_" + spelling(Space).str(), fmt::format("({} const char *){}, {}", spelling(Space).str(),
                                                             value(E).in(Binding::Unary), *Limit));
  }
  const auto *Widened = dyn_cast<ImplicitCastExpr>(E);
  if (Widened && Widened->getCastKind() == CK_FloatingCast &&
      Context.hasSameUnqualifiedType(Widened->getSubExpr()->getType(), Context.FloatTy))
    return Call("float", value(Widened->getSubExpr()).in(Binding::Assign));
  if (E->getType()->isRealFloatingType())
    return Call("double", value(E).in(Binding::Assign));
  Code Bits = isDataPointer(E->getType()) ? toMemory(value(E), E->getType(), spaceOfExpr(E)) : exactValue(E);
  return Call("long", "(long)" + Bits.in(Binding::Unary));
}

Code BodyPrinter::printfCall(const CallExpr *E, bool UsesResult) {
  const clang::StringLiteral *Format = textOfArgument(E->getArg(0), Context);
  if (!Format) {
    obstruct(DiagId::NotLowered, E->getExprLoc(), "printf with a format that is not a literal");
    return {"0"};
  }
  needContext(OpenClMessages);
  TextArguments Texts(Format->getBytes(), Context);
  unsigned Count = E->getNumArgs() - 1;
  std::string Word = temporary(Context.UnsignedIntTy, "message");
  std::vector<std::string> Steps = {
      fmt::format("{} = lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_PRINTF, {}, {})", Word,
                  Unit.format(Format->getBytes()), Count)};
  for (unsigned I = 0; I < Count; ++I) {
    auto Limit = Texts.Limits.find(I);
    Steps.push_back(messageArgument(E->getArg(I + 1), I ? fmt::format("{} + {}", Word, 2 * I) : Word,
                                    Limit == Texts.Limits.end() ? nullptr : &Limit->second));
  }
  if (UsesResult)
    Steps.push_back(std::to_string(Count));
  return {llvm::join(Steps, ", "), Binding::Comma};
}

Code BodyPrinter::assertCall(const CallExpr *E) {
  const clang::StringLiteral *Parts[3] = {textOfArgument(E->getArg(0), Context),
                                          textOfArgument(E->getArg(1), Context),
                                          textOfArgument(E->getArg(3), Context)};
  Expr::EvalResult Line;
  if (!Parts[0] || !Parts[1] || !Parts[2] || !E->getArg(2)->EvaluateAsInt(Line, Context)) {
    obstruct(DiagId::NotLowered, E->getExprLoc(), "a call of __assert_fail with texts that are not literals");
    return {"0"};
  }
  needContext(OpenClMessages);
  std::string Text =
      fmt::format("{}:{}: {}\n{}", Parts[1]->getBytes().str(), llvm::toString(Line.Val.getInt(), 10),
                  Parts[2]->getBytes().str(), Parts[0]->getBytes().str());
  return {fmt::format("(void)lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_ASSERT, {}, 0)",
                      Unit.format(Text)),
          Binding::Unary};
}

} // namespace lorcha::opencl
