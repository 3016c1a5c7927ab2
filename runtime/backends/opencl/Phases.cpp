// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that wait for the grid: each barrier ends a kernel, and the next one goes on behind it. What blocks
// leave for it lies in the launch's state, whose layout runtime/device/opencl/grid.cl tells. Where the
// translator knows what follows, phases are submitted one after the other; else the host waits and looks at
// which barriers blocks have come to. Blocks may wait at different barriers: then their phases run one after
// the other.
#include "backends/opencl/Submission.h"
#include "core/Log.h"

namespace lorcha::runtime::opencl {

static constexpr size_t WaitingBytes = 32, CooperativeOffset = 32, DynamicOffset = 36, HeaderBytes = 64;
static constexpr uint32_t MostRounds = 1u << 24; ///< then their numbers begin again

static size_t alignedTo(size_t Bytes, size_t Alignment) {
  return (Bytes + Alignment - 1) / Alignment * Alignment;
}

bool waitsForResults(const DeviceKernel &Kernel, bool IsCooperative) {
  if (Kernel.PhaseCount == 0)
    return false;
  if (!IsCooperative)
    return true; // it fails if it comes to a barrier
  uint32_t Phase = 0;
  for (uint32_t Steps = 0; Steps < Kernel.PhaseCount; ++Steps) {
    Phase = Kernel.Phases[Phase].Next;
    if (Phase == 0 || Phase == DevicePhase::Unknown)
      return Phase != 0;
  }
  return true; // phases that follow each other for ever
}

cl_int Submission::makeState() {
  static std::atomic<uint64_t> Identities{0};
  const DeviceKernel &About = Kernel->description();
  const size_t Blocks = size_t(Request.Grid.x) * Request.Grid.y * Request.Grid.z;
  const size_t Threads = Blocks * Request.Block.x * Request.Block.y * Request.Block.z;
  const size_t Words = HeaderBytes + alignedTo(Blocks * 2 * sizeof(cl_uint), HeaderBytes);
  const size_t Dynamic = About.PhaseCount && (About.Needs & NeedsDynamicShared) ? Request.SharedBytes : 0;
  const size_t Bytes =
      Words + Threads * About.KeptPerThread + Blocks * (About.KeptPerBlock + alignedTo(Dynamic, 16));
  cl_int Code;
  FailedStep = "making room for what the blocks of a kernel keep while they wait";
  State = Buffer(cl().CreateBuffer(On.handles().Context, CL_MEM_READ_WRITE, Bytes, nullptr, &Code));
  StateIdentity = ++Identities;
  if (Code != CL_SUCCESS)
    return Code;
  const cl_uint Zero = 0, IsCooperative = Request.Cooperative, DynamicBytes = static_cast<cl_uint>(Dynamic);
  auto Fill = [&](cl_uint Value, size_t Offset, size_t Size) {
    if (Code == CL_SUCCESS)
      Code = cl().EnqueueFillBuffer(To.get(), State.get(), &Value, sizeof(Value), Offset, Size, 0, nullptr,
                                    nullptr);
  };
  Fill(Zero, 0, Words);
  Fill(IsCooperative, CooperativeOffset, sizeof(cl_uint));
  Fill(DynamicBytes, DynamicOffset, sizeof(cl_uint));
  return Code;
}

cl_int Submission::clearWaiting() {
  const cl_uint Zero = 0;
  FailedStep = "clEnqueueFillBuffer";
  return cl().EnqueueFillBuffer(To.get(), State.get(), &Zero, sizeof(Zero), 0, WaitingBytes, 0, nullptr,
                                nullptr);
}

cl_int Submission::readWaiting(std::vector<uint32_t> &Barriers, bool &HasFailed) {
  cl_uint Waiting[WaitingBytes / sizeof(cl_uint)], Failure = 0;
  FailedStep = "clEnqueueReadBuffer";
  cl_int Code = cl().EnqueueReadBuffer(To.get(), State.get(), CL_TRUE, 0, sizeof(Waiting), Waiting, 0,
                                       nullptr, nullptr);
  if (Code == CL_SUCCESS && Messages) // the word that tells of failures
    Code = cl().EnqueueReadBuffer(To.get(), Messages->Memory.get(), CL_TRUE, 2 * sizeof(cl_uint),
                                  sizeof(Failure), &Failure, 0, nullptr, nullptr);
  if (Code != CL_SUCCESS)
    return Code;
  HasFailed = Failure != 0;
  for (uint32_t Barrier = 1; Barrier < Kernel->description().PhaseCount; ++Barrier)
    if (Waiting[Barrier / 32] >> Barrier % 32 & 1)
      Barriers.push_back(Barrier);
  return Code;
}

cl_int Submission::submitPhases(Status &Result) {
  const DeviceKernel &About = Kernel->description();
  std::vector<uint32_t> Current = {0};
  for (;;) {
    uint32_t Next = Current.size() == 1 ? About.Phases[Current[0]].Next : DevicePhase::Unknown;
    bool IsKnown = Next == 0 || (Next != DevicePhase::Unknown && Request.Cooperative);
    cl_int Code = IsKnown ? CL_SUCCESS : clearWaiting();
    for (uint32_t Phase : Current)
      if (Code == CL_SUCCESS && Result == Status::Success)
        Code = submit(Phase, Result);
    if (Code != CL_SUCCESS || Result != Status::Success || Next == 0)
      return Code;
    Current.clear();
    if (IsKnown) {
      Current.push_back(Next);
    } else {
      bool HasFailed = false;
      Code = readWaiting(Current, HasFailed);
      if (Code != CL_SUCCESS || Current.empty() || HasFailed)
        return Code;
      if (!Request.Cooperative) {
        say("kernel '{}' reached a grid barrier, but was not launched as cooperative", Kernel->name());
        Result = Status::LaunchFailure;
        return CL_SUCCESS;
      }
    }
    Round = (Round + 1) % MostRounds;
  }
}

} // namespace lorcha::runtime::opencl
