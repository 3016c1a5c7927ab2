// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launch checks and the launch operation.
#include "core/Launch.h"
#include "core/Capture.h"
#include "core/Device.h"
#include "core/DeviceLaunch.h"
#include "core/Log.h"
#include "core/Occupancy.h"
#include "core/Timeline.h"
#include <algorithm>
#include <cstring>

namespace lorcha::runtime {

static std::vector<LaunchConfiguration> &configurations() {
  static thread_local std::vector<LaunchConfiguration> Stack;
  return Stack;
}

void pushConfiguration(const LaunchConfiguration &New) { configurations().push_back(New); }

bool popConfiguration(LaunchConfiguration &Top) {
  std::vector<LaunchConfiguration> &Stack = configurations();
  if (Stack.empty())
    return false;
  Top = Stack.back();
  Stack.pop_back();
  return true;
}

static bool fits(const dim3 &Value, const unsigned (&Limit)[3]) {
  return Value.x && Value.y && Value.z && Value.x <= Limit[0] && Value.y <= Limit[1] && Value.z <= Limit[2];
}

/// A block that every CUDA device takes may be too large for this one: then the program is not to blame.
static void sayIfSmallDevice(const DeviceFacts &Facts, const KernelInfo &Kernel, const LaunchShape &Shape) {
  const DeviceFacts Usual;
  const dim3 &Block = Shape.Block;
  uint64_t Threads = uint64_t(Block.x) * Block.y * Block.z;
  if (fits(Block, Usual.MaxBlockDim) && fits(Shape.Grid, Usual.MaxGridDim) &&
      Threads <= Usual.MaxThreadsPerBlock)
    say("kernel '{}': blocks of ({},{},{}) are too large for '{}', whose limit is {} threads, ({},{},{})",
        Kernel.Name, Block.x, Block.y, Block.z, Facts.Name, Facts.MaxThreadsPerBlock, Facts.MaxBlockDim[0],
        Facts.MaxBlockDim[1], Facts.MaxBlockDim[2]);
}

Status checkShape(const Device &On, const KernelEntry &Kernel, const LaunchShape &Shape) {
  const DeviceFacts &Facts = On.facts();
  const KernelInfo &Info = *Kernel.Descriptor.load(std::memory_order_acquire)->Info;
  if (!fits(Shape.Block, Facts.MaxBlockDim) || !fits(Shape.Grid, Facts.MaxGridDim)) {
    sayIfSmallDevice(Facts, Info, Shape);
    return Status::InvalidConfiguration;
  }
  uint64_t Threads = uint64_t(Shape.Block.x) * Shape.Block.y * Shape.Block.z;
  if (Threads > Facts.MaxThreadsPerBlock) {
    sayIfSmallDevice(Facts, Info, Shape);
    return Status::InvalidConfiguration;
  }
  if (Info.MaxThreadsPerBlock && Threads > Info.MaxThreadsPerBlock)
    return Status::LaunchOutOfResources;
  size_t AllowedShared =
      std::max(Facts.SharedPerBlock, Kernel.MaxDynamicShared.load(std::memory_order_relaxed));
  if (Shape.SharedBytes > AllowedShared)
    return Status::InvalidValue;
  if (!Shape.Cooperative)
    return Status::Success;
  if (!Facts.Cooperative) {
    say("kernel '{}' cannot be launched as cooperative on '{}'", Info.Name, Facts.Name);
    return Status::NotSupported;
  }
  if (Facts.CooperativeTakesTurns)
    return Status::Success;
  uint64_t Blocks = uint64_t(Shape.Grid.x) * Shape.Grid.y * Shape.Grid.z;
  return Blocks > uint64_t(blocksPerComputeUnit(Facts, Threads, Shape.SharedBytes)) * Facts.ComputeUnits
             ? Status::CooperativeLaunchTooLarge
             : Status::Success;
}

static size_t alignedTo(size_t Offset, size_t Alignment) {
  return Alignment ? (Offset + Alignment - 1) / Alignment * Alignment : Offset;
}

PreparedLaunch::PreparedLaunch(LaunchRequest &&Prepared) : Request(std::move(Prepared)) {
  const KernelDescriptor &Kernel = *Request.Kernel;
  size_t Bytes = Kernel.ParameterCount * sizeof(void *), Alignment = alignof(std::max_align_t);
  for (uint32_t I = 0; I < Kernel.ParameterCount; ++I) {
    Bytes = alignedTo(Bytes, Kernel.Parameters[I].Alignment) + Kernel.Parameters[I].Size;
    Alignment = std::max<size_t>(Alignment, Kernel.Parameters[I].Alignment);
  }
  Storage = Bytes <= sizeof(Inline) && Alignment <= alignof(std::max_align_t)
                ? Inline
                : static_cast<char *>(::operator new(Bytes, StorageAlignment = std::align_val_t(Alignment)));
  copyArguments(Request.Args);
  Request.Args = reinterpret_cast<void **>(Storage);
}

PreparedLaunch::~PreparedLaunch() {
  if (Storage != Inline)
    ::operator delete(Storage, StorageAlignment);
}

void PreparedLaunch::copyArguments(void *const *Args) {
  const KernelDescriptor &Kernel = *Request.Kernel;
  void **Pointers = reinterpret_cast<void **>(Storage);
  size_t Offset = Kernel.ParameterCount * sizeof(void *);
  for (uint32_t I = 0; I < Kernel.ParameterCount; ++I) {
    Offset = alignedTo(Offset, Kernel.Parameters[I].Alignment);
    Pointers[I] = Storage + Offset;
    std::memcpy(Pointers[I], Args[I], Kernel.Parameters[I].Size);
    Offset += Kernel.Parameters[I].Size;
  }
}

static const char *formName(const Device &On, const KernelInfo &Kernel) {
  if (On.facts().Asynchronous)
    return "submitted";
  return Kernel.Form == KernelForm::Fiber ? "fibers" : "loop";
}

Status PreparedLaunch::runTraced(Device &On, BackendQueue *Queue, GridScope &Grid) const {
  timeline::Record *Mark = timeline::beginKernel(Request, On.facts().Asynchronous);
  if (Queue)
    Queue->time(Mark);
  Status Result = On.backend().launch(Queue, Request, Grid);
  if (Queue)
    Queue->time(nullptr); // if it has failed early
  if (!Queue || Result != Status::Success)
    timeline::end(Mark);
  return Result;
}

Status PreparedLaunch::runGrid(Device &On, BackendQueue *Queue, GridScope &Grid) const {
  uint64_t Start = isLogged(LogTopic::Launch) ? nowNanoseconds() : 0;
  Status Result = isTraced() ? runTraced(On, Queue, Grid) : On.backend().launch(Queue, Request, Grid);
  if (Start)
    trace("launch {}<<<({},{},{}), ({},{},{}), {}>>> [{}] {:.1f} us", Request.Kernel->Info->Name,
          Request.Grid.x, Request.Grid.y, Request.Grid.z, Request.Block.x, Request.Block.y, Request.Block.z,
          Request.SharedBytes, formName(On, *Request.Kernel->Info), double(nowNanoseconds() - Start) / 1e3);
  return Result;
}

Status PreparedLaunch::run(Device &On, BackendQueue *Queue, GraphScope *Graph) const {
  GridScope First(On, Graph);
  Status Result = runGrid(On, Queue, First);
  if (First.Tails.isEmpty())
    return Result;
  std::vector<std::unique_ptr<const PreparedLaunch>> Open;
  First.Tails.take(Open);
  while (Result == Status::Success && !Open.empty()) {
    const std::unique_ptr<const PreparedLaunch> Next = std::move(Open.back());
    Open.pop_back();
    GridScope Grid(On, Graph);
    Result = Next->runGrid(On, Queue, Grid);
    Grid.Tails.take(Open);
  }
  return Result;
}

namespace {
class LaunchOperation final : public Operation {
public:
  LaunchOperation(Stream &On, LaunchRequest &&Prepared) : On(On), Launch(std::move(Prepared)) {
    IsOfHost = Launch.request().WaitsForResults;
  }

  Status run() override {
    if (On.device().failure() != Status::Success)
      return Status::Success; // the device takes no more work until it is reset
    Status Result;
    BackendQueue *Queue = On.queue(Result);
    return Result == Status::Success ? Launch.run(On.device(), Queue, nullptr) : Result;
  }

private:
  Stream &On;
  PreparedLaunch Launch;
};
} // namespace

Status prepareLaunch(Device &On, KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args,
                     LaunchRequest &Result) {
  if (!Kernel)
    return Status::InvalidDeviceFunction;
  const KernelDescriptor &Descriptor = *Kernel->Descriptor.load(std::memory_order_acquire);
  if (Descriptor.ParameterCount && !Args)
    return Status::InvalidValue;
  if (Status Checked = checkShape(On, *Kernel, Shape); Checked != Status::Success)
    return Checked;
  Result = {Kernel->Stub,      &Descriptor, Shape.Grid, Shape.Block, Shape.SharedBytes,
            Shape.Cooperative, Args,        nullptr,    false};
  return On.backend().prepare(Result);
}

Status launchKernel(Stream &On, KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args) {
  bool IsCaptured;
  Status Result = admit(On, IsCaptured);
  if (Result != Status::Success)
    return Result;
  if (IsCaptured)
    return capture(
        On, [&](SharedWork &Work) { return makeKernelWork(On.device(), Kernel, Shape, Args, {}, Work); });
  LaunchRequest Request;
  Result = prepareLaunch(On.device(), Kernel, Shape, Args, Request);
  if (Result != Status::Success)
    return Result;
  On.enqueue(std::make_unique<LaunchOperation>(On, std::move(Request)), RunHere::No, &Result);
  return Result;
}

} // namespace lorcha::runtime
