// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each thing has a folder, named after the hash of its flags. Beside it, FOLDER.asked says that it was asked
// for before, and FOLDER.making that a process is at it, or has failed not long ago.
#include "lorcha/Driver/HeaderCache.h"
#include "lorcha/Driver/Cache.h"
#include "lorcha/Driver/Commands.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/TargetParser/Host.h"

#include <chrono>
#include <utility>

using namespace lorcha;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

/// Whoever makes something for longer than this has died.
static constexpr std::chrono::minutes MostTime(5);

/// Makes an empty file; false if it is there already, or cannot be made.
static bool claim(const std::string &Path) {
  int File = -1;
  if (fs::openFileForWrite(Path, File, fs::CD_CreateNew))
    return false;
  fs::file_t Handle = fs::convertFDToNativeFile(File);
  fs::closeFile(Handle);
  return true;
}

static bool isOld(const std::string &Path) {
  fs::file_status Status;
  return !fs::status(Path, Status) &&
         std::chrono::system_clock::now() - Status.getLastModificationTime() > MostTime;
}

/// The files of a manifest, if all are as they were.
static std::optional<std::vector<std::string>> unchangedFiles(const std::string &Manifest) {
  auto Buffer = llvm::MemoryBuffer::getFile(Manifest);
  if (!Buffer)
    return std::nullopt;
  std::vector<std::string> Files;
  for (StringRef Rest = (*Buffer)->getBuffer(); !Rest.empty();) {
    auto [Line, Next] = Rest.split('\n');
    auto [Stamp, Path] = Line.split(' ');
    if (stampOf(Path) != Stamp)
      return std::nullopt;
    Files.push_back(Path.str());
    Rest = Next;
  }
  return Files;
}

static llvm::Error writeManifest(const std::string &Path, llvm::ArrayRef<std::string> Files) {
  std::string Text;
  for (const std::string &Each : Files)
    Text += stampOf(Each) + " " + Each + "\n";
  llvm::Expected<PendingFile> File = PendingFile::create(Path);
  llvm::Error Failure = File ? File->write(Text) : File.takeError();
  return Failure ? std::move(Failure) : File->commit();
}

/// Whether any of the flags may name a folder that is another one elsewhere.
static bool areRelative(llvm::ArrayRef<std::string> Flags) {
  StringRef Last;
  for (StringRef Flag : Flags) {
    const StringRef Before = std::exchange(Last, Flag);
    if (Before == "-D" || Before == "-U" || (Flag.starts_with("-") && !Flag.consume_front("-I")))
      continue;
    if (!Flag.empty() && !Flag.starts_with("/"))
      return true;
  }
  return false;
}

/// Adds what else decides on the headers' contents. Homes are shared by machines of several kinds, and
/// -march=native is another flag on each.
static void addSurroundings(std::vector<std::string> &Flags) {
  if (areRelative(Flags)) {
    llvm::SmallString<128> Current;
    fs::current_path(Current);
    Flags.push_back(std::string(Current));
  }
  for (const char *Variable : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"})
    Flags.push_back(llvm::sys::Process::GetEnv(Variable).value_or(""));
  Flags.push_back(llvm::sys::getHostCPUName().str());
  std::vector<std::string> Features;
  for (const auto &Each : llvm::sys::getHostCPUFeatures())
    if (Each.second)
      Features.push_back(Each.first().str());
  llvm::sort(Features);
  Flags.insert(Flags.end(), Features.begin(), Features.end());
}

std::optional<KeptHeaders>
lorcha::keptHeaders(std::vector<std::string> Flags,
                    llvm::function_ref<std::optional<std::vector<std::string>>(const std::string &)> Make) {
  if (isCacheOff())
    return std::nullopt;
  addSurroundings(Flags);
  const std::string Root = cacheRoot() + "/headers";
  const std::string Folder = Root + "/" + hashOfTexts(Flags), Manifest = Folder + "/manifest",
                    Making = Folder + ".making";
  if (std::optional<std::vector<std::string>> Files = unchangedFiles(Manifest)) {
    noteUse(Manifest);
    return KeptHeaders{Folder, std::move(*Files)};
  }
  if (fs::create_directories(Root) || claim(Folder + ".asked"))
    return std::nullopt;
  if (isOld(Making))
    fs::remove(Making);
  if (!claim(Making))
    return std::nullopt;
  fs::remove(Manifest);
  if (fs::create_directories(Folder))
    return std::nullopt;
  std::optional<std::vector<std::string>> Files = Make(Folder);
  if (!Files)
    return std::nullopt;
  if (llvm::Error Failure = writeManifest(Manifest, *Files)) {
    llvm::consumeError(std::move(Failure));
    return std::nullopt;
  }
  fs::remove(Making);
  limitFolders(Root, Folder);
  return KeptHeaders{Folder, std::move(*Files)};
}
