// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A cooperative launch like a call.
#ifndef COOPERATIVE_H
#define COOPERATIVE_H
#include "check.h"
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

template <class... Ps, class... As>
void launchCooperative(void (*kernel)(Ps...), dim3 grid, dim3 block, size_t shared, As... arguments) {
  // Converted as a call would.
  auto launch = [&](Ps... converted) {
    void *pointers[] = {static_cast<void *>(&converted)...};
    CUDA_OK(cudaLaunchCooperativeKernel((void *)kernel, grid, block, pointers, shared, nullptr));
  };
  launch(arguments...);
  CUDA_OK(cudaDeviceSynchronize());
}
#endif
