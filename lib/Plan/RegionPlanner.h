// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef LORCHA_LIB_PLAN_REGIONPLANNER_H
#define LORCHA_LIB_PLAN_REGIONPLANNER_H

#include "lorcha/Plan/RegionPlan.h"

namespace lorcha {

/// The plan for one definition of a kernel; null, and Obstacle says why, if it cannot be cut. Key gets what
/// instantiations must have in common.
std::shared_ptr<RegionPlan> planDefinition(const RegionPlanInput &Input, const FunctionModel &Model,
                                           const clang::FunctionDecl *Definition, RegionObstacle &Obstacle,
                                           std::string &Key);

} // namespace lorcha

#endif
