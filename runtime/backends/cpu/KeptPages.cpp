// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// mmap, behind a short list of blocks.
#include "backends/cpu/KeptPages.h"
#include "backends/cpu/Sanitizers.h"
#include <sys/mman.h>

namespace lorcha::runtime::cpu {

void *KeptPages::allocate(size_t Bytes) {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    for (size_t I = Kept.size(); I-- > 0;)
      if (Kept[I].Bytes == Bytes) {
        void *Pages = Kept[I].Pages;
        Kept.erase(Kept.begin() + static_cast<std::ptrdiff_t>(I));
        KeptBytes -= Bytes;
        allow(Pages, Bytes);
        return Pages;
      }
  }
  void *Pages = mmap(nullptr, Bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return Pages == MAP_FAILED ? nullptr : Pages;
}

void KeptPages::release(void *Pages, size_t Bytes) {
  std::vector<Block> Old;
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    Kept.push_back({Pages, Bytes});
    KeptBytes += Bytes;
    while (KeptBytes > MostBytes || Kept.size() > MostBlocks) {
      Old.push_back(Kept.front());
      KeptBytes -= Kept.front().Bytes;
      Kept.erase(Kept.begin());
    }
    forbid(Pages, Bytes);
  }
  for (const Block &Each : Old) {
    allow(Each.Pages, Each.Bytes); // others may get the addresses
    munmap(Each.Pages, Each.Bytes);
  }
}

void KeptPages::trim() {
  std::vector<Block> Old;
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    Old.swap(Kept);
    KeptBytes = 0;
  }
  for (const Block &Each : Old) {
    allow(Each.Pages, Each.Bytes);
    munmap(Each.Pages, Each.Bytes);
  }
}

} // namespace lorcha::runtime::cpu
