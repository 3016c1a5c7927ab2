// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lorcha-fuzz-replay [--each] TARGET FILE...: runs inputs once, without libFuzzer. Ends with a signal at the
// first one that fails, or takes more than ten seconds of a processor; with --each every input has a process
// of its own, and those that fail are named.
#include "Targets.h"

#include "llvm/Support/MemoryBuffer.h"
#include <cstdio>
#include <cstring>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lorcha::fuzz;

static bool run(const Target &What, const char *Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer) {
    fprintf(stderr, "%s: cannot be read\n", Path);
    return false;
  }
  const itimerval Limit{{0, 0}, {10, 0}}, None{};
  setitimer(ITIMER_PROF, &Limit, nullptr);
  What.Run((*Buffer)->getBuffer());
  setitimer(ITIMER_PROF, &None, nullptr);
  return true;
}

static bool runApart(const Target &What, const char *Path) {
  const pid_t Child = fork();
  if (Child == 0) {
    const rlimit NoCore{0, 0}, Memory{rlim_t(2) << 30, rlim_t(2) << 30};
    setrlimit(RLIMIT_CORE, &NoCore);
    setrlimit(RLIMIT_DATA, &Memory);
    exit(run(What, Path) ? 0 : 1);
  }
  int Status = 1;
  waitpid(Child, &Status, 0);
  if (Status != 0)
    printf("%s: %s\n", Path, WIFSIGNALED(Status) ? strsignal(WTERMSIG(Status)) : "failed");
  return Status == 0;
}

int main(int Argc, char **Argv) {
  const bool Apart = Argc > 1 && !strcmp(Argv[1], "--each");
  const Target *What = Argc > 1 + Apart ? targetNamed(Argv[1 + Apart]) : nullptr;
  if (!What) {
    fprintf(stderr, "usage: lorcha-fuzz-replay [--each] translator|ptx|driver|report file...\n");
    return 2;
  }
  int Failures = 0;
  for (int I = 2 + Apart; I < Argc; ++I)
    Failures += !(Apart ? runApart(*What, Argv[I]) : run(*What, Argv[I]));
  return Failures ? 1 : 0;
}
