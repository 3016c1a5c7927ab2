// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The handler of signals. Where nothing is caught it writes its line without allocating, then lets the signal
// have its usual effect. Where the fault is caught it only moves the thread: when the handler returns, the
// thread goes on in a function that leaves the block, on its own stack, or, if that was at its end, on
// another.
#include "backends/cpu/Faults.h"
#include "backends/cpu/Division.h"
#include "backends/cpu/Worker.h"
#include "core/Flag.h"
#include "core/Log.h"
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

using namespace lorcha;
using namespace lorcha::runtime;
using namespace lorcha::runtime::cpu;

namespace {
struct WatchedSignal {
  int Number;
  const char *Text; ///< of the line, behind "in"
  struct sigaction Before;
};

/// Memory for signals of one thread, and beside it a stack to leave a block from.
class SignalStack {
public:
  SignalStack();
  ~SignalStack();
  /// The high end of the second part; null if there is none.
  char *rescueEnd() const { return Memory ? Memory + 2 * PartBytes : nullptr; }

private:
  static constexpr size_t PartBytes = 64 << 10;
  char *Memory = nullptr;
  bool IsMine = false; ///< not the program's or a sanitizer's
};

/// What the handler leaves for whom it sends on.
struct Fault {
  int Signal = 0;
  uintptr_t Address = 0;
};
} // namespace

static WatchedSignal Watched[] = {{SIGSEGV, "touches an illegal address", {}},
                                  {SIGBUS, "touches an illegal address", {}},
                                  {SIGFPE, "divides an integer by zero", {}},
                                  {SIGILL, "has an instruction that this processor does not know", {}}};
static thread_local Fault Caught __attribute__((tls_model("initial-exec")));
static thread_local char *RescueEnd __attribute__((tls_model("initial-exec"))) = nullptr;

SignalStack::SignalStack() {
  void *Mapped =
      mmap(nullptr, 2 * PartBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (Mapped == MAP_FAILED)
    return;
  Memory = static_cast<char *>(Mapped);
  stack_t Known, Mine = {};
  if (sigaltstack(nullptr, &Known) == 0 && (Known.ss_flags & SS_DISABLE)) {
    Mine.ss_sp = Memory;
    Mine.ss_size = PartBytes;
    IsMine = sigaltstack(&Mine, nullptr) == 0;
  }
}

SignalStack::~SignalStack() {
  if (IsMine) {
    stack_t None = {};
    None.ss_flags = SS_DISABLE;
    sigaltstack(&None, nullptr);
  }
  RescueEnd = nullptr;
  if (Memory)
    munmap(Memory, 2 * PartBytes);
}

void cpu::prepareForFaults() {
  if (RescueEnd)
    return;
  static thread_local SignalStack Mine;
  RescueEnd = Mine.rescueEnd();
}

bool cpu::isGuarded() {
  static const bool Is = [] {
    const char *Text = std::getenv("LORCHA_GUARD");
    if (Text && *Text && std::strcmp(Text, "0") != 0 && std::strcmp(Text, "1") != 0)
      warn("LORCHA_GUARD: '{}' is neither 0 nor 1", Text);
    return Text && std::strcmp(Text, "1") == 0;
  }();
  return Is;
}

GuardedMemory &cpu::guardedMemory() {
  static auto *const Only = new GuardedMemory; // never destroyed
  return *Only;
}

static const WatchedSignal &watched(int Signal) {
  for (const WatchedSignal &Each : Watched)
    if (Each.Number == Signal)
      return Each;
  return Watched[0];
}

/// "kernel 'k', block [1,0,0], thread [3,0,0] touches an illegal address: 0x10", without the end of the line.
/// Allocates nothing.
static size_t describe(const BlockMemory &Worker, int Signal, uintptr_t Address, char *Into, size_t Size) {
  const uint3 &In = Worker.block().blockIdx;
  char *End = fmt::format_to_n(Into, Size, "kernel '{}', block [{},{},{}]",
                               Worker.launch()->Kernel->Info->Name, In.x, In.y, In.z)
                  .out;
  auto Left = [&] { return Size - static_cast<size_t>(End - Into); };
  if (lorchaCurrentThread) { // else the loop did not need to know which thread runs
    const uint3 &At = lorchaCurrentThread->threadIdx;
    End = fmt::format_to_n(End, Left(), ", thread [{},{},{}]", At.x, At.y, At.z).out;
  }
  End = fmt::format_to_n(End, Left(), " {}", watched(Signal).Text).out;
  if (Signal == SIGSEGV || Signal == SIGBUS)
    End = fmt::format_to_n(End, Left(), ": {:#x}", Address).out;
  return static_cast<size_t>(End - Into);
}

/// The line about what was caught, as the launch's failure.
static void failLaunch(BlockMemory &Worker) {
  char Text[512];
  std::string Line(Text, describe(Worker, Caught.Signal, Caught.Address, Text, sizeof(Text)));
  bool IsAddress = Caught.Signal == SIGSEGV || Caught.Signal == SIGBUS;
  if (std::string Near = IsAddress ? guardedMemory().describe(Caught.Address) : std::string(); !Near.empty())
    Line += ", " + Near;
  Worker.failLaunch(IsAddress ? Status::IllegalAddress : Status::LaunchFailure, Line);
}

/// Where a thread goes on whose kernel has raised a signal. Owns nothing: it is left without destructors.
[[noreturn]] static void leaveFaultedBlock() {
  BlockMemory &Worker = *BlockMemory::current();
  failLaunch(Worker);
  Worker.abandonBlock();
}

/// Makes the thread go on in leaveFaultedBlock. False on processors for which nobody has written how.
static bool sendOn(ucontext_t &Context, uintptr_t Address) {
#if defined(__x86_64__)
  auto &Code = Context.uc_mcontext.gregs[REG_RIP];
  auto &Stack = Context.uc_mcontext.gregs[REG_RSP];
  constexpr uintptr_t RedZone = 128, Pushed = 8; // as behind a call
#elif defined(__aarch64__)
  auto &Code = Context.uc_mcontext.pc;
  auto &Stack = Context.uc_mcontext.sp;
  constexpr uintptr_t RedZone = 0, Pushed = 0;
#elif defined(__riscv)
  auto &Code = Context.uc_mcontext.__gregs[REG_PC];
  auto &Stack = Context.uc_mcontext.__gregs[REG_SP];
  constexpr uintptr_t RedZone = 0, Pushed = 0;
#else
  return false;
#endif
#if defined(__x86_64__) || defined(__aarch64__) || defined(__riscv)
  // An address next to the end of the stack: there is no room left on it.
  constexpr uintptr_t Near = 64 << 10;
  auto Place = static_cast<uintptr_t>(Stack);
  bool IsAtEnd = Address - (Place - Near) < 2 * Near;
  if (IsAtEnd && !RescueEnd)
    return false;
  Place = IsAtEnd ? reinterpret_cast<uintptr_t>(RescueEnd) : Place - RedZone;
  Stack = static_cast<std::remove_reference_t<decltype(Stack)>>(Place / 16 * 16 - Pushed);
  Code =
      static_cast<std::remove_reference_t<decltype(Code)>>(reinterpret_cast<uintptr_t>(&leaveFaultedBlock));
  return true;
#endif
}

/// The signal has the effect that it had before we came.
static void passOn(int Signal, siginfo_t *Info, void *Context) {
  const struct sigaction &Before = watched(Signal).Before;
  if (Before.sa_flags & SA_SIGINFO)
    return Before.sa_sigaction(Signal, Info, Context);
  if (Before.sa_handler != SIG_DFL && Before.sa_handler != SIG_IGN)
    return Before.sa_handler(Signal);
  // The instruction is run again, and the system does what it does. A signal that was sent comes again.
  sigaction(Signal, &Before, nullptr);
  if (Info->si_code <= 0)
    raise(Signal);
}

/// Writes "lorcha: kernel 'k', ... divides an integer by zero" and what follows from it.
static void report(const BlockMemory &Worker, int Signal, uintptr_t Address, const char *Outcome) {
  char Text[512] = "lorcha: ";
  size_t Length = std::strlen(Text);
  const size_t Room = sizeof(Text) - Length - std::strlen(Outcome);
  Length += describe(Worker, Signal, Address, Text + Length, Room);
  std::memcpy(Text + Length, Outcome, std::strlen(Outcome));
  (void)!write(STDERR_FILENO, Text, Length + std::strlen(Outcome));
}

/// Goes on behind a division by zero, as a GPU does. The first one is told of.
static bool passesDivision(const BlockMemory &Worker, void *Context) {
  static ExchangedFlag IsToldOf{false};
  if (!finishDivision(Context))
    return false;
  if (!IsToldOf.exchange(true))
    report(Worker, SIGFPE, 0, "; it goes on with all bits set, as on a GPU, and so do others from now on\n");
  return true;
}

static void onSignal(int Signal, siginfo_t *Info, void *Context) {
  BlockMemory *Worker = BlockMemory::current();
  bool IsOfKernel = Worker && Worker->launch() && Info->si_code > 0; // not sent by somebody
  auto Address = reinterpret_cast<uintptr_t>(Info->si_addr);
  if (IsOfKernel && isGuarded()) {
    Caught = {Signal, Address};
    if (sendOn(*static_cast<ucontext_t *>(Context), Address))
      return;
  }
  if (IsOfKernel && Signal == SIGFPE && passesDivision(*Worker, Context))
    return;
  if (IsOfKernel)
    report(*Worker, Signal, Address, "\n");
  passOn(Signal, Info, Context);
}

void cpu::watchFaults() {
  (void)isGuarded(); // read now: a handler may not
  for (WatchedSignal &Each : Watched) {
    struct sigaction Mine = {};
    Mine.sa_sigaction = onSignal;
    Mine.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigaction(Each.Number, &Mine, &Each.Before);
  }
}
