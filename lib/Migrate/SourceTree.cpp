// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists a tree's files.
#include "lorcha/Migrate/SourceTree.h"
#include "lorcha/Migrate/Kinds.h"
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

bool SourceTree::scan(const std::string &Folder, const std::string &ExcludedPath, Reporter &Report) {
  llvm::SmallString<256> Real;
  if (std::error_code Code = llvm::sys::fs::real_path(Folder, Real)) {
    Report.report(DiagId::CannotReadFile, Folder, Code.message());
    return false;
  }
  Root = std::string(Real);
  Excluded = ExcludedPath;
  return scanFolder("", Report);
}

bool SourceTree::scanFolder(const std::string &Folder, Reporter &Report) {
  const std::string Full = Folder.empty() ? Root : Root + "/" + Folder;
  DIR *Stream = opendir(Full.c_str());
  if (!Stream) {
    Report.report(DiagId::CannotReadFile, Full, std::string(strerror(errno)));
    return false;
  }
  std::vector<std::string> Names;
  while (const dirent *Each = readdir(Stream))
    if (llvm::StringRef Name = Each->d_name; Name != "." && Name != "..")
      Names.push_back(Name.str());
  closedir(Stream);
  llvm::sort(Names);
  for (const std::string &Name : Names)
    addEntry(Folder.empty() ? Name : Folder + "/" + Name, Report);
  return true;
}

void SourceTree::addEntry(const std::string &Path, Reporter &Report) {
  const std::string Full = absolute(Path);
  struct stat Status;
  if (Full == Excluded || lstat(Full.c_str(), &Status) != 0)
    return;
  if (S_ISDIR(Status.st_mode)) {
    if (!llvm::is_contained({".git", ".hg", ".svn", StateFolder.data()}, path::filename(Path)))
      scanFolder(Path, Report);
    return;
  }
  SourceEntry Entry;
  if (S_ISLNK(Status.st_mode)) {
    struct stat Target;
    // A source that is reached by a link is translated in its own place; everything else stays a link.
    if (stat(Full.c_str(), &Target) != 0 || !S_ISREG(Target.st_mode) || !isTranslatable(Path)) {
      llvm::SmallVector<char, 256> Buffer(4096);
      const ssize_t Length = readlink(Full.c_str(), Buffer.data(), Buffer.size());
      Entry.LinkTarget = std::string(Buffer.data(), std::max<ssize_t>(Length, 0));
    } else {
      Status = Target;
    }
  } else if (!S_ISREG(Status.st_mode)) {
    return; // sockets and pipes are no part of a program's source
  }
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
