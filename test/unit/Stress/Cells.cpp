// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cells, slots, and the kernels that check and change words.
#include "Cells.h"
#include "RuntimeTest.h"
#include <atomic>
#include <cstdio>
#include <cstdlib>

using namespace lorcha;
using namespace lorcha::test;

namespace lorcha::stress {

static std::atomic<size_t> Wrongs{0};

void expect(lorchaError_t Result, const char *What) {
  if (Result == lorchaSuccess)
    return;
  std::fprintf(stderr, "%s: %s\n", What, lorchaGetErrorName(Result));
  std::_Exit(1);
}

void expectNotReady(lorchaError_t Result) {
  if (Result != lorchaErrorNotReady)
    expect(Result, "a question");
  else
    lorchaGetLastError(); // it counts as an error of this thread
}

void reportWrong(const char *Who, size_t Cell, uint32_t Wanted, uint32_t Found) {
  if (Wrongs.fetch_add(1) < 20)
    std::fprintf(stderr, "%s: cell %zu has %08x where %08x belongs\n", Who, Cell, Found, Wanted);
}

size_t wrongCount() { return Wrongs.load(); }

std::shared_mutex &captures() {
  static std::shared_mutex Only;
  return Only;
}

uint64_t Slot::newLife() {
  static std::atomic<uint64_t> Last{0};
  return ++Last;
}

void Slot::renew(Random &From) {
  LORCHA_EXPECT(lorchaSetDevice(Device));
  if (Stream)
    LORCHA_EXPECT(lorchaStreamDestroy(Stream));
  unsigned Flags = From.oneIn(4) ? lorchaStreamDefault : lorchaStreamNonBlocking;
  LORCHA_EXPECT(lorchaStreamCreateWithPriority(&Stream, Flags, -static_cast<int>(From.below(3))));
  Life = newLife();
}

Cell::Cell(size_t Number, Kind Of, size_t Words, int Device)
    : Number(Number), Of(Of), Words(Words), Home(Device) {
  int Devices = 0;
  LORCHA_EXPECT(lorchaGetDeviceCount(&Devices));
  for (int I = 0; I < Devices; ++I) {
    LORCHA_EXPECT(lorchaSetDevice(I));
    unsigned Flags = Number % 2 ? lorchaEventDisableTiming : lorchaEventDefault;
    LORCHA_EXPECT(lorchaEventCreateWithFlags(&Done.emplace_back(), Flags));
  }
  allocate();
}

Cell::~Cell() {
  if (Of == Kind::Pageable)
    std::free(Data);
}

void Cell::allocate() {
  LORCHA_EXPECT(lorchaSetDevice(Home));
  switch (Of) {
  case Kind::Device:
    LORCHA_EXPECT(lorchaMalloc(&Data, bytes()));
    break;
  case Kind::Pinned:
    LORCHA_EXPECT(lorchaMallocHost(&Data, bytes()));
    break;
  case Kind::Managed:
    LORCHA_EXPECT(lorchaMallocManaged(reinterpret_cast<void **>(&Data), bytes()));
    break;
  case Kind::Pageable:
    Data = static_cast<uint32_t *>(std::malloc(bytes()));
    break;
  }
  std::fill(Data, Data + Words, 0u);
  Value = 0;
}

void Cell::renew() {
  check();
  LORCHA_EXPECT(lorchaSetDevice(Home));
  if (Raise)
    LORCHA_EXPECT(lorchaGraphExecDestroy(Raise));
  Raise = nullptr;
  if (Of == Kind::Pageable)
    std::free(Data);
  else
    LORCHA_EXPECT(Of == Kind::Pinned ? lorchaFreeHost(Data) : lorchaFree(Data));
  allocate();
  LastDevice = -1;
}

void Cell::enter(Slot &On) {
  if (LastDevice >= 0 && LastLife != On.Life)
    LORCHA_EXPECT(lorchaStreamWaitEvent(On.Stream, last(), 0));
}

void Cell::leave(Slot &On) {
  LastDevice = On.Device;
  LastLife = On.Life;
  LORCHA_EXPECT(lorchaEventRecord(last(), On.Stream));
}

void Cell::query() {
  if (LastDevice < 0)
    return;
  lorchaError_t Result = lorchaEventQuery(last());
  if (Result == lorchaSuccess)
    checkWords("query", Number, Data, Words, Value);
  else
    expectNotReady(Result);
}

void Cell::check() {
  if (LastDevice >= 0)
    LORCHA_EXPECT(lorchaEventSynchronize(last()));
  checkWords("wait", Number, Data, Words, Value);
}

void checkWords(const char *Who, size_t Cell, const uint32_t *Data, size_t Words, uint32_t Wanted) {
  for (size_t I = 0; I < Words; ++I)
    if (Data[I] != Wanted)
      return reportWrong(Who, Cell, Wanted, Data[I]);
}

void launchStep(lorchaStream_t On, size_t Cell, uint32_t *Data, size_t Words, uint32_t Wanted, uint32_t New) {
  auto Body = [=](const Thread &Current) {
    unsigned Stride = Current.block.gridDim.x * Current.block.blockDim.x;
    for (size_t I = globalIndex(Current); I < Words; I += Stride) {
      if (Data[I] != Wanted)
        reportWrong("kernel", Cell, Wanted, Data[I]);
      Data[I] = New;
    }
  };
  unsigned Blocks = Words > 4096 ? 4 : 1; // large ones may be shared by cores
  launchLoop(Blocks, 64, Body, 0, On);
  LORCHA_EXPECT(lorchaGetLastError());
}

void launchStepWithBarrier(lorchaStream_t On, size_t Cell, uint32_t *Data, size_t Words, uint32_t Wanted,
                           uint32_t New) {
  auto Body = [=](const Thread &Current) {
    size_t First = linearThreadIndex(Current), Stride = Current.block.blockDim.x;
    for (size_t I = First; I < Words; I += Stride)
      if (Data[Words - 1 - I] != Wanted)
        reportWrong("kernel with a barrier", Cell, Wanted, Data[Words - 1 - I]);
    lorchaBlockBarrier();
    for (size_t I = First; I < Words; I += Stride)
      Data[I] = New;
  };
  launchFibers(1, 16, Body, 0, On);
  LORCHA_EXPECT(lorchaGetLastError());
}

lorchaGraphExec_t Cell::raise() {
  if (Raise)
    return Raise;
  std::shared_lock<std::shared_mutex> Locked(captures());
  lorchaStream_t Capturing;
  lorchaGraph_t Graph;
  LORCHA_EXPECT(lorchaStreamCreateWithFlags(&Capturing, lorchaStreamNonBlocking));
  LORCHA_EXPECT(lorchaStreamBeginCapture(Capturing, lorchaStreamCaptureModeRelaxed));
  auto Body = [Data = Data, Words = Words, Number = Number](const Thread &Current) {
    uint32_t Before = Data[0];
    for (size_t I = 0; I < Words; ++I) {
      if (Data[I] != Before)
        reportWrong("graph", Number, Before, Data[I]);
      Data[I] = Before + 1;
    }
  };
  launchLoop(1, 1, Body, 0, Capturing);
  LORCHA_EXPECT(lorchaStreamEndCapture(Capturing, &Graph));
  LORCHA_EXPECT(lorchaGraphInstantiate(&Raise, Graph, 0));
  LORCHA_EXPECT(lorchaGraphDestroy(Graph));
  LORCHA_EXPECT(lorchaStreamDestroy(Capturing));
  return Raise;
}

World::World(size_t SlotCount, size_t CellCount, uint64_t Seed) {
  LORCHA_EXPECT(lorchaGetDeviceCount(&Devices));
  for (int From = 0; From < Devices; ++From)
    for (int To = 0; To < Devices; ++To)
      if (From != To) {
        LORCHA_EXPECT(lorchaSetDevice(From));
        LORCHA_EXPECT(lorchaDeviceEnablePeerAccess(To, 0));
      }
  Random From(Seed);
  for (size_t I = 0; I < SlotCount; ++I) {
    Slots.push_back(std::make_unique<Slot>());
    Slots.back()->Device = static_cast<int>(I % static_cast<size_t>(Devices));
    Slots.back()->renew(From);
  }
  // The largest is beyond what is copied aside from pageable memory.
  constexpr size_t Words[SizeCount] = {64, 1000, 20000};
  for (size_t I = 0; I < CellCount; ++I)
    Cells.push_back(std::make_unique<Cell>(I, static_cast<Cell::Kind>(From.below(4)), Words[I % SizeCount],
                                           static_cast<int>(From.below(static_cast<size_t>(Devices)))));
}

} // namespace lorcha::stress
