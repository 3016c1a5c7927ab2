// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Deletes old files. Processes need not agree on who does it: they begin with the same ones.
#include "backends/opencl/CacheLimit.h"
#include "core/Flag.h"
#include "core/Log.h"
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace lorcha::runtime::opencl {

static constexpr uint64_t DefaultLimit = uint64_t(1) << 30;
static constexpr time_t Hour = 3600;

/// The number that the text is, or nothing.
static bool parseSize(const char *Text, uint64_t &Bytes) {
  char *End = nullptr;
  Bytes = std::strtoull(Text, &End, 10);
  if (End == Text || *Text == '-')
    return false;
  static constexpr char Units[] = {'K', 'M', 'G', 'T'};
  for (unsigned I = 0; I < sizeof(Units); ++I)
    if (*End == Units[I] || *End == Units[I] + ('a' - 'A')) {
      Bytes <<= 10 * (I + 1);
      ++End;
      break;
    }
  return *End == '\0';
}

uint64_t cacheLimit() {
  const char *Text = std::getenv("LORCHA_CACHE_SIZE");
  uint64_t Bytes = DefaultLimit;
  if (Text && *Text && !parseSize(Text, Bytes)) {
    warn("LORCHA_CACHE_SIZE is '{}', not a number of bytes such as 500M; 1G is used", Text);
    Bytes = DefaultLimit;
  }
  return Bytes;
}

void noteUse(int File, time_t Modified) {
  if (std::time(nullptr) - Modified > Hour)
    futimens(File, nullptr); // who may not write there uses it all the same
}

namespace {
struct CachedFile {
  timespec Used;
  uint64_t Bytes;
  std::string Name;
};
} // namespace

static bool endsIn(const std::string &Name, const std::string &Ending) {
  return Name.size() >= Ending.size() &&
         Name.compare(Name.size() - Ending.size(), Ending.size(), Ending) == 0;
}

/// The binaries of the folder; deletes drafts of writers that cannot be alive any more.
static std::vector<CachedFile> listFiles(DIR *Folder) {
  std::vector<CachedFile> Files;
  time_t Now = std::time(nullptr);
  while (const dirent *Entry = readdir(Folder)) {
    struct stat About;
    std::string Name = Entry->d_name;
    if (fstatat(dirfd(Folder), Entry->d_name, &About, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(About.st_mode))
      continue;
    if (endsIn(Name, ".bin"))
      Files.push_back({About.st_mtim, static_cast<uint64_t>(About.st_size), Name});
    else if (Name[0] == '.' && Now - About.st_mtime > Hour)
      unlinkat(dirfd(Folder), Entry->d_name, 0);
  }
  return Files;
}

static void deleteOldest(const std::string &Path, uint64_t Limit) {
  std::unique_ptr<DIR, int (*)(DIR *)> Folder(opendir(Path.c_str()), closedir);
  if (!Folder)
    return;
  std::vector<CachedFile> Files = listFiles(Folder.get());
  uint64_t Total = 0;
  for (const CachedFile &Each : Files)
    Total += Each.Bytes;
  if (Total <= Limit)
    return;
  std::sort(Files.begin(), Files.end(), [](const CachedFile &A, const CachedFile &B) {
    return A.Used.tv_sec != B.Used.tv_sec ? A.Used.tv_sec < B.Used.tv_sec : A.Used.tv_nsec < B.Used.tv_nsec;
  });
  for (const CachedFile &Each : Files) {
    if (Total <= Limit / 4 * 3) // room for what comes next
      break;
    unlinkat(dirfd(Folder.get()), Each.Name.c_str(), 0);
    Total -= Each.Bytes;
  }
}

void noteWritten(const std::string &Folder, uint64_t Bytes) {
  static ExchangedFlag HasLooked{false};
  static std::atomic<uint64_t> Unseen{0};
  uint64_t Limit = cacheLimit();
  // Looking costs a system call for each file: once for a program, and then for each sixteenth that it adds.
  bool IsDue = Unseen.fetch_add(Bytes) + Bytes > Limit / 16 || !HasLooked.exchange(true);
  if (!Limit || !IsDue)
    return;
  Unseen = 0;
  deleteOldest(Folder, Limit);
}

} // namespace lorcha::runtime::opencl
