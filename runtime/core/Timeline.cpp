// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How records get into a thread's chunk, and what is in them.
#include "core/Timeline.h"
#include "core/Device.h"
#include "core/Runtime.h"
#include "core/TimelineFile.h"
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lorcha::runtime::timeline {

namespace {
/// What a host thread has of its own. Made at its first record.
struct ThreadTimeline {
  ChunkHeader *Chunk = nullptr;
  uint32_t Number = 0; ///< of the chunk
  uint32_t Thread = 0;
  unsigned Generation = 0;
  uint32_t Call = 0, Stream = 0;
  uint16_t Device = 0;
  std::vector<Record *> Pushed;
  static constexpr size_t KnownCount = 256;
  uint64_t Known[KnownCount] = {}; ///< ids of texts that are written, each at the place that its hash says

  /// So many free slots behind each other; null if there is no room.
  Record *room(size_t Slots);
  void publish(size_t Slots) {
    __atomic_store_n(&Chunk->Used, Chunk->Used + Slots * RecordBytes, __ATOMIC_RELEASE);
  }
  bool isKnown(uint64_t Id) {
    uint64_t &Place = Known[(Id * 0x9E3779B97F4A7C15u) >> 56];
    bool Result = Place == Id;
    Place = Id;
    return Result;
  }
  void beginProcess();
};

/// Ends the thread's part.
struct ThreadEnd {
  ~ThreadEnd();
};
} // namespace

static std::atomic<bool> IsPaused{false};
static std::atomic<int> UnderWay{0};

static thread_local ThreadTimeline *Own __attribute__((tls_model("initial-exec"))) = nullptr;

/// The thread or, behind a fork, the process is new.
void ThreadTimeline::beginProcess() {
  Generation = File::get().generation();
  Chunk = nullptr;
  Thread = static_cast<uint32_t>(syscall(SYS_gettid));
  Call = 0;
  Pushed.clear();
  std::memset(Known, 0, sizeof(Known));
  char Name[32];
  if (pthread_getname_np(pthread_self(), Name, sizeof(Name)) == 0)
    nameThread(Thread, Name);
}

static ThreadTimeline &mine() {
  if (!Own) {
    static thread_local ThreadEnd End;
    (void)&End;
    Own = new ThreadTimeline;
    Own->beginProcess();
  } else if (Own->Generation != File::get().generation()) {
    Own->beginProcess();
  }
  return *Own;
}

ThreadEnd::~ThreadEnd() {
  if (Own && Own->Chunk && Own->Generation == File::get().generation())
    File::get().giveBack(Own->Chunk, Own->Number);
  delete Own;
  Own = nullptr;
}

Record *ThreadTimeline::room(size_t Slots) {
  size_t Bytes = Slots * RecordBytes;
  while (!Chunk || Chunk->Used + Bytes > ChunkBytes)
    if (Chunk = File::get().take(Number); !Chunk) {
      File::get().noteDropped();
      return nullptr;
    }
  return reinterpret_cast<Record *>(reinterpret_cast<char *>(Chunk) + Chunk->Used);
}

static uint32_t numberOf(const ThreadTimeline &Of, const Record *Here) {
  auto Offset =
      static_cast<size_t>(reinterpret_cast<const char *>(Here) - reinterpret_cast<const char *>(Of.Chunk));
  return static_cast<uint32_t>((uint64_t(Of.Number) * ChunkBytes + Offset) / RecordBytes);
}

static Record *add(ThreadTimeline &Here, Kind What, uint64_t Name, bool IsInstant) {
  Record *New = Here.room(1);
  if (!New)
    return nullptr;
  *New = {};
  New->Begin = nowNanoseconds();
  New->End = IsInstant ? New->Begin : 0;
  New->Name = Name;
  New->Thread = Here.Thread;
  New->Stream = Here.Stream;
  New->Call = Here.Call;
  New->Device = Here.Device;
  New->What = What;
  return New;
}

Record *begin(Kind What, uint64_t Name) {
  if (IsPaused.load(std::memory_order_relaxed))
    return nullptr;
  ThreadTimeline &Here = mine();
  Record *New = add(Here, What, Name, /*IsInstant=*/false);
  if (New)
    Here.publish(1);
  return New;
}

Record *note(Kind What, uint64_t Name) {
  ThreadTimeline &Here = mine();
  Record *New = add(Here, What, Name, /*IsInstant=*/true);
  if (New)
    Here.publish(1);
  return New;
}

static void write(ThreadTimeline &Here, uint64_t Id, std::string_view Text) {
  constexpr size_t Longest = 4096;
  Text = Text.substr(0, Longest);
  size_t Slots = 1 + (Text.size() + RecordBytes - 1) / RecordBytes;
  if (!Here.room(Slots))
    return;
  Record *New = add(Here, Kind::Text, Id, /*IsInstant=*/true);
  New->Values[0] = Text.size();
  std::memcpy(New + 1, Text.data(), Text.size());
  Here.publish(Slots);
}

uint64_t constantText(const char *Text) {
  auto Id = reinterpret_cast<uint64_t>(Text);
  ThreadTimeline &Here = mine();
  if (!Here.isKnown(Id))
    write(Here, Id, Text);
  return Id;
}

uint64_t text(std::string_view Text) {
  uint64_t Id = 0xCBF29CE484222325u; // FNV-1a
  for (unsigned char Each : Text)
    Id = (Id ^ Each) * 0x100000001B3u;
  Id |= uint64_t(1) << 63; // no address
  ThreadTimeline &Here = mine();
  if (!Here.isKnown(Id))
    write(Here, Id, Text);
  return Id;
}

Record *beginCall(const char *Name) {
  Record *New = begin(Kind::Call, constantText(Name));
  if (New && !New->Call) // a call in a call belongs to the outer one
    Own->Call = numberOf(*Own, New);
  return New;
}

void endCall(Record *Of, int Code) {
  if (!Of)
    return;
  Of->Values[0] = static_cast<uint64_t>(Code);
  end(Of);
  Own->Call = Of->Call;
}

uint32_t currentCall() { return Own ? Own->Call : 0; }

InStream::InStream(const Stream &On, uint32_t Call) {
  ThreadTimeline &Here = mine();
  CallBefore = std::exchange(Here.Call, Call);
  StreamBefore = std::exchange(Here.Stream, static_cast<uint32_t>(On.id()));
  DeviceBefore = std::exchange(Here.Device, static_cast<uint16_t>(On.device().ordinal()));
}

InStream::~InStream() {
  Own->Call = CallBefore;
  Own->Stream = StreamBefore;
  Own->Device = DeviceBefore;
}

/// The kernel's name, and where its stub is: instantiations of one template have different ones.
static uint64_t kernelText(const LaunchRequest &Request) {
  auto Id = reinterpret_cast<uint64_t>(Request.Stub);
  ThreadTimeline &Here = mine();
  if (Here.isKnown(Id))
    return Id;
  Dl_info Place;
  std::string Module;
  if (dladdr(Request.Stub, &Place) && Place.dli_fname)
    Module = Place.dli_fname;
  if (!Module.empty() && Module.front() != '/') // the program itself, as it was called
    Module = executablePath();
  write(Here, Id,
        fmt::format("{}\n{}\n{:x}", Request.Kernel->Info->Name, Module,
                    Module.empty() ? 0 : Id - reinterpret_cast<uint64_t>(Place.dli_fbase)));
  return Id;
}

Record *beginKernel(const LaunchRequest &Request, bool IsAsynchronous) {
  Record *New = begin(Kind::Kernel, kernelText(Request));
  if (!New)
    return nullptr;
  New->Detail = IsAsynchronous ? OpenClForm : static_cast<uint8_t>(Request.Kernel->Info->Form);
  const dim3 &Grid = Request.Grid, &Block = Request.Block;
  New->Launch = {
      {Grid.x, Grid.y, Grid.z},
      {static_cast<uint16_t>(Block.x), static_cast<uint16_t>(Block.y), static_cast<uint16_t>(Block.z)},
      Request.Cooperative,
      static_cast<uint32_t>(Request.SharedBytes)};
  return New;
}

static bool isOnDevice(const void *Address) {
  std::optional<Allocation> Known = Runtime::get().Memory.find(Address);
  return Known && Known->From != Allocation::Origin::Pinned && Known->From != Allocation::Origin::Registered;
}

Record *beginCopy(const CopyRequest &Request) {
  Record *New = begin(Kind::Copy, 0);
  if (!New)
    return nullptr;
  bool To = isOnDevice(Request.To), From = isOnDevice(Request.From);
  CopyKind Direction = To     ? From ? CopyKind::DeviceToDevice : CopyKind::HostToDevice
                       : From ? CopyKind::DeviceToHost
                              : CopyKind::HostToHost;
  New->Detail = static_cast<uint8_t>(Direction);
  New->Values[0] = Request.Width * Request.Height * Request.Depth;
  return New;
}

Record *beginFill(const FillRequest &Request) {
  Record *New = begin(Kind::Fill, 0);
  if (New)
    New->Values[0] = Request.Width * Request.Height * Request.Depth;
  return New;
}

void noteDevice(const Device &New) {
  uint64_t Backend = text(New.facts().BackendName);
  if (Record *Made = note(Kind::Device, text(New.facts().Name))) {
    Made->Device = static_cast<uint16_t>(New.ordinal());
    Made->Values[0] = Backend;
  }
}

static Record *noteAbout(const Stream &On, uint64_t Name) {
  Record *Made = note(Kind::Stream, Name);
  if (!Made)
    return nullptr;
  Made->Stream = static_cast<uint32_t>(On.id());
  Made->Device = static_cast<uint16_t>(On.device().ordinal());
  Made->Detail = static_cast<uint8_t>(On.kind());
  Made->Values[0] = static_cast<uint64_t>(On.priority());
  return Made;
}

void noteStream(const Stream &New) { (void)noteAbout(New, 0); }
void nameStream(const Stream &On, std::string_view Name) { (void)noteAbout(On, text(Name)); }

void noteMemory(const Device &On, size_t Bytes) {
  if (IsPaused.load(std::memory_order_relaxed))
    return;
  if (Record *Made = note(Kind::Memory, 0)) {
    Made->Device = static_cast<uint16_t>(On.ordinal());
    Made->Values[0] = Bytes;
  }
}

void nameThread(uint32_t Thread, std::string_view Name) {
  if (Record *Made = note(Kind::Thread, text(Name)))
    Made->Thread = Thread;
}

void noteEvent(const Stream &On, const void *Event) {
  if (IsPaused.load(std::memory_order_relaxed) || On.device().facts().Asynchronous)
    return;
  if (Record *Made = note(Kind::EventMark, 0)) {
    Made->Stream = static_cast<uint32_t>(On.id());
    Made->Device = static_cast<uint16_t>(On.device().ordinal());
    Made->Values[0] = reinterpret_cast<uint64_t>(Event);
  }
}

void countUnderWay(int Change) { UnderWay.fetch_add(Change, std::memory_order_acq_rel); }
bool isAnyUnderWay() { return UnderWay.load(std::memory_order_acquire) > 0; }

void pause(bool Value) { IsPaused.store(Value, std::memory_order_relaxed); }

uint64_t idOf(const Record *Of) { return Of ? numberOf(*Own, Of) : 0; }

void endRange(uint64_t Id) {
  Record *Of = File::get().find(Id);
  if (Of && Of->What == Kind::Range && !__atomic_load_n(&Of->End, __ATOMIC_RELAXED))
    end(Of);
}

int pushRange(Record *Of) {
  std::vector<Record *> &Pushed = mine().Pushed;
  Pushed.push_back(Of);
  return static_cast<int>(Pushed.size()) - 1;
}

int popRange() {
  std::vector<Record *> &Pushed = mine().Pushed;
  if (Pushed.empty())
    return -1;
  end(Pushed.back());
  Pushed.pop_back();
  return static_cast<int>(Pushed.size());
}

/// The file is there from the start, so that it can be told that a program was made with Lorcha.
static const bool IsPrepared = [] {
  const char *Folder = std::getenv("LORCHA_TRACE"); // Log.cpp may not have begun yet
  if (!Folder || !*Folder)
    return false;
  const char *Start = std::getenv("LORCHA_TRACE_START");
  if (Start && std::string_view(Start) == "off")
    pause(true);
  (void)File::get();
  return true;
}();

} // namespace lorcha::runtime::timeline
