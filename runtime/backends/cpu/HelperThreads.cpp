// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "backends/cpu/HelperThreads.h"

namespace lorcha::runtime::cpu {

HelperThreads::~HelperThreads() {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    IsOver = true;
    Queue.clear();
  }
  Changed.notify_all();
  for (std::thread &Each : Threads)
    Each.join();
}

void HelperThreads::enqueue(std::function<void()> Work) {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    Queue.push_back(std::move(Work));
    if (Queue.size() > Idle && Threads.size() < Count)
      Threads.emplace_back([this] { serve(); });
  }
  Changed.notify_one();
}

void HelperThreads::serve() {
  StayOn Here(Where);
  std::unique_lock<std::mutex> Lock(Mutex);
  for (;;) {
    ++Idle;
    Changed.wait(Lock, [&] { return IsOver || !Queue.empty(); });
    --Idle;
    if (IsOver)
      return;
    const std::function<void()> Work = std::move(Queue.front());
    Queue.pop_front();
    Lock.unlock();
    Work();
    Lock.lock();
  }
}

} // namespace lorcha::runtime::cpu
