// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One way to run a problem: its arrays, wherever that way wants them, and how to run and wait.
#ifndef LORCHA_BENCH_VERSION_H
#define LORCHA_BENCH_VERSION_H

#include "Problem.h"
#include <memory>

namespace bench {

class Version {
public:
  Version() = default;
  Version(const Version &) = delete;
  virtual ~Version() = default;

  /// Begins one run.
  virtual void launch() = 0;
  /// Waits for what was begun.
  virtual void wait() = 0;
  virtual std::vector<char> download(size_t ArrayNumber) = 0;
  /// Called before another version runs: lets no thread spin on.
  virtual void rest() {}
};

/// Has a good CPU programmer's version run on host arrays that the threads which use them touched first.
std::unique_ptr<Version> makeOpenMp(const Problem &P);
/// Has kernel.cl run on the first OpenCL device, through nothing but OpenCL.
std::unique_ptr<Version> makeNative(const Problem &P);
std::string nativeDevice();
/// Has kernel.cu run through the CUDA API, on whatever backend LORCHA_BACKEND names. Library is one of the
/// libraries that hold all translated kernels.
std::unique_ptr<Version> makeCuda(const Problem &P, const char *Library);
std::string cudaDevice();

} // namespace bench

#endif
