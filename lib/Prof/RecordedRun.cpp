// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Not llvm::sys::ExecuteAndWait, which does not tell which signal has ended a program.
#include "RecordedRun.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <spawn.h>
#include <sys/wait.h>

using namespace lorcha;

namespace {
/// This process does not mind the keyboard's signals for a while.
class KeyboardIgnored {
public:
  KeyboardIgnored() {
    struct sigaction Ignore = {};
    Ignore.sa_handler = SIG_IGN;
    sigaction(SIGINT, &Ignore, &Interrupt);
    sigaction(SIGQUIT, &Ignore, &Quit);
  }
  ~KeyboardIgnored() {
    sigaction(SIGINT, &Interrupt, nullptr);
    sigaction(SIGQUIT, &Quit, nullptr);
  }

private:
  struct sigaction Interrupt, Quit;
};
} // namespace

static llvm::Error cannotRun(llvm::StringRef Program, std::error_code Code) {
  return llvm::createStringError(formatDiagnostic(DiagId::CannotRunProgram, Program, Code.message()));
}

llvm::Expected<int> RecordedRun::run() const {
  auto Path = llvm::sys::findProgramByName(Program);
  if (!Path)
    return cannotRun(Program, Path.getError());
  setenv("LORCHA_TRACE", Folder.c_str(), 1);
  if (!Limit.empty())
    setenv("LORCHA_TRACE_LIMIT", Limit.c_str(), 1);
  if (StartsPaused)
    setenv("LORCHA_TRACE_START", "off", 1);
  std::vector<char *> Argv = {const_cast<char *>(Program.c_str())};
  for (const std::string &Each : Arguments)
    Argv.push_back(const_cast<char *>(Each.c_str()));
  Argv.push_back(nullptr);

  KeyboardIgnored Ignored;
  posix_spawnattr_t How;
  posix_spawnattr_init(&How);
  sigset_t Defaults;
  sigemptyset(&Defaults);
  sigaddset(&Defaults, SIGINT);
  sigaddset(&Defaults, SIGQUIT);
  posix_spawnattr_setsigdefault(&How, &Defaults);
  posix_spawnattr_setflags(&How, POSIX_SPAWN_SETSIGDEF);
  pid_t Child;
  const int Code = posix_spawn(&Child, Path->c_str(), nullptr, &How, Argv.data(), environ);
  posix_spawnattr_destroy(&How);
  if (Code)
    return cannotRun(Program, std::error_code(Code, std::generic_category()));
  int Status = 0;
  if (llvm::sys::RetryAfterSignal(-1, waitpid, Child, &Status, 0) < 0)
    return cannotRun(Program, std::error_code(errno, std::generic_category()));
  return WIFSIGNALED(Status) ? 128 + WTERMSIG(Status) : WEXITSTATUS(Status);
}
