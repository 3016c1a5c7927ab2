// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The OpenCL queue behind a stream, and its fences. Submissions have tickets, rising numbers; when a fence is
// reached, what the work up to its ticket left for the host is dealt with: messages of kernels are printed,
// and memory shared with the host is given back to it.
#ifndef LORCHA_OPENCL_QUEUE_H
#define LORCHA_OPENCL_QUEUE_H

#include "backends/opencl/Errors.h"
#include "core/Backend.h"
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace lorcha::runtime::opencl {

class CompiledKernel;
class OpenClDevice;

/// Where a kernel's messages go. Header is what a fresh buffer begins with; it stays in place while OpenCL
/// reads it.
struct MessageBuffer {
  Buffer Memory;
  uint64_t Identity; ///< different for each buffer ever made
  std::shared_ptr<CompiledKernel> Writer;
  uint32_t BlockDim[3]; ///< of all launches that write to it
  uint64_t LastTicket = 0;
  uint32_t Header[4];
};

/// Shared by a stream's BackendQueue and its fences. Thread-safe but for submissions, which come one at a
/// time.
class Queue {
public:
  Queue(OpenClDevice &On, CommandQueue Handle) : On(On), Handle(std::move(Handle)) {}

  OpenClDevice &device() const { return On; }
  cl_command_queue get() const { return Handle.get(); }

  /// The number of the submission that is being made; published once all of it is enqueued.
  uint64_t nextTicket() const { return lastTicket() + 1; }
  void publish(uint64_t Ticket) { Submitted.store(Ticket, std::memory_order_release); }
  uint64_t lastTicket() const { return Submitted.load(std::memory_order_acquire); }
  /// The submission with that ticket leaves something to settle.
  void noteEffect(uint64_t Ticket) { LastEffect.store(Ticket, std::memory_order_release); }

  /// The buffer for messages of a kernel that is about to be submitted; its reset is submitted. Null with a
  /// code if there is none. May settle what is before, to get one back.
  MessageBuffer *messagesFor(const std::shared_ptr<CompiledKernel> &Writer, const dim3 &Block,
                             uint64_t Ticket, cl_int &Code);

  /// Keeps bytes until the event has happened; fails if it cannot tell of earlier ones.
  cl_int keep(std::vector<char> Bytes, ClEvent Until);

  /// Blocks until all is done, and settles it.
  Status finish();
  /// Deals with what the submissions up to the ticket, all done, left behind. A failure of device code is
  /// returned once to everybody who waits for that ticket or a later one.
  Status settle(uint64_t Ticket);

private:
  Status flushMessages(uint64_t Ticket);
  cl_int makeMessages(std::unique_ptr<MessageBuffer> &Result);

  OpenClDevice &On;
  CommandQueue Handle;
  std::atomic<uint64_t> Submitted{0};
  std::atomic<uint64_t> LastEffect{0}, Settled{0};
  std::atomic<Status> Failure{Status::Success}; ///< of device code, the first

  std::mutex SettleMutex;                           ///< held while something is settled
  std::mutex Mutex;                                 ///< guards what follows
  std::deque<std::unique_ptr<MessageBuffer>> InUse; ///< in the order in which they were first written to
  std::vector<std::unique_ptr<MessageBuffer>> Free;
  struct KeptBytes {
    std::vector<char> Bytes;
    ClEvent Until;
  };
  std::deque<KeptBytes> Kept;
  size_t KeptSize = 0;
};

/// A place in a queue.
class Fence final : public BackendFence {
public:
  /// Event may be empty: then the work is done and Result what became of it.
  Fence(std::shared_ptr<Queue> Behind, uint64_t Ticket, ClEvent Event, bool IsTimed, Status Result)
      : Behind(std::move(Behind)), Ticket(Ticket), Event(std::move(Event)), IsTimed(IsTimed),
        IsDone(!this->Event), Outcome(Result) {}

  bool isReached(Status &Result) override;
  Status wait() override;
  uint64_t time() override;
  cl_event event() const { return Event.get(); }

private:
  Status settle(cl_int EventStatus);

  const std::shared_ptr<Queue> Behind;
  const uint64_t Ticket;
  const ClEvent Event;
  const bool IsTimed;
  std::atomic<bool> IsDone;
  std::atomic<Status> Outcome;
};

/// The core's view of a queue.
class StreamQueue final : public BackendQueue {
public:
  explicit StreamQueue(std::shared_ptr<Queue> Implementation) : Implementation(std::move(Implementation)) {}
  std::shared_ptr<BackendFence> fence(bool IsTimed) override;
  Status finish() override { return Implementation->finish(); }
  Status waitFor(BackendFence &Other) override;
  Queue &get() const { return *Implementation; }

private:
  const std::shared_ptr<Queue> Implementation;
};

} // namespace lorcha::runtime::opencl

#endif
