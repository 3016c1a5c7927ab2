// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Allocation and its bookkeeping.
#include "core/Memory.h"
#include "core/Capture.h"
#include "core/DeviceLaunch.h"
#include "core/DeviceModules.h"
#include "core/Log.h"
#include "core/Runtime.h"
#include "core/SharedAllocations.h"

namespace lorcha::runtime {

static MemoryKind kindOf(Allocation::Origin From) {
  switch (From) {
  case Allocation::Origin::Device:
  case Allocation::Origin::Imported:
    return MemoryKind::Device;
  case Allocation::Origin::Managed:
    return MemoryKind::Managed;
  case Allocation::Origin::Pinned:
  case Allocation::Origin::Registered:
  case Allocation::Origin::Variables:
    return MemoryKind::Host;
  }
  return MemoryKind::Host;
}

static bool countsAsDeviceMemory(Allocation::Origin From) {
  return From == Allocation::Origin::Device || From == Allocation::Origin::Managed;
}

Status makeStorage(Device &On, Allocation::Origin From, size_t Bytes, Allocation &Result) {
  bool Counts = countsAsDeviceMemory(From);
  // What is free but kept is given back only when there is no room otherwise.
  for (bool IsLastTry : {false, true}) {
    if (!Counts || On.reserve(Bytes)) {
      if ((Result.Base = On.backend().allocate(kindOf(From), Bytes)))
        break;
      if (Counts)
        On.unreserve(Bytes);
    }
    bool HasTrimmed = On.trimPools(), HasReleased = On.releaseReached(/*Waits=*/true);
    if (IsLastTry || !(HasTrimmed || HasReleased))
      return Status::OutOfMemory;
  }
  Result.Bytes = Result.Capacity = Bytes;
  Result.From = From;
  Result.On = &On;
  return Status::Success;
}

void enterAllocation(const Allocation &New) {
  if (!Runtime::get().Memory.add(New)) {
    Runtime::get().Memory.removeOverlapping(New);
    Runtime::get().Memory.add(New);
  }
  if (isLogged(LogTopic::Memory))
    trace("mem + {} {} bytes, device {} holds {}", New.Base, New.Bytes, New.On->ordinal(),
          New.On->memoryInUse());
}

Status allocate(Device &On, Allocation::Origin From, size_t Bytes, unsigned Flags, void **Result) {
  *Result = nullptr;
  if (!Bytes)
    return Status::Success;
  Allocation New;
  Status Made = makeStorage(On, From, Bytes, New);
  if (Made != Status::Success)
    return Made;
  New.Flags = Flags;
  enterAllocation(New);
  *Result = New.Base;
  return Status::Success;
}

Status releaseStorage(const Allocation &Old) {
  if (Old.From == Allocation::Origin::Registered || Old.From == Allocation::Origin::Variables)
    return Status::Success;
  if (Old.From == Allocation::Origin::Imported) {
    forgetImport(Old);
    return Status::Success;
  }
  if (Old.From == Allocation::Origin::Managed)
    Runtime::get().Hints.forget(Old.Base, Old.Bytes);
  Status Result = Old.On->backend().release(kindOf(Old.From), Old.Base, Old.Capacity);
  if (countsAsDeviceMemory(Old.From))
    Old.On->unreserve(Old.Capacity);
  if (isLogged(LogTopic::Memory))
    trace("mem - {} {} bytes, device {} holds {}", Old.Base, Old.Bytes, Old.On->ordinal(),
          Old.On->memoryInUse());
  return Result;
}

/// Ends the life of what a node of a graph has allocated; the bytes stay the graph's.
static Status releaseGraphMemory(const GraphBlock &Block) {
  std::shared_ptr<GraphAllocation> Memory = Block.last();
  return Memory && Memory->isAlive() && Memory->claimFree(/*IsOwnGraph=*/false) && Memory->endLife()
             ? Status::Success
             : Status::InvalidValue;
}

Status release(void *Pointer, bool IsHost) {
  if (!Pointer)
    return Status::Success;
  std::optional<Allocation> Known = Runtime::get().Memory.find(Pointer);
  if (!Known || Known->Base != Pointer)
    return Status::InvalidValue;
  if (!isInKernel()) // a kernel would wait for itself
    Known->On->waitForWork();
  if (std::shared_ptr<GraphBlock> Block = Known->OfGraph.lock())
    return IsHost ? Status::InvalidValue : releaseGraphMemory(*Block);
  if (Known->IsOfImportedPool)
    return IsHost ? Status::InvalidValue : closeImport(Pointer);
  if (Known->In) {
    if (IsHost)
      return Status::InvalidValue;
    Allocation *Range = Runtime::get().Memory.suspend(Pointer);
    if (Range)
      Range->In->release(*Range, Marker());
    return Range ? Status::Success : Status::InvalidValue;
  }
  std::optional<Allocation> Old = Runtime::get().Memory.remove(Pointer, [&](Allocation::Origin From) {
    return IsHost ? From == Allocation::Origin::Pinned : countsAsDeviceMemory(From);
  });
  if (!Old)
    return Status::InvalidValue;
  return releaseStorage(*Old);
}

Status allocateOnStream(Stream &On, Pool &From, size_t Bytes, void **Result) {
  bool IsCaptured;
  if (Status Admitted = admit(On, IsCaptured); Admitted != Status::Success)
    return Admitted;
  if (IsCaptured)
    return captureNode(On, [&](Graph &Into, const std::vector<Dependency> &Behind, GraphNode *&Node) {
      Status Added = Into.addAllocation(On.device(), Bytes, Behind, Node);
      if (Added == Status::Success)
        *Result = Node->as<AllocateWork>()->Memory->address();
      return Added;
    });
  return From.allocate(&On, Bytes, Result);
}

Status releaseOnStream(Stream &On, void *Pointer) {
  bool IsCaptured;
  if (Status Admitted = admit(On, IsCaptured); Admitted != Status::Success)
    return Admitted;
  if (!Pointer)
    return Status::Success;
  if (IsCaptured)
    return captureNode(On, [&](Graph &Into, const std::vector<Dependency> &Behind, GraphNode *&Node) {
      return Into.addRelease(Pointer, Behind, Node);
    });
  if (Allocation *Range = Runtime::get().Memory.suspend(Pointer)) {
    Range->In->release(*Range, On.mark());
    return Status::Success;
  }
  if (std::optional<Allocation> Known = Runtime::get().Memory.find(Pointer); Known && Known->Base == Pointer)
    if (std::shared_ptr<GraphBlock> Block = Known->OfGraph.lock()) {
      Status Released = releaseGraphMemory(*Block);
      if (Released == Status::Success) // the bytes stay until the stream gets here
        On.enqueue(makeHostOperation([Block] {}));
      return Released;
    }
  if (std::optional<Allocation> Known = Runtime::get().Memory.find(Pointer);
      Known && Known->Base == Pointer && Known->IsOfImportedPool) {
    On.mark().wait();
    return closeImport(Pointer);
  }
  // The address leaves the map now, so that a second free is noticed; the bytes stay until the stream gets
  // here.
  std::optional<Allocation> Old = Runtime::get().Memory.remove(Pointer, countsAsDeviceMemory);
  if (!Old)
    return Status::InvalidValue;
  On.enqueue(makeOperation([&On, Gone = *Old] {
    if (std::shared_ptr<BackendFence> Place = On.fenceHere(/*IsTimed=*/false, /*IsLast=*/true))
      Gone.On->releaseBehind(std::move(Place), Gone);
    else
      return releaseStorage(Gone);
    return Status::Success;
  }));
  return Status::Success;
}

Status locateVariable(Device &On, const void *Symbol, VariablePlace &Result) {
  Status Found = On.backend().locateVariable(Symbol, Result);
  if (Found == Status::Success && !Result.Bytes)
    if (FoundVariable Known = findDeviceVariable(Symbol); Known.Variable && Known.Variable->Host == Symbol)
      Result.Bytes = Known.Variable->Size;
  if (Found != Status::Success || !Result.Block)
    return Found;
  Allocation Block;
  Block.Base = Result.Block;
  Block.Bytes = Result.BlockBytes;
  Block.From = Allocation::Origin::Variables;
  Block.On = &On;
  Runtime::get().Memory.add(Block); // or it is known already
  return Status::Success;
}

Status registerHost(Device &On, void *Pointer, size_t Bytes, unsigned Flags) {
  if (!Pointer || !Bytes)
    return Status::InvalidValue;
  Allocation New;
  New.Base = Pointer;
  New.Bytes = Bytes;
  New.From = Allocation::Origin::Registered;
  New.On = &On;
  New.Flags = Flags;
  return Runtime::get().Memory.add(New) ? Status::Success : Status::HostMemoryAlreadyRegistered;
}

Status unregisterHost(void *Pointer) {
  if (!Pointer)
    return Status::InvalidValue;
  std::optional<Allocation> Known = Runtime::get().Memory.find(Pointer);
  if (!Known || Known->From != Allocation::Origin::Registered)
    return Status::HostMemoryNotRegistered;
  if (Known->Base != Pointer)
    return Status::InvalidValue;
  Known->On->synchronize();
  auto IsRegistered = [](Allocation::Origin From) { return From == Allocation::Origin::Registered; };
  return Runtime::get().Memory.remove(Pointer, IsRegistered) ? Status::Success
                                                             : Status::HostMemoryNotRegistered;
}

} // namespace lorcha::runtime
