// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of the CPU device: the host's own. Big copies and fills use several cores.
#include "backends/cpu/Device.h"
#include "backends/cpu/Faults.h"
#include "backends/cpu/Sanitizers.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace lorcha::runtime::cpu {

static constexpr size_t Alignment = 256, HugePageBytes = 2 << 20, BigBytes = 2 * HugePageBytes,
                        PageBytes = SharedMemory::PageBytes;
/// From this size on one core does not fill the memory bus.
static constexpr size_t ParallelBytes = 8 << 20, PieceBytes = 1 << 20;

/// Where the next memory of a device begins in its first page: elsewhere than the last one, or arrays that a
/// kernel uses together would compete for the same lines of the caches.
static size_t nextShift() {
  static std::atomic<size_t> Next{0};
  return Next.fetch_add(Alignment, std::memory_order_relaxed) % PageBytes;
}

/// Big blocks begin at these places of a page, in turns: arrays that all begin where a page does are read and
/// written at addresses with the same last twelve bits, and a load waits for a store before it that has the
/// same. No two of the places are a multiple of a kibibyte apart, as rows of arrays often are.
static constexpr size_t BigPlaces = 4, BigPlaceBytes = PageBytes / BigPlaces + Alignment;

/// In huge pages, if the system likes; in pages of its own.
static void *allocateBig(size_t Bytes) {
  static std::atomic<size_t> Next{0};
  size_t Shift = Next.fetch_add(1, std::memory_order_relaxed) % BigPlaces * BigPlaceBytes;
  size_t Whole = SharedMemory::roundedUp(Shift + Bytes);
  void *Pages = nullptr;
  if (Whole < Bytes || posix_memalign(&Pages, HugePageBytes, Whole) != 0)
    return nullptr;
  madvise(Pages, Whole, MADV_HUGEPAGE);
  auto *Begin = static_cast<char *>(Pages) + Shift;
  forbid(Pages, Shift);
  forbid(Begin + Bytes, Whole - Shift - Bytes);
  return Begin;
}

void *CpuDevice::allocate(MemoryKind Kind, size_t Bytes) {
  if (Facts.IsGuarded)
    return guardedMemory().allocate(Bytes);
  // Memory of a device can be shared (Sharing.cpp): it has its pages to itself, or only its like in them.
  bool IsShareable = Kind == MemoryKind::Device;
  if (IsShareable && Bytes <= SmallMemory::LargestBytes)
    return Small.allocate(Bytes);
  if (Bytes >= BigBytes)
    return allocateBig(Bytes);
  if (!IsShareable) {
    void *Memory = nullptr;
    return posix_memalign(&Memory, Alignment, Bytes) == 0 ? Memory : nullptr;
  }
  size_t Shift = nextShift(), Whole = SharedMemory::roundedUp(Bytes + PageBytes - Alignment);
  auto *Pages = static_cast<char *>(Middle.allocate(Whole));
  if (!Pages)
    return nullptr;
  forbid(Pages, Shift);
  forbid(Pages + Shift + Bytes, Whole - Shift - Bytes);
  return Pages + Shift;
}

Status CpuDevice::release(MemoryKind Kind, void *Memory, size_t Bytes) {
  if (Facts.IsGuarded) {
    guardedMemory().release(Memory);
    return Status::Success;
  }
  bool IsShareable = Kind == MemoryKind::Device;
  if (IsShareable && Bytes <= SmallMemory::LargestBytes) {
    Small.release(Memory, Bytes);
    return Status::Success;
  }
  if (IsShareable || Bytes >= BigBytes)
    Memory = reinterpret_cast<void *>(reinterpret_cast<uintptr_t>(Memory) & ~(PageBytes - 1));
  if (HasShared.load(std::memory_order_acquire) && !unshare(Memory))
    return Status::OutOfMemory; // the addresses are lost
  if (IsShareable && Bytes < BigBytes)
    Middle.release(Memory, SharedMemory::roundedUp(Bytes + PageBytes - Alignment));
  else
    std::free(Memory);
  return Status::Success;
}

size_t CpuDevice::freeMemory() const {
  return static_cast<size_t>(sysconf(_SC_AVPHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

Status CpuDevice::locateVariable(const void *Symbol, VariablePlace &Result) {
  Result = {const_cast<void *>(Symbol), 0}; // kernels use the program's own variable
  return Status::Success;
}

/// Calls Body(offset, bytes) for pieces that cover [0, Bytes), on several cores if that pays.
template <class BodyT> static void inPieces(Workers &Helpers, size_t Bytes, BodyT Body) {
  if (Bytes < ParallelBytes) {
    Body(size_t(0), Bytes);
    return;
  }
  size_t Pieces = (Bytes + PieceBytes - 1) / PieceBytes;
  Helpers.run(Pieces, [&](size_t Piece) {
    size_t Begin = Piece * PieceBytes;
    Body(Begin, std::min(PieceBytes, Bytes - Begin));
  });
}

/// memcpy past the caches, for pieces of what is larger than they are: a third of the traffic is saved,
/// because lines that are written whole are not read first.
static void copyPastCaches(char *To, const char *From, size_t Bytes) {
#if defined(__SSE2__)
  constexpr size_t LineBytes = 64;
  size_t Head = std::min((LineBytes - reinterpret_cast<uintptr_t>(To) % LineBytes) % LineBytes, Bytes);
  std::memcpy(To, From, Head);
  size_t Place = Head;
  for (; Bytes - Place >= LineBytes; Place += LineBytes) {
    const auto *Source = reinterpret_cast<const __m128i *>(From + Place);
    auto *Target = reinterpret_cast<__m128i *>(To + Place);
    __m128i Parts[4];
    for (int I = 0; I < 4; ++I)
      Parts[I] = _mm_loadu_si128(Source + I);
    for (int I = 0; I < 4; ++I)
      _mm_stream_si128(Target + I, Parts[I]);
  }
  _mm_sfence();
  std::memcpy(To + Place, From + Place, Bytes - Place);
#else
  std::memcpy(To, From, Bytes);
#endif
}

static bool overlaps(const char *A, const char *B, size_t Bytes) { return A < B + Bytes && B < A + Bytes; }

Status CpuDevice::copy(BackendQueue *, const CopyRequest &Request) {
  auto *To = static_cast<char *>(Request.To);
  auto *From = static_cast<const char *>(Request.From);
  if (Request.Height * Request.Depth == 1) {
    if (overlaps(To, From, Request.Width))
      std::memmove(To, From, Request.Width);
    else if (Request.Width < ParallelBytes)
      std::memcpy(To, From, Request.Width);
    else
      inPieces(Helpers, Request.Width,
               [&](size_t Offset, size_t Bytes) { copyPastCaches(To + Offset, From + Offset, Bytes); });
    return Status::Success;
  }
  for (size_t Z = 0; Z < Request.Depth; ++Z)
    for (size_t Y = 0; Y < Request.Height; ++Y)
      std::memmove(To + Z * Request.ToSlice + Y * Request.ToPitch,
                   From + Z * Request.FromSlice + Y * Request.FromPitch, Request.Width);
  return Status::Success;
}

static void fillRow(char *Row, size_t Bytes, uint32_t Value, unsigned ElementBytes) {
  if (ElementBytes == 1) {
    std::memset(Row, static_cast<int>(Value & 0xff), Bytes);
    return;
  }
  for (size_t Offset = 0; Offset < Bytes; Offset += ElementBytes)
    std::memcpy(Row + Offset, &Value, ElementBytes); // little-endian: the low bytes come first
}

Status CpuDevice::fill(BackendQueue *, const FillRequest &Request) {
  auto *To = static_cast<char *>(Request.To);
  if (Request.Height * Request.Depth == 1) {
    inPieces(Helpers, Request.Width, [&](size_t Offset, size_t Bytes) {
      fillRow(To + Offset, Bytes, Request.Value, Request.ElementBytes);
    });
    return Status::Success;
  }
  for (size_t Z = 0; Z < Request.Depth; ++Z)
    for (size_t Y = 0; Y < Request.Height; ++Y)
      fillRow(To + Z * Request.Slice + Y * Request.Pitch, Request.Width, Request.Value, Request.ElementBytes);
  return Status::Success;
}

} // namespace lorcha::runtime::cpu
