// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiled without ThreadSanitizer: the templates of oneTBB's headers synchronise inside its library.
#include "backends/cpu/Parallel.h"
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#ifdef LORCHA_TBB
#include <optional>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>
#include <tbb/task_scheduler_observer.h>
#else
#include "backends/cpu/HelperThreads.h"
#endif

namespace lorcha::runtime::cpu {

namespace {
#ifdef LORCHA_TBB
/// Keeps oneTBB's workers on the cores of a share while they are in its arena.
class KeepThere final : public tbb::task_scheduler_observer {
public:
  KeepThere(tbb::task_arena &In, const CoreShare &Where) : tbb::task_scheduler_observer(In), Where(Where) {
    observe(true);
  }
  void on_scheduler_entry(bool) override { here().emplace(Where); }
  void on_scheduler_exit(bool) override { here().reset(); }

private:
  static std::optional<StayOn> &here() {
    static thread_local std::optional<StayOn> Mine;
    return Mine;
  }
  const CoreShare &Where;
};

/// Threads of oneTBB on the cores of a share.
class Lent {
public:
  Lent(size_t Count, const CoreShare &Where)
      : Arena(static_cast<int>(Count), /*reserved_for_masters=*/0), Keeper(Arena, Where) {}
  template <class WorkT> void enqueue(WorkT Work) { Arena.enqueue(std::move(Work)); }

private:
  tbb::task_arena Arena;
  KeepThere Keeper;
};
#else
using Lent = HelperThreads;
#endif

/// One call of Workers::run on a part of the cores, or without oneTBB. Helpers that come late find nothing to
/// do, so nobody waits for a worker that is busy with something else.
class SharedCalls {
public:
  SharedCalls(size_t Count, void (*Call)(void *, size_t), void *Closure)
      : Count(Count), Call(Call), Closure(Closure), Left(Count) {}

  void help() {
    for (size_t I; (I = Next.fetch_add(1)) < Count;) {
      try {
        Call(Closure, I);
      } catch (...) {
        std::lock_guard<std::mutex> Lock(Mutex);
        if (!Thrown)
          Thrown = std::current_exception();
      }
      if (Left.fetch_sub(1) == 1) {
        std::lock_guard<std::mutex> Lock(Mutex);
        Changed.notify_all();
      }
    }
  }
  void finish() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [&] { return Left.load() == 0; });
    if (Thrown)
      std::rethrow_exception(Thrown);
  }

private:
  const size_t Count;
  void (*const Call)(void *, size_t);
  void *const Closure;
  std::atomic<size_t> Next{0}, Left;
  std::mutex Mutex; ///< guards Thrown
  std::condition_variable Changed;
  std::exception_ptr Thrown;
};
} // namespace

class Workers::Part {
public:
  explicit Part(const CoreShare &Where) : Count(Where.Cores.size() - 1), Helpers(Count, Where) {}

  void call(size_t Times, CallFunction Call, void *Closure) {
    auto Calls = std::make_shared<SharedCalls>(Times, Call, Closure);
    for (size_t I = 0; I < std::min(Count, Times - 1); ++I)
      Helpers.enqueue([Calls] { Calls->help(); });
    Calls->help();
    Calls->finish();
  }

private:
  const size_t Count;
  Lent Helpers;
};

#ifdef LORCHA_TBB
static constexpr bool HasTbb = true;
static void callEverywhere(size_t Count, void (*Call)(void *, size_t), void *Closure) {
  tbb::this_task_arena::isolate([=] {
    tbb::parallel_for(size_t(0), Count, [=](size_t I) { Call(Closure, I); }, tbb::simple_partitioner());
  });
}
void Workers::wake() {
  tbb::parallel_for(0, 1, [](int) {});
}
#else
static constexpr bool HasTbb = false;
static void callEverywhere(size_t, void (*)(void *, size_t), void *) {}
void Workers::wake() {}
#endif

Workers::Workers(CoreShare Where) : Where(std::move(Where)) {
  if ((this->Where.IsPart || !HasTbb) && this->Where.Cores.size() > 1)
    OnPart = std::make_unique<Part>(this->Where);
}

Workers::~Workers() = default;

void Workers::call(size_t Count, CallFunction Call, void *Closure) {
  StayOn Here(Where);
  if (!Where.IsPart && HasTbb)
    callEverywhere(Count, Call, Closure);
  else if (OnPart && Count > 1)
    OnPart->call(Count, Call, Closure);
  else
    for (size_t I = 0; I < Count; ++I)
      Call(Closure, I);
}

} // namespace lorcha::runtime::cpu
