// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel that waits for the grid becomes several that do not (docs/opencl.md, "Barriers of the grid").
#ifndef LORCHA_LIB_EMIT_OPENCL_GRIDSPLITTER_H
#define LORCHA_LIB_EMIT_OPENCL_GRIDSPLITTER_H

#include "BodyPrinter.h"

namespace lorcha::opencl {

class GridSplitter {
public:
  /// Obstructs if the kernel cannot be split.
  GridSplitter(KernelLowering &Lowering, const GridBarriers &Grid);

  /// Prints the phases, as far as they do not depend on each other; fills in the kernel's parameters.
  void print(const std::set<unsigned> &WrittenParameters, OpenClKernel &Result);
  /// Adds the phases to the unit and to the kernel, unless there are obstacles.
  void finish(const clang::FunctionDecl *Kernel, OpenClKernel &Result);

private:
  void findOrder();
  void place();
  void placeShared();

  KernelLowering &Lowering;
  const GridBarriers &Grid;
  std::vector<std::unique_ptr<BodyPrinter>> Phases;
  KeptLayout Layout;
};

} // namespace lorcha::opencl

#endif
