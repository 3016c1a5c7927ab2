// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Programs that `lorcha run` has built before.
#include "lorcha/Driver/ProgramCache.h"
#include "lorcha/Driver/Commands.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
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
  auto Own = llvm::sys::Process::GetEnv("LORCHA_CACHE_DIR");
  if (Own && !Own->empty() && *Own != "off") // it is the runtime that keeps nothing then
    return *Own;
  if (auto Directory = llvm::sys::Process::GetEnv("XDG_CACHE_HOME"); Directory && !Directory->empty())
    return *Directory + "/lorcha";
  llvm::SmallString<128> Home;
  if (!llvm::sys::path::home_directory(Home))
    llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Home);
  return (Home + "/.cache/lorcha").str();
}

/// Bytes that all programs may take, from LORCHA_CACHE_SIZE as the runtime reads it. 0: no limit.
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
struct KeptProgram {
  llvm::sys::TimePoint<> Used;
  uint64_t Bytes = 0;
  std::string Folder;
};
} // namespace

/// The folders with a manifest, whose time of modification says when the program was used last.
static std::vector<KeptProgram> listPrograms(StringRef Root) {
  std::vector<KeptProgram> Programs;
  std::error_code Code;
  for (fs::directory_iterator Each(Root, Code), End; !Code && Each != End; Each.increment(Code)) {
    fs::file_status Status;
    if (fs::status(Each->path() + "/manifest", Status))
      continue;
    KeptProgram Program{Status.getLastModificationTime(), 0, Each->path()};
    std::error_code Inside;
    for (fs::directory_iterator File(Each->path(), Inside); !Inside && File != End; File.increment(Inside))
      if (!fs::status(File->path(), Status))
        Program.Bytes += Status.getSize();
    Programs.push_back(std::move(Program));
  }
  return Programs;
}

/// Deletes the programs that were used least recently while there is more than the limit, but not Kept.
static void limitPrograms(StringRef Root, StringRef Kept) {
  const uint64_t Limit = cacheLimit();
  if (!Limit)
    return;
  std::vector<KeptProgram> Programs = listPrograms(Root);
  uint64_t Total = 0;
  for (const KeptProgram &Each : Programs)
    Total += Each.Bytes;
  if (Total <= Limit)
    return;
  llvm::sort(Programs, [](const KeptProgram &A, const KeptProgram &B) { return A.Used < B.Used; });
  for (const KeptProgram &Each : Programs) {
    if (Total <= Limit / 4 * 3) // room for what comes next
      break;
    if (Each.Folder == Kept)
      continue;
    fs::remove_directories(Each.Folder); // one that runs goes on
    Total -= Each.Bytes;
  }
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
  Add(Place.LibraryDirectory); // programs record it
  for (const char *Variable : {"LORCHA_CXX", "LORCHA_CUDA_VERSION"})
    Add(llvm::sys::Process::GetEnv(Variable).value_or(""));
  for (const std::string &Argument : CommandLine)
    Add(Argument);
  const std::string Folder = cacheRoot() + "/programs/" + hexDigest(Hash);
  if (std::error_code Code = fs::create_directories(Folder))
    return llvm::createStringError(formatDiagnostic(DiagId::CannotWriteFile, Folder, Code.message()));
  return ProgramCache(Folder);
}

/// Sets the file's time of modification to now, if that can be done.
static void noteUse(const std::string &Path) {
  llvm::Expected<fs::file_t> File = fs::openNativeFileForWrite(Path, fs::CD_OpenExisting, fs::OF_Append);
  if (!File)
    return llvm::consumeError(File.takeError());
  fs::setLastAccessAndModificationTime(*File, std::chrono::system_clock::now());
  fs::closeFile(*File);
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
  limitPrograms(llvm::sys::path::parent_path(Folder), Folder);
  return Program;
}
