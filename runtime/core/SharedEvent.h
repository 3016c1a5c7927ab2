// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An event of several processes: two counters in memory that they share. A record takes the next number and,
// when the stream gets there, makes it the number that is reached. Whoever waits, waits for the number that
// was taken last.
#ifndef LORCHA_CORE_SHAREDEVENT_H
#define LORCHA_CORE_SHAREDEVENT_H

#include "core/SharedMemory.h"
#include <atomic>
#include <memory>

namespace lorcha::runtime {

class Stream;

/// Thread-safe, and safe among processes.
class SharedEvent : public std::enable_shared_from_this<SharedEvent> {
public:
  /// Null if there is no room.
  static std::shared_ptr<SharedEvent> make();
  /// InvalidResourceHandle if the name is not one of an event, MapFailed if the event is gone.
  static Status open(const SharedMemoryName &Name, std::shared_ptr<SharedEvent> &Result);
  ~SharedEvent();

  /// For open() in other processes, until the process that made it withdraws it.
  SharedMemoryName name() const { return Name; }

  /// Nobody opens it any more, whatever still holds it here. Who has it keeps it. Called by one thread.
  void withdraw() { Owned.reset(); }

  /// As those of Event.
  void record(Stream &On);
  Status query() const;
  void synchronize() const;
  void makeWait(Stream &Waiting);

private:
  struct State {
    std::atomic<uint64_t> Recorded, Reached;
    std::atomic<int32_t> Recorder; ///< the process that recorded last
    std::atomic<uint32_t> Rings;   ///< how often Reached has changed; threads sleep on it
  };
  SharedEvent(std::unique_ptr<SharedMemory> Owned, const SharedMemoryName &Name, void *Memory)
      : Owned(std::move(Owned)), Name(Name), Now(static_cast<State *>(Memory)) {}
  void reach(uint64_t Number) const;
  void waitFor(uint64_t Number) const;

  std::unique_ptr<SharedMemory> Owned; ///< null if another process has made it, or it was withdrawn
  const SharedMemoryName Name;
  State *const Now;
};

} // namespace lorcha::runtime

#endif
