// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Single questions about functions and code that the plan of regions asks.
#ifndef LORCHA_LIB_PLAN_REGIONCHECKS_H
#define LORCHA_LIB_PLAN_REGIONCHECKS_H

#include "lorcha/Plan/RegionPlan.h"

namespace lorcha {

/// Whether threads read what others have handed in one by one: gathers, under conditions, which vectors make
/// slower.
bool takesFromOthers(const clang::Stmt *S, const KernelUniformity &Kernel, const BarrierRegions &Regions);
/// Whether the code may reach what asks the thread-local. The device language's own functions without effect
/// do not.
bool needsTracking(const ThreadCode &Code, const FunctionModel &Model, const RegionPlanInput &Input);
/// Whether the code calls a function that asks for its thread.
bool asksForThread(const clang::Stmt *S, const RegionPlanInput &Input, const BarrierRegions &Regions);
/// What keeps a variable, whose type is written as Text, from having storage for each thread or being
/// initialised again; empty if nothing does. IsFresh: it is assigned before it is read.
std::string obstacleToKeeping(const clang::VarDecl *Variable, clang::QualType Text, bool IsRepeated,
                              bool IsFresh, const clang::ASTContext &Context);
/// The value of an argument that a call leaves out, written so that it means the same everywhere; empty if it
/// is no constant, or another one in each instantiation.
std::string constantText(const clang::CXXDefaultArgExpr *Argument, const clang::ASTContext &Context);
/// What keeps a device function from being printed for a block.
std::optional<RegionObstacle> obstacleForBlock(const FunctionModel &Model,
                                               const clang::FunctionDecl *Definition,
                                               const RegionPlanInput &Input);
/// Whether the caller's text can name the version for blocks of the function.
bool seesFunction(const FunctionModel &Caller, const FunctionModel &Called, const clang::SourceManager &SM);
/// Whether the caller stands before the function's definition, and not in one class with it.
bool isDefinedLater(const FunctionModel &Caller, const FunctionModel &Called, const clang::SourceManager &SM);
/// Whether a call in a template says all that is needed to name the called function, so that types can be had
/// from it.
bool namesTypes(const FunctionModel &Caller, const clang::CallExpr *Call);

} // namespace lorcha

#endif
