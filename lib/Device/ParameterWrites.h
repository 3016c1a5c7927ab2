// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which parameters of a kernel its body may modify. Conservative: a use counts as a write unless it is seen
// to be read, through the conversion to a value, or bound to something const.
#ifndef LORCHA_LIB_DEVICE_PARAMETERWRITES_H
#define LORCHA_LIB_DEVICE_PARAMETERWRITES_H

#include "lorcha/Device/DeviceProgram.h"

namespace lorcha {

class ParameterWrites {
public:
  /// A use, anywhere in the body, of the parameter with that index.
  void noteUse(const clang::DeclRefExpr *Use, FunctionModel *Kernel, unsigned Index) {
    Uses[Use] = {Kernel, Index};
  }
  /// The value of an expression is taken: if it names a parameter, or a part of one, that use is a read.
  void noteRead(const clang::Expr *E);
  /// Enters the parameters with other uses in the models.
  void finish() const;

private:
  std::map<const clang::DeclRefExpr *, std::pair<FunctionModel *, unsigned>> Uses;
  std::set<const clang::DeclRefExpr *> Reads;
};

} // namespace lorcha

#endif
