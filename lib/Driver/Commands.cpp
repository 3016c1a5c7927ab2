// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs other programs, and files that are whole or not there.
#include "lorcha/Driver/Commands.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;
namespace fs = llvm::sys::fs;

static llvm::Error diagnose(DiagId Id, llvm::StringRef Name, std::error_code Code) {
  return llvm::createStringError(formatDiagnostic(Id, Name.str(), Code.message()));
}

void CommandRunner::print(const Command &What) const {
  std::string Line = "#$ ";
  llvm::raw_string_ostream Stream(Line);
  llvm::sys::printArg(Stream, What.Program, false);
  for (const std::string &Argument : What.Arguments) {
    Stream << ' ';
    llvm::sys::printArg(Stream, Argument, false);
  }
  Stream << '\n';
  llvm::errs() << Line;
}

llvm::Expected<int> CommandRunner::run(const Command &What) const {
  if (Verbose || DryRun)
    print(What);
  if (DryRun)
    return 0;
  auto Program = llvm::sys::findProgramByName(What.Program);
  if (!Program)
    return diagnose(DiagId::CannotRunProgram, What.Program, Program.getError());
  llvm::SmallVector<llvm::StringRef, 64> Arguments{What.Program};
  Arguments.append(What.Arguments.begin(), What.Arguments.end());
  std::string Message;
  const int Status = llvm::sys::ExecuteAndWait(*Program, Arguments, std::nullopt, {}, 0, 0, &Message);
  if (Status < 0)
    return llvm::createStringError(formatDiagnostic(DiagId::CannotRunProgram, What.Program, Message));
  return Status;
}

llvm::Expected<PendingFile> PendingFile::create(llvm::StringRef Final) {
  PendingFile Result(Final);
  Result.Path = Final.str();
  fs::file_status Status;
  if (Final == "-" || (!fs::status(Final, Status) && Status.type() != fs::file_type::regular_file)) {
    if (Status.type() == fs::file_type::directory_file)
      return diagnose(DiagId::CannotWriteFile, Final, std::make_error_code(std::errc::is_a_directory));
    return std::move(Result);
  }
  auto File = fs::TempFile::create(Final + ".%%%%%%.tmp", fs::all_read | fs::all_write);
  if (!File)
    return diagnose(DiagId::CannotWriteFile, Final, llvm::errorToErrorCode(File.takeError()));
  Result.Path = File->TmpName;
  Result.File = std::move(*File);
  return std::move(Result);
}

PendingFile PendingFile::inPlace(llvm::StringRef Final) {
  PendingFile Result(Final);
  Result.Path = Final.str();
  return Result;
}

PendingFile &PendingFile::operator=(PendingFile &&Other) {
  if (File)
    llvm::consumeError(File->discard());
  Final = std::move(Other.Final);
  Path = std::move(Other.Path);
  File = std::move(Other.File);
  Other.File.reset();
  return *this;
}

PendingFile::~PendingFile() {
  if (File && !File->TmpName.empty())
    llvm::consumeError(File->discard());
}

llvm::Error PendingFile::write(llvm::StringRef Text) {
  if (File) {
    llvm::raw_fd_ostream Stream(File->FD, /*shouldClose=*/false);
    Stream << Text;
    Stream.flush();
    if (!Stream.has_error())
      return llvm::Error::success();
    const std::error_code Code = Stream.error();
    Stream.clear_error();
    return diagnose(DiagId::CannotWriteFile, Final, Code);
  }
  std::error_code Code;
  llvm::raw_fd_ostream Stream(Path, Code);
  if (!Code) {
    Stream << Text;
    Stream.flush();
    Code = Stream.error();
    Stream.clear_error();
  }
  return Code ? diagnose(DiagId::CannotWriteFile, Final, Code) : llvm::Error::success();
}

llvm::Error PendingFile::commit() {
  if (!File)
    return llvm::Error::success();
  llvm::Error Failure = File->keep(Final);
  File.reset();
  if (!Failure)
    return llvm::Error::success();
  return diagnose(DiagId::CannotWriteFile, Final, llvm::errorToErrorCode(std::move(Failure)));
}

llvm::Expected<TemporaryFile> TemporaryFile::create(llvm::StringRef Stem, llvm::StringRef Suffix) {
  llvm::SmallString<128> Path;
  if (std::error_code Code = fs::createTemporaryFile("lorcha-" + Stem, Suffix, Path))
    return diagnose(DiagId::CannotWriteFile, "temporary file", Code);
  llvm::sys::RemoveFileOnSignal(Path);
  return TemporaryFile(std::string(Path));
}

TemporaryFile::~TemporaryFile() {
  if (Path.empty())
    return;
  fs::remove(Path);
  llvm::sys::DontRemoveFileOnSignal(Path);
}
