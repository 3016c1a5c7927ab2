// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks, the lives of the allocations in them, and what is counted.
#include "core/GraphMemory.h"
#include "core/Memory.h"
#include "core/Runtime.h"
#include <algorithm>

namespace lorcha::runtime {

Status GraphBlock::make(Device &On, size_t Bytes, std::shared_ptr<GraphBlock> &Result) {
  void *Base;
  Status Made = allocate(On, Allocation::Origin::Device, Bytes, 0, &Base);
  if (Made != Status::Success)
    return Made;
  Result.reset(new GraphBlock(On, Base, Bytes));
  Runtime::get().Memory.giveToGraph(Base, Result);
  On.GraphMemory.add(*Result);
  return Status::Success;
}

GraphBlock::~GraphBlock() {
  On.GraphMemory.remove(*this);
  auto IsAny = [](Allocation::Origin) { return true; };
  // A reset of the device may have taken it back already.
  if (std::optional<Allocation> Old = Runtime::get().Memory.remove(Base, IsAny))
    On.fail(releaseStorage(*Old));
}

std::shared_ptr<GraphAllocation> GraphBlock::last() const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Last.lock();
}

std::shared_ptr<GraphAllocation> GraphAllocation::make(std::shared_ptr<GraphBlock> In, size_t Bytes) {
  std::shared_ptr<GraphAllocation> New(new GraphAllocation(std::move(In), Bytes));
  std::lock_guard<std::mutex> Lock(New->In->Mutex);
  New->In->Last = New;
  return New;
}

bool GraphAllocation::beginLife() {
  std::lock_guard<std::mutex> Lock(Mutex);
  if (Self)
    return false;
  Self = shared_from_this();
  device().GraphMemory.begin(*In);
  return true;
}

bool GraphAllocation::endLife() {
  std::shared_ptr<GraphAllocation> Last; // goes with nothing locked
  std::lock_guard<std::mutex> Lock(Mutex);
  if (!Self)
    return false;
  Last = shared_from_this();
  Self.reset();
  device().GraphMemory.end(*In);
  return true;
}

bool GraphAllocation::isAlive() const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Self != nullptr;
}

bool GraphAllocation::claimFree(bool IsOwnGraph) {
  std::lock_guard<std::mutex> Lock(Mutex);
  if (FreedBy != Freer::Open)
    return FreedBy == Freer::Outside && !IsOwnGraph;
  FreedBy = IsOwnGraph ? Freer::OwnGraph : Freer::Outside;
  return true;
}

GraphMemoryUse::Counts GraphMemoryUse::counts() const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Now;
}

void GraphMemoryUse::resetHigh(size_t Counts::*Which) {
  std::lock_guard<std::mutex> Lock(Mutex);
  Now.*Which = Now.Bytes;
}

void GraphMemoryUse::trim() {
  std::lock_guard<std::mutex> Lock(Mutex);
  for (GraphBlock *Each : Blocks)
    if (Each->IsCounted && !Each->Living) {
      Each->IsCounted = false;
      Now.Bytes -= Each->bytes();
    }
}

void GraphMemoryUse::endAll() {
  std::vector<std::shared_ptr<GraphAllocation>> All;
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    for (const GraphBlock *Each : Blocks)
      if (std::shared_ptr<GraphAllocation> Last = Each->last())
        All.push_back(std::move(Last));
  }
  for (const std::shared_ptr<GraphAllocation> &Each : All)
    Each->endLife();
}

void GraphMemoryUse::add(GraphBlock &New) {
  std::lock_guard<std::mutex> Lock(Mutex);
  Blocks.push_back(&New);
}

void GraphMemoryUse::remove(GraphBlock &Old) {
  std::lock_guard<std::mutex> Lock(Mutex);
  if (Old.IsCounted)
    Now.Bytes -= Old.bytes();
  Blocks.erase(std::find(Blocks.begin(), Blocks.end(), &Old));
}

void GraphMemoryUse::begin(GraphBlock &Block) {
  std::lock_guard<std::mutex> Lock(Mutex);
  ++Block.Living;
  if (Block.IsCounted)
    return;
  Block.IsCounted = true;
  Now.Bytes += Block.bytes();
  Now.UsedHigh = std::max(Now.UsedHigh, Now.Bytes);
  Now.ReservedHigh = std::max(Now.ReservedHigh, Now.Bytes);
}

void GraphMemoryUse::end(GraphBlock &Block) {
  std::lock_guard<std::mutex> Lock(Mutex);
  --Block.Living;
}

} // namespace lorcha::runtime
