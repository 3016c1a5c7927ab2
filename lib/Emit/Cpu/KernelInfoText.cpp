// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the runtime is told of a kernel: static constexpr lorcha::KernelInfo k_info = {"k", ...};
#include "AbreastText.h"
#include "CpuEmitter.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"

namespace lorcha {

static std::string quoted(llvm::StringRef Text) {
  std::string Result = "\"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Result += '\\';
    Result += C;
  }
  return Result + "\"";
}

std::string kernelInfoText(const KernelPlan &Plan) {
  std::string Text =
      Plan.Model->Declaration->getDescribedFunctionTemplate() ? "inline constexpr" : "static constexpr";
  Text += " lorcha::KernelInfo " + Plan.Info + " = {" + quoted(Plan.Model->name()) +
          ", lorcha::KernelForm::" +
          (Plan.Form == CpuForm::ThreadLoop ? "ThreadLoop"
           : Plan.Form == CpuForm::Region   ? "Region"
                                            : "Fiber") +
          ", ";
  Text += Plan.Untranslated.empty() ? "nullptr" : quoted(Plan.Untranslated);
  const bool Joins = Plan.Joining.Obstacle.empty() || Plan.Start.Last;
  const BlocksAbreast Abreast = Plan.Regions ? Plan.Regions->Abreast : BlocksAbreast();
  const uint64_t OnlySize = Plan.Start.Last ? Plan.Start.OnlySize : Plan.Joining.OnlySize;
  auto Sizes = llvm::map_range(Plan.UsualSize, [](unsigned Each) { return std::to_string(Each); });
  std::vector<std::string> Rest = {std::to_string(Plan.MaxThreadsPerBlock),
                                   !Joins     ? "0"
                                   : OnlySize ? std::to_string(OnlySize)
                                              : "lorcha::AnyBlockSize",
                                   std::to_string(Plan.JoinedRow),
                                   "{" + llvm::join(Sizes, ", ") + "}",
                                   Plan.WaitsForBlocks ? "/*WaitsForBlocks=*/true" : "false",
                                   Plan.Start.Last ? "/*JoinsStart=*/true" : "false",
                                   Plan.Lasting.Next == AlongX ? "lorcha::AlongX" : "lorcha::AlongY",
                                   Plan.Lasting ? "sizeof(" + Plan.LastingType + ")" : "0",
                                   Abreast ? abreastCount(Abreast) : "1"};
  Rest.resize(Abreast                   ? 9
              : Plan.Lasting            ? 8
              : Plan.Start.Last         ? 6
              : Plan.WaitsForBlocks     ? 5 // the last one that is not as by default
              : Plan.UsualSize[0]       ? 4
              : Joins && Plan.JoinedRow ? 3
              : Joins                   ? 2
              : Plan.MaxThreadsPerBlock ? 1
                                        : 0);
  for (const std::string &Each : Rest)
    Text += ", " + Each;
  return Text + "};\n";
}

} // namespace lorcha
