// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One random operation at a time. Whoever calls holds the locks of the slots; cells are locked here.
#include "Cells.h"
#include <algorithm>
#include <utility>

namespace lorcha::stress {

namespace {
using Guard = std::unique_lock<std::mutex>;

/// What a host function gets.
struct HostStep {
  size_t Number;
  uint32_t *Data;
  size_t Words;
  uint32_t Wanted, New;
};

/// An operation under way: the cells are locked, and the stream waits for them.
struct Step {
  World &All;
  Slot &On, &Other;
  Random &From;
  Cell &Main;

  uint32_t fresh() { return static_cast<uint32_t>(From.next()); }
};
} // namespace

static void runHostStep(void *Data) {
  std::unique_ptr<HostStep> Step(static_cast<HostStep *>(Data));
  checkWords("host function", Step->Number, Step->Data, Step->Words, Step->Wanted);
  std::fill(Step->Data, Step->Data + Step->Words, Step->New);
}

static void putKernel(Step &S) {
  uint32_t New = S.fresh();
  auto *Launch = S.From.oneIn(8) && S.Main.Words <= 1000 ? launchStepWithBarrier : launchStep;
  Launch(S.On.Stream, S.Main.Number, S.Main.Data, S.Main.Words, S.Main.Value, New);
  S.Main.Value = New;
}

static void putFill(Step &S) {
  int Byte = static_cast<int>(S.From.below(256));
  LORCHA_EXPECT(lorchaMemsetAsync(S.Main.Data, Byte, S.Main.bytes(), S.On.Stream));
  S.Main.Value = 0x01010101u * static_cast<uint32_t>(Byte);
}

static void putHostFunction(Step &S) {
  auto *Data = new HostStep{S.Main.Number, S.Main.Data, S.Main.Words, S.Main.Value, S.fresh()};
  S.Main.Value = Data->New;
  LORCHA_EXPECT(lorchaLaunchHostFunc(S.On.Stream, runHostStep, Data));
}

static void putGraph(Step &S) {
  LORCHA_EXPECT(lorchaGraphLaunch(S.Main.raise(), S.On.Stream));
  ++S.Main.Value;
}

/// A graph that is made for one launch and gone before it has run, with a copy between two kernels.
static void putGraphOnce(Step &S) {
  std::shared_lock<std::shared_mutex> Locked(captures());
  uint32_t Between = S.fresh(), New = S.fresh();
  lorchaStream_t Capturing;
  lorchaGraph_t Graph;
  lorchaGraphExec_t Ready;
  void *Aside = nullptr;
  LORCHA_EXPECT(lorchaMallocAsync(&Aside, S.Main.bytes(), S.On.Stream));
  LORCHA_EXPECT(lorchaStreamCreateWithFlags(&Capturing, lorchaStreamNonBlocking));
  LORCHA_EXPECT(lorchaStreamBeginCapture(Capturing, lorchaStreamCaptureModeRelaxed));
  launchStep(Capturing, S.Main.Number, S.Main.Data, S.Main.Words, S.Main.Value, Between);
  LORCHA_EXPECT(lorchaMemcpyAsync(Aside, S.Main.Data, S.Main.bytes(), lorchaMemcpyDefault, Capturing));
  launchStep(Capturing, S.Main.Number, static_cast<uint32_t *>(Aside), S.Main.Words, Between, New);
  LORCHA_EXPECT(lorchaMemcpyAsync(S.Main.Data, Aside, S.Main.bytes(), lorchaMemcpyDefault, Capturing));
  LORCHA_EXPECT(lorchaStreamEndCapture(Capturing, &Graph));
  LORCHA_EXPECT(lorchaGraphInstantiate(&Ready, Graph, 0));
  LORCHA_EXPECT(lorchaGraphLaunch(Ready, S.On.Stream));
  LORCHA_EXPECT(lorchaGraphExecDestroy(Ready));
  LORCHA_EXPECT(lorchaGraphDestroy(Graph));
  LORCHA_EXPECT(lorchaStreamDestroy(Capturing));
  LORCHA_EXPECT(lorchaFreeAsync(Aside, S.On.Stream));
  S.Main.Value = New;
}

/// Through memory of the stream's: there, changed, back. It is freed by that stream or by another one that
/// waits for it.
static void putDetour(Step &S) {
  uint32_t New = S.fresh();
  void *Aside = nullptr;
  S.Main.prepareAsSource();
  LORCHA_EXPECT(lorchaMallocAsync(&Aside, S.Main.bytes(), S.On.Stream));
  LORCHA_EXPECT(lorchaMemcpyAsync(Aside, S.Main.Data, S.Main.bytes(), lorchaMemcpyDefault, S.On.Stream));
  launchStep(S.On.Stream, S.Main.Number, static_cast<uint32_t *>(Aside), S.Main.Words, S.Main.Value, New);
  LORCHA_EXPECT(lorchaMemcpyAsync(S.Main.Data, Aside, S.Main.bytes(), lorchaMemcpyDefault, S.On.Stream));
  S.Main.Value = New;
  if (S.From.oneIn(2)) {
    LORCHA_EXPECT(lorchaFreeAsync(Aside, S.On.Stream));
    return;
  }
  lorchaEvent_t Used;
  LORCHA_EXPECT(lorchaEventCreateWithFlags(&Used, lorchaEventDisableTiming));
  LORCHA_EXPECT(lorchaEventRecord(Used, S.On.Stream));
  LORCHA_EXPECT(lorchaStreamWaitEvent(S.Other.Stream, Used, 0));
  LORCHA_EXPECT(lorchaEventDestroy(Used));
  LORCHA_EXPECT(lorchaFreeAsync(Aside, S.Other.Stream));
}

/// The other cell gets the value, or gives it.
static void putCopy(Step &S, Cell &Second) {
  Cell *To = &Second, *From = &S.Main;
  if (S.From.oneIn(2))
    std::swap(To, From);
  From->prepareAsSource();
  LORCHA_EXPECT(lorchaMemcpyAsync(To->Data, From->Data, To->bytes(), lorchaMemcpyDefault, S.On.Stream));
  To->Value = From->Value;
}

static void putWithOneCell(World &All, Slot &On, Slot &Other, Cell &Main, Random &From) {
  using Put = void (*)(Step &);
  // As often as they stand here.
  static constexpr Put Puts[] = {putKernel, putKernel, putKernel,       putKernel, putKernel,
                                 putFill,   putFill,   putHostFunction, putDetour, putGraph};
  Guard Locked(Main.Lock);
  Main.enter(On);
  Step Now{All, On, Other, From, Main};
  (From.oneIn(50) ? putGraphOnce : Puts[From.below(std::size(Puts))])(Now);
  Main.leave(On);
  if (From.oneIn(10))
    Main.query();
  if (From.oneIn(100))
    Main.check();
  if (From.oneIn(200))
    Main.renew();
}

void putRandomOperation(World &All, Slot &On, Slot &Other, Random &From) {
  LORCHA_EXPECT(lorchaSetDevice(On.Device));
  size_t First = From.below(All.Cells.size());
  if (!From.oneIn(4))
    return putWithOneCell(All, On, Other, *All.Cells[First], From);
  // Another cell of the same size.
  size_t Distance = World::SizeCount * (1 + From.below(All.Cells.size() / World::SizeCount - 1));
  size_t Second = (First + Distance) % All.Cells.size();
  if (First > Second)
    std::swap(First, Second);
  Cell &Main = *All.Cells[First], &Partner = *All.Cells[Second];
  Guard LockedMain(Main.Lock), LockedPartner(Partner.Lock);
  Main.enter(On);
  Partner.enter(On);
  Step Now{All, On, Other, From, Main};
  putCopy(Now, Partner);
  Main.leave(On);
  Partner.leave(On);
}

} // namespace lorcha::stress
