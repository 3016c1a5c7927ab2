// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text around the regions of blocks that run abreast (lorcha/Analysis/BlocksAbreast.h): each block runs
// them by itself, with its part of arrays and what it works out again, while loops in tiles stand for all.
//   lorcha::Abreast<16, 4>::forEach(lorchaBlock, [&](const lorcha::Block &lorchaBlock, auto &tile) {
//   lorcha::regionOfRows(lorchaBlock, ...);
//   }, tile);
#ifndef LORCHA_LIB_EMIT_CPU_ABREASTTEXT_H
#define LORCHA_LIB_EMIT_CPU_ABREASTTEXT_H

#include "RegionVariables.h"

namespace lorcha {

/// What a header knows of the blocks: `lorcha::Abreast<16, 4>`.
std::string abreastType(const BlocksAbreast &Abreast);
/// How many of them there are in a declaration or an argument: `lorcha::Abreast<16, 4>::Count`.
std::string abreastCount(const BlocksAbreast &Abreast);

class AbreastText {
public:
  AbreastText(const RegionPlan &Plan, const RegionVariables &Variables)
      : Abreast(Plan.Abreast), Variables(Variables) {}

  explicit operator bool() const { return static_cast<bool>(Abreast); }
  /// What stands in front of what each block does by itself, and behind it. Empty if there is only one.
  std::string open() const;
  std::string close() const;
  std::string around(const std::string &Text) const {
    return Abreast ? open() + " " + Text + " " + close() : Text;
  }

  bool isOwn(const clang::VarDecl *Value) const { return Abreast.OwnValues.contains(Value); }
  /// A declaration of the block's has been printed: each works it out again from here on, up to the end of
  /// the scope.
  void declare(const clang::VarDecl *Value) {
    if (isOwn(Value))
      Known.push_back(Value);
  }
  size_t enterScope() const { return Known.size(); }
  void leaveScope(size_t Outer) { Known.resize(Outer); }

private:
  const BlocksAbreast &Abreast;
  const RegionVariables &Variables;
  std::vector<const clang::VarDecl *> Known;
};

} // namespace lorcha

#endif
