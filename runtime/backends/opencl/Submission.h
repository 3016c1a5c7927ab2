// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One launch on its way into a queue: as one kernel, or as the phases of a kernel that waits for the grid.
#ifndef LORCHA_OPENCL_SUBMISSION_H
#define LORCHA_OPENCL_SUBMISSION_H

#include "backends/opencl/Device.h"
#include "backends/opencl/Timing.h"

namespace lorcha::runtime::opencl {

/// Whether the host must look at what blocks have done before it can submit all of the launch.
bool waitsForResults(const DeviceKernel &Kernel, bool IsCooperative);

/// Used by the thread that submits; lives for one launch.
class Submission {
public:
  Submission(OpenClDevice &On, Queue &To, const LaunchRequest &Request, timeline::Record *Timed)
      : On(On), To(To), Request(Request), Kernel(std::static_pointer_cast<CompiledKernel>(Request.Prepared)),
        Ticket(To.nextTicket()), Times(Timed, On.clock()) {}

  Status run();

private:
  cl_int handOver(Status &Result);
  void addParameters(Arguments &Args, Status &Result);
  void addHidden(Arguments &Args, Status &Result);
  cl_int setArguments(Arguments &Args, Status &Result);
  cl_int enqueuePart(Arguments &Args, const dim3 &First, const dim3 &Count);
  cl_int enqueueParts(Arguments &Args);
  /// Submits one of the kernel's OpenCL kernels for the whole grid.
  cl_int submit(uint32_t Phase, Status &Result);

  // Phases.cpp
  cl_int makeState();
  cl_int submitPhases(Status &Result);
  cl_int clearWaiting();
  /// Waits for what has been submitted; the barriers at which blocks wait. HasFailed: device code has failed.
  cl_int readWaiting(std::vector<uint32_t> &Barriers, bool &HasFailed);

  OpenClDevice &On;
  Queue &To;
  const LaunchRequest &Request;
  const std::shared_ptr<CompiledKernel> Kernel;
  const uint64_t Ticket;
  Timing Times;
  bool HasEffect = false;
  bool HasBegun = false; ///< something has been submitted
  const char *FailedStep = "";
  cl_uint FirstHidden = 0;
  MessageBuffer *Messages = nullptr;
  Buffer State; ///< as runtime/device/opencl/grid.cl says
  uint64_t StateIdentity = 0;
  uint32_t Round = 0;
};

} // namespace lorcha::runtime::opencl

#endif
