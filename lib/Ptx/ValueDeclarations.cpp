// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The variables of a block, and how the operands of the asm statement get into them and out of them.
#include "Values.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace lorcha::ptx {

/// Names, members, elements and sums: evaluating such an operand again does no harm.
static bool isHarmless(llvm::StringRef Text) {
  return !Text.empty() && !Text.contains("++") && !Text.contains("--") && llvm::all_of(Text, [](char C) {
    return llvm::isAlnum(C) || llvm::StringRef("_.[]+-*> ").contains(C);
  });
}

static bool isNamePart(char C) { return llvm::isAlnum(C) || C == '_'; }

/// Whether the name stands in the text.
static bool mentions(llvm::StringRef Text, llvm::StringRef Name) {
  for (size_t At = Text.find(Name); At != llvm::StringRef::npos; At = Text.find(Name, At + 1)) {
    size_t End = At + Name.size();
    if ((At == 0 || !isNamePart(Text[At - 1])) && (End == Text.size() || !isNamePart(Text[End])))
      return true;
  }
  return false;
}

std::vector<std::string> ValuePrinter::declarations() const {
  std::vector<std::string> Lines;
  for (size_t I = 0; I < Arguments.size(); ++I) {
    const Place &Each = Arguments[I];
    if (Each.IsConstant || Each.Tied)
      continue;
    std::string Given = "(" + Asm.Arguments[I].Text + ")", Cpp = cppNameOf(Each.Kind).str();
    if (isBound(I))
      Lines.push_back("auto &" + targetName(I) + " = " + Given);
    if (Each.Begin)
      Lines.push_back(Cpp + " " + Each.Text + " = (" + Cpp + ")(" + Asm.Arguments[*Each.Begin].Text + ")");
    else if (Each.Uses == 0 && !(Each.IsOutput && Each.IsInput))
      Lines.push_back(Each.IsOutput && isPlain(I) ? "" : "(void)" + Given);
    else if (!Each.IsInput)
      Lines.push_back(Cpp + " " + Each.Text + " = 0");
    else if (isBound(I))
      Lines.push_back(Cpp + " " + Each.Text + " = (" + Cpp + ")" + targetName(I));
    else if (Each.IsPointer && !Each.IsOutput)
      Lines.push_back("auto " + Each.Text + " = " + Given);
    else
      Lines.push_back(Cpp + " " + Each.Text + " = (" + Cpp + ")" + Given);
  }
  for (const Place &Each : Registers)
    if (Each.Uses)
      Lines.push_back(cppNameOf(Each.Kind).str() + " " + Each.Text + " = 0");
  llvm::erase_if(Lines, [](const std::string &Line) { return Line.empty(); });
  return Lines;
}

std::vector<std::string> ValuePrinter::outputs() const {
  std::vector<std::string> Lines;
  for (size_t I = 0; I < Arguments.size(); ++I)
    if (Arguments[I].IsOutput && Arguments[I].IsWritten) {
      std::string Target = "(" + (isBound(I) ? targetName(I) : Asm.Arguments[I].Text) + ")";
      std::string Cast = Asm.Arguments[I].MayBePointer ? "(__typeof__" + Target + ")" : "";
      Lines.push_back(Target + " = " + Cast + Arguments[I].Text);
    }
  return Lines;
}

bool ValuePrinter::isPlain(size_t Index) const {
  return Arguments[Index].IsConstant || (!Asm.IsInMacro && isHarmless(Asm.Arguments[Index].Text));
}

/// Whether an output must be found before anything is written: it is read, too, and must not be evaluated
/// twice, or where it is depends on another output.
bool ValuePrinter::isBound(size_t Index) const {
  if (!Arguments[Index].IsOutput)
    return false;
  if (Arguments[Index].IsInput && !isPlain(Index))
    return true;
  for (size_t I = 0; I < Arguments.size(); ++I)
    if (I != Index && Arguments[I].IsOutput && llvm::all_of(Asm.Arguments[I].Text, isNamePart) &&
        Asm.Arguments[Index].Text != Asm.Arguments[I].Text &&
        mentions(Asm.Arguments[Index].Text, Asm.Arguments[I].Text))
      return true;
  return false;
}

std::string ValuePrinter::targetName(size_t Index) { return "lorchaTarget" + std::to_string(Index); }

bool ValuePrinter::evaluatesOnce() const {
  for (size_t I = 0; I < Arguments.size(); ++I) {
    if (Arguments[I].Tied)
      return false;
    // Memory may change between two reads of it.
    bool IsName = Arguments[I].IsOutput || llvm::all_of(Asm.Arguments[I].Text, isNamePart);
    if (!(Arguments[I].IsConstant || (isPlain(I) && IsName)) && Arguments[I].Uses != 1 &&
        !(Arguments[I].Uses == 0 && !Arguments[I].IsInput))
      return false;
  }
  return true;
}

} // namespace lorcha::ptx
