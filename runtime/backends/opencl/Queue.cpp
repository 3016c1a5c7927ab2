// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fences are markers. A queue that cannot make a marker waits for its work, and the fence is reached already.
#include "backends/opencl/Queue.h"
#include "backends/opencl/Device.h"
#include "backends/opencl/Messages.h"

namespace lorcha::runtime::opencl {

/// Message buffers of a queue that may wait to be read.
static constexpr size_t MaxUnreadBuffers = 16;
/// Bytes kept for copies of temporary sources before the oldest is waited for.
static constexpr size_t MaxKeptBytes = 8 << 20;

Status Queue::finish() {
  uint64_t Ticket = lastTicket();
  if (cl_int Code = cl().Finish(get()); Code != CL_SUCCESS) {
    failed("clFinish", Code);
    cl().Finish(get()); // what can end by itself must not be under way when the program gives memory back
    return Status::LaunchFailure; // nobody knows what the work has done
  }
  return settle(Ticket);
}

Status Queue::settle(uint64_t Ticket) {
  uint64_t Last = LastEffect.load(std::memory_order_acquire);
  if (Settled.load(std::memory_order_acquire) >= std::min(Ticket, Last))
    return Failure.load(std::memory_order_acquire);
  std::lock_guard<std::mutex> Lock(SettleMutex);
  Status Result = flushMessages(Ticket);
  if (cl_int Code = On.takeBack(*this, Ticket); Code != CL_SUCCESS && Result == Status::Success) {
    failed("giving memory back to the host", Code);
    Result = Status::LaunchFailure;
  }
  Status Expected = Status::Success;
  if (Result != Status::Success)
    Failure.compare_exchange_strong(Expected, Result);
  if (Settled.load(std::memory_order_relaxed) < Ticket)
    Settled.store(Ticket, std::memory_order_release);
  return Failure.load(std::memory_order_acquire);
}

cl_int Queue::makeMessages(std::unique_ptr<MessageBuffer> &Result) {
  cl_int Code;
  static std::atomic<uint64_t> Identities{0};
  auto New = std::make_unique<MessageBuffer>();
  New->Identity = ++Identities;
  New->Memory = Buffer(
      cl().CreateBuffer(On.handles().Context, CL_MEM_READ_WRITE, MessageCapacityBytes, nullptr, &Code));
  if (New->Memory)
    Result = std::move(New);
  return Code;
}

MessageBuffer *Queue::messagesFor(const std::shared_ptr<CompiledKernel> &Writer, const dim3 &Block,
                                  uint64_t Ticket, cl_int &Code) {
  const uint32_t BlockDim[] = {Block.x, Block.y, Block.z};
  Code = CL_SUCCESS;
  std::unique_lock<std::mutex> Lock(Mutex);
  if (MessageBuffer *Last = InUse.empty() ? nullptr : InUse.back().get();
      Last && Last->Writer == Writer && std::equal(BlockDim, BlockDim + 3, Last->BlockDim)) {
    Last->LastTicket = Ticket;
    return Last;
  }
  if (Free.empty() && InUse.size() >= MaxUnreadBuffers) {
    Lock.unlock();
    finish(); // a failure stays with the queue and comes with the next fence
    Lock.lock();
  }
  std::unique_ptr<MessageBuffer> Taken;
  if (!Free.empty()) {
    Taken = std::move(Free.back());
    Free.pop_back();
  } else {
    Code = makeMessages(Taken);
  }
  if (!Taken)
    return nullptr;
  Taken->Writer = Writer;
  std::copy(BlockDim, BlockDim + 3, Taken->BlockDim);
  Taken->LastTicket = Ticket;
  resetMessages(Taken->Header);
  Code = cl().EnqueueWriteBuffer(get(), Taken->Memory.get(), CL_FALSE, 0, sizeof(Taken->Header),
                                 Taken->Header, 0, nullptr, nullptr);
  if (Code != CL_SUCCESS) {
    Free.push_back(std::move(Taken));
    return nullptr;
  }
  InUse.push_back(std::move(Taken));
  return InUse.back().get();
}

Status Queue::flushMessages(uint64_t Ticket) {
  Status Result = Status::Success;
  std::unique_lock<std::mutex> Lock(Mutex);
  while (!InUse.empty() && InUse.front()->LastTicket <= Ticket) {
    std::unique_ptr<MessageBuffer> First = std::move(InUse.front());
    InUse.pop_front();
    Lock.unlock();
    Status Read = readMessages(On.handles().Service, First->Memory.get(), *First->Writer, First->BlockDim);
    if (Result == Status::Success)
      Result = Read;
    First->Writer.reset();
    Lock.lock();
    Free.push_back(std::move(First));
  }
  return Result;
}

cl_int Queue::keep(std::vector<char> Bytes, ClEvent Until) {
  std::lock_guard<std::mutex> Lock(Mutex);
  KeptSize += Bytes.size();
  Kept.push_back({std::move(Bytes), std::move(Until)});
  while (!Kept.empty()) {
    cl_event First = Kept.front().Until.get();
    cl_int State = CL_QUEUED;
    cl_int Code = cl().GetEventInfo(First, CL_EVENT_COMMAND_EXECUTION_STATUS, sizeof(State), &State, nullptr);
    if (Code == CL_SUCCESS && State > CL_COMPLETE) {
      if (KeptSize <= MaxKeptBytes)
        return CL_SUCCESS;
      Code = cl().WaitForEvents(1, &First);
    }
    if (Code != CL_SUCCESS)
      return Code; // kept for longer rather than given back too early
    KeptSize -= Kept.front().Bytes.size();
    Kept.pop_front();
  }
  return CL_SUCCESS;
}

Status Fence::settle(cl_int EventStatus) {
  Status Result = Behind->settle(Ticket);
  if (EventStatus < 0 && Result == Status::Success) {
    failed("the work of a queue", EventStatus);
    Result = Status::LaunchFailure;
  }
  Outcome.store(Result, std::memory_order_relaxed);
  IsDone.store(true, std::memory_order_release);
  return Result;
}

bool Fence::isReached(Status &Result) {
  if (IsDone.load(std::memory_order_acquire)) {
    Result = Outcome.load(std::memory_order_relaxed);
    return true;
  }
  cl_int State = CL_QUEUED;
  cl_int Code =
      cl().GetEventInfo(Event.get(), CL_EVENT_COMMAND_EXECUTION_STATUS, sizeof(State), &State, nullptr);
  if (Code != CL_SUCCESS) { // cannot tell without waiting
    Status Asked = failed("clGetEventInfo", Code);
    Result = wait();
    Result = Result == Status::Success ? Asked : Result;
    return true;
  }
  if (State > CL_COMPLETE)
    return false;
  Result = settle(State);
  return true;
}

Status Fence::wait() {
  if (IsDone.load(std::memory_order_acquire))
    return Outcome.load(std::memory_order_relaxed);
  cl_event Awaited = Event.get();
  cl_int Code = cl().WaitForEvents(1, &Awaited);
  if (Code == CL_SUCCESS)
    return settle(CL_COMPLETE);
  if (Code != CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST) {
    failed("clWaitForEvents", Code);
    cl().Finish(Behind->get()); // the work must not be under way when the program is told that it failed
  }
  return settle(Code);
}

uint64_t Fence::time() {
  cl_ulong Nanoseconds = 0;
  bool IsKnown = IsTimed && Event &&
                 cl().GetEventProfilingInfo(Event.get(), CL_PROFILING_COMMAND_END, sizeof(Nanoseconds),
                                            &Nanoseconds, nullptr) == CL_SUCCESS;
  return IsKnown ? Nanoseconds : 0;
}

std::shared_ptr<BackendFence> StreamQueue::fence(bool IsTimed) {
  Queue &Mine = *Implementation;
  uint64_t Ticket = Mine.lastTicket();
  cl_event Event = nullptr;
  cl_int Code = cl().EnqueueMarkerWithWaitList(Mine.get(), 0, nullptr, &Event);
  ClEvent Marker(Code == CL_SUCCESS ? Event : nullptr);
  if (Code == CL_SUCCESS)
    Code = cl().Flush(Mine.get());
  if (Code == CL_SUCCESS)
    return std::make_shared<Fence>(Implementation, Ticket, std::move(Marker), IsTimed, Status::Success);
  Status Result = failed("a marker of a queue", Code);
  Status Work = Mine.finish();
  return std::make_shared<Fence>(Implementation, Ticket, ClEvent(), IsTimed,
                                 Work == Status::Success ? Result : Work);
}

Status StreamQueue::waitFor(BackendFence &Other) {
  auto &Wanted = static_cast<Fence &>(Other); // of the same device, so of this backend
  cl_event Event = Wanted.event();
  Status Known;
  if (!Event)
    return Status::Success;
  if (Wanted.isReached(Known))
    return Known;
  cl_int Code = cl().EnqueueBarrierWithWaitList(Implementation->get(), 1, &Event, nullptr);
  return Code == CL_SUCCESS ? Status::Success : failed("clEnqueueBarrierWithWaitList", Code);
}

} // namespace lorcha::runtime::opencl
