// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pool that grows when every thread is busy and shrinks when threads stay idle.
#include "core/ThreadPool.h"
#include "core/Stream.h"
#include <chrono>
#include <thread>

namespace lorcha::runtime {

static constexpr auto IdleTime = std::chrono::seconds(10);

ThreadPool &ThreadPool::get() {
  static ThreadPool *const Pool = new ThreadPool; // never destroyed: its threads outlive main
  return *Pool;
}

void ThreadPool::schedule(std::shared_ptr<Stream> Item) {
  std::unique_lock<std::mutex> Lock(Mutex);
  if (Item->priority() < 0)
    Ready.push_front(std::move(Item));
  else
    Ready.push_back(std::move(Item));
  if (Idle >= Ready.size()) { // every ready stream has a sleeper that will look for it
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

void ThreadPool::serve() {
  std::unique_lock<std::mutex> Lock(Mutex);
  for (;;) {
    while (!Ready.empty()) {
      std::shared_ptr<Stream> Item = std::move(Ready.front());
      Ready.pop_front();
      Lock.unlock();
      Item->drainFromPool();
      Item.reset();
      Lock.lock();
    }
    --Busy;
    if (!Busy)
      Quiet.notify_all();
    ++Idle;
    auto Deadline = std::chrono::steady_clock::now() + IdleTime;
    bool HasWork = Work.wait_until(Lock, Deadline, [&] { return !Ready.empty(); });
    --Idle;
    if (!HasWork)
      return;
    ++Busy;
  }
}

void ThreadPool::waitUntilQuiet(unsigned Milliseconds) {
  std::unique_lock<std::mutex> Lock(Mutex);
  Quiet.wait_for(Lock, std::chrono::milliseconds(Milliseconds), [&] { return Ready.empty() && !Busy; });
}

} // namespace lorcha::runtime
