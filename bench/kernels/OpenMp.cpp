// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Machine.h"
#include "Version.h"
#include <cstdlib>
#include <sys/mman.h>

namespace bench {
namespace {

class OpenMp final : public Version {
public:
  explicit OpenMp(const Problem &P) : Run(P.RunOpenMp) {
    for (const Array &A : P.Arrays) {
      Arrays.push_back(touched(A.Initial));
      Sizes.push_back(A.Initial.size());
    }
  }
  ~OpenMp() override {
    for (void *Memory : Arrays)
      std::free(Memory);
  }

  void launch() override { Run(Arrays.data()); }
  void wait() override {}
  std::vector<char> download(size_t ArrayNumber) override {
    const char *Begin = static_cast<const char *>(Arrays[ArrayNumber]);
    return std::vector<char>(Begin, Begin + Sizes[ArrayNumber]);
  }
  void rest() override { sendOpenMpThreadsToSleep(); }

private:
  /// A copy, in huge pages if it is large, as the runtime has it.
  static void *touched(const std::vector<char> &Initial) {
    constexpr size_t HugePage = 2 << 20;
    const bool IsBig = Initial.size() >= 2 * HugePage;
    void *Memory = nullptr;
    if (posix_memalign(&Memory, IsBig ? HugePage : 256, Initial.size()) != 0)
      std::abort();
    if (IsBig)
      madvise(Memory, Initial.size(), MADV_HUGEPAGE);
    char *Bytes = static_cast<char *>(Memory);
#pragma omp parallel for schedule(static)
    for (size_t I = 0; I < Initial.size(); ++I)
      Bytes[I] = Initial[I];
    return Memory;
  }

  void (*Run)(void *const *);
  std::vector<void *> Arrays;
  std::vector<size_t> Sizes;
};

} // namespace

std::unique_ptr<Version> makeOpenMp(const Problem &P) { return std::make_unique<OpenMp>(P); }

} // namespace bench
