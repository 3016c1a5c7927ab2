// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Room is made in the file before it is mapped, so that a full disk is an error here and no signal later.
#include "core/TimelineFile.h"
#include "core/Log.h"
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

namespace lorcha::runtime::timeline {

static constexpr size_t SegmentBytes = 4 << 20;
static constexpr size_t ChunksPerSegment = SegmentBytes / ChunkBytes;

/// LORCHA_TRACE_LIMIT, a number with K, M or G behind it, in segments.
static size_t maxSegments() {
  constexpr size_t Usual = (size_t(512) << 20) / SegmentBytes;
  const char *Text = std::getenv("LORCHA_TRACE_LIMIT");
  if (!Text || !*Text)
    return Usual;
  char *End;
  double Bytes = std::strtod(Text, &End);
  size_t Unit = *End == 'K'   ? size_t(1) << 10
                : *End == 'M' ? size_t(1) << 20
                : *End == 'G' ? size_t(1) << 30
                              : 1;
  if (End == Text || !(Bytes > 0) || (Unit > 1 ? End[1] : *End)) {
    warn("LORCHA_TRACE_LIMIT: '{}' is not a size such as 512M", Text);
    return Usual;
  }
  double Segments = Bytes * double(Unit) / double(SegmentBytes);
  return Segments < 1 ? 1 : Segments > 65536 ? 65536 : static_cast<size_t>(Segments);
}

std::string executablePath() {
  char Path[sizeof(FileHeader::Program)];
  ssize_t Length = readlink("/proc/self/exe", Path, sizeof(Path) - 1);
  return Length < 0 ? std::string() : std::string(Path, static_cast<size_t>(Length));
}

File &File::get() {
  static File *const Only = new File; // never destroyed: threads outlive main
  return *Only;
}

File::File() {
  pthread_atfork(prepareFork, afterForkInParent, afterForkInChild);
  std::lock_guard<std::mutex> Lock(Mutex);
  open();
}

bool File::open() {
  const char *Folder = std::getenv("LORCHA_TRACE");
  if (!Folder || !*Folder)
    return false;
  std::string Path;
  for (unsigned Try = 0; Try < 1000 && Descriptor < 0; ++Try) { // numbers of processes come again
    Path = fmt::format("{}/{}-{}{}", Folder, getpid(), Try, FileSuffix);
    Descriptor = ::open(Path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (Descriptor < 0 && errno != EEXIST)
      break;
  }
  if (Descriptor < 0) {
    say("LORCHA_TRACE: cannot write '{}': {}", Path, std::strerror(errno));
    IsFull = true;
    return false;
  }
  if (!addSegment())
    return false;
  auto &Header = *reinterpret_cast<FileHeader *>(Segments.front());
  Header.Version = Version;
  Header.Process = static_cast<uint32_t>(getpid());
  Header.Start = nowNanoseconds();
  executablePath().copy(Header.Program, sizeof(Header.Program) - 1);
  std::memcpy(Header.Magic, Magic, sizeof(Magic));
  Chunks = 1;
  return true;
}

void File::sayFull(int Code) {
  IsFull = true;
  say("LORCHA_TRACE: {}; nothing is recorded from here on",
      Code ? std::strerror(Code) : "the file has its largest size (LORCHA_TRACE_LIMIT)");
}

bool File::addSegment() {
  static const size_t Most = maxSegments();
  auto Offset = static_cast<off_t>(Segments.size() * SegmentBytes);
  if (Segments.size() >= Most) {
    sayFull(0);
    return false;
  }
  if (int Code = posix_fallocate(Descriptor, Offset, SegmentBytes)) {
    sayFull(Code);
    return false;
  }
  void *New =
      mmap(nullptr, SegmentBytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, Descriptor, Offset);
  if (New == MAP_FAILED) {
    sayFull(errno);
    return false;
  }
  Segments.push_back(static_cast<char *>(New));
  return true;
}

ChunkHeader *File::take(uint32_t &Number) {
  if (IsFull.load(std::memory_order_relaxed))
    return nullptr;
  std::lock_guard<std::mutex> Lock(Mutex);
  if (IsFull || (Descriptor < 0 && !open()))
    return nullptr;
  if (!Free.empty()) {
    Chunk Taken = Free.back();
    Free.pop_back();
    Number = Taken.Number;
    return Taken.Begin;
  }
  if (Chunks == Segments.size() * ChunksPerSegment && !addSegment())
    return nullptr;
  Number = Chunks++;
  char *Begin = Segments[Number / ChunksPerSegment] + Number % ChunksPerSegment * ChunkBytes;
  auto *New = reinterpret_cast<ChunkHeader *>(Begin);
  __atomic_store_n(&New->Used, RecordBytes, __ATOMIC_RELEASE);
  return New;
}

void File::giveBack(ChunkHeader *Chunk, uint32_t Number) {
  std::lock_guard<std::mutex> Lock(Mutex);
  Free.push_back({Chunk, Number});
}

void File::noteDropped() {
  if (!Segments.empty())
    __atomic_fetch_add(&reinterpret_cast<FileHeader *>(Segments.front())->Dropped, 1, __ATOMIC_RELAXED);
}

Record *File::find(uint64_t Number) {
  constexpr uint64_t PerChunk = ChunkBytes / RecordBytes;
  std::lock_guard<std::mutex> Lock(Mutex);
  uint64_t Chunk = Number / PerChunk;
  if (!Chunk || Chunk >= Chunks || Number % PerChunk == 0)
    return nullptr;
  char *Begin = Segments[Chunk / ChunksPerSegment] + Chunk % ChunksPerSegment * ChunkBytes;
  return reinterpret_cast<Record *>(Begin + Number % PerChunk * RecordBytes);
}

void File::prepareFork() { get().Mutex.lock(); }
void File::afterForkInParent() { get().Mutex.unlock(); }

/// What the child ends of what its parent has begun must not end it in the parent's file.
void File::afterForkInChild() {
  File &Mine = get();
  for (char *Each : Mine.Segments)
    mmap(Each, SegmentBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  if (Mine.Descriptor >= 0)
    ::close(Mine.Descriptor);
  Mine.Descriptor = -1;
  Mine.Segments.clear(); // the memory stays: records of the parent may be pointed to
  Mine.Free.clear();
  Mine.Chunks = 0;
  Mine.IsFull = false;
  ++Mine.Generation;
  Mine.Mutex.unlock();
}

} // namespace lorcha::runtime::timeline
