// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Programs that `lorcha run` has built before.
#include "lorcha/Driver/ProgramCache.h"
#include "lorcha/Driver/Commands.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/SHA256.h"

using namespace lorcha;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

static std::string hexDigest(llvm::SHA256 &Hash) {
  const auto Digest = Hash.final();
  return llvm::toHex(llvm::ArrayRef(Digest.data(), 20), /*LowerCase=*/true);
}

/// The hash of a file's contents; empty if it cannot be read.
static std::string hashFile(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return "";
  llvm::SHA256 Hash;
  Hash.update((*Buffer)->getBuffer());
  return hexDigest(Hash);
}

/// What tells one build of a tool or library from the next.
static std::string stampOf(StringRef Path) {
  fs::file_status Status;
  if (fs::status(Path, Status))
    return "none";
  return std::to_string(Status.getSize()) + "@" +
         std::to_string(Status.getLastModificationTime().time_since_epoch().count());
}

static std::string cacheRoot() {
  if (auto Directory = llvm::sys::Process::GetEnv("XDG_CACHE_HOME"); Directory && !Directory->empty())
    return *Directory + "/lorcha";
  llvm::SmallString<128> Home;
  if (!llvm::sys::path::home_directory(Home))
    llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Home);
  return (Home + "/.cache/lorcha").str();
}

llvm::Expected<ProgramCache> ProgramCache::open(const Installation &Place,
                                                llvm::ArrayRef<std::string> CommandLine) {
  llvm::SHA256 Hash;
  auto Add = [&](StringRef Text) {
    Hash.update(Text);
    Hash.update(StringRef("\0", 1));
  };
  llvm::SmallString<128> Current;
  fs::current_path(Current);
  Add(Current);
  Add(stampOf(Place.Executable));
  Add(stampOf(Place.LibraryDirectory + "/liblorcha.so"));
  Add(llvm::sys::Process::GetEnv("LORCHA_CXX").value_or(""));
  for (const std::string &Argument : CommandLine)
    Add(Argument);
  const std::string Folder = cacheRoot() + "/" + hexDigest(Hash);
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
  return fs::can_execute(Program) ? std::optional<std::string>(Program) : std::nullopt;
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
  return Program;
}
