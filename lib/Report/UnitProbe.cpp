// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Translates units in processes of their own. What they found comes back through a pipe as JSON.
#include "UnitProbe.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lorcha;
using namespace lorcha::report;
namespace json = llvm::json;

static json::Value toJson(const FindingPlace &P) {
  return json::Array{json::fixUTF8(P.File), P.Line, P.Column, P.EndLine, P.EndColumn};
}

static FindingPlace placeFrom(const json::Value *Value) {
  FindingPlace P;
  const json::Array *Parts = Value ? Value->getAsArray() : nullptr;
  if (!Parts || Parts->size() != 5)
    return P;
  P.File = (*Parts)[0].getAsString().value_or("").str();
  P.Line = (*Parts)[1].getAsUINT64().value_or(0);
  P.Column = (*Parts)[2].getAsUINT64().value_or(0);
  P.EndLine = (*Parts)[3].getAsUINT64().value_or(0);
  P.EndColumn = (*Parts)[4].getAsUINT64().value_or(0);
  return P;
}

static json::Value toJson(const TranslateResult &Result, llvm::ArrayRef<Finding> Findings) {
  json::Array Found, Kernels;
  for (const Finding &Each : Findings)
    Found.push_back(json::Object{{"level", int(Each.Level)},
                                 {"id", Each.Id ? int(*Each.Id) : 0},
                                 {"text", json::fixUTF8(Each.Text)},
                                 {"where", toJson(Each.Where)}});
  for (const KernelFacts &Each : Result.Kernels)
    Kernels.push_back(json::Object{{"name", json::fixUTF8(Each.Name)},
                                   {"where", toJson(Each.Where)},
                                   {"form", Each.Form},
                                   {"reason", json::fixUTF8(Each.FormReason)},
                                   {"place", toJson(Each.FormPlace)},
                                   {"opencl", Each.HasOpenCl},
                                   {"instantiated", Each.IsInstantiated},
                                   {"openclReason", json::fixUTF8(Each.OpenClReason)},
                                   {"openclId", Each.OpenClId ? int(*Each.OpenClId) : 0},
                                   {"openclPlace", toJson(Each.OpenClPlace)}});
  return json::Object{
      {"parsed", Result.Parsed}, {"findings", std::move(Found)}, {"kernels", std::move(Kernels)}};
}

static std::optional<DiagId> idFrom(const json::Object &Object, llvm::StringRef Key) {
  const int64_t Number = Object.getInteger(Key).value_or(0);
  return Number ? std::optional(static_cast<DiagId>(Number)) : std::nullopt;
}

static Finding findingFrom(const json::Object &Object) {
  Finding Each;
  Each.Level = static_cast<Severity>(Object.getInteger("level").value_or(0));
  Each.Id = idFrom(Object, "id");
  Each.Text = Object.getString("text").value_or("").str();
  Each.Where = placeFrom(Object.get("where"));
  return Each;
}

static KernelFacts kernelFrom(const json::Object &Object) {
  KernelFacts Each;
  Each.Name = Object.getString("name").value_or("").str();
  Each.Where = placeFrom(Object.get("where"));
  Each.Form = Object.getString("form").value_or("").str();
  Each.FormReason = Object.getString("reason").value_or("").str();
  Each.FormPlace = placeFrom(Object.get("place"));
  Each.HasOpenCl = Object.getBoolean("opencl").value_or(false);
  Each.IsInstantiated = Object.getBoolean("instantiated").value_or(false);
  Each.OpenClReason = Object.getString("openclReason").value_or("").str();
  Each.OpenClId = idFrom(Object, "openclId");
  Each.OpenClPlace = placeFrom(Object.get("openclPlace"));
  return Each;
}

static ProbeResult resultFrom(llvm::StringRef Text) {
  ProbeResult Result;
  llvm::Expected<json::Value> Value = json::parse(Text);
  if (!Value || !Value->getAsObject()) {
    llvm::consumeError(Value.takeError());
    Result.Failure = "the translator ended without a result";
    return Result;
  }
  const json::Object &Object = *Value->getAsObject();
  Result.Parsed = Object.getBoolean("parsed").value_or(false);
  for (const json::Value &Each : *Object.getArray("findings"))
    Result.Findings.push_back(findingFrom(*Each.getAsObject()));
  for (const json::Value &Each : *Object.getArray("kernels"))
    Result.Kernels.push_back(kernelFrom(*Each.getAsObject()));
  return Result;
}

namespace {

class Pool {
public:
  Pool(const std::vector<TranslateOptions> &Units, unsigned Seconds)
      : Units(Units), Seconds(Seconds), Results(Units.size()) {}

  bool isIdle() const { return Running.empty(); }
  size_t running() const { return Running.size(); }

  void start(size_t Unit) {
    int Ends[2];
    if (pipe(Ends)) {
      Results[Unit].Failure = "no pipe";
      return;
    }
    llvm::outs().flush();
    llvm::errs().flush();
    const pid_t Child = fork();
    if (Child == 0) {
      close(Ends[0]);
      work(Units[Unit], Ends[1]);
    }
    close(Ends[1]);
    if (Child < 0) {
      close(Ends[0]);
      Results[Unit].Failure = "no process";
      return;
    }
    Running.push_back({Unit, Child, Ends[0], ""});
  }

  /// Waits until at least one process has ended.
  size_t collect() {
    for (;;) {
      std::vector<pollfd> Polled;
      for (const Process &Each : Running)
        Polled.push_back({Each.Pipe, POLLIN, 0});
      if (poll(Polled.data(), Polled.size(), -1) < 0 && errno != EINTR)
        llvm_unreachable("poll fails for no reason that can be mended");
      size_t Ended = 0;
      for (size_t I = Polled.size(); I-- > 0;)
        if (Polled[I].revents && !read(Running[I])) {
          finish(Running[I]);
          Running.erase(Running.begin() + I);
          ++Ended;
        }
      if (Ended)
        return Ended;
    }
  }

  std::vector<ProbeResult> take() { return std::move(Results); }

private:
  struct Process {
    size_t Unit;
    pid_t Id;
    int Pipe;
    std::string Text;
  };

  /// The child: translates, writes, ends.
  [[noreturn]] void work(TranslateOptions Options, int Pipe) {
    const int Nowhere = open("/dev/null", O_RDWR);
    dup2(Nowhere, 0);
    dup2(Nowhere, 1);
    dup2(Nowhere, 2);
    signal(SIGALRM, SIG_DFL);
    alarm(Seconds);
    const rlimit NoCore{0, 0}, Memory{rlim_t(6) << 30, rlim_t(6) << 30};
    setrlimit(RLIMIT_CORE, &NoCore);
    setrlimit(RLIMIT_AS, &Memory);
    std::vector<Finding> Findings;
    Options.Findings = &Findings;
    llvm::Expected<TranslateResult> Result = translate(Options);
    if (!Result)
      _exit(1);
    llvm::raw_fd_ostream Stream(Pipe, /*shouldClose=*/true);
    Stream << toJson(*Result, Findings);
    Stream.flush();
    _exit(0);
  }

  /// False at the end.
  static bool read(Process &From) {
    char Buffer[65536];
    const ssize_t Count = ::read(From.Pipe, Buffer, sizeof(Buffer));
    if (Count > 0)
      From.Text.append(Buffer, Count);
    return Count > 0 || (Count < 0 && errno == EINTR);
  }

  void finish(Process &Ended) {
    close(Ended.Pipe);
    int Status = 0;
    while (waitpid(Ended.Id, &Status, 0) < 0 && errno == EINTR)
      ;
    if (WIFEXITED(Status) && WEXITSTATUS(Status) == 0)
      Results[Ended.Unit] = resultFrom(Ended.Text);
    else if (WIFSIGNALED(Status) && WTERMSIG(Status) == SIGALRM)
      Results[Ended.Unit].Failure = "not translated within " + std::to_string(Seconds) + " seconds";
    else
      Results[Ended.Unit].Failure = "the translator failed";
  }

  const std::vector<TranslateOptions> &Units;
  unsigned Seconds;
  std::vector<ProbeResult> Results;
  std::vector<Process> Running;
};

} // namespace

std::vector<ProbeResult> report::probeUnits(const std::vector<TranslateOptions> &Units, unsigned Jobs,
                                            unsigned SecondsPerUnit, llvm::function_ref<void(size_t)> Done) {
  Pool Processes(Units, SecondsPerUnit);
  size_t Ready = 0;
  for (size_t Next = 0; Next < Units.size() || !Processes.isIdle();) {
    while (Next < Units.size() && Processes.running() < std::max(1u, Jobs))
      Processes.start(Next++);
    if (Processes.isIdle())
      continue;
    Ready += Processes.collect();
    Done(Ready);
  }
  return Processes.take();
}
