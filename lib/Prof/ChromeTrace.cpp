// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Chrome's trace events. Its times are microseconds with a fraction.
#include "lorcha/Prof/Writers.h"

#include "llvm/Support/JSON.h"
#include <fmt/format.h>

using namespace lorcha;
using namespace lorcha::timeline;
using llvm::StringRef;
namespace json = llvm::json;

std::vector<std::pair<StringRef, std::string>> lorcha::detailsOf(const TraceProcess &In,
                                                                 const TraceEvent &Of) {
  std::vector<std::pair<StringRef, std::string>> Result;
  switch (Of.kind()) {
  case Kind::Call:
    if (Of.Raw.Values[0])
      Result.push_back({"error", std::to_string(Of.Raw.Values[0])});
    break;
  case Kind::Kernel:
    Result.push_back({"grid x block", formatShape(Of.Raw.Launch)});
    Result.push_back({"form", formOf(Of).str()});
    if (Of.Raw.Launch.SharedBytes)
      Result.push_back({"dynamic shared memory", formatBytes(Of.Raw.Launch.SharedBytes)});
    if (Of.Raw.Launch.IsCooperative)
      Result.push_back({"launch", "cooperative"});
    break;
  case Kind::Copy:
  case Kind::Fill:
    Result.push_back({"size", formatBytes(Of.Raw.Values[0])});
    if (!Of.IsUnfinished && Of.duration())
      Result.push_back({"rate", formatRate(Of.Raw.Values[0], Of.duration())});
    break;
  case Kind::EventMark:
    Result.push_back({"event", fmt::format("{:#x}", Of.Raw.Values[0])});
    break;
  case Kind::Mark:
  case Kind::Range: {
    const RangeValues &Values = Of.Raw.Range;
    if (Values.Domain)
      Result.push_back({"domain", In.text(Values.Domain).str()});
    if (Values.Category) {
      const StringRef Name = In.category(Values.Domain, Values.Category);
      Result.push_back({"category", Name.empty() ? std::to_string(Values.Category) : Name.str()});
    }
    break;
  }
  default:
    break;
  }
  if (Of.IsUnfinished)
    Result.push_back({"end", "not over when the program ended"});
  return Result;
}

namespace {
class ChromeWriter {
public:
  ChromeWriter(json::OStream &To, const TraceProcess &Process) : To(To), Process(Process) {}

  void write() {
    metadata("process_name", 0, fmt::format("{} ({})", Process.Program, Process.Number));
    for (uint32_t I = 0; I < Process.Tracks.size(); ++I) {
      const TraceTrack &Track = Process.Tracks[I];
      std::string Name = Track.Name;
      if (Track.What == TraceTrack::Kind::Stream)
        Name += fmt::format(", device {}", Track.Device);
      metadata("thread_name", I + 1, Name);
      To.object([&] {
        head("M", "thread_sort_index", I + 1);
        To.attributeObject("args", [&] { To.attribute("sort_index", int64_t(I)); });
      });
    }
    for (const TraceEvent &Each : Process.Events)
      event(Each);
    for (const MemoryLevel &Each : Process.Memory)
      To.object([&] {
        head("C", fmt::format("memory of device {}", Each.Device), 0);
        time("ts", Each.Time);
        To.attributeObject("args", [&] { To.attribute("bytes", int64_t(Each.Bytes)); });
      });
  }

private:
  void time(StringRef Name, uint64_t Nanoseconds) {
    To.attributeBegin(Name);
    To.rawValue(fmt::format("{}.{:03}", Nanoseconds / 1000, Nanoseconds % 1000));
    To.attributeEnd();
  }

  void head(StringRef Phase, StringRef Name, uint64_t Track) {
    To.attribute("ph", Phase);
    To.attribute("name", json::isUTF8(Name) ? Name.str() : json::fixUTF8(Name));
    To.attribute("pid", int64_t(Process.Number));
    To.attribute("tid", int64_t(Track));
  }

  void metadata(StringRef What, uint64_t Track, StringRef Name) {
    To.object([&] {
      head("M", What, Track);
      To.attributeObject(
          "args", [&] { To.attribute("name", json::isUTF8(Name) ? Name.str() : json::fixUTF8(Name)); });
    });
  }

  void body(const TraceEvent &Each) {
    To.attribute("cat", categoryOf(Each.kind()));
    const auto Details = detailsOf(Process, Each);
    if (Details.empty() && !hasBytes(Each))
      return;
    To.attributeObject("args", [&] {
      for (const auto &[Word, Text] : Details)
        To.attribute(Word, json::isUTF8(Text) ? Text : json::fixUTF8(Text));
      if (hasBytes(Each))
        To.attribute("bytes", int64_t(Each.Raw.Values[0]));
    });
  }

  void event(const TraceEvent &Each) {
    const bool IsFree = Process.Tracks[Each.Track].What == TraceTrack::Kind::Ranges;
    const uint64_t Track = Each.Track + 1;
    if (Each.kind() == Kind::Mark || Each.kind() == Kind::EventMark) {
      To.object([&] {
        head("i", Each.Name, Track);
        To.attribute("s", "t");
        time("ts", Each.Begin);
        body(Each);
      });
      return;
    }
    if (IsFree) { // they may overlap
      edge("b", Each, Each.Begin);
      edge("e", Each, Each.End);
      return;
    }
    To.object([&] {
      head("X", Each.Name, Track);
      time("ts", Each.Begin);
      time("dur", Each.duration());
      body(Each);
    });
    if (const TraceEvent *Call = Process.callOf(Each); Call && Call->Track != Each.Track) {
      flow("s", Each, Call->Track, Call->Begin);
      flow("f", Each, Each.Track, Each.Begin);
    }
  }

  void edge(StringRef Phase, const TraceEvent &Each, uint64_t Time) {
    To.object([&] {
      head(Phase, Each.Name, Each.Track + 1);
      To.attribute("id", int64_t(Each.Id));
      time("ts", Time);
      body(Each);
    });
  }

  void flow(StringRef Phase, const TraceEvent &Each, uint32_t Track, uint64_t Time) {
    To.object([&] {
      head(Phase, "work of the call", Track + 1);
      To.attribute("cat", "call");
      To.attribute("id", int64_t(uint64_t(Process.Number) << 32 | Each.Id));
      if (Phase == "f")
        To.attribute("bp", "e");
      time("ts", Time);
    });
  }

  static bool hasBytes(const TraceEvent &Each) {
    return Each.kind() == Kind::Copy || Each.kind() == Kind::Fill;
  }

  static StringRef categoryOf(Kind What) {
    switch (What) {
    case Kind::Call:
      return "api";
    case Kind::Kernel:
      return "kernel";
    case Kind::Copy:
    case Kind::Fill:
      return "memory";
    case Kind::Mark:
    case Kind::Range:
      return "nvtx";
    default:
      return "stream";
    }
  }

  json::OStream &To;
  const TraceProcess &Process;
};
} // namespace

void lorcha::writeChromeTrace(llvm::raw_ostream &Stream, const Trace &Of) {
  json::OStream To(Stream);
  To.object([&] {
    To.attribute("displayTimeUnit", "ns");
    To.attributeArray("traceEvents", [&] {
      for (const TraceProcess &Each : Of.Processes)
        ChromeWriter(To, Each).write();
    });
  });
  Stream << '\n';
}
