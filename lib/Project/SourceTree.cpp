// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists a tree's files.
#include "lorcha/Project/SourceTree.h"
#include "lorcha/Project/FileKinds.h"
#include "lorcha/Support/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lorcha;
namespace path = llvm::sys::path;

static FileState stateFrom(const struct stat &Status) {
  return {static_cast<uint64_t>(Status.st_size),
          static_cast<int64_t>(Status.st_mtim.tv_sec) * 1000000000 + Status.st_mtim.tv_nsec};
}

std::optional<FileState> lorcha::stateOf(const std::string &Path) {
  struct stat Status;
  if (stat(Path.c_str(), &Status) != 0)
    return std::nullopt;
  return stateFrom(Status);
}

llvm::Expected<std::string> lorcha::readText(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return llvm::createStringError(
        formatDiagnostic(DiagId::CannotReadFile, Path, Buffer.getError().message()));
  return (*Buffer)->getBuffer().str();
}

std::string lorcha::hashOf(llvm::StringRef Text) {
  llvm::XXH128_hash_t Hash = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Text));
  return llvm::utohexstr(Hash.high64, true, 16) + llvm::utohexstr(Hash.low64, true, 16);
}

llvm::Expected<SourceTree> SourceTree::open(const std::string &Folder, TreeFilter Filter) {
  SourceTree Tree;
  llvm::SmallString<256> Real;
  std::error_code Code = llvm::sys::fs::real_path(Folder, Real);
  if (!Code && access(Real.c_str(), R_OK | X_OK) != 0)
    Code = std::error_code(errno, std::generic_category());
  if (Code)
    return llvm::createStringError(formatDiagnostic(DiagId::CannotReadFile, Folder, Code.message()));
  Tree.Root = std::string(Real);
  Tree.Filter = std::move(Filter);
  return std::move(Tree);
}

bool SourceTree::isWanted(llvm::StringRef Path) const {
  const llvm::StringRef Last = path::filename(Path);
  if (llvm::is_contained({".git", ".hg", ".svn", StateFolder.data()}, Last) ||
      (Filter.OnlySources && Last.starts_with(".")))
    return false;
  return absolute(Path) != Filter.LeftOut && llvm::none_of(Filter.Patterns, [&](const auto &Pattern) {
           return Pattern.match(Path) || Pattern.match(Last);
         });
}

bool SourceTree::see(const std::string &Full) {
  struct stat Status;
  if (!Filter.FollowsLinks || stat(Full.c_str(), &Status) != 0)
    return true;
  const std::pair<uint64_t, uint64_t> Id(Status.st_dev, Status.st_ino);
  auto Place = llvm::lower_bound(Seen, Id);
  if (Place != Seen.end() && *Place == Id)
    return false;
  Seen.insert(Place, Id);
  return true;
}

void SourceTree::addFolder(const std::string &Folder) {
  const std::string Full = Folder.empty() ? Root : absolute(Folder);
  if (!see(Full))
    return;
  DIR *Stream = opendir(Full.c_str());
  if (!Stream) {
    Problems.push_back({Folder, strerror(errno)});
    return;
  }
  std::vector<std::string> Names;
  while (const dirent *Each = readdir(Stream))
    if (llvm::StringRef Name = Each->d_name; Name != "." && Name != "..")
      Names.push_back(Folder.empty() ? Name.str() : Folder + "/" + Name.str());
  closedir(Stream);
  llvm::sort(Names);
  for (const std::string &Name : Names)
    if (isWanted(Name))
      addEntry(Name, !Filter.OnlySources || isTranslatable(Name));
}

void SourceTree::add(const std::string &Path) { addEntry(Path, /*IsSource=*/true); }

void SourceTree::addEntry(const std::string &Path, bool IsSource) {
  const std::string Full = Path.empty() ? Root : absolute(Path);
  struct stat Status;
  if (lstat(Full.c_str(), &Status) != 0) {
    Problems.push_back({Path, strerror(errno)});
    return;
  }
  SourceEntry Entry;
  if (S_ISLNK(Status.st_mode)) {
    struct stat Target;
    const bool IsThere = stat(Full.c_str(), &Target) == 0;
    const int Why = errno;
    if (Filter.FollowsLinks && !IsThere && IsSource)
      Problems.push_back({Path, strerror(Why)});
    // A source that is reached by a link is translated in its own place; everything else stays a link.
    if (IsThere && (Filter.FollowsLinks || (S_ISREG(Target.st_mode) && isTranslatable(Path)))) {
      Status = Target;
    } else if (!Filter.FollowsLinks) {
      llvm::SmallVector<char, 256> Buffer(4096);
      const ssize_t Length = readlink(Full.c_str(), Buffer.data(), Buffer.size());
      Entry.LinkTarget = std::string(Buffer.data(), std::max<ssize_t>(Length, 0));
    }
  }
  if (S_ISDIR(Status.st_mode))
    return addFolder(Path);
  if (Entry.LinkTarget.empty() && !S_ISREG(Status.st_mode))
    return; // sockets and pipes are no part of a program's source
  if (!IsSource || !see(Full))
    return;
  Entry.State = stateFrom(Status);
  Entry.Mode = Status.st_mode & 07777;
  Entries.emplace(Path, std::move(Entry));
}

std::string SourceTree::relative(llvm::StringRef Name) const {
  llvm::SmallString<256> Plain(Name);
  path::remove_dots(Plain, /*remove_dot_dot=*/true);
  if (!path::is_absolute(Plain) && has(Plain))
    return std::string(Plain);
  llvm::SmallString<256> Full(Name), Real;
  llvm::sys::fs::make_absolute(Root, Full);
  if (llvm::sys::fs::real_path(Full, Real))
    return "";
  llvm::StringRef Rest = Real;
  return Rest.consume_front(Root + "/") && has(Rest) ? Rest.str() : std::string();
}
