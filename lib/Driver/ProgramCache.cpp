// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Programs that `lorcha run` has built before.
#include "lorcha/Driver/ProgramCache.h"
#include "lorcha/Driver/Cache.h"
#include "lorcha/Driver/Commands.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace lorcha;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

/// The hash of a file's contents; empty if it cannot be read.
static std::string hashFile(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return "";
  return hashOfTexts((*Buffer)->getBuffer().str());
}

llvm::Expected<ProgramCache> ProgramCache::open(const Installation &Place,
                                                llvm::ArrayRef<std::string> CommandLine) {
  llvm::SmallString<128> Current;
  fs::current_path(Current);
  std::vector<std::string> Parts = {std::string(Current), stampOf(Place.Executable),
                                    stampOf(Place.LibraryDirectory + "/liblorcha.so"),
                                    Place.LibraryDirectory}; // programs record it
  for (const char *Variable : {"LORCHA_CXX", "LORCHA_CUDA_VERSION"})
    Parts.push_back(llvm::sys::Process::GetEnv(Variable).value_or(""));
  Parts.insert(Parts.end(), CommandLine.begin(), CommandLine.end());
  const std::string Folder = cacheRoot() + "/programs/" + hashOfTexts(Parts);
  if (std::error_code Code = fs::create_directories(Folder))
    return llvm::createStringError(formatDiagnostic(DiagId::CannotWriteFile, Folder, Code.message()));
  return ProgramCache(Folder);
}

std::optional<std::string> ProgramCache::find() const {
  auto Manifest = llvm::MemoryBuffer::getFile(Folder + "/manifest");
  if (!Manifest)
    return std::nullopt;
  llvm::SmallVector<StringRef, 64> Lines;
  (*Manifest)->getBuffer().split(Lines, '\n', -1, /*KeepEmpty=*/false);
  if (Lines.empty())
    return std::nullopt;
  const std::string Program = Folder + "/" + Lines.front().str();
  for (StringRef Line : llvm::ArrayRef(Lines).drop_front()) {
    auto [Digest, Path] = Line.split(' ');
    if (hashFile(Path) != Digest)
      return std::nullopt;
  }
  if (!fs::can_execute(Program))
    return std::nullopt;
  noteUse(Folder + "/manifest");
  return Program;
}

std::string ProgramCache::scratchProgram() const {
  return Folder + "/program." + std::to_string(llvm::sys::Process::getProcessId());
}

llvm::Expected<std::string> ProgramCache::store(llvm::ArrayRef<std::string> Files) {
  // The program is named after its contents, so that a running one is never replaced.
  const std::string Name = "program-" + hashFile(scratchProgram());
  const std::string Program = Folder + "/" + Name;
  if (std::error_code Code = fs::rename(scratchProgram(), Program))
    return llvm::createStringError(formatDiagnostic(DiagId::CannotWriteFile, Program, Code.message()));
  std::string Text = Name + "\n";
  for (const std::string &Path : Files)
    Text += hashFile(Path) + " " + Path + "\n";
  auto Manifest = PendingFile::create(Folder + "/manifest");
  if (!Manifest)
    return Manifest.takeError();
  if (llvm::Error Failure = Manifest->write(Text))
    return std::move(Failure);
  if (llvm::Error Failure = Manifest->commit())
    return std::move(Failure);
  limitFolders(llvm::sys::path::parent_path(Folder), Folder);
  return Program;
}
