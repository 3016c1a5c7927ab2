// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels made from lambdas, in the shape in which the translator prints kernels that reach barriers.
#ifndef LORCHA_TEST_DEVICELANGUAGE_KERNELS_H
#define LORCHA_TEST_DEVICELANGUAGE_KERNELS_H

#include <gtest/gtest.h>
#include <lorcha/runtime.h>

namespace lorcha::test {

inline constexpr KernelInfo FiberInfo = {"fiberKernel", KernelForm::Fiber, nullptr};

template <class BodyT> void fiberKernel_cpu(const Block &block, BodyT Body) { forEachFiber(block, Body); }
template <class BodyT> void fiberKernel(BodyT Body) {
  Kernel<fiberKernel_cpu<BodyT>, fiberKernel<BodyT>, FiberInfo>::launch(Body);
}

/// fiberKernel<<<Grid, BlockDim>>>(Body) and what waiting for it returns. Body gets a Thread.
template <class BodyT> lorchaError_t run(dim3 Grid, dim3 BlockDim, BodyT Body) {
  configure(Grid, BlockDim), fiberKernel(Body);
  return lorchaDeviceSynchronize();
}

} // namespace lorcha::test

#endif
