// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches: checks against the device, the arguments that the program gives and those that it does not see,
// and grids that are larger than one enqueue may be.
#include "backends/opencl/Submission.h"
#include "core/Log.h"
#include <algorithm>

namespace lorcha::runtime::opencl {

static uint64_t threadsOf(const LaunchRequest &Request) {
  return uint64_t(Request.Block.x) * Request.Block.y * Request.Block.z;
}

/// Bytes of local memory through which threads exchange values.
static size_t exchangeBytes(const LaunchRequest &Request) {
  uint64_t Threads = threadsOf(Request), Warps = (Threads + 31) / 32;
  return sizeof(cl_ulong) * (Threads + Warps);
}

Status OpenClDevice::checkShape(const CompiledKernel &Kernel, const LaunchRequest &Request) const {
  const DeviceKernel &About = Kernel.description();
  const dim3 &Block = Request.Block;
  uint64_t Threads = threadsOf(Request);
  if (Threads > Kernel.MaxThreads) {
    say("kernel '{}': '{}' runs it with at most {} threads in a block, not {}", Kernel.name(), Facts.Name,
        Kernel.MaxThreads, Threads);
    return Status::LaunchOutOfResources;
  }
  const uint32_t *Required = About.RequiredBlock;
  if (Required[0] && (Block.x != Required[0] || Block.y != Required[1] || Block.z != Required[2])) {
    say("kernel '{}' requires blocks of ({},{},{})", Kernel.name(), Required[0], Required[1], Required[2]);
    return Status::InvalidConfiguration;
  }
  size_t Local =
      About.StaticShared + Request.SharedBytes + (About.Needs & NeedsExchange ? exchangeBytes(Request) : 0);
  if (Local > Can.LocalBytes) {
    say("kernel '{}' needs {} bytes of shared memory in a block; '{}' has {}", Kernel.name(), Local,
        Facts.Name, Can.LocalBytes);
    return Status::InvalidConfiguration;
  }
  return Status::Success;
}

Status OpenClDevice::prepare(LaunchRequest &Request) {
  Status Result = start();
  if (Result != Status::Success)
    return Result;
  std::shared_ptr<CompiledKernel> Kernel = Kernels.find(Request.Stub, *Request.Kernel, Handles, Result);
  if (!Kernel)
    return Result;
  Result = checkShape(*Kernel, Request);
  if (Result != Status::Success)
    return Result;
  const DeviceKernel &About = Kernel->description();
  if (About.Needs & NeedsVariables)
    if (!Variables.find(Kernel->module(), Result))
      return Result;
  if (About.Needs & NeedsHeap)
    if (!heap(Result))
      return Result;
  if ((About.Needs & NeedsLocks) && !Can.Int64Atomics)
    if (!locks(Result))
      return Result;
  Request.WaitsForResults = waitsForResults(About, Request.Cooperative);
  Request.Prepared = std::move(Kernel);
  return Status::Success;
}

Status Submission::run() {
  Status Result = Status::Success;
  cl_int Code = handOver(Result);
  if (Code != CL_SUCCESS)
    FailedStep = "handing managed memory over";
  if (Code == CL_SUCCESS && (Kernel->description().Needs & NeedsGridBarrier))
    Code = makeState();
  if (Code == CL_SUCCESS && Result == Status::Success)
    Code = Kernel->description().PhaseCount ? submitPhases(Result) : submit(0, Result);
  if (HasEffect)
    To.noteEffect(Ticket);
  To.publish(Ticket);
  if (Code != CL_SUCCESS)
    Result = failed(FailedStep, Code);
  if (Result != Status::Success && !HasBegun)
    say("kernel '{}' was not launched", Kernel->name());
  if (Request.WaitsForResults) {
    Status Work = To.finish();
    Result = Result == Status::Success ? Work : Result;
  }
  return Result;
}

cl_int Submission::submit(uint32_t Phase, Status &Result) {
  std::lock_guard<std::mutex> Lock(Kernel->Mutex);
  Arguments &Args = Kernel->arguments(Phase);
  FailedStep = "setting the arguments of a kernel";
  cl_int Code = setArguments(Args, Result);
  if (Code != CL_SUCCESS || Result != Status::Success)
    return Code;
  FailedStep = "clEnqueueNDRangeKernel";
  HasBegun = true;
  return enqueueParts(Args);
}

cl_int Submission::handOver(Status &Result) {
  const DeviceKernel &About = Kernel->description();
  constexpr size_t MaxAddresses = 64;
  const void *Addresses[MaxAddresses];
  size_t Count = 0;
  bool All = About.Needs & NeedsAddresses;
  cl_int Code = CL_SUCCESS;
  if (About.Needs & NeedsVariables)
    Code = On.variables().handOver(To, Kernel->module(), Ticket, HasEffect);
  for (uint32_t I = 0; I < About.ParameterCount; ++I) {
    if (About.Parameters[I].Kind != DeviceParameterKind::Pointer)
      continue;
    const void *Address = *static_cast<void *const *>(Request.Args[I]);
    const DeviceModule *Managed = nullptr;
    if (hasManagedVariables())
      On.variables().translate(Address, Managed, Result);
    if (Managed && Code == CL_SUCCESS)
      Code = On.variables().handOver(To, *Managed, Ticket, HasEffect);
    All = All || Count == MaxAddresses;
    if (!All)
      Addresses[Count++] = Address;
  }
  return Code == CL_SUCCESS ? On.memory().handOver(To, Ticket, Addresses, Count, All, HasEffect) : Code;
}

void Submission::addParameters(Arguments &Args, Status &Result) {
  const DeviceKernel &About = Kernel->description();
  for (uint32_t I = 0; I < About.ParameterCount; ++I) {
    if (About.Parameters[I].Kind == DeviceParameterKind::Value) {
      Args.addValue(Request.Args[I], About.Parameters[I].Size);
      continue;
    }
    const void *Address = *static_cast<void *const *>(Request.Args[I]);
    const DeviceModule *Managed;
    if (hasManagedVariables())
      Address = On.variables().translate(Address, Managed, Result);
    On.memory().addPointer(Args, Address);
  }
}

void Submission::addHidden(Arguments &Args, Status &Result) {
  uint32_t Needs = Kernel->description().Needs;
  for (uint32_t Zero = 0; Zero < 3; ++Zero) // the first block; enqueuePart sets it again for later parts
    Args.addUint(0);
  for (uint32_t Size : {Request.Grid.x, Request.Grid.y, Request.Grid.z})
    Args.addUint(Size);
  if (Needs & NeedsVariables)
    if (const HiddenBlock *Block = On.variables().find(Kernel->module(), Result))
      On.memory().addPointer(Args, Block->Address);
  if (Needs & NeedsDynamicShared)
    Args.addLocal(std::max<size_t>(Request.SharedBytes, 1));
  if (Needs & NeedsExchange)
    Args.addLocal(exchangeBytes(Request));
  if (Needs & NeedsMessages) {
    cl_int Code;
    Messages = To.messagesFor(Kernel, Request.Block, Ticket, Code);
    Args.noteFailure(Code);
    if (Messages)
      Args.addBuffer(Messages->Memory.get(), Messages->Identity);
    HasEffect = true;
  }
  if (Needs & NeedsHeap)
    if (const HiddenBlock *Heap = On.heap(Result))
      On.memory().addPointer(Args, Heap->Address);
  if (Needs & NeedsAddresses)
    On.memory().addAddresses(Args);
  if (Needs & NeedsGridBarrier) {
    Args.addBuffer(State.get(), StateIdentity);
    Args.addUint(Round);
  }
  if ((Needs & NeedsLocks) && !On.can().Int64Atomics)
    if (const HiddenBlock *Locks = On.locks(Result))
      On.memory().addPointer(Args, Locks->Address);
}

cl_int Submission::setArguments(Arguments &Args, Status &Result) {
  Args.begin();
  addParameters(Args, Result);
  FirstHidden = Args.position();
  addHidden(Args, Result);
  return Args.failure();
}

cl_int Submission::enqueuePart(Arguments &Args, const dim3 &First, const dim3 &Count) {
  Args.begin(FirstHidden);
  for (uint32_t Block : {First.x, First.y, First.z})
    Args.addUint(Block);
  if (Args.failure() != CL_SUCCESS)
    return Args.failure();
  const dim3 &Block = Request.Block;
  size_t Global[3] = {size_t(Count.x) * Block.x, size_t(Count.y) * Block.y, size_t(Count.z) * Block.z};
  size_t Local[3] = {Block.x, Block.y, Block.z};
  cl_int Code =
      cl().EnqueueNDRangeKernel(To.get(), Args.kernel(), 3, nullptr, Global, Local, 0, nullptr, Times.next());
  Times.take();
  return Code;
}

cl_int Submission::enqueueParts(Arguments &Args) {
  // As many blocks in each direction as one enqueue may have.
  uint64_t Most = On.can().MaxItemsPerDim;
  auto Step = [&](uint32_t Blocks, uint32_t Threads) {
    return static_cast<uint32_t>(std::min<uint64_t>(Blocks, std::max<uint64_t>(Most / Threads, 1)));
  };
  const dim3 &Grid = Request.Grid, &Block = Request.Block;
  dim3 Part(Step(Grid.x, Block.x), Step(Grid.y, Block.y), Step(Grid.z, Block.z));
  for (uint64_t Z = 0; Z < Grid.z; Z += Part.z)
    for (uint64_t Y = 0; Y < Grid.y; Y += Part.y)
      for (uint64_t X = 0; X < Grid.x; X += Part.x) {
        dim3 First(static_cast<uint32_t>(X), static_cast<uint32_t>(Y), static_cast<uint32_t>(Z));
        dim3 Count(std::min(Part.x, Grid.x - First.x), std::min(Part.y, Grid.y - First.y),
                   std::min(Part.z, Grid.z - First.z));
        if (cl_int Code = enqueuePart(Args, First, Count); Code != CL_SUCCESS)
          return Code;
      }
  return cl().Flush(To.get());
}

Status OpenClDevice::launch(BackendQueue *Queue, const LaunchRequest &Request, GridScope &) {
  return Submission(*this, static_cast<StreamQueue *>(Queue)->get(), Request, Queue->takeTimed()).run();
}

} // namespace lorcha::runtime::opencl
