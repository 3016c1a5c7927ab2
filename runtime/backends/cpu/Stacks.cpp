// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// mmap and mprotect for fiber stacks.
#include "backends/cpu/Stacks.h"
#include "backends/cpu/Sanitizers.h"
#include <atomic>
#include <new>
#include <sys/mman.h>

namespace lorcha::runtime::cpu {

static constexpr size_t PageBytes = 4096;
#ifdef LORCHA_ASAN
static constexpr size_t MinimumBytes = 1 << 20; // frames are several times larger
#else
static constexpr size_t MinimumBytes = 256 << 10;
#endif
/// Each guard splits the mapping in two; Linux allows 65530 mappings in a process by default.
static constexpr unsigned MaxGuards = 20000;
static std::atomic<unsigned> GuardsInUse{0};

size_t usableStackBytes(size_t Wanted) {
  size_t Rounded = (Wanted + PageBytes - 1) / PageBytes * PageBytes;
  return Rounded < MinimumBytes ? MinimumBytes : Rounded;
}

StackSlab::StackSlab(unsigned Count, size_t StackBytes) : Count(Count), StackBytes(StackBytes) {
  size_t Bytes = Count * (StackBytes + PageBytes);
  void *Mapped = mmap(nullptr, Bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (Mapped == MAP_FAILED)
    throw std::bad_alloc();
  madvise(Mapped, Bytes, MADV_NOHUGEPAGE); // huge pages would commit far more than is touched
  Memory = static_cast<char *>(Mapped);
  if (GuardsInUse.fetch_add(Count, std::memory_order_relaxed) + Count > MaxGuards) {
    GuardsInUse.fetch_sub(Count, std::memory_order_relaxed);
    return;
  }
  Guards = Count;
  for (unsigned I = 0; I < Count; ++I)
    if (mprotect(bottom(I) - PageBytes, PageBytes, PROT_NONE) != 0)
      break; // the stack works without
}

StackSlab::~StackSlab() {
  if (Memory)
    munmap(Memory, Count * (StackBytes + PageBytes));
  GuardsInUse.fetch_sub(Guards, std::memory_order_relaxed);
}

char *StackSlab::bottom(unsigned Index) const {
  return Memory + Index * (StackBytes + PageBytes) + PageBytes;
}

} // namespace lorcha::runtime::cpu
