// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Labels and branches as C++ without goto: ifs and loops where they nest, else a loop around a switch over
// basic blocks.
#ifndef LORCHA_LIB_PTX_CONTROLFLOW_H
#define LORCHA_LIB_PTX_CONTROLFLOW_H

#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace lorcha::ptx {

enum class StepKind { Statement, Label, Branch };

struct Step {
  StepKind Kind = StepKind::Statement;
  std::string Text;      ///< of a statement, with its semicolon or braces
  std::string Condition; ///< of a branch; empty if it is always taken
  unsigned Label = 0;    ///< of a label, or where a branch goes
};

/// Every label that a branch names must be there. Selector is the name of a variable for the switch.
std::string printSteps(llvm::ArrayRef<Step> Steps, const std::string &Selector);

} // namespace lorcha::ptx

#endif
