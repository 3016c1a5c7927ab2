// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The data of the page, as small as JSON gets: names and details once, events as six numbers. Timeline.js
// reads it.
#include "lorcha/Prof/Writers.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <fmt/format.h>

using namespace lorcha;
using namespace lorcha::timeline;
using llvm::StringRef;
namespace json = llvm::json;

#include "lorcha/Prof/TimelinePage.inc"

/// More events than this make browsers slow.
static constexpr size_t MaxEvents = 1000000;

namespace {
/// Texts by number, each once.
struct TextTable {
  llvm::StringMap<unsigned> Index;
  std::vector<std::string> Texts;

  unsigned add(StringRef Text) {
    auto [Place, IsNew] = Index.insert({Text, static_cast<unsigned>(Texts.size())});
    if (IsNew)
      Texts.push_back(json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text));
    return Place->second;
  }
};

/// What Timeline.js tells apart; the number of a kind is its place.
constexpr StringRef KindNames[] = {"call", "kernel", "copy", "fill", "host", "graph", "event", "nvtx"};

unsigned kindNumber(Kind What) {
  switch (What) {
  case Kind::Kernel:
    return 1;
  case Kind::Copy:
    return 2;
  case Kind::Fill:
    return 3;
  case Kind::HostWork:
    return 4;
  case Kind::Graph:
    return 5;
  case Kind::EventMark:
    return 6;
  case Kind::Mark:
  case Kind::Range:
    return 7;
  default:
    return 0;
  }
}

class PageData {
public:
  PageData(const Trace &Of, llvm::ArrayRef<SummaryTable> Tables) : Of(Of), Tables(Tables) {
    for (const TraceProcess &Each : Of.Processes)
      Total += Each.Events.size();
  }

  void write(llvm::raw_ostream &Stream) {
    json::OStream To(Stream);
    To.object([&] {
      To.attribute("length", int64_t(Of.Length));
      To.attribute("total", int64_t(Total));
      To.attributeArray("kinds", [&] {
        for (StringRef Each : KindNames)
          To.value(Each);
      });
      To.attributeArray("processes", [&] {
        for (const TraceProcess &Each : Of.Processes)
          To.object([&] { process(To, Each); });
      });
      To.attributeArray("names", [&] {
        for (const std::string &Each : Names.Texts)
          To.value(Each);
      });
      To.attributeArray("details", [&] {
        for (const json::Array &Each : Details)
          To.value(json::Array(Each));
      });
      To.attributeArray("calls", [&] {
        for (int64_t Each : Calls)
          To.value(Each);
      });
      To.attributeObject("colours", [&] {
        for (const auto &[Event, Colour] : Colours)
          To.attribute(std::to_string(Event), fmt::format("#{:06x}", Colour & 0xFFFFFF));
      });
      To.attributeArray("tables", [&] {
        for (const SummaryTable &Each : Tables)
          To.object([&] { table(To, Each); });
      });
    });
  }

private:
  /// The events of one track that are shown.
  struct Shown {
    size_t First, Last, Left;
  };

  void process(json::OStream &To, const TraceProcess &Each) {
    To.attribute("name", fmt::format("{} ({})", Each.Program, Each.Number));
    std::vector<Shown> Tracks(Each.Tracks.size(), Shown{0, 0, 0});
    for (size_t I = 0; I < Each.Events.size(); ++I) {
      Shown &Mine = Tracks[Each.Events[I].Track];
      if (!Mine.Last)
        Mine.First = I;
      Mine.Last = I + 1;
    }
    // Each track has its share of what the page may have.
    std::map<uint32_t, int64_t> Numbers; // of calls
    const auto NumberBefore = static_cast<int64_t>(Calls.size());
    int64_t Next = NumberBefore;
    for (Shown &Mine : Tracks) {
      const size_t Share =
          Total > MaxEvents ? (Mine.Last - Mine.First) * MaxEvents / Total + 1 : Mine.Last - Mine.First;
      Mine.Last = std::min(Mine.Last, Mine.First + Share);
      for (size_t I = Mine.First; I < Mine.Last; ++I, ++Next)
        if (Each.Events[I].kind() == Kind::Call)
          Numbers[Each.Events[I].Id] = Next;
    }
    To.attributeArray("tracks", [&] {
      for (size_t I = 0; I < Tracks.size(); ++I)
        To.object([&] { track(To, Each, Each.Tracks[I], Tracks[I], Numbers); });
    });
    memory(To, Each);
  }

  void track(json::OStream &To, const TraceProcess &In, const TraceTrack &Track, const Shown &What,
             const std::map<uint32_t, int64_t> &Numbers) {
    const bool HasDevice = Track.What == TraceTrack::Kind::Stream && In.Devices.size() > 1;
    To.attribute("name", HasDevice ? fmt::format("{}, device {}", Track.Name, Track.Device) : Track.Name);
    uint32_t Rows = 1;
    for (size_t I = What.First; I < What.Last; ++I)
      Rows = std::max(Rows, In.Events[I].Depth + 1);
    To.attribute("rows", int64_t(Rows));
    uint64_t Before = 0;
    To.attributeArray("events", [&] {
      for (size_t I = What.First; I < What.Last; ++I) {
        const TraceEvent &Each = In.Events[I];
        for (uint64_t Number :
             {Each.Begin - Before, Each.duration(), uint64_t(Names.add(Each.Name)), uint64_t(Each.Depth),
              uint64_t(kindNumber(Each.kind()) * 2 + Each.IsUnfinished), uint64_t(detail(In, Each))})
          To.value(int64_t(Number));
        Before = Each.Begin;
        if (isRange(Each) && Each.Raw.Range.Color)
          Colours[Calls.size()] = Each.Raw.Range.Color;
        auto Call = Each.kind() == Kind::Call ? Numbers.end() : Numbers.find(Each.Raw.Call);
        Calls.push_back(Call == Numbers.end() ? -1 : Call->second);
      }
    });
  }

  static bool isRange(const TraceEvent &Each) {
    return Each.kind() == Kind::Range || Each.kind() == Kind::Mark;
  }

  unsigned detail(const TraceProcess &In, const TraceEvent &Each) {
    json::Array Lines;
    std::string Key;
    for (const auto &[Word, Text] : detailsOf(In, Each)) {
      Lines.push_back(json::Array{Word, json::isUTF8(Text) ? Text : json::fixUTF8(Text)});
      Key += Word.str() + '\n' + Text + '\n';
    }
    auto [Place, IsNew] = DetailIndex.insert({Key, static_cast<unsigned>(Details.size())});
    if (IsNew)
      Details.push_back(std::move(Lines));
    return Place->second;
  }

  void memory(json::OStream &To, const TraceProcess &In) {
    std::map<unsigned, std::vector<const MemoryLevel *>> Devices;
    for (const MemoryLevel &Each : In.Memory)
      Devices[Each.Device].push_back(&Each);
    To.attributeArray("memory", [&] {
      for (const auto &[Device, Levels] : Devices)
        To.object([&, Number = Device, &Points = Levels] {
          To.attribute("device", int64_t(Number));
          To.attributeArray("points", [&] {
            // Of too many, every so manieth.
            const size_t Step = Points.size() / 20000 + 1;
            for (size_t I = 0; I < Points.size(); I += Step) {
              To.value(int64_t(Points[I]->Time));
              To.value(int64_t(Points[I]->Bytes));
            }
          });
        });
    });
  }

  static void table(json::OStream &To, const SummaryTable &Table) {
    To.attribute("title", Table.Title);
    std::vector<std::pair<StringRef, StringRef>> Columns = {{"share", "share"}, {"total", "time"},
                                                            {"mean", "time"},   {"min", "time"},
                                                            {"max", "time"},    {"count", "count"}};
    if (Table.HasForms)
      Columns.insert(Columns.end(), {{"form", "text"}, {"grid x block", "text"}});
    if (Table.HasBytes)
      Columns.insert(Columns.end(), {{"bytes", "bytes"}, {"rate", "rate"}});
    if (Table.HasFailures)
      Columns.push_back({"failed", "count"});
    Columns.push_back({"name", "text"});
    To.attributeArray("columns", [&] {
      for (const auto &[Title, Type] : Columns)
        To.value(json::Array{Title, Type});
    });
    To.attributeArray("rows", [&] {
      for (const SummaryRow &Row : Table.Rows)
        To.array([&] {
          To.value(Table.Total ? double(Row.Total) / double(Table.Total) : 0.0);
          for (uint64_t Each : {Row.Total, Row.mean(), Row.Min, Row.Max, Row.Count})
            To.value(int64_t(Each));
          if (Table.HasForms) {
            To.value(Row.Form);
            To.value(Row.OtherShapes ? fmt::format("{} +{}", Row.Shape, Row.OtherShapes) : Row.Shape);
          }
          if (Table.HasBytes) {
            To.value(int64_t(Row.Bytes));
            To.value(Row.Total ? double(Row.Bytes) / double(Row.Total) : 0.0);
          }
          if (Table.HasFailures)
            To.value(int64_t(Row.Failures));
          To.value(json::isUTF8(Row.Name) ? Row.Name : json::fixUTF8(Row.Name));
        });
    });
  }

  const Trace &Of;
  llvm::ArrayRef<SummaryTable> Tables;
  size_t Total = 0;
  TextTable Names;
  llvm::StringMap<unsigned> DetailIndex;
  std::vector<json::Array> Details;
  std::vector<int64_t> Calls; ///< by number of the event: the number of its call, or -1
  std::map<size_t, uint32_t> Colours;
};
} // namespace

static std::string escapedHtml(StringRef Text) {
  std::string Result;
  for (char C : Text)
    Result += C == '&' ? "&amp;" : C == '<' ? "&lt;" : std::string(1, C);
  return Result;
}

void lorcha::writeHtmlTimeline(llvm::raw_ostream &Stream, const Trace &Of,
                               llvm::ArrayRef<SummaryTable> Tables) {
  std::string Json, Data;
  llvm::raw_string_ostream JsonStream(Json);
  PageData(Of, Tables).write(JsonStream);
  JsonStream.flush();
  for (char C : Json) // nothing in it may end the script
    Data += C == '<' ? "\\u003c" : std::string(1, C);
  const StringRef Program = Of.Processes.empty() ? StringRef() : StringRef(Of.Processes.front().Program);
  const std::string Title = escapedHtml(json::fixUTF8(llvm::sys::path::filename(Program)));
  StringRef Rest(Timeline_html);
  while (!Rest.empty()) {
    auto [Text, Behind] = Rest.split('@');
    Stream << Text;
    auto [Word, After] = Behind.split('@');
    Stream << llvm::StringSwitch<StringRef>(Word)
                  .Case("TITLE", Title)
                  .Case("STYLE", Timeline_css)
                  .Case("DATA", Data)
                  .Case("PICTURE", Timeline_js)
                  .Case("CONTROLS", TimelineControls_js)
                  .Default("");
    Rest = After;
  }
}
