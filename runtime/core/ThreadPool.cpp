// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pool that grows when every thread is busy and shrinks when threads stay idle.
#include "core/ThreadPool.h"
#include "core/Log.h"
#include "core/Spin.h"
#include "core/Stream.h"
#include <algorithm>
#include <chrono>
#include <thread>

namespace lorcha::runtime {

static constexpr auto IdleTime = std::chrono::seconds(10);
/// A thread that has run out of work looks for more for so long before it sleeps: programs that launch one
/// small kernel after the other then need not wake it.
static constexpr uint64_t SpinNanoseconds = 50000;
/// It leaves new work for so long to the thread that has put it in, which may be about to wait for it and can
/// then run it without any change of threads.
static constexpr uint64_t CourtesyNanoseconds = 2000;

ThreadPool &ThreadPool::get() {
  static ThreadPool *const Pool = new ThreadPool; // never destroyed: its threads outlive main
  return *Pool;
}

void ThreadPool::schedule(std::shared_ptr<Stream> Item) {
  std::unique_lock<std::mutex> Lock = lockedSoon(Mutex);
  if (Item->priority() < 0)
    Ready.push_front(std::move(Item));
  else
    Ready.push_back(std::move(Item));
  ReadyCount.store(Ready.size(), std::memory_order_relaxed);
  if (isSpinning() && Ready.size() == 1)
    return;
  if (Idle + isSpinning() >= Ready.size()) { // every ready stream has a thread that will look for it
    Lock.unlock();
    Work.notify_one();
    return;
  }
  ++Busy; // counts as busy from now on, so that waitUntilQuiet does not miss it
  Lock.unlock();
  startThread();
}

void ThreadPool::startThread() {
  std::thread([this] { serve(); }).detach();
}

void ThreadPool::unschedule(const Stream &Taken) {
  std::lock_guard<std::mutex> Lock(Mutex);
  auto Found =
      std::find_if(Ready.begin(), Ready.end(), [&](const auto &Each) { return Each.get() == &Taken; });
  if (Found != Ready.end())
    Ready.erase(Found);
  ReadyCount.store(Ready.size(), std::memory_order_relaxed);
}

void ThreadPool::announceReturn() {
  std::lock_guard<std::mutex> Lock(Mutex);
  if (!isSpinning())
    Spinner = std::this_thread::get_id();
}

void ThreadPool::serve() {
  const std::thread::id Own = std::this_thread::get_id();
  std::unique_lock<std::mutex> Lock(Mutex);
  for (;;) {
    while (!Ready.empty()) {
      if (Spinner == Own)
        Spinner = std::thread::id();
      std::shared_ptr<Stream> Item = std::move(Ready.front());
      Ready.pop_front();
      ReadyCount.store(Ready.size(), std::memory_order_relaxed);
      Lock.unlock();
      Item->drainFromPool();
      Item.reset();
      lockSoon(Lock);
    }
    --Busy;
    if (!Busy)
      Quiet.notify_all();
    if (!spin(Lock) && !sleep(Lock))
      return;
    ++Busy;
  }
}

bool ThreadPool::spin(std::unique_lock<std::mutex> &Lock) {
  const std::thread::id Own = std::this_thread::get_id();
  if (isSpinning() && Spinner != Own)
    return false;
  Spinner = Own;
  Lock.unlock();
  uint64_t Start = nowNanoseconds(), Now = Start, Seen = 0;
  while (Now - Start < SpinNanoseconds && !(Seen && Now - Seen >= CourtesyNanoseconds)) {
    pauseSpinning();
    Now = nowNanoseconds();
    if (ReadyCount.load(std::memory_order_relaxed) == 0)
      Seen = 0;
    else if (!Seen)
      Seen = Now;
    if (Seen)
      Start = Now;
  }
  lockSoon(Lock);
  Spinner = std::thread::id();
  return !Ready.empty();
}

bool ThreadPool::sleep(std::unique_lock<std::mutex> &Lock) {
  ++Idle;
  auto Deadline = std::chrono::steady_clock::now() + IdleTime;
  bool HasWork = Work.wait_until(Lock, Deadline, [&] { return !Ready.empty(); });
  --Idle;
  return HasWork;
}

void ThreadPool::waitUntilQuiet(unsigned Milliseconds) {
  std::unique_lock<std::mutex> Lock(Mutex);
  Quiet.wait_for(Lock, std::chrono::milliseconds(Milliseconds), [&] { return Ready.empty() && !Busy; });
}

} // namespace lorcha::runtime
