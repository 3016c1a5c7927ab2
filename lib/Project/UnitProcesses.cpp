// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Forks that send what they make and what they print through two pipes: nothing of it needs room on a disk.
#include "lorcha/Project/UnitProcesses.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cassert>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

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

/// What one unit may take of the machine's memory.
static constexpr rlim_t LargestMemory = rlim_t(6) << 30;

namespace {

/// The reading end of a pipe, and what came out of it.
struct Channel {
  int End = -1;
  std::string Text;

  /// Reads what is there; closes the end when there is no more to come.
  void read() {
    char Buffer[65536];
    const ssize_t Count = ::read(End, Buffer, sizeof(Buffer));
    if (Count > 0) {
      Text.append(Buffer, Count);
    } else if (Count == 0 || errno != EINTR) {
      close(End);
      End = -1;
    }
  }
};

struct Process {
  size_t Index;
  pid_t Id;
  Channel Result, Messages;

  bool isOpen() const { return Result.End >= 0 || Messages.End >= 0; }
};

class Pool {
public:
  Pool(ProcessLimits Limits, llvm::function_ref<std::string(size_t)> Work,
       llvm::function_ref<void(size_t, ProcessResult)> Done)
      : Limits(Limits), Work(Work), Done(Done) {}

  void run(size_t Count) {
    for (size_t Next = 0; (Next < Count && !interrupted()) || !Running.empty();) {
      while (Next < Count && Running.size() < std::max(1u, Limits.Jobs) && !interrupted())
        start(Next++);
      if (interrupted())
        for (const Process &Each : Running)
          kill(Each.Id, SIGTERM);
      listen();
      for (size_t I = Running.size(); I-- > 0;)
        if (!Running[I].isOpen()) {
          finish(Running[I]);
          Running.erase(Running.begin() + I);
        }
    }
  }

private:
  void start(size_t Index) {
    int Result[2], Messages[2];
    if (pipe2(Result, O_CLOEXEC) != 0)
      return Done(Index, {"", "", strerror(errno)});
    if (pipe2(Messages, O_CLOEXEC) != 0) {
      closeBoth(Result);
      return Done(Index, {"", "", strerror(errno)});
    }
    llvm::outs().flush();
    llvm::errs().flush();
    const pid_t Id = fork();
    if (Id == 0)
      work(Index, Result[1], Messages[1]);
    if (Id < 0) {
      const std::string Why = strerror(errno);
      closeBoth(Result);
      closeBoth(Messages);
      return Done(Index, {"", "", Why});
    }
    close(Result[1]);
    close(Messages[1]);
    Running.push_back({Index, Id, {Result[0], ""}, {Messages[0], ""}});
  }

  static void closeBoth(const int (&Ends)[2]) {
    close(Ends[0]);
    close(Ends[1]);
  }

  /// The child.
  [[noreturn]] void work(size_t Index, int Result, int Messages) {
    for (int Signal : {SIGINT, SIGTERM, SIGHUP, SIGALRM})
      signal(Signal, SIG_DFL);
    const int Nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(Nowhere, STDIN_FILENO);
    dup2(Nowhere, STDOUT_FILENO);
    dup2(Messages, STDERR_FILENO);
    alarm(Limits.Seconds);
    const rlimit NoCore{0, 0}, Memory{LargestMemory, LargestMemory};
    setrlimit(RLIMIT_CORE, &NoCore);
    setrlimit(RLIMIT_AS, &Memory);
    llvm::raw_fd_ostream Stream(Result, /*shouldClose=*/true);
    Stream << Work(Index);
    Stream.flush();
    llvm::errs().flush();
    _exit(0); // nothing of the parent's is to be destroyed here
  }

  /// Waits until one of the processes has something to say.
  void listen() {
    std::vector<pollfd> Polled;
    std::vector<Channel *> Channels;
    for (Process &Each : Running)
      for (Channel *From : {&Each.Result, &Each.Messages})
        if (From->End >= 0) {
          Polled.push_back({From->End, POLLIN, 0});
          Channels.push_back(From);
        }
    if (poll(Polled.data(), Polled.size(), -1) < 0) {
      assert(errno == EINTR && "poll fails for no other reason");
      return;
    }
    for (size_t I = 0; I < Polled.size(); ++I)
      if (Polled[I].revents)
        Channels[I]->read();
  }

  void finish(Process &Ended) {
    int Status = 0;
    while (waitpid(Ended.Id, &Status, 0) < 0 && errno == EINTR) {
    }
    if (interrupted())
      return;
    ProcessResult Result{std::move(Ended.Result.Text), std::move(Ended.Messages.Text), ""};
    if (WIFSIGNALED(Status) && WTERMSIG(Status) == SIGALRM)
      Result.Failure = "not translated within " + std::to_string(Limits.Seconds) + " seconds";
    else if (WIFSIGNALED(Status))
      Result.Failure = std::string("the translator ended with: ") + strsignal(WTERMSIG(Status));
    else if (WEXITSTATUS(Status) != 0 || Result.Text.empty())
      Result.Failure = "the translator ended without a result";
    Done(Ended.Index, std::move(Result));
  }

  ProcessLimits Limits;
  llvm::function_ref<std::string(size_t)> Work;
  llvm::function_ref<void(size_t, ProcessResult)> Done;
  std::vector<Process> Running;
};

} // namespace

void lorcha::runInProcesses(size_t Count, ProcessLimits Limits, llvm::function_ref<std::string(size_t)> Work,
                            llvm::function_ref<void(size_t, ProcessResult)> Done) {
  Pool(Limits, Work, Done).run(Count);
}
