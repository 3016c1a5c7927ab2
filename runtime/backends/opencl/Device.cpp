// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The slots of Backend.h but for launches.
#include "backends/opencl/Device.h"
#include "backends/opencl/Timing.h"
#include "core/Log.h"
#include <algorithm>

namespace lorcha::runtime::opencl {

OpenClDevice::OpenClDevice(cl_platform_id Platform, cl_device_id Id, Capabilities Given)
    : Can(std::move(Given)), Facts(factsOf(Can)), Handles{Platform, Id, nullptr, nullptr, &Can},
      Variables(*this) {}

static cl_command_queue makeClQueue(const DeviceHandles &On, cl_int &Code) {
  // Profiling gives events the device's own times.
  return cl().CreateCommandQueue(On.Context, On.Device, CL_QUEUE_PROFILING_ENABLE, &Code);
}

Status OpenClDevice::startOnce() {
  cl_int Code;
  Context NewContext(cl().CreateContext(nullptr, 1, &Handles.Device, nullptr, nullptr, &Code));
  if (!NewContext)
    return failed("clCreateContext", Code);
  Handles.Context = NewContext.get();
  CommandQueue New(makeClQueue(Handles, Code));
  if (!New)
    return failed("clCreateCommandQueue", Code);
  Handles.Service = New.get();
  std::unique_ptr<AddressSpace> Space =
      Can.addressMode() == AddressMode::Regions ? makeRegionSpace(Handles) : makePointerSpace(Handles);
  if (!Space) {
    say("'{}': {} cannot be set up", Facts.Name, describe(Can.addressMode()));
    return Status::DeviceUnavailable;
  }
  OwnedContext = std::move(NewContext);
  Service = std::make_shared<Queue>(*this, std::move(New));
  Memory = std::move(Space);
  return Status::Success;
}

Status OpenClDevice::start() {
  if (IsStarted.load(std::memory_order_acquire))
    return Status::Success;
  std::lock_guard<std::mutex> Lock(StartMutex);
  if (IsStarted.load(std::memory_order_relaxed))
    return Status::Success;
  Status Result = startOnce();
  if (Result == Status::Success)
    IsStarted.store(true, std::memory_order_release);
  return Result;
}

void *OpenClDevice::allocate(MemoryKind Kind, size_t Bytes) {
  return start() == Status::Success ? Memory->allocate(Kind, Bytes) : nullptr;
}

Status OpenClDevice::release(MemoryKind Kind, void *Old, size_t Bytes) {
  cl_int Code = Memory->release(Kind, Old, Bytes);
  return Code == CL_SUCCESS ? Status::Success : failed("giving memory back", Code);
}

size_t OpenClDevice::freeMemory() const {
  return Facts.TotalMemory; // OpenCL does not tell; the core knows what the program holds
}

std::unique_ptr<BackendQueue> OpenClDevice::makeQueue(int, Status &Result) {
  Result = start();
  if (Result != Status::Success)
    return nullptr;
  cl_int Code;
  CommandQueue New(makeClQueue(Handles, Code));
  if (!New) {
    Result = failed("clCreateCommandQueue", Code);
    return nullptr;
  }
  return std::make_unique<StreamQueue>(std::make_shared<Queue>(*this, std::move(New)));
}

/// Runs Body(Queue &) that submits, in the stream's queue or, without one, in the service queue to its end.
template <class BodyT>
static Status submit(BackendQueue *On, Queue &Service, std::mutex &ServiceMutex, const char *What,
                     bool Blocks, BodyT Body) {
  timeline::Record *Record = On ? On->takeTimed() : nullptr; // without a queue the caller knows the times
  std::unique_lock<std::mutex> Lock(ServiceMutex, std::defer_lock);
  if (!On)
    Lock.lock();
  Queue &To = On ? static_cast<StreamQueue *>(On)->get() : Service;
  uint64_t Ticket = To.nextTicket();
  cl_int Code;
  {
    Timing Times(Record, To.device().clock());
    Times.mark(To.get());
    Code = Body(To);
    Times.mark(To.get());
  }
  To.publish(Ticket);
  if (Code == CL_SUCCESS && (!Blocks || Record))
    Code = cl().Flush(To.get());
  if (Code != CL_SUCCESS) {
    if (Blocks) // the caller takes nothing to be under way
      cl().Finish(To.get());
    return failed(What, Code);
  }
  if (Lock.owns_lock())
    Lock.unlock(); // settling may copy
  return Blocks ? To.settle(Ticket) : Status::Success;
}

/// A copy whose source is gone when it returns: from bytes that the queue keeps.
static cl_int copyKept(AddressSpace &Memory, Queue &To, CopyRequest Request) {
  std::vector<char> Bytes(static_cast<const char *>(Request.From),
                          static_cast<const char *>(Request.From) + Request.Width);
  Request.From = Bytes.data();
  cl_int Code = Memory.copy(To, Request, /*Blocks=*/false);
  cl_event Event = nullptr;
  if (Code == CL_SUCCESS)
    Code = cl().EnqueueMarkerWithWaitList(To.get(), 0, nullptr, &Event);
  if (Code != CL_SUCCESS) {
    cl().Finish(To.get()); // the bytes are about to go
    return Code;
  }
  return To.keep(std::move(Bytes), ClEvent(Event));
}

Status OpenClDevice::copy(BackendQueue *On, const CopyRequest &Request) {
  Status Result = start();
  for (const void *End : {static_cast<const void *>(Request.To), Request.From})
    if (Result == Status::Success)
      Result = Variables.reclaim(End);
  if (Result != Status::Success)
    return Result;
  bool Blocks = !On || Request.IsBlocking;
  return submit(On, *Service, ServiceMutex, "a copy", Blocks, [&](Queue &To) {
    return Request.IsSourceTemporary && !Blocks ? copyKept(*Memory, To, Request)
                                                : Memory->copy(To, Request, Blocks);
  });
}

Status OpenClDevice::fill(BackendQueue *On, const FillRequest &Request) {
  Status Result = start();
  if (Result == Status::Success)
    Result = Variables.reclaim(Request.To);
  if (Result != Status::Success)
    return Result;
  return submit(On, *Service, ServiceMutex, "a fill", !On,
                [&](Queue &To) { return Memory->fill(To, Request, !On); });
}

cl_int OpenClDevice::copyByService(void *To, const void *From, size_t Bytes) {
  std::lock_guard<std::mutex> Lock(ServiceMutex);
  cl_int Code = Memory->copy(*Service, {To, Bytes, Bytes, From, Bytes, Bytes, Bytes, 1, 1}, /*Blocks=*/true);
  if (Code != CL_SUCCESS)
    cl().Finish(Service->get());
  return Code;
}

Status OpenClDevice::copyNow(void *To, const void *From, size_t Bytes) {
  cl_int Code = copyByService(To, From, Bytes);
  return Code == CL_SUCCESS ? Status::Success : failed("a copy", Code);
}

cl_int OpenClDevice::takeBack(Queue &On, uint64_t Ticket) {
  cl_int Code = Memory->takeBack(On, Ticket);
  cl_int Second = Variables.takeBack(On, Ticket);
  return Code == CL_SUCCESS ? Second : Code;
}

Status OpenClDevice::locateVariable(const void *Symbol, VariablePlace &Result) {
  FoundVariable Found = findDeviceVariable(Symbol);
  if (!Found.Variable)
    return Status::InvalidSymbol;
  Result = {const_cast<void *>(Symbol), Found.Variable->Host == Symbol ? Found.Variable->Size : 0};
  if (Found.Variable->IsManaged)
    return Status::Success; // its place is the host's
  Status Made = start();
  const HiddenBlock *Block = Made == Status::Success ? Variables.find(*Found.Module, Made) : nullptr;
  if (!Block)
    return Made;
  Result.Address = Block->Address + Found.Variable->Offset +
                   (static_cast<const char *>(Symbol) - static_cast<const char *>(Found.Variable->Host));
  Result.Block = Block->Address;
  Result.BlockBytes = Block->Bytes;
  return Status::Success;
}

const HiddenBlock *OpenClDevice::zeroedBlock(HiddenBlock &Block, size_t Bytes, Status &Result) {
  if (!Memory->makeBlock(Bytes, Block)) {
    Result = Status::OutOfMemory;
    return nullptr;
  }
  FillRequest Zero = {Block.Address, Bytes, Bytes, Bytes, 1, 1, 0, 1};
  Result = fill(nullptr, Zero);
  if (Result == Status::Success)
    return &Block;
  Memory->dropBlock(Block);
  return nullptr;
}

const HiddenBlock *OpenClDevice::heap(Status &Result) {
  Result = Status::Success;
  std::lock_guard<std::mutex> Lock(HeapMutex);
  if (Heap.Address)
    return &Heap;
  if (!zeroedBlock(Heap, HeapBytes, Result))
    return nullptr;
  uint64_t Size = HeapBytes;
  Result = copyNow(Heap.Address, &Size, sizeof(Size));
  if (Result == Status::Success)
    return &Heap;
  Memory->dropBlock(Heap);
  return nullptr;
}

const HiddenBlock *OpenClDevice::locks(Status &Result) {
  constexpr size_t LockCount = 1024; // as in atomic64.cl
  Result = Status::Success;
  std::lock_guard<std::mutex> Lock(HeapMutex);
  return Locks.Address ? &Locks : zeroedBlock(Locks, LockCount * sizeof(cl_uint), Result);
}

void OpenClDevice::setLimits(const DeviceLimits &New) {
  std::lock_guard<std::mutex> Lock(HeapMutex);
  if (!Heap.Address) // as in CUDA, the size is fixed once a kernel has used it
    HeapBytes = std::max<size_t>(New.HeapBytes, 4096);
}

void OpenClDevice::forget(const DeviceModule &Program) {
  if (!IsStarted.load(std::memory_order_acquire))
    return;
  Kernels.forget(Program);
  Variables.forget(Program);
}

void OpenClDevice::trim() {
  std::lock_guard<std::mutex> Lock(StartMutex);
  if (!IsStarted.load(std::memory_order_acquire))
    return;
  Kernels.clear();
  Variables.clear();
  {
    std::lock_guard<std::mutex> HeapLock(HeapMutex);
    Memory->dropBlock(Heap);
    Memory->dropBlock(Locks);
  }
  IsStarted.store(false, std::memory_order_release);
  Memory.reset();
  Service.reset();
  OwnedContext.reset();
}

} // namespace lorcha::runtime::opencl
