// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams: queues of operations that run in order, one at a time, asynchronously to the thread that puts them
// in.
//
// On an asynchronous device to run an operation means to submit it to the stream's BackendQueue; it is done
// some time later, which fences tell. Everywhere else an operation is done when it has run.
//
// No thread belongs to a stream. Whoever holds the stream's drain role runs its operations: a thread of the
// pool, or a thread that waits for the stream and finds that nobody has begun yet (which saves two thread
// switches on launch-then-wait). An operation may wait for operations of other streams (Markers); its stream
// then parks and no thread is blocked. Markers only ever name operations that were put in earlier, so waits
// cannot form a cycle.
#ifndef LORCHA_CORE_STREAM_H
#define LORCHA_CORE_STREAM_H

#include "core/OperationMemory.h"
#include "core/Status.h"
#include "core/StreamSettings.h"
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <type_traits>
#include <vector>

namespace lorcha::runtime {

class BackendFence;
class BackendQueue;
class Device;
class Stream;
struct StreamCapture;

/// A place in a stream: reached when the operation with that number is done. A default Marker is always
/// reached.
struct Marker {
  std::shared_ptr<Stream> On;
  uint64_t Sequence = 0;

  bool isReached() const;
  /// The same as far as that is known without asking the device. Takes no lock.
  bool isKnownReached() const;
  /// Whether the operation has run. On an asynchronous device it may be under way still.
  bool hasRun() const;
  /// Blocks until the operation has run; runs operations of the stream meanwhile if nobody else does.
  void waitUntilRun() const;
  /// Blocks until reached; runs operations of the stream meanwhile if nobody else does.
  void wait() const;
};

/// One piece of work. Owned by the stream from enqueue on; destroyed by the thread that ran it.
class Operation {
public:
  virtual ~Operation() = default;
  static void *operator new(size_t Bytes) { return allocateOperation(Bytes); }
  static void operator delete(void *Memory, size_t Bytes) { releaseOperation(Memory, Bytes); }
  /// Does or submits the work. Called with no lock held. Must not throw. The result goes to whoever put the
  /// operation in if it waits for that, else to the device.
  virtual Status run() = 0;
  /// What must be reached before run() may be called.
  std::vector<Marker> After;
  /// Work of the host, not of the device: all that is before it must be done, and it is done when it has run.
  bool IsOfHost = false;
  /// Nothing of the stream is under way any more when run() has returned Success.
  bool IsBlocking = false;

private:
  friend class Stream;
  uint32_t Call = 0;        ///< of the timeline: which call has put it in
  Status *Report = nullptr; ///< where the result goes; null: to the device
};

/// An operation made from a callable.
template <class BodyT> class BodyOperation final : public Operation {
public:
  explicit BodyOperation(BodyT Body) : Body(std::move(Body)) {}
  Status run() override {
    if constexpr (std::is_same_v<decltype(Body()), Status>) {
      return Body();
    } else {
      Body();
      return Status::Success;
    }
  }

private:
  BodyT Body;
};
template <class BodyT> std::unique_ptr<Operation> makeOperation(BodyT Body) {
  return std::make_unique<BodyOperation<BodyT>>(std::move(Body));
}

/// An operation of the host, made from a callable.
template <class BodyT> std::unique_ptr<Operation> makeHostOperation(BodyT Body) {
  std::unique_ptr<Operation> Made = makeOperation(std::move(Body));
  Made->IsOfHost = true;
  return Made;
}

/// Whether the thread that enqueues an operation may run it itself, when nothing is before it.
enum class RunHere {
  No,      ///< only what is submitted to a device, which takes no time
  IfShort, ///< if nothing must be waited for
  Yes,     ///< the thread is going to wait for it
};

/// How a stream stands to the legacy default stream.
enum class StreamKind {
  Legacy,      ///< the legacy default stream itself
  Blocking,    ///< waits for it and is waited for by it
  NonBlocking, ///< neither
};

/// Thread-safe. Held by shared_ptr: the handle, markers and the pool keep it alive.
class Stream : public std::enable_shared_from_this<Stream> {
public:
  Stream(Device &On, StreamKind Kind, int Priority);
  ~Stream();

  Device &device() const { return OwningDevice; }
  StreamKind kind() const { return Kind; }
  int priority() const { return Priority.load(std::memory_order_relaxed); }
  /// Counts from the next time on that the stream is scheduled, and for a queue that has not been made.
  void setPriority(int New) { Priority.store(New, std::memory_order_relaxed); }
  uint64_t id() const { return Id; }

  /// Puts an operation at the end. Adds what the default-stream rules ask for to Operation.After. If the
  /// caller runs it, its result, unless it sticks to the device, goes to Report when that is given.
  Marker enqueue(std::unique_ptr<Operation> Work, RunHere May = RunHere::No, Status *Report = nullptr);

  /// The place behind everything that has been put in.
  Marker end();
  /// The same, and behind what an operation put in now would wait for by the default-stream rules.
  Marker mark();
  /// Whether everything that has been put in is done.
  bool isIdle() { return isDone(Enqueued.load(std::memory_order_acquire)); }
  /// Whether nothing would come before an operation that is put in now, the default-stream rules included.
  /// Never on asynchronous devices, where that takes longer to find out than to put it in.
  bool isClear();

  /// Where this stream's work goes on its device: null on devices that are not asynchronous, and when there
  /// is no room for a queue (then Result says so). Only for the thread that runs an operation of this stream.
  BackendQueue *queue(Status &Result);
  /// A fence behind what the operation that is being run has submitted. IsLast: it submits no more, so who
  /// waits for the operation may wait for the fence. Null when there is no queue.
  std::shared_ptr<BackendFence> fenceHere(bool IsTimed, bool IsLast);

  /// Gives the queue back; the next operation makes a new one. Only while the stream is idle.
  void forgetQueue();

  /// What captures know of the stream; null if it is not captured. Guarded by their lock (core/Capture.h).
  std::unique_ptr<StreamCapture> Captured;
  StreamSettings Settings;

  /// Called by the pool: drains if nobody has taken the role since the stream was handed to it.
  void drainFromPool();

private:
  friend struct Marker;
  enum class State {
    Idle,      ///< nothing to run
    Scheduled, ///< given to the pool; no thread has begun
    Running,   ///< a thread holds the drain role
    Parked,    ///< the first operation waits for another stream, which will schedule this one
  };
  struct Dependent {
    uint64_t Sequence;
    std::shared_ptr<Stream> Waiting;
  };

  void waitFor(uint64_t Sequence);
  void waitUntilRun(uint64_t Sequence);
  bool isDone(uint64_t Sequence);
  /// Blocks until an operation that has run is done.
  void waitUntilDone(uint64_t Sequence);
  /// A fence that was made behind the operation, or null. FenceMutex is held.
  std::shared_ptr<BackendFence> knownFence(uint64_t Sequence, uint64_t &Covers);
  /// A fence behind an operation that has run; null if it is done.
  std::shared_ptr<BackendFence> fenceBehind(uint64_t Sequence, uint64_t &Covers);
  void markDone(uint64_t Sequence, Status Result);
  /// Makes the work that is submitted from now on wait for an operation that has run, if need be by waiting.
  void submitBehind(const Marker &Other);
  bool mayRunHere(const Operation &Work, RunHere May);
  /// Whether this thread, and not the device, would have to wait.
  bool needsToWaitFor(const Marker &Other) const;
  /// Runs operations until Until is done, the queue is empty or the stream parks. The caller holds the role.
  void drain(std::unique_lock<std::mutex> &Lock, uint64_t Until);
  /// Parks this stream on the first unreached marker of Work; false if there is none. Lock is released for a
  /// while.
  bool park(std::unique_lock<std::mutex> &Lock, Operation &Work);
  /// Runs operations that wait for no other stream, as many as are there, up to number Until.
  void runSome(std::unique_lock<std::mutex> &Lock, uint64_t Until);
  void run(std::unique_ptr<Operation> Work);
  /// Runs an operation whose records belong to this stream.
  __attribute__((cold, noinline)) Status runTraced(Operation &Work);
  /// Says that an operation has run. Called with no lock held, by the thread that has the drain role.
  void complete(uint64_t Sequence);
  /// Registers Waiting; false if Sequence is reached already.
  bool addDependent(uint64_t Sequence, std::shared_ptr<Stream> Waiting);
  void resumeFromPark();
  void addImplicitMarkers(Operation &Work);
  /// Whether the default-stream rules would make an operation that is put in now wait.
  bool mustWaitForOthers();
  static uint64_t nextId();

  Device &OwningDevice;
  const StreamKind Kind;
  std::atomic<int> Priority;
  const bool IsAsynchronous; ///< as the device
  const uint64_t Id = nextId();
  std::atomic<uint64_t> Enqueued{0};
  std::atomic<uint64_t> Completed{0}; ///< operations that have run
  std::atomic<uint64_t> Done{0};      ///< at least so many are done; only on asynchronous devices
  /// Whether there may be Waiters or Dependents. Who adds one sets it, and then looks at Completed again.
  std::atomic<bool> IsWatched{false};

  std::mutex FenceMutex;                     ///< guards Fences and changes of Submissions; taken last
  std::unique_ptr<BackendQueue> Submissions; ///< made by the first operation that submits something
  struct PlacedFence {
    uint64_t Sequence;
    std::shared_ptr<BackendFence> Place;
  };
  std::vector<PlacedFence> Fences; ///< not reached when last looked at

  std::mutex Mutex; ///< guards what follows. Never held together with another stream's.
  std::condition_variable Changed;
  unsigned Waiters = 0;                ///< threads in Changed.wait
  uint64_t NextWaitedFor = UINT64_MAX; ///< the first operation that one of them waits for
  State Current = State::Idle;
  std::deque<std::unique_ptr<Operation>> Queue; ///< what no thread has begun to run
  std::vector<Dependent> Dependents;
  Marker ParkedOn;
};

} // namespace lorcha::runtime

#endif
