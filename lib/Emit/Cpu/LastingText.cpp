// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "LastingText.h"
#include "AbreastText.h"

using namespace clang;

namespace lorcha {

/// As Block::follows takes them.
static std::string axesText(unsigned Axes) {
  std::string Text;
  for (auto [Bit, Name] :
       {std::pair(AlongX, "lorcha::AlongX"), {AlongY, "lorcha::AlongY"}, {AlongZ, "lorcha::AlongZ"}})
    if (Axes & Bit)
      Text += (Text.empty() ? "" : " | ") + std::string(Name);
  return Text;
}

std::string copyType(const SharedPlan &Shared, const std::string &Blocks) {
  return "lorcha::TransposedCopyOf<decltype(" + Shared.Model->Variable->getNameAsString() + ")" +
         (Shared.IsAbreast ? ", " + Blocks : "") + ">";
}

SharedText lastingText(llvm::StringRef Declaration, llvm::ArrayRef<const SharedPlan *> Arrays,
                       const LastingArrays &Lasting, const std::string &Blocks) {
  SharedText Text = {"", "  alignas(64) " + Declaration.str() + "\n"};
  auto Bind = [&](const std::string &Name) {
    Text.Head += "  auto &" + Name + " = lorchaLasting." + Name + ";\n";
  };
  for (const SharedPlan *Each : Arrays) {
    const std::string Name = Each->Model->Variable->getNameAsString();
    Bind(Name);
    if (!Each->Copy.empty()) {
      Text.Lasting += "  " + copyType(*Each, Blocks) + " " + Each->Copy + ";\n";
      Bind(Each->Copy);
    }
    if (!Each->Lasts.empty())
      Text.Head += "  const bool " + Each->Lasts + " = lorchaBlock.follows(" +
                   axesText(Lasting.Arrays.at(Each->Model->Variable)) + ");\n";
  }
  return Text;
}

static std::string lastsIn(const KernelPlan &Kernel, const VarDecl *Array) {
  for (const SharedPlan &Shared : Kernel.Shared)
    if (Shared.Model->Variable == Array)
      return Shared.Lasts;
  return "";
}
std::string unlessLasting(const KernelPlan *Kernel, const VarDecl *Array) {
  const std::string Lasts = Kernel ? lastsIn(*Kernel, Array) : "";
  return Lasts.empty() ? "" : "if (!" + Lasts + ") ";
}

void printFills(const KernelPlan *Kernel, const ThreadCode &Code, RegionText &Text) {
  if (!Kernel)
    return;
  std::map<const BinaryOperator *, std::string> Conditions;
  const BlocksAbreast &Abreast = Kernel->Regions->Abreast;
  if (auto Fills = Abreast.Fills.find(&Code); Fills != Abreast.Fills.end())
    for (const ElementFill &Each : Fills->second)
      Conditions[Each.Assignment] = Abreast.Joint.count(&Code)
                                        ? abreastType(Abreast) + "::isOfFirst(lorchaThread)"
                                        : "lorchaBlock.isFirst()";
  if (auto Fills = Kernel->Lasting.Fills.find(&Code); Fills != Kernel->Lasting.Fills.end())
    for (const ElementFill &Each : Fills->second) {
      std::string &Condition = Conditions[Each.Assignment];
      Condition += (Condition.empty() ? "!" : " && !") + lastsIn(*Kernel, Each.Array);
    }
  for (const auto &[Assignment, Condition] : Conditions) {
    Text.before(Assignment, "{ if (" + Condition + ") ");
    Text.after(Assignment, " }");
  }
}

} // namespace lorcha
