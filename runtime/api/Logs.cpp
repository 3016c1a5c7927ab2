// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The error log for programs: calls that failed, and what the runtime has said. They work without a device,
// too.
#include "api/Call.h"
#include "core/ErrorLog.h"
#include <cstdio>
#include <cstring>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static HandleTable<ErrorLog::Listener> &listeners() {
  static auto *const Table = new HandleTable<ErrorLog::Listener>; // never destroyed
  return *Table;
}

lorchaError_t lorchaLogsRegisterCallback(lorchaLogsCallback_t Function, void *Data,
                                         lorchaLogsCallbackHandle *Result) {
  auto Body = [&] {
    if (!Function || !Result)
      return Status::InvalidValue;
    auto Tell = [=](LogLevel Level, std::string Text) { // a copy: the program may write into it
      Function(Data, Level == LogLevel::Error ? lorchaLogLevelError : lorchaLogLevelWarning, Text.data(),
               Text.size());
    };
    *Result = static_cast<lorchaLogsCallbackHandle>(listeners().add(ErrorLog::get().listen(Tell)));
    return Status::Success;
  };
  return callAlways(__func__, Body, Function, Data, Result);
}

lorchaError_t lorchaLogsUnregisterCallback(lorchaLogsCallbackHandle Handle) {
  auto Body = [&] {
    std::shared_ptr<ErrorLog::Listener> Old = listeners().remove(Handle);
    if (!Old)
      return Status::InvalidValue;
    ErrorLog::get().unlisten(Old);
    return Status::Success;
  };
  return callAlways(__func__, Body, Handle);
}

lorchaError_t lorchaLogsCurrent(lorchaLogIterator *Result, unsigned Flags) {
  auto Body = [&] {
    if (!Result || Flags)
      return Status::InvalidValue;
    *Result = ErrorLog::get().end();
    return Status::Success;
  };
  return callAlways(__func__, Body, Result, Flags);
}

/// The messages from a place on, or all; the place becomes the one behind them. The first line says so if
/// some are gone.
static std::vector<std::string> takeMessages(lorchaLogIterator *Place) {
  ErrorLog &Log = ErrorLog::get();
  bool IsIncomplete = false;
  std::vector<std::string> Lines = Log.since(Place ? *Place : Log.begin(), IsIncomplete);
  if (Place)
    *Place = Log.end();
  if (IsIncomplete)
    Lines.insert(Lines.begin(), "[older messages are gone]");
  return Lines;
}

lorchaError_t lorchaLogsDumpToFile(lorchaLogIterator *Place, const char *Path, unsigned Flags) {
  auto Body = [&] {
    if (!Path || Flags)
      return Status::InvalidValue;
    std::FILE *File = std::fopen(Path, "w");
    if (!File)
      return Status::InvalidValue;
    for (const std::string &Each : takeMessages(Place))
      std::fprintf(File, "%s\n", Each.c_str());
    return std::fclose(File) == 0 ? Status::Success : Status::OperatingSystem;
  };
  return callAlways(__func__, Body, Place, Path, Flags);
}

/// The lines that fit into so many bytes, the end of the text included: the newest, behind a note if there
/// are more.
static std::string newestLines(const std::vector<std::string> &Lines, size_t Room) {
  static constexpr char Note[] = "[older messages do not fit]\n";
  std::string Text;
  for (auto Each = Lines.rbegin(); Each != Lines.rend(); ++Each) {
    bool IsOldest = std::next(Each) == Lines.rend();
    size_t Needed = Text.size() + Each->size() + 2 + (IsOldest ? 0 : sizeof(Note) - 1);
    if (Needed > Room)
      return (Text.size() + sizeof(Note) <= Room ? Note : "") + Text;
    Text.insert(0, *Each + "\n");
  }
  return Text;
}

lorchaError_t lorchaLogsDumpToMemory(lorchaLogIterator *Place, char *Buffer, size_t *Bytes, unsigned Flags) {
  auto Body = [&] {
    if (!Buffer || !Bytes || !*Bytes || Flags)
      return Status::InvalidValue;
    std::string Text = newestLines(takeMessages(Place), *Bytes);
    std::memcpy(Buffer, Text.c_str(), Text.size() + 1);
    *Bytes = Text.size() + 1;
    return Status::Success;
  };
  return callAlways(__func__, Body, Place, Buffer, Bytes, Flags);
}
