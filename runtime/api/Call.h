// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What every entry point does around its work: the sticky failure of the device, the last error of the host
// thread, exceptions, and the trace.
#ifndef LORCHA_API_CALL_H
#define LORCHA_API_CALL_H

#include "core/Log.h"
#include "core/Runtime.h"
#include "core/Timeline.h"
#include "lorcha/runtime_api.h"
#include <new>
#include <string>
#include <type_traits>

namespace lorcha::runtime::api {

/// The error code of a status.
lorchaError_t toError(Status Value);

/// Makes the error of a call the last error of this host thread.
inline lorchaError_t finish(Status Value) {
  if (isFailure(Value))
    Runtime::thread().LastError = Value;
  return toError(Value);
}

/// Tells the error log of a call that failed.
void noteFailure(const char *Name, Status Result);

/// Writes one line of the trace.
void traceCall(const char *Name, const std::string &Arguments, Status Result, uint64_t Nanoseconds);

template <class T> std::string traced(const T &Value) {
  if constexpr (std::is_same_v<T, const char *> || std::is_same_v<T, char *>)
    return Value ? fmt::format("\"{}\"", Value) : "null";
  else if constexpr (std::is_function_v<std::remove_pointer_t<T>>)
    return fmt::format("{}", reinterpret_cast<const void *>(Value));
  else if constexpr (std::is_pointer_v<T>)
    return fmt::format("{}", static_cast<const void *>(Value));
  else if constexpr (std::is_enum_v<T>)
    return fmt::format("{}", static_cast<long long>(Value));
  else if constexpr (std::is_arithmetic_v<T>)
    return fmt::format("{}", Value);
  else if constexpr (std::is_same_v<T, dim3>)
    return fmt::format("({},{},{})", Value.x, Value.y, Value.z);
  else
    return "{...}";
}

template <class BodyT> Status guarded(BodyT &Body) {
  try {
    return Body();
  } catch (const std::bad_alloc &) {
    return Status::OutOfMemory;
  } catch (const std::exception &Error) { // std::system_error when no thread can be made
    say("{}", Error.what());
    return Status::Unknown;
  }
}

template <class... ArgTs>
void traceArguments(const char *Name, Status Result, uint64_t Start, const ArgTs &...Arguments) {
  std::string Text;
  ((Text += (Text.empty() ? "" : ", ") + traced(Arguments)), ...);
  traceCall(Name, Text, Result, nowNanoseconds() - Start);
}

/// Traces a call that has an answer in place of an error code, and cannot fail.
template <class... ArgTs> void traceAnswer(const char *Name, const ArgTs &...Arguments) {
  if (isLogged(LogTopic::Api))
    traceArguments(Name, Status::Success, nowNanoseconds(), Arguments...);
}

/// A call that somebody wants to know of.
struct ObservedCall {
  uint64_t Start = 0; ///< 0 if nobody does
  timeline::Record *Record = nullptr;
};
__attribute__((cold)) ObservedCall beginObserved(const char *Name);
__attribute__((cold)) void endTimed(timeline::Record *Record, Status Result);

/// The frame of an entry point that works even when the device has failed, and without a device. Body returns
/// a Status.
template <class BodyT, class... ArgTs>
lorchaError_t callAlways(const char *Name, BodyT Body, const ArgTs &...Args) {
  ObservedCall Seen;
  if (areCallsObserved())
    Seen = beginObserved(Name);
  Status Result = guarded(Body);
  if (__builtin_expect(Seen.Start != 0, false)) {
    endTimed(Seen.Record, Result);
    if (isLogged(LogTopic::Api))
      traceArguments(Name, Result, Seen.Start, Args...);
  }
  if (isFailure(Result))
    noteFailure(Name, Result);
  return finish(Result);
}

/// The frame of an ordinary entry point: needs a device, returns its failure if it has failed, and may not be
/// used from host functions of streams.
template <class BodyT, class... ArgTs>
lorchaError_t call(const char *Name, BodyT Body, const ArgTs &...Args) {
  auto Checked = [&]() -> Status {
    Runtime &All = Runtime::get();
    if (!All.deviceCount())
      return Status::NoDevice;
    if (Runtime::thread().IsInHostFunction)
      return Status::NotPermitted;
    Status Failure = All.currentDevice().failure();
    return Failure == Status::Success ? Body() : Failure;
  };
  return callAlways(Name, Checked, Args...);
}

/// The frame of an entry point that may reach into streams from outside: captures may forbid it.
template <class BodyT, class... ArgTs>
lorchaError_t callUnsafe(const char *Name, BodyT Body, const ArgTs &...Args) {
  auto Checked = [&]() -> Status {
    Status Safe = refuseIfUnsafe();
    return Safe == Status::Success ? Body() : Safe;
  };
  return call(Name, Checked, Args...);
}

/// The device with that number; null if there is none.
inline Device *findDevice(int Ordinal) {
  Runtime &All = Runtime::get();
  return Ordinal < 0 || static_cast<unsigned>(Ordinal) >= All.deviceCount()
             ? nullptr
             : &All.device(static_cast<unsigned>(Ordinal));
}

/// The stream behind a handle, the special ones included. Keeps it alive.
class StreamHandle {
public:
  explicit StreamHandle(lorchaStream_t Handle);
  /// Whether the handle means a stream; InvalidResourceHandle otherwise.
  explicit operator bool() const { return Found != nullptr; }
  Stream &operator*() const { return *Found; }
  Stream *operator->() const { return Found; }

private:
  std::shared_ptr<Stream> Owner;
  Stream *Found = nullptr;
};

/// The event behind a handle; null if there is none.
inline std::shared_ptr<Event> findEvent(lorchaEvent_t Handle) { return Runtime::get().Events.find(Handle); }

} // namespace lorcha::runtime::api

#endif
