// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "AbreastText.h"

using namespace clang;

namespace lorcha {

std::string abreastType(const BlocksAbreast &Abreast) {
  return "lorcha::Abreast<" + std::to_string(Abreast.SizeX) + ", " + std::to_string(Abreast.Bytes) + ">";
}
std::string abreastCount(const BlocksAbreast &Abreast) { return abreastType(Abreast) + "::Count"; }

std::string AbreastText::open() const {
  if (!Abreast)
    return "";
  std::string Parameters;
  for (const VarDecl *Array : Abreast.OwnArrays)
    Parameters += ", [[maybe_unused]] auto &" + Array->getNameAsString();
  return abreastType(Abreast) + "::forEach(lorchaBlock, [&](const lorcha::Block &lorchaBlock" + Parameters +
         ") {" + Variables.linesOfBlock(Known);
}
std::string AbreastText::close() const {
  if (!Abreast)
    return "";
  std::string Arguments;
  for (const VarDecl *Array : Abreast.OwnArrays)
    Arguments += ", " + Array->getNameAsString();
  return "}" + Arguments + ");";
}

} // namespace lorcha
