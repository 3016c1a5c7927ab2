// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rewrites what only the preprocessor sees: CUDA's attribute macros, the API's macros, both also inside of
// the user's own macro definitions, and conditionals that ask for a CUDA compiler.
#include "lorcha/Host/HostRewriter.h"
#include "clang/Lex/MacroInfo.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace lorcha {

namespace {

/// What an attribute macro becomes. "" removes it; a null StringRef: not one of them. "(" at the end: its
/// arguments are kept, closed by one more parenthesis than they had.
llvm::StringRef attributeReplacement(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Removed("");
  return llvm::StringSwitch<llvm::StringRef>(Name)
      .Cases("__global__", "__device__", "__host__", "__shared__", "__constant__", Removed)
      .Cases("__managed__", "__grid_constant__", "__launch_bounds__", "__cluster_dims__", "__maxnreg__",
             Removed)
      .Case("__forceinline__", "inline __attribute__((always_inline))")
      .Case("__noinline__", "__attribute__((noinline))")
      .Case("__align__", "__attribute__((aligned(")
      .Default(llvm::StringRef());
}

class PreprocessingRewriter {
public:
  PreprocessingRewriter(ParsedUnit &Unit, EditList &Edits) : Unit(Unit), SM(Unit.sources()), Edits(Edits) {}

  void run() {
    for (const MacroInfo *Definition : Unit.record().Definitions)
      rewriteDefinition(*Definition);
    for (const MacroUse &Use : Unit.record().Uses)
      rewriteUse(Use);
    for (const TestedMacro &Test : Unit.record().Tested)
      rewriteTest(Test);
  }

private:
  void rewriteUse(const MacroUse &Use) {
    SourceLocation Begin = Use.Range.getBegin(), End = Use.Range.getEnd();
    if (isInMacroBody(SM, Begin))
      return;
    llvm::StringRef Replacement = attributeReplacement(Use.Name);
    if (Replacement.data()) {
      replaceAttribute(Begin, End, Replacement);
    } else if (const ApiEntry *Entry = lookupApi(Use.Name); Entry && Entry->LorchaName != Use.Name) {
      Edits.replaceToken(Begin, Entry->LorchaName);
    }
  }

  /// Name covers Begin; arguments, if any, reach to End.
  void replaceAttribute(SourceLocation Begin, SourceLocation End, llvm::StringRef Replacement) {
    if (Replacement.empty()) {
      Edits.remove(Begin, End);
    } else if (Replacement.ends_with("(")) {
      Edits.replaceToken(Begin, Replacement.drop_back());
      Edits.insertAfter(End, "))");
    } else {
      Edits.replace(Begin, End, Replacement);
    }
  }

  void rewriteDefinition(const MacroInfo &Definition) {
    llvm::ArrayRef<Token> Tokens = Definition.tokens();
    for (size_t I = 0; I < Tokens.size(); ++I) {
      const IdentifierInfo *Identifier = Tokens[I].getIdentifierInfo();
      if (!Identifier || Definition.getParameterNum(Identifier) >= 0)
        continue;
      bool IsPasted = (I > 0 && Tokens[I - 1].is(tok::hashhash)) ||
                      (I + 1 < Tokens.size() && Tokens[I + 1].is(tok::hashhash));
      if (IsPasted)
        continue;
      llvm::StringRef Replacement = attributeReplacement(Identifier->getName());
      bool IsInAttribute = I > 0 && Tokens[I - 1].is(tok::l_paren); // __attribute__((__noinline__))
      if (Replacement.data() && !IsInAttribute) {
        size_t Last = endOfArguments(Tokens, I);
        replaceAttribute(Tokens[I].getLocation(), Tokens[Last].getLocation(), Replacement);
        I = Last;
      } else if (const ApiEntry *Entry = lookupApi(Identifier->getName())) {
        if (Entry->LorchaName != Identifier->getName())
          Edits.replaceToken(Tokens[I].getLocation(), Entry->LorchaName);
      } else if (const BuiltinEntry *Builtin = lookupBuiltin(Identifier->getName())) {
        if (Builtin->CppName != Identifier->getName())
          Edits.replaceToken(Tokens[I].getLocation(), Builtin->CppName);
      }
    }
  }

  /// Index of the parenthesis that closes the arguments of the macro at I; I itself if it has none.
  static size_t endOfArguments(llvm::ArrayRef<Token> Tokens, size_t I) {
    if (I + 1 >= Tokens.size() || Tokens[I + 1].isNot(tok::l_paren))
      return I;
    unsigned Depth = 0;
    for (size_t J = I + 1; J < Tokens.size(); ++J) {
      Depth += Tokens[J].is(tok::l_paren);
      if (Tokens[J].is(tok::r_paren) && --Depth == 0)
        return J;
    }
    return I;
  }

  void rewriteTest(const TestedMacro &Test) {
    if (Test.Name == "__CUDACC__" || Test.Name == "__NVCC__")
      Edits.replaceToken(Test.Location, "__LORCHA__");
    else if (const ApiEntry *Entry = lookupApi(Test.Name); Entry && Entry->LorchaName != Test.Name)
      Edits.replaceToken(Test.Location, Entry->LorchaName);
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  EditList &Edits;
};

} // namespace

void rewritePreprocessing(ParsedUnit &Unit, EditList &Edits) { PreprocessingRewriter(Unit, Edits).run(); }

} // namespace lorcha
