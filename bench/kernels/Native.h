// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A problem's kernel.cl on the first OpenCL device, through nothing but OpenCL.
#ifndef LORCHA_BENCH_NATIVE_H
#define LORCHA_BENCH_NATIVE_H

#include "Problem.h"
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

namespace bench {

/// The device, its queue, and one problem's program and buffers. Ends the process with a message when OpenCL
/// fails.
class Native {
public:
  Native(const Problem &P, const std::string &Source);
  ~Native();
  Native(const Native &) = delete;

  /// Enqueues one run.
  void launch();
  /// Waits for what was enqueued.
  void wait();
  std::vector<char> download(size_t ArrayNumber);
  static std::string deviceName();

private:
  struct Step {
    cl_kernel Kernel;
    NativeStep Range;
  };
  cl_program Program;
  std::vector<cl_mem> Buffers;
  std::vector<Step> Steps;
};

} // namespace bench

#endif
