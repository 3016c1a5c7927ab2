// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "LastingText.h"

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

SharedText lastingText(llvm::StringRef Declaration, llvm::ArrayRef<const SharedPlan *> Arrays,
                       const LastingArrays &Lasting) {
  SharedText Text = {"", "  alignas(64) " + Declaration.str() + "\n"};
  auto Bind = [&](const std::string &Name) {
    Text.Head += "  auto &" + Name + " = lorchaLasting." + Name + ";\n";
  };
  for (const SharedPlan *Each : Arrays) {
    const std::string Name = Each->Model->Variable->getNameAsString();
    Bind(Name);
    if (!Each->Copy.empty()) {
      Text.Lasting += "  lorcha::TransposedCopyOf<decltype(" + Name + ")> " + Each->Copy + ";\n";
      Bind(Each->Copy);
    }
    if (!Each->Lasts.empty())
      Text.Head += "  const bool " + Each->Lasts + " = lorchaBlock.follows(" +
                   axesText(Lasting.Arrays.at(Each->Model->Variable)) + ");\n";
  }
  return Text;
}

std::string unlessLasting(const KernelPlan *Kernel, const VarDecl *Array) {
  if (Kernel)
    for (const SharedPlan &Shared : Kernel->Shared)
      if (Shared.Model->Variable == Array && !Shared.Lasts.empty())
        return "if (!" + Shared.Lasts + ") ";
  return "";
}

void printFills(const KernelPlan *Kernel, const ThreadCode &Code, RegionText &Text) {
  if (!Kernel)
    return;
  if (auto Fills = Kernel->Lasting.Fills.find(&Code); Fills != Kernel->Lasting.Fills.end())
    for (const LastingArrays::Fill &Each : Fills->second) {
      Text.before(Each.Assignment, "{ " + unlessLasting(Kernel, Each.Array));
      Text.after(Each.Assignment, " }");
    }
}

} // namespace lorcha
