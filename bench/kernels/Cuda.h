// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A problem's kernel.cu through the CUDA API, on whatever backend LORCHA_BACKEND names.
#ifndef LORCHA_BENCH_CUDA_H
#define LORCHA_BENCH_CUDA_H

#include "Problem.h"

namespace bench {

/// One problem's arrays in device memory. Ends the process with a message when a call fails.
class Cuda {
public:
  explicit Cuda(const Problem &P);
  ~Cuda();
  Cuda(const Cuda &) = delete;

  /// Launches one run.
  void launch();
  /// Waits for what was launched.
  void wait();
  std::vector<char> download(size_t ArrayNumber);
  static std::string deviceName();

private:
  void (*Launch)(void *const *);
  std::vector<void *> Arrays;
  std::vector<size_t> Sizes;
};

} // namespace bench

#endif
