// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What `lorcha prof` sees: with LORCHA_TRACE each host thread writes records of what happens into chunks of a
// mapped file (lorcha/timeline.h), which it has to itself, so nothing is locked but for a new chunk. A record
// is there from its beginning on; who ends early leaves it without an end.
//
// Nothing here may be called unless isTraced().
#ifndef LORCHA_CORE_TIMELINE_H
#define LORCHA_CORE_TIMELINE_H

#include "core/Backend.h"
#include "core/Log.h"
#include "lorcha/timeline.h"
#include <string_view>

namespace lorcha::runtime {

class Device;
class Stream;

/// Whether the program is recorded. One load and a test.
inline bool isTraced() { return __builtin_expect(isLogged(LogTopic::Timeline), false); }

namespace timeline {
using namespace lorcha::timeline;

/// A new record of this thread that begins now; null if there is no room, or recording is paused. What it
/// belongs to (call, stream, device) is what the thread is at. Name is 0 or the id of a text.
Record *begin(Kind What, uint64_t Name);
/// The record, which may be null, is over.
inline void end(Record *Of) {
  if (Of)
    __atomic_store_n(&Of->End, nowNanoseconds(), __ATOMIC_RELEASE);
}
/// The times of a record that somebody else knows.
inline void setTimes(Record *Of, uint64_t Begin, uint64_t End) {
  Of->Begin = Begin;
  __atomic_store_n(&Of->End, End, __ATOMIC_RELEASE);
}
/// How many records backends are going to end, and a wait for them: at the end of the program, and not for
/// long.
void countUnderWay(int Change);
bool isAnyUnderWay();
/// A record that takes no time.
Record *note(Kind What, uint64_t Name);

/// Ids of texts; the text is written when the thread uses it for the first time, or once more. Constant texts
/// live as long as the program.
uint64_t constantText(const char *Text);
uint64_t text(std::string_view Text);

/// The record of a call of the API. What this thread does until endCall belongs to it.
Record *beginCall(const char *Name);
void endCall(Record *Of, int Code);
/// The call that the thread is in; 0 if there is none.
uint32_t currentCall();

/// While it lives, this thread runs work that a call has put into a stream.
class InStream {
public:
  InStream(const Stream &On, uint32_t Call);
  ~InStream();
  InStream(const InStream &) = delete;

private:
  uint32_t CallBefore, StreamBefore;
  uint16_t DeviceBefore;
};

/// Work of a device. On an asynchronous one the record has its submission's time until the backend knows
/// better, and the backend ends it.
Record *beginKernel(const LaunchRequest &Request, bool IsAsynchronous);
Record *beginCopy(const CopyRequest &Request);
Record *beginFill(const FillRequest &Request);

/// What is there.
void noteDevice(const Device &New);
void noteStream(const Stream &New);
/// An event has been recorded in a stream. Only on devices that are not asynchronous: on others that is known
/// later.
void noteEvent(const Stream &On, const void *Event);
void noteMemory(const Device &On, size_t Bytes);
/// What the program calls things.
void nameStream(const Stream &On, std::string_view Name);
void nameThread(uint32_t Thread, std::string_view Name);

/// cudaProfilerStart and cudaProfilerStop. LORCHA_TRACE_START=off begins paused.
void pause(bool IsPaused);

/// Ranges of NVTX that begin and end on different threads: the number of the record, 0 without one. Numbers
/// that mean no open range change nothing.
uint64_t idOf(const Record *Of);
void endRange(uint64_t Id);
/// Ranges of this thread, one inside another: the depth that begins or ends here, from 0 on; negative if
/// there is none.
int pushRange(Record *Of);
int popRange();

} // namespace timeline
} // namespace lorcha::runtime

#endif
