// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Driver/Cache.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/SHA256.h"

using namespace lorcha;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

std::string lorcha::hashOfTexts(llvm::ArrayRef<std::string> Texts) {
  llvm::SHA256 Hash;
  for (StringRef Text : Texts) {
    Hash.update(Text);
    Hash.update(StringRef("\0", 1));
  }
  const auto Digest = Hash.final();
  return llvm::toHex(llvm::ArrayRef(Digest.data(), 20), /*LowerCase=*/true);
}

std::string lorcha::stampOf(StringRef Path) {
  fs::file_status Status;
  if (fs::status(Path, Status))
    return "none";
  return std::to_string(Status.getSize()) + "@" +
         std::to_string(Status.getLastModificationTime().time_since_epoch().count());
}

bool lorcha::isCacheOff() { return llvm::sys::Process::GetEnv("LORCHA_CACHE_DIR") == "off"; }

std::string lorcha::cacheRoot() {
  auto Own = llvm::sys::Process::GetEnv("LORCHA_CACHE_DIR");
  if (Own && !Own->empty() && !isCacheOff()) // programs are kept in the usual place then
    return *Own;
  if (auto Directory = llvm::sys::Process::GetEnv("XDG_CACHE_HOME"); Directory && !Directory->empty())
    return *Directory + "/lorcha";
  llvm::SmallString<128> Home;
  if (!llvm::sys::path::home_directory(Home))
    llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Home);
  return (Home + "/.cache/lorcha").str();
}

/// Bytes from LORCHA_CACHE_SIZE, as the runtime reads it. 0: no limit.
static uint64_t cacheLimit() {
  constexpr uint64_t Default = uint64_t(1) << 30;
  const std::string Text = llvm::sys::Process::GetEnv("LORCHA_CACHE_SIZE").value_or("");
  StringRef Number = Text;
  const unsigned Shift = llvm::StringSwitch<unsigned>(Number.take_back(1).upper())
                             .Case("K", 10)
                             .Case("M", 20)
                             .Case("G", 30)
                             .Case("T", 40)
                             .Default(0);
  uint64_t Bytes = 0;
  return Number.drop_back(Shift ? 1 : 0).getAsInteger(10, Bytes) ? Default : Bytes << Shift;
}

namespace {
struct KeptFolder {
  llvm::sys::TimePoint<> Used;
  uint64_t Bytes = 0;
  std::string Path;
};
} // namespace

static std::vector<KeptFolder> listFolders(StringRef Root) {
  std::vector<KeptFolder> Folders;
  std::error_code Code;
  for (fs::directory_iterator Each(Root, Code), End; !Code && Each != End; Each.increment(Code)) {
    fs::file_status Status;
    if (fs::status(Each->path() + "/manifest", Status))
      continue;
    KeptFolder Folder{Status.getLastModificationTime(), 0, Each->path()};
    std::error_code Inside;
    for (fs::directory_iterator File(Each->path(), Inside); !Inside && File != End; File.increment(Inside))
      if (!fs::status(File->path(), Status))
        Folder.Bytes += Status.getSize();
    Folders.push_back(std::move(Folder));
  }
  return Folders;
}

void lorcha::limitFolders(StringRef Root, StringRef Kept) {
  const uint64_t Limit = cacheLimit();
  if (!Limit)
    return;
  std::vector<KeptFolder> Folders = listFolders(Root);
  uint64_t Total = 0;
  for (const KeptFolder &Each : Folders)
    Total += Each.Bytes;
  if (Total <= Limit)
    return;
  llvm::sort(Folders, [](const KeptFolder &A, const KeptFolder &B) { return A.Used < B.Used; });
  for (const KeptFolder &Each : Folders) {
    if (Total <= Limit / 4 * 3) // room for what comes next
      break;
    if (Each.Path == Kept)
      continue;
    fs::remove_directories(Each.Path); // a program that runs goes on
    Total -= Each.Bytes;
  }
}

void lorcha::noteUse(const std::string &Manifest) {
  llvm::Expected<fs::file_t> File = fs::openNativeFileForWrite(Manifest, fs::CD_OpenExisting, fs::OF_Append);
  if (!File)
    return llvm::consumeError(File.takeError());
  fs::setLastAccessAndModificationTime(*File, std::chrono::system_clock::now());
  fs::closeFile(*File);
}
