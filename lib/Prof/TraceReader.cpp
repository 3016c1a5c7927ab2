// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the files of the runtime to tracks of events. Files may end anywhere, and be overwritten by nonsense:
// nothing in them is trusted.
#include "lorcha/Prof/Trace.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <cstring>

using namespace lorcha;
using namespace lorcha::timeline;
using llvm::StringRef;

static llvm::Error cannotRead(StringRef Path, std::error_code Code) {
  return llvm::createStringError(formatDiagnostic(DiagId::CannotReadFile, Path, Code.message()));
}

StringRef TraceProcess::text(uint64_t Id) const {
  auto Found = Texts.find(Id);
  return Found == Texts.end() ? StringRef("?") : StringRef(Found->second);
}

StringRef TraceProcess::category(uint64_t Domain, uint32_t Number) const {
  auto Found = Categories.find({Domain, Number});
  return Found == Categories.end() ? StringRef() : StringRef(Found->second);
}

const TraceEvent *TraceProcess::callOf(const TraceEvent &Of) const {
  auto Found = Of.Raw.Call ? CallIndex.find(Of.Raw.Call) : CallIndex.end();
  return Found == CallIndex.end() ? nullptr : &Events[Found->second];
}

namespace lorcha {
/// Reads one file.
class TraceReader {
public:
  /// False if it is no recording.
  bool read(StringRef Bytes);
  void finish(KernelNames &Names);

  TraceProcess Result;
  uint64_t First = UINT64_MAX, Last = 0; ///< times in the file

private:
  void readChunk(StringRef Chunk, uint32_t FirstId);
  void take(const Record &Each, uint32_t Id);
  uint32_t trackOf(const Record &Of);
  std::string nameOf(const TraceEvent &Of, KernelNames &Names) const;
  void nameTracks();
  void straighten();
  void nest();

  std::map<std::pair<TraceTrack::Kind, uint64_t>, uint32_t> TrackIndex;
  // Ids of texts, which may come later.
  std::map<uint64_t, uint64_t> ThreadNames, StreamNames;
  std::map<unsigned, std::pair<uint64_t, uint64_t>> Devices;
  std::map<std::pair<uint64_t, uint64_t>, uint64_t> Categories;
  std::map<uint64_t, Record> Streams;
};
} // namespace lorcha

bool TraceReader::read(StringRef Bytes) {
  FileHeader Header;
  if (Bytes.size() < ChunkBytes)
    return false;
  std::memcpy(&Header, Bytes.data(), sizeof(Header));
  if (std::memcmp(Header.Magic, Magic, sizeof(Magic)) != 0 || Header.Version != Version)
    return false;
  Result.Number = Header.Process;
  Result.Dropped = Header.Dropped;
  Header.Program[sizeof(Header.Program) - 1] = 0;
  Result.Program = Header.Program;
  First = Last = Header.Start;
  constexpr uint32_t PerChunk = ChunkBytes / RecordBytes;
  for (uint64_t At = ChunkBytes; At + ChunkBytes <= Bytes.size(); At += ChunkBytes)
    readChunk(Bytes.substr(At, ChunkBytes), static_cast<uint32_t>(At / ChunkBytes * PerChunk));
  return true;
}

void TraceReader::readChunk(StringRef Chunk, uint32_t FirstId) {
  ChunkHeader Header;
  std::memcpy(&Header, Chunk.data(), sizeof(Header));
  const size_t Used = std::min<size_t>(Header.Used, ChunkBytes);
  for (size_t At = RecordBytes; At + RecordBytes <= Used; At += RecordBytes) {
    Record Each;
    std::memcpy(&Each, Chunk.data() + At, sizeof(Each));
    const auto Id = static_cast<uint32_t>(FirstId + At / RecordBytes);
    if (Each.What != Kind::Text) {
      take(Each, Id);
      continue;
    }
    const uint64_t Length = std::min<uint64_t>(Each.Values[0], Used - At - RecordBytes);
    Result.Texts[Each.Name] = Chunk.substr(At + RecordBytes, Length).str();
    At += (Length + RecordBytes - 1) / RecordBytes * RecordBytes;
  }
}

void TraceReader::take(const Record &Each, uint32_t Id) {
  First = std::min(First, Each.Begin);
  Last = std::max({Last, Each.Begin, Each.End});
  switch (Each.What) {
  case Kind::Stream:
    if (Each.Name)
      StreamNames[Each.Stream] = Each.Name;
    Streams.insert({Each.Stream, Each});
    return;
  case Kind::Device:
    Devices[Each.Device] = {Each.Name, Each.Values[0]};
    return;
  case Kind::Thread:
    ThreadNames[Each.Thread] = Each.Name;
    return;
  case Kind::Category:
    Categories[{Each.Values[1], Each.Values[0]}] = Each.Name;
    return;
  case Kind::Memory:
    Result.Memory.push_back({Each.Begin, Each.Device, Each.Values[0]});
    return;
  case Kind::Call:
  case Kind::Kernel:
  case Kind::Copy:
  case Kind::Fill:
  case Kind::HostWork:
  case Kind::Graph:
  case Kind::EventMark:
  case Kind::Mark:
  case Kind::Range: {
    TraceEvent New;
    New.Raw = Each;
    New.Id = Id;
    New.Track = trackOf(Each);
    New.IsUnfinished = Each.End < Each.Begin;
    Result.Events.push_back(std::move(New));
    return;
  }
  case Kind::None:
  case Kind::Text:
    return;
  }
}

uint32_t TraceReader::trackOf(const Record &Of) {
  bool IsOfThread = Of.What == Kind::Call || Of.What == Kind::Mark || Of.What == Kind::Range;
  bool IsFree = Of.What == Kind::Range && (Of.Detail & 0xF);
  auto What = IsFree                     ? TraceTrack::Kind::Ranges
              : IsOfThread || !Of.Stream ? TraceTrack::Kind::Thread
                                         : TraceTrack::Kind::Stream;
  const uint64_t Number = IsFree ? Of.Range.Domain : What == TraceTrack::Kind::Thread ? Of.Thread : Of.Stream;
  auto [Place, IsNew] = TrackIndex.insert({{What, Number}, static_cast<uint32_t>(Result.Tracks.size())});
  if (IsNew)
    Result.Tracks.push_back({What, Number, What == TraceTrack::Kind::Stream ? Of.Device : 0u, ""});
  return Place->second;
}

std::string TraceReader::nameOf(const TraceEvent &Of, KernelNames &Names) const {
  static constexpr StringRef Ours = "lorcha", Theirs = "cuda"; // programs call the API by the other name
  const StringRef Text = Result.text(Of.Raw.Name);
  switch (Of.kind()) {
  case Kind::Call:
    return Text.starts_with(Ours) ? (Theirs + Text.drop_front(Ours.size())).str() : Text.str();
  case Kind::Kernel:
    return Names.find(Text);
  case Kind::Copy:
    return ("copy " + directionOf(Of)).str();
  case Kind::Fill:
    return "fill";
  case Kind::HostWork:
    return "host function";
  case Kind::Graph:
    return "graph";
  case Kind::EventMark:
    return "event";
  default:
    return Text.str();
  }
}

void TraceReader::nameTracks() {
  for (const auto &[Number, Ids] : Devices)
    Result.Devices[Number] = {Result.text(Ids.first).str(), Result.text(Ids.second).str()};
  for (const auto &[Key, Name] : Categories)
    Result.Categories[Key] = Result.text(Name).str();
  for (TraceTrack &Each : Result.Tracks) {
    if (Each.What == TraceTrack::Kind::Thread) {
      auto Named = ThreadNames.find(Each.Number);
      Each.Name = fmt::format("thread {}", Each.Number);
      if (Named != ThreadNames.end())
        Each.Name += fmt::format(" {}", Result.text(Named->second));
    } else if (Each.What == TraceTrack::Kind::Ranges) {
      Each.Name =
          fmt::format("ranges{}{}", Each.Number ? " of " : "", Each.Number ? Result.text(Each.Number) : "");
    } else {
      auto Known = Streams.find(Each.Number);
      const bool IsDefault = Known != Streams.end() && Known->second.Detail == uint8_t(StreamKind::Legacy);
      Each.Name = IsDefault ? "default stream" : fmt::format("stream {}", Each.Number);
      if (auto Named = StreamNames.find(Each.Number); Named != StreamNames.end())
        Each.Name += fmt::format(" {}", Result.text(Named->second));
    }
  }
}

/// Work of a stream comes one after the other. What seems to begin before its predecessor's end by less than
/// the error of setting two clocks against each other does not.
void TraceReader::straighten() {
  constexpr uint64_t ClockError = 20000;
  auto IsWork = [](const TraceEvent &Each) {
    return Each.kind() == Kind::Kernel || Each.kind() == Kind::Copy || Each.kind() == Kind::Fill;
  };
  const TraceEvent *Before = nullptr;
  for (TraceEvent &Each : Result.Events) {
    if (!IsWork(Each) || Result.Tracks[Each.Track].What != TraceTrack::Kind::Stream)
      continue;
    const bool Overlaps = Before && Before->Track == Each.Track && Each.Begin < Before->End;
    if (Overlaps && Before->End - Each.Begin < ClockError && !Before->IsUnfinished) {
      Each.Begin = Before->End;
      Each.End = std::max(Each.End, Each.Begin);
    }
    Before = &Each;
  }
}

/// Sorts, and finds out what is inside what.
void TraceReader::nest() {
  // Threads first, then streams device by device; each in the order in which they began.
  std::vector<uint32_t> Order(Result.Tracks.size()), NewIndex(Result.Tracks.size());
  for (uint32_t I = 0; I < Order.size(); ++I)
    Order[I] = I;
  std::stable_sort(Order.begin(), Order.end(), [&](uint32_t A, uint32_t B) {
    const TraceTrack &Left = Result.Tracks[A], &Right = Result.Tracks[B];
    return std::make_pair(Left.What, Left.Device) < std::make_pair(Right.What, Right.Device);
  });
  std::vector<TraceTrack> Sorted;
  for (uint32_t I = 0; I < Order.size(); ++I) {
    NewIndex[Order[I]] = I;
    Sorted.push_back(std::move(Result.Tracks[Order[I]]));
  }
  Result.Tracks = std::move(Sorted);
  for (TraceEvent &Each : Result.Events)
    Each.Track = NewIndex[Each.Track];
  std::stable_sort(Result.Events.begin(), Result.Events.end(), [](const TraceEvent &A, const TraceEvent &B) {
    return std::make_tuple(A.Track, A.Begin, UINT64_MAX - A.End) <
           std::make_tuple(B.Track, B.Begin, UINT64_MAX - B.End);
  });
  straighten();
  std::vector<uint64_t> Open; // ends
  for (size_t I = 0; I < Result.Events.size(); ++I) {
    TraceEvent &Each = Result.Events[I];
    if (I && Result.Events[I - 1].Track != Each.Track)
      Open.clear();
    // A row is free again when what it holds is over.
    size_t Row = 0;
    while (Row < Open.size() && Open[Row] > Each.Begin)
      ++Row;
    Each.Depth = static_cast<uint32_t>(Row);
    if (Row == Open.size())
      Open.push_back(0);
    Open[Row] = std::max(Each.End, Each.Begin + 1);
    if (Each.kind() == Kind::Call)
      Result.CallIndex[Each.Id] = I;
  }
}

void TraceReader::finish(KernelNames &Names) {
  for (TraceEvent &Each : Result.Events) {
    Each.Begin = Each.Raw.Begin - First;
    Each.End = (Each.IsUnfinished ? std::max(Last, Each.Raw.Begin) : Each.Raw.End) - First;
    Each.Name = nameOf(Each, Names);
  }
  for (MemoryLevel &Each : Result.Memory)
    Each.Time -= First;
  llvm::stable_sort(Result.Memory,
                    [](const MemoryLevel &A, const MemoryLevel &B) { return A.Time < B.Time; });
  nameTracks();
  nest();
}

llvm::Expected<Trace> lorcha::readTrace(StringRef Folder) {
  std::vector<TraceReader> All;
  std::error_code Code;
  uint64_t First = UINT64_MAX;
  for (llvm::sys::fs::directory_iterator Each(Folder, Code), End; Each != End && !Code;
       Each.increment(Code)) {
    if (!StringRef(Each->path()).ends_with(FileSuffix))
      continue;
    auto Bytes =
        llvm::MemoryBuffer::getFile(Each->path(), /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!Bytes)
      return cannotRead(Each->path(), Bytes.getError());
    TraceReader New;
    if (!New.read((*Bytes)->getBuffer()))
      continue;
    First = std::min(First, New.First);
    All.push_back(std::move(New));
  }
  if (Code)
    return cannotRead(Folder, Code);
  llvm::stable_sort(All, [](const TraceReader &A, const TraceReader &B) { return A.First < B.First; });
  Trace Result;
  KernelNames Names;
  for (TraceReader &Each : All) {
    Result.Length = std::max(Result.Length, Each.Last - First);
    Each.First = First;
    Each.finish(Names);
    Result.Processes.push_back(std::move(Each.Result));
  }
  return std::move(Result);
}
