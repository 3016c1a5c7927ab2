// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each worker is a fork that translates one unit and leaves its result in a file, and what it printed in
// another.
#include "lorcha/Migrate/Workers.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lorcha;

static volatile std::sig_atomic_t Interrupted = 0;

static void noteInterrupt(int) { Interrupted = 1; }

void lorcha::catchInterrupts() {
  struct sigaction Action = {};
  Action.sa_handler = noteInterrupt; // without SA_RESTART: waiting ends
  for (int Signal : {SIGINT, SIGTERM, SIGHUP})
    sigaction(Signal, &Action, nullptr);
}

bool lorcha::interrupted() { return Interrupted != 0; }

namespace {

class Pool {
public:
  Pool(llvm::ArrayRef<const Unit *> Units, const SourceTree &Tree, const std::string &Scratch,
       Progress &Shown)
      : Units(Units), Tree(Tree), Scratch(Scratch), Shown(Shown), Results(Units.size()) {}

  std::vector<std::optional<UnitResult>> run(unsigned Jobs) {
    size_t Next = 0;
    while ((Next < Units.size() && !interrupted()) || !Running.empty()) {
      while (Next < Units.size() && Running.size() < Jobs && !interrupted())
        start(Next++);
      if (interrupted())
        for (auto &[Process, Index] : Running)
          kill(Process, SIGTERM);
      await();
    }
    return std::move(Results);
  }

private:
  std::string fileOf(size_t Index, const char *Suffix) const {
    return Scratch + "/" + std::to_string(Index) + Suffix;
  }

  void start(size_t Index) {
    llvm::outs().flush();
    llvm::errs().flush();
    const pid_t Process = fork();
    if (Process == 0)
      work(Index);
    if (Process > 0)
      Running[Process] = Index;
    else
      fail(Index, strerror(errno));
  }

  [[noreturn]] void work(size_t Index) {
    for (int Signal : {SIGINT, SIGTERM, SIGHUP})
      signal(Signal, SIG_DFL);
    const int Log = open(fileOf(Index, ".log").c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (Log < 0 || dup2(Log, STDERR_FILENO) < 0 || chdir(Tree.root().c_str()) != 0)
      _exit(1);
    UnitResult Result;
    if (llvm::Expected<TranslateResult> Made = translate(Units[Index]->Options)) {
      Result.Made = std::move(*Made);
      for (const std::string &File : Result.Made.Dependencies)
        noteRead(File, Result);
    } else {
      Result.Failure = llvm::toString(Made.takeError());
    }
    llvm::errs().flush();
    std::error_code Code;
    llvm::raw_fd_ostream Stream(fileOf(Index, ".result"), Code);
    if (!Code)
      Stream << writeResult(Result);
    Stream.close();
    const bool IsWritten = !Code && !Stream.has_error();
    Stream.clear_error();
    _exit(IsWritten ? 0 : 1); // nothing of the parent's is to be destroyed here
  }

  void noteRead(const std::string &File, UnitResult &Result) const {
    const std::string Path = Tree.relative(File);
    if (Path.empty())
      return;
    if (llvm::Expected<std::string> Text = readText(Tree.absolute(Path)))
      Result.Read.push_back({Path, hashOf(*Text)});
    else
      llvm::consumeError(Text.takeError());
  }

  void await() {
    int Status = 0;
    const pid_t Process = waitpid(-1, &Status, 0);
    auto It = Running.find(Process);
    if (It == Running.end())
      return;
    const size_t Index = It->second;
    Running.erase(It);
    if (interrupted())
      return;
    std::string Messages;
    if (llvm::Expected<std::string> Log = readText(fileOf(Index, ".log")))
      Messages = std::move(*Log);
    else
      llvm::consumeError(Log.takeError());
    if (WIFSIGNALED(Status)) {
      fail(Index, std::string("the translator ended with: ") + strsignal(WTERMSIG(Status)));
    } else if (llvm::Expected<std::string> Text = readText(fileOf(Index, ".result"))) {
      Results[Index] = readResult(*Text);
    } else {
      llvm::consumeError(Text.takeError());
    }
    if (!Results[Index])
      fail(Index, "its result could not be written");
    Results[Index]->Messages = Messages;
    llvm::sys::fs::remove(fileOf(Index, ".log"));
    llvm::sys::fs::remove(fileOf(Index, ".result"));
    Shown.step(Units[Index]->Path, 1, Messages);
  }

  void fail(size_t Index, const std::string &Why) {
    Results[Index].emplace();
    Results[Index]->Failure = Why;
  }

  llvm::ArrayRef<const Unit *> Units;
  const SourceTree &Tree;
  const std::string &Scratch;
  Progress &Shown;
  std::vector<std::optional<UnitResult>> Results;
  std::map<pid_t, size_t> Running;
};

} // namespace

std::vector<std::optional<UnitResult>> lorcha::translateUnits(llvm::ArrayRef<const Unit *> Units,
                                                              const SourceTree &Tree,
                                                              const std::string &Scratch, unsigned Jobs,
                                                              Progress &Shown) {
  return Pool(Units, Tree, Scratch, Shown).run(Jobs);
}
