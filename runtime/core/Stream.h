// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams: queues of operations that run in order, one at a time, asynchronously to the thread that puts them
// in.
//
// No thread belongs to a stream. Whoever holds the stream's drain role runs its operations: a thread of the
// pool, or a thread that waits for the stream and finds that nobody has begun yet (which saves two thread
// switches on launch-then-wait). An operation may wait for operations of other streams (Markers); its stream
// then parks and no thread is blocked. Markers only ever name operations that were put in earlier, so waits
// cannot form a cycle.
#ifndef LORCHA_CORE_STREAM_H
#define LORCHA_CORE_STREAM_H

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace lorcha::runtime {

class Device;
class Stream;

/// A place in a stream: reached when the operation with that number is done. A default Marker is always
/// reached.
struct Marker {
  std::shared_ptr<Stream> On;
  uint64_t Sequence = 0;

  bool isReached() const;
  /// Blocks until reached; runs operations of the stream meanwhile if nobody else does.
  void wait() const;
};

/// One piece of work. Owned by the stream from enqueue on; destroyed by the thread that ran it.
class Operation {
public:
  virtual ~Operation() = default;
  /// Does the work. Called with no lock held. Must not throw.
  virtual void run() = 0;
  /// What must be reached before run() may be called.
  std::vector<Marker> After;
};

/// An operation made from a callable.
template <class BodyT> class BodyOperation final : public Operation {
public:
  explicit BodyOperation(BodyT Body) : Body(std::move(Body)) {}
  void run() override { Body(); }

private:
  BodyT Body;
};
template <class BodyT> std::unique_ptr<Operation> makeOperation(BodyT Body) {
  return std::make_unique<BodyOperation<BodyT>>(std::move(Body));
}

/// How a stream stands to the legacy default stream.
enum class StreamKind {
  Legacy,      ///< the legacy default stream itself
  Blocking,    ///< waits for it and is waited for by it
  NonBlocking, ///< neither
};

/// Thread-safe. Held by shared_ptr: the handle, markers and the pool keep it alive.
class Stream : public std::enable_shared_from_this<Stream> {
public:
  Stream(Device &On, StreamKind Kind, int Priority) : OwningDevice(On), Kind(Kind), Priority(Priority) {}

  Device &device() const { return OwningDevice; }
  StreamKind kind() const { return Kind; }
  int priority() const { return Priority; }
  uint64_t id() const { return Id; }

  /// Puts an operation at the end. Adds what the default-stream rules ask for to Operation.After. With
  /// RunHere, an operation that could start at once is run by the caller before this returns.
  Marker enqueue(std::unique_ptr<Operation> Work, bool RunHere = false);

  /// The place behind everything that has been put in.
  Marker end();
  /// Whether everything that has been put in is done.
  bool isIdle() const {
    return Completed.load(std::memory_order_acquire) >= Enqueued.load(std::memory_order_acquire);
  }

  /// Whether this host thread is inside an operation of this stream.
  bool isDrainedByThisThread() const { return Drainer.load(std::memory_order_relaxed) == threadMark(); }

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
  /// Runs operations until Until is done, the queue is empty or the stream parks. The caller holds the role.
  void drain(std::unique_lock<std::mutex> &Lock, uint64_t Until);
  /// Parks this stream on the first unreached marker of Work; false if there is none. Lock is released for a
  /// while.
  bool park(std::unique_lock<std::mutex> &Lock, Operation &Work);
  void runFirst(std::unique_lock<std::mutex> &Lock);
  void complete(std::unique_lock<std::mutex> &Lock, uint64_t Sequence);
  /// Registers Waiting; false if Sequence is reached already.
  bool addDependent(uint64_t Sequence, std::shared_ptr<Stream> Waiting);
  void resumeFromPark();
  void addImplicitMarkers(Operation &Work);
  static const void *threadMark();
  static uint64_t nextId();

  Device &OwningDevice;
  const StreamKind Kind;
  const int Priority;
  const uint64_t Id = nextId();
  std::atomic<uint64_t> Enqueued{0}, Completed{0};
  std::atomic<const void *> Drainer{nullptr};

  std::mutex Mutex; ///< guards what follows. Never held together with another stream's.
  std::condition_variable Changed;
  unsigned Waiters = 0; ///< threads in Changed.wait
  State Current = State::Idle;
  std::deque<std::unique_ptr<Operation>> Queue; ///< the first has number Completed + 1
  std::vector<Dependent> Dependents;
  Marker ParkedOn;
};

} // namespace lorcha::runtime

#endif
