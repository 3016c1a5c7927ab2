// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counters, and the system's futex to sleep on.
#include "core/SharedEvent.h"
#include "core/Log.h"
#include "core/Stream.h"
#include <climits>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lorcha::runtime {

/// Says that a name is one of an event.
static constexpr uint32_t EventMagic = 0x4c455654;
/// How long a thread sleeps before it looks whether the process that it waits for is alive.
static constexpr long LookNanoseconds = 100 * 1000000;

std::shared_ptr<SharedEvent> SharedEvent::make() {
  std::unique_ptr<SharedMemory> File = SharedMemory::make(sizeof(State));
  void *Memory = File ? File->map() : nullptr;
  if (!Memory)
    return nullptr;
  SharedMemoryName Name = File->name(EventMagic);
  return std::shared_ptr<SharedEvent>(
      new SharedEvent(std::move(File), Name, Memory)); // zeroes are a fine state
}

Status SharedEvent::open(const SharedMemoryName &Name, std::shared_ptr<SharedEvent> &Result) {
  if (Name.Magic != EventMagic || Name.Shift)
    return Status::InvalidResourceHandle;
  void *Memory;
  Status Mapped = mapShared(Name, &Memory);
  if (Mapped == Status::Success)
    Result.reset(new SharedEvent(nullptr, Name, Memory));
  return Mapped;
}

SharedEvent::~SharedEvent() { unmapShared(Name, Now); }

static long futex(std::atomic<uint32_t> &Word, int What, uint32_t Value, const timespec *Limit) {
  return syscall(SYS_futex, reinterpret_cast<uint32_t *>(&Word), What, Value, Limit, nullptr, 0);
}

void SharedEvent::reach(uint64_t Number) const {
  uint64_t Before = Now->Reached.load();
  while (Before < Number && !Now->Reached.compare_exchange_weak(Before, Number)) {
  }
  Now->Rings.fetch_add(1);
  futex(Now->Rings, FUTEX_WAKE, INT_MAX, nullptr);
}

void SharedEvent::waitFor(uint64_t Number) const {
  for (;;) {
    uint32_t Rings = Now->Rings.load();
    if (Now->Reached.load() >= Number)
      return;
    timespec Limit = {0, LookNanoseconds};
    futex(Now->Rings, FUTEX_WAIT, Rings, &Limit);
    int32_t Recorder = Now->Recorder.load();
    if (Now->Reached.load() < Number && Recorder != getpid() && !isProcessAlive(Recorder)) {
      say("process {} has ended before it reached an event that others wait for", Recorder);
      reach(Number);
    }
  }
}

void SharedEvent::record(Stream &On) {
  Now->Recorder.store(getpid());
  uint64_t Number = Now->Recorded.fetch_add(1) + 1;
  On.enqueue(makeHostOperation([Me = shared_from_this(), Number] { Me->reach(Number); }), RunHere::IfShort);
}

Status SharedEvent::query() const {
  return Now->Reached.load() >= Now->Recorded.load() ? Status::Success : Status::NotReady;
}

void SharedEvent::synchronize() const { waitFor(Now->Recorded.load()); }

void SharedEvent::makeWait(Stream &Waiting) {
  uint64_t Number = Now->Recorded.load();
  if (Now->Reached.load() < Number)
    Waiting.enqueue(makeHostOperation([Me = shared_from_this(), Number] { Me->waitFor(Number); }));
}

} // namespace lorcha::runtime
