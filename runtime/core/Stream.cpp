// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The life of an operation: enqueue, drain, complete; parking on other streams; the default-stream rules.
#include "core/Stream.h"
#include "core/Capture.h"
#include "core/Device.h"
#include "core/Spin.h"
#include "core/ThreadPool.h"
#include "core/Timeline.h"
#include <algorithm>

namespace lorcha::runtime {

/// How long a thread waits for one operation that is being run before it sleeps.
static constexpr uint64_t SpinNanoseconds = 10000;

Stream::Stream(Device &On, StreamKind Kind, int Priority)
    : OwningDevice(On), Kind(Kind), Priority(Priority), IsAsynchronous(On.facts().Asynchronous) {}

Stream::~Stream() {
  if (Submissions)
    waitUntilDone(Completed.load(std::memory_order_relaxed));
}

bool Marker::hasRun() const { return !On || On->Completed.load(std::memory_order_acquire) >= Sequence; }

bool Marker::isReached() const { return hasRun() && (!On || On->isDone(Sequence)); }

bool Marker::isKnownReached() const {
  return hasRun() && (!On || !On->IsAsynchronous || On->Done.load(std::memory_order_acquire) >= Sequence);
}

void Marker::waitUntilRun() const {
  if (!hasRun())
    On->waitUntilRun(Sequence);
}

void Marker::wait() const {
  if (On)
    On->waitFor(Sequence);
}

uint64_t Stream::nextId() {
  static std::atomic<uint64_t> Next{1};
  return Next.fetch_add(1, std::memory_order_relaxed);
}

Marker Stream::end() { return {shared_from_this(), Enqueued.load(std::memory_order_acquire)}; }

void Stream::addImplicitMarkers(Operation &Work) {
  if (Kind == StreamKind::NonBlocking)
    return;
  if (Kind == StreamKind::Legacy)
    OwningDevice.forEachStream([&](Stream &Other) {
      if (Other.Kind == StreamKind::Blocking && !Other.isIdle())
        Work.After.push_back(Other.end());
    });
  else if (Stream *Legacy = OwningDevice.legacyStreamIfUsed(); Legacy && !Legacy->isIdle())
    Work.After.push_back(Legacy->end());
}

bool Stream::mustWaitForOthers() {
  if (Kind == StreamKind::NonBlocking)
    return false;
  if (Kind == StreamKind::Blocking) {
    Stream *Legacy = OwningDevice.legacyStreamIfUsed();
    return Legacy && !Legacy->isIdle();
  }
  bool Result = false;
  OwningDevice.forEachStream(
      [&](Stream &Other) { Result = Result || (Other.Kind == StreamKind::Blocking && !Other.isIdle()); });
  return Result;
}

bool Stream::isClear() { return !IsAsynchronous && isIdle() && !mustWaitForOthers(); }

Marker Stream::mark() {
  return mustWaitForOthers() ? enqueue(makeOperation([] {}), RunHere::IfShort) : end();
}

bool Stream::mayRunHere(const Operation &Work, RunHere May) {
  if (May == RunHere::Yes)
    return true;
  if (May == RunHere::No && (!IsAsynchronous || Work.IsOfHost))
    return false;
  if (Work.IsOfHost && !isDone(Completed.load(std::memory_order_acquire)))
    return false;
  return std::none_of(Work.After.begin(), Work.After.end(),
                      [&](const Marker &Each) { return needsToWaitFor(Each); });
}

Marker Stream::enqueue(std::unique_ptr<Operation> Work, RunHere May, Status *Report) {
  addImplicitMarkers(*Work);
  bool MayRun = mayRunHere(*Work, May);
  if (isTraced())
    Work->Call = timeline::currentCall();
  std::unique_lock<std::mutex> Lock = lockedSoon(Mutex);
  uint64_t Sequence = Enqueued.load(std::memory_order_relaxed) + 1;
  Marker Place{shared_from_this(), Sequence};
  if (MayRun && Current == State::Idle)
    Work->Report = Report;
  Queue.push_back(std::move(Work));
  Enqueued.store(Sequence, std::memory_order_release);
  if (Current != State::Idle)
    return Place;
  if (MayRun) {
    Current = State::Running;
    drain(Lock, Sequence);
    return Place;
  }
  Current = State::Scheduled;
  Lock.unlock();
  ThreadPool::get().schedule(Place.On);
  return Place;
}

void Stream::drainFromPool() {
  std::unique_lock<std::mutex> Lock = lockedSoon(Mutex);
  if (Current != State::Scheduled)
    return; // a waiting thread was faster
  Current = State::Running;
  drain(Lock, UINT64_MAX);
}

void Stream::drain(std::unique_lock<std::mutex> &Lock, uint64_t Until) {
  while (!Queue.empty() && Completed.load(std::memory_order_relaxed) < Until) {
    if (!Queue.front()->After.empty() && park(Lock, *Queue.front()))
      return;
    runSome(Lock, Until);
  }
  if (Queue.empty()) {
    if (Until == UINT64_MAX)
      ThreadPool::get().announceReturn();
    Current = State::Idle;
    return;
  }
  Current = State::Scheduled;
  Lock.unlock();
  ThreadPool::get().schedule(shared_from_this());
  Lock.lock();
}

void Stream::runSome(std::unique_lock<std::mutex> &Lock, uint64_t Until) {
  constexpr size_t Most = 16;
  std::unique_ptr<Operation> Taken[Most];
  size_t Count = 0;
  const uint64_t Before = Completed.load(std::memory_order_relaxed);
  do {
    Taken[Count++] = std::move(Queue.front());
    Queue.pop_front();
  } while (Count < Most && Before + Count < Until && !Queue.empty() && Queue.front()->After.empty());
  Lock.unlock();
  for (size_t I = 0; I < Count; ++I)
    run(std::move(Taken[I]));
  lockSoon(Lock);
}

Status Stream::runTraced(Operation &Work) {
  timeline::InStream Here(*this, Work.Call);
  return Work.run();
}

void Stream::run(std::unique_ptr<Operation> Work) {
  if (IsAsynchronous && Work->IsOfHost)
    waitUntilDone(Completed.load(std::memory_order_relaxed));
  Status Result = isTraced() ? runTraced(*Work) : Work->run();
  if (Work->Report && !isSticky(Result))
    *Work->Report = Result;
  else
    OwningDevice.fail(Result);
  bool IsDone = Work->IsOfHost || (Work->IsBlocking && Result == Status::Success);
  Work.reset();
  uint64_t Sequence = Completed.load(std::memory_order_relaxed) + 1;
  if (IsDone && IsAsynchronous)
    markDone(Sequence, Status::Success);
  complete(Sequence);
}

void Stream::complete(uint64_t Sequence) {
  Completed.store(Sequence); // in one order with IsWatched, for all threads
  if (!IsWatched.load())
    return;
  std::unique_lock<std::mutex> Lock(Mutex);
  if (Waiters && Sequence >= NextWaitedFor) {
    NextWaitedFor = UINT64_MAX;
    Changed.notify_all();
  }
  auto Ready = std::partition(Dependents.begin(), Dependents.end(),
                              [&](const Dependent &Each) { return Each.Sequence > Sequence; });
  std::vector<Dependent> Released(std::make_move_iterator(Ready), std::make_move_iterator(Dependents.end()));
  Dependents.erase(Ready, Dependents.end());
  IsWatched.store(Waiters != 0 || !Dependents.empty());
  Lock.unlock();
  for (Dependent &Each : Released)
    Each.Waiting->resumeFromPark();
}

bool Stream::addDependent(uint64_t Sequence, std::shared_ptr<Stream> Waiting) {
  std::lock_guard<std::mutex> Lock(Mutex);
  IsWatched.store(true);
  if (Completed.load() >= Sequence)
    return false;
  Dependents.push_back({Sequence, std::move(Waiting)});
  return true;
}

bool Stream::park(std::unique_lock<std::mutex> &Lock, Operation &Work) {
  while (!Work.After.empty()) {
    Marker Next = Work.After.back();
    if (Next.On.get() == this || Next.hasRun()) {
      Work.After.pop_back();
      Lock.unlock();
      submitBehind(Next);
      Lock.lock();
      continue;
    }
    // From here on the other stream may schedule this one at any time, so the state must say Parked first,
    // and whoever enqueued the operation gets no result any more.
    Work.Report = nullptr;
    Current = State::Parked;
    ParkedOn = Next;
    if (Waiters)
      Changed.notify_all(); // they may want to run the other stream
    Lock.unlock();
    bool IsParked = Next.On->addDependent(Next.Sequence, shared_from_this());
    Lock.lock();
    if (IsParked)
      return true;
    Current = State::Running;
  }
  return false;
}

void Stream::resumeFromPark() {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    ParkedOn = Marker();
    Current = State::Scheduled;
  }
  ThreadPool::get().schedule(shared_from_this());
}

void Stream::waitFor(uint64_t Sequence) {
  waitUntilRun(Sequence);
  waitUntilDone(Sequence);
}

void Stream::waitUntilRun(uint64_t Sequence) {
  if (Completed.load(std::memory_order_acquire) >= Sequence)
    return;
  std::unique_lock<std::mutex> Lock(Mutex);
  while (Completed.load(std::memory_order_acquire) < Sequence) {
    if (Current == State::Scheduled) {
      Current = State::Running;
      ThreadPool::get().unschedule(*this);
      drain(Lock, Sequence);
    } else if (Current == State::Parked && !ParkedOn.hasRun()) {
      Marker Other = ParkedOn;
      Lock.unlock();
      Other.On->waitUntilRun(Other.Sequence);
      Lock.lock();
    } else {
      Lock.unlock();
      bool HasRun =
          spinUntil(SpinNanoseconds, [&] { return Completed.load(std::memory_order_acquire) >= Sequence; });
      if (HasRun)
        return;
      Lock.lock();
      IsWatched.store(true);
      if (Completed.load() >= Sequence || Current != State::Running)
        continue;
      ++Waiters;
      NextWaitedFor = std::min(NextWaitedFor, Sequence);
      Changed.wait(Lock);
      --Waiters;
    }
  }
}

} // namespace lorcha::runtime
