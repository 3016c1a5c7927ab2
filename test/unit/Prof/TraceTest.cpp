// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The reader with files made by hand, whole ones and damaged ones; sums; what the writers make of them.
#include "lorcha/Prof/Writers.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <cstring>
#include <gtest/gtest.h>
#include <random>

using namespace lorcha;
using namespace lorcha::timeline;

namespace {
/// A file as the runtime writes it.
class Recording {
public:
  Recording() : Bytes(2 * ChunkBytes, '\0') {
    FileHeader Header = {};
    std::memcpy(Header.Magic, Magic, sizeof(Magic));
    Header.Version = Version;
    Header.Process = 77;
    Header.Start = 1000;
    std::strcpy(Header.Program, "/bin/program");
    std::memcpy(Bytes.data(), &Header, sizeof(Header));
    setUsed(RecordBytes);
  }

  uint64_t text(const std::string &Text) {
    Record New = {};
    New.What = Kind::Text;
    New.Begin = New.End = 1000;
    New.Name = ++Texts;
    New.Values[0] = Text.size();
    put(New);
    std::memcpy(Bytes.data() + ChunkBytes + Used, Text.data(), Text.size());
    setUsed(Used + static_cast<uint32_t>((Text.size() + RecordBytes - 1) / RecordBytes * RecordBytes));
    return Texts;
  }

  /// Its id.
  uint32_t event(Kind What, uint64_t Name, uint64_t Begin, uint64_t End, uint32_t Thread = 1,
                 uint32_t Stream = 0, uint32_t Call = 0) {
    Record New = {};
    New.Begin = Begin;
    New.End = End;
    New.Name = Name;
    New.Thread = Thread;
    New.Stream = Stream;
    New.Call = Call;
    New.What = What;
    if (What == Kind::Kernel)
      New.Launch = {{4, 2, 1}, {64, 1, 1}, 0, 0};
    else
      New.Values[0] = What == Kind::Copy ? 5000 : 0;
    put(New);
    return (ChunkBytes + Used) / RecordBytes - 1;
  }

  Trace read() const {
    llvm::SmallString<128> Folder;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("lorcha-trace-test", Folder));
    llvm::SmallString<128> Path(Folder);
    llvm::sys::path::append(Path, "77-0.lorcha-trace");
    std::error_code Code;
    {
      llvm::raw_fd_ostream Stream(Path, Code);
      Stream << Bytes;
    }
    llvm::Expected<Trace> Result = readTrace(Folder);
    llvm::sys::fs::remove_directories(Folder);
    EXPECT_TRUE(bool(Result));
    return Result ? std::move(*Result) : Trace();
  }

  std::string Bytes;

private:
  void put(const Record &New) {
    std::memcpy(Bytes.data() + ChunkBytes + Used, &New, sizeof(New));
    setUsed(Used + RecordBytes);
  }
  void setUsed(uint32_t Value) {
    Used = Value;
    std::memcpy(Bytes.data() + ChunkBytes, &Used, sizeof(Used));
  }

  uint64_t Texts = 0;
  uint32_t Used = 0;
};

/// One call that launches one kernel, and one that waits for ever.
Recording smallRecording() {
  Recording Result;
  const uint64_t Launch = Result.text("lorchaLaunchKernel"), Wait = Result.text("lorchaDeviceSynchronize");
  const uint64_t Kernel = Result.text("name\n\n0");
  const uint32_t Call = Result.event(Kind::Call, Launch, 2000, 3000);
  Result.event(Kind::Kernel, Kernel, 2500, 4500, 2, 9, Call);
  Result.event(Kind::Call, Wait, 3100, 0);
  return Result;
}

std::string chrome(const Trace &Of) {
  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  writeChromeTrace(Stream, Of);
  Stream.flush();
  return Text;
}

std::string page(const Trace &Of) {
  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  writeHtmlTimeline(Stream, Of, summarise(Of));
  Stream.flush();
  return Text;
}
} // namespace

TEST(TraceTest, PutsEventsOnTracks) {
  const Trace Read = smallRecording().read();
  ASSERT_EQ(Read.Processes.size(), 1u);
  const TraceProcess &Process = Read.Processes.front();
  EXPECT_EQ(Process.Number, 77u);
  EXPECT_EQ(Process.Program, "/bin/program");
  ASSERT_EQ(Process.Tracks.size(), 2u);
  EXPECT_EQ(Process.Tracks[0].Name, "thread 1");
  EXPECT_EQ(Process.Tracks[1].Name, "stream 9");
  ASSERT_EQ(Process.Events.size(), 3u);
  EXPECT_EQ(Process.Events[0].Name, "cudaLaunchKernel");
  EXPECT_EQ(Process.Events[0].Begin, 1000u); // the file begins at 1000
  EXPECT_EQ(Process.Events[0].duration(), 1000u);
  EXPECT_EQ(Process.Events[2].Name, "name");
  EXPECT_EQ(Process.callOf(Process.Events[2]), &Process.Events[0]);
  EXPECT_EQ(Process.callOf(Process.Events[0]), nullptr);
}

TEST(TraceTest, DrawsWhatIsNotOverToTheEnd) {
  const Trace Read = smallRecording().read();
  const TraceEvent &Wait = Read.Processes.front().Events[1];
  EXPECT_TRUE(Wait.IsUnfinished);
  EXPECT_EQ(Wait.Begin, 2100u);
  EXPECT_EQ(Wait.End, 3500u); // the kernel's
  EXPECT_EQ(Read.Length, 3500u);
}

TEST(TraceTest, GivesOverlappingEventsRowsOfTheirOwn) {
  Recording Made;
  const uint64_t Name = Made.text("range");
  Made.event(Kind::Range, Name, 2000, 5000);
  Made.event(Kind::Range, Name, 2000, 3000);
  Made.event(Kind::Range, Name, 3000, 4000);
  const Trace Read = Made.read();
  const auto &Events = Read.Processes.front().Events;
  EXPECT_EQ(Events[0].Depth, 0u); // the longest of those that begin together
  EXPECT_EQ(Events[0].duration(), 3000u);
  EXPECT_EQ(Events[1].Depth, 1u);
  EXPECT_EQ(Events[2].Depth, 1u);
}

TEST(TraceTest, AddsUp) {
  Recording Made;
  const uint64_t Kernel = Made.text("name\n\n0"), Call = Made.text("lorchaFree");
  Made.event(Kind::Kernel, Kernel, 2000, 3000, 1, 1);
  Made.event(Kind::Kernel, Kernel, 3000, 6000, 1, 1);
  Made.event(Kind::Copy, 0, 6000, 7000, 1, 1);
  Made.event(Kind::Call, Call, 6000, 0);
  const std::vector<SummaryTable> Tables = summarise(Made.read());
  ASSERT_EQ(Tables.size(), 3u);
  const SummaryRow &Row = Tables[0].Rows.at(0);
  EXPECT_EQ(Row.Count, 2u);
  EXPECT_EQ(Row.Total, 4000u);
  EXPECT_EQ(Row.mean(), 2000u);
  EXPECT_EQ(Row.Min, 1000u);
  EXPECT_EQ(Row.Max, 3000u);
  EXPECT_EQ(Row.Form, "loop");
  EXPECT_EQ(Row.Shape, "(4,2) x 64");
  EXPECT_EQ(Tables[1].Rows.at(0).Bytes, 5000u);
  EXPECT_EQ(Tables[2].Rows.at(0).Unfinished, 1u);
  EXPECT_EQ(Tables[2].Rows.at(0).mean(), 0u);
  EXPECT_EQ(Tables[2].Rows.at(0).Min, 0u);
}

TEST(TraceTest, FormatsNumbers) {
  EXPECT_EQ(formatTime(999), "999 ns");
  EXPECT_EQ(formatTime(1234), "1.23 us");
  EXPECT_EQ(formatTime(123456789), "123.5 ms");
  EXPECT_EQ(formatTime(3600000000000), "3600.0 s");
  EXPECT_EQ(formatBytes(4096), "4.10 kB");
  EXPECT_EQ(formatRate(3000, 1000), "3.00 GB/s");
  EXPECT_EQ(formatRate(3000, 0), "");
}

TEST(TraceTest, WritesJson) {
  Recording Made = smallRecording();
  Made.event(Kind::Call, Made.text("quote \" and \\ and \xff </script>"), 3000, 3001);
  const Trace Read = Made.read();
  llvm::Expected<llvm::json::Value> Chrome = llvm::json::parse(chrome(Read));
  ASSERT_TRUE(bool(Chrome)) << llvm::toString(Chrome.takeError());
  EXPECT_GT(Chrome->getAsObject()->getArray("traceEvents")->size(), 6u);
  const std::string Page = page(Read);
  const llvm::StringRef Data =
      llvm::StringRef(Page).split("application/json\">").second.split("</script>").first;
  llvm::Expected<llvm::json::Value> Parsed = llvm::json::parse(Data);
  ASSERT_TRUE(bool(Parsed)) << llvm::toString(Parsed.takeError());
  EXPECT_EQ(Parsed->getAsObject()->getInteger("total"), 4);
}

TEST(TraceTest, LeavesOutWhatIsNoRecording) {
  Recording Other;
  Other.Bytes[0] = '?';
  EXPECT_TRUE(Other.read().Processes.empty());
  Recording Short;
  Short.Bytes.resize(100);
  EXPECT_TRUE(Short.read().Processes.empty());
}

TEST(TraceTest, ReadsFilesThatEndEarly) {
  Recording Made = smallRecording();
  Made.Bytes.resize(ChunkBytes + 500); // the last chunk is not whole
  const Trace Read = Made.read();
  ASSERT_EQ(Read.Processes.size(), 1u);
  EXPECT_TRUE(Read.Processes.front().Events.empty());
}

TEST(TraceTest, SurvivesNonsense) {
  std::mt19937 Random(7);
  const Recording Good = smallRecording();
  size_t Read = 0;
  for (int Round = 0; Round < 300; ++Round) {
    Recording Bad = Good;
    for (int I = 0; I < 20; ++I)
      Bad.Bytes[ChunkBytes + Random() % 1024] = static_cast<char>(Random());
    const Trace Result = Bad.read();
    for (const TraceProcess &Each : Result.Processes)
      Read += Each.Events.size();
    llvm::Expected<llvm::json::Value> Chrome = llvm::json::parse(chrome(Result));
    EXPECT_TRUE(bool(Chrome));
    llvm::consumeError(Chrome.takeError());
    EXPECT_FALSE(page(Result).empty());
  }
  EXPECT_GT(Read, 100u);
}
