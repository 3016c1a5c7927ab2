// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the shared variables of a function live on the CPU.
#ifndef LORCHA_LIB_PLAN_SHAREDPLACES_H
#define LORCHA_LIB_PLAN_SHAREDPLACES_H

#include "lorcha/Plan/Plan.h"

namespace lorcha {

std::vector<SharedPlan> placeShared(ParsedUnit &Unit, const FunctionModel &Model);

} // namespace lorcha

#endif
