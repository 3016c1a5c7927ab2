// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Merging and comparing are left to git and diff, which every machine has that builds programs.
#include "lorcha/Driver/Commands.h"
#include "lorcha/Migrate/OutputTree.h"
#include "llvm/Support/Program.h"

using namespace lorcha;

static std::optional<TemporaryFile> temporaryWith(llvm::StringRef Text) {
  llvm::Expected<TemporaryFile> File = TemporaryFile::create("migrate", "txt");
  if (!File) {
    llvm::consumeError(File.takeError());
    return std::nullopt;
  }
  PendingFile Pending = PendingFile::inPlace(File->path());
  if (llvm::Error Failure = Pending.write(Text)) {
    llvm::consumeError(std::move(Failure));
    return std::nullopt;
  }
  return std::move(*File);
}

/// Runs it with its output taken; gives its status, negative if it did not run.
static int runForText(llvm::StringRef Program, llvm::ArrayRef<llvm::StringRef> Arguments, std::string &Text) {
  auto Path = llvm::sys::findProgramByName(Program);
  std::optional<TemporaryFile> Output = temporaryWith("");
  if (!Path || !Output)
    return -1;
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), llvm::StringRef(Output->path()),
                                                llvm::StringRef("")};
  const int Status = llvm::sys::ExecuteAndWait(*Path, Arguments, std::nullopt, Redirects);
  llvm::Expected<std::string> Taken = readText(Output->path());
  if (!Taken) {
    llvm::consumeError(Taken.takeError());
    return -1;
  }
  Text = std::move(*Taken);
  return Status;
}

std::optional<MergedText> lorcha::mergeTexts(llvm::StringRef Current, llvm::StringRef Base,
                                             llvm::StringRef Text) {
  std::optional<TemporaryFile> Ours = temporaryWith(Current), Old = temporaryWith(Base),
                               Theirs = temporaryWith(Text);
  if (!Ours || !Old || !Theirs)
    return std::nullopt;
  MergedText Result;
  const int Status = runForText("git",
                                {"git", "merge-file", "-p", "-L", "changed by hand", "-L", "generated before",
                                 "-L", "generated now", Ours->path(), Old->path(), Theirs->path()},
                                Result.Text);
  if (Status < 0 || Status >= 128)
    return std::nullopt;
  Result.IsClean = Status == 0;
  return Result;
}

std::string lorcha::unifiedDifference(const std::string &OldName, llvm::StringRef Old,
                                      const std::string &NewName, llvm::StringRef New) {
  if (Old == New)
    return "";
  std::optional<TemporaryFile> First = temporaryWith(Old), Second = temporaryWith(New);
  std::string Text;
  if (!First || !Second ||
      runForText("diff", {"diff", "-u", "-L", OldName, "-L", NewName, First->path(), Second->path()}, Text) <
          0)
    return OldName + " and " + NewName + " differ\n";
  return Text;
}
