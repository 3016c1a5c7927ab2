// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nodes and edges: adding, taking out, order, copies.
#include "core/Graph.h"
#include "core/Runtime.h"
#include <algorithm>
#include <atomic>
#include <unordered_map>
#include <unordered_set>

namespace lorcha::runtime {

std::shared_ptr<Graph> Graph::make() {
  std::shared_ptr<Graph> New(new Graph);
  Runtime::get().Graphs.add(New);
  return New;
}

Graph::~Graph() {
  for (const std::shared_ptr<GraphNode> &Each : Nodes)
    forget(*Each);
}

/// Takes back the handles of a node and of the graphs inside it.
void Graph::forget(GraphNode &Old) {
  for (const std::shared_ptr<Graph> &Each : Old.Inner)
    Runtime::get().Graphs.remove(Each.get());
  Runtime::get().Nodes.remove(&Old);
}

static Status checkKind(NodeKind From, NodeKind To, EdgeKind Kind) {
  bool IsBetweenKernels = From == NodeKind::Kernel && To == NodeKind::Kernel;
  return Kind.isPlain() || IsBetweenKernels ? Status::Success : Status::InvalidValue;
}

Status Graph::checkDependencies(NodeKind Kind, const std::vector<Dependency> &Behind) const {
  for (size_t I = 0; I < Behind.size(); ++I) {
    if (!Behind[I].On || &Behind[I].On->graph() != this)
      return Status::InvalidValue;
    if (Status Good = checkKind(Behind[I].On->kind(), Kind, Behind[I].Kind); Good != Status::Success)
      return Good;
  }
  if (Behind.size() < 2)
    return Status::Success;
  std::unordered_set<const GraphNode *> Seen;
  for (const Dependency &Each : Behind)
    if (!Seen.insert(Each.On).second)
      return Status::InvalidValue;
  return Status::Success;
}

GraphNode &Graph::append(SharedWork Work, const std::vector<Dependency> &Behind) {
  static std::atomic<uint64_t> NextId{1};
  auto New =
      std::make_shared<GraphNode>(*this, NextId.fetch_add(1, std::memory_order_relaxed), std::move(Work));
  for (const Dependency &Each : Behind) {
    New->Before.push_back({Each.On, Each.Kind});
    Each.On->After.push_back({New.get(), Each.Kind});
  }
  Runtime::get().Nodes.add(New);
  Nodes.push_back(std::move(New));
  return *Nodes.back();
}

Status Graph::add(SharedWork Work, const std::vector<Dependency> &Behind, GraphNode *&Result) {
  Status Good = checkDependencies(kindOf(*Work), Behind);
  if (Good == Status::Success)
    Result = &append(std::move(Work), Behind);
  return Good;
}

Status Graph::addChild(const Graph &Child, const std::vector<Dependency> &Behind, GraphNode *&Result) {
  if (Status Good = checkDependencies(NodeKind::Child, Behind); Good != Status::Success)
    return Good;
  std::shared_ptr<Graph> Copy;
  if (Status Copied = Child.clone(Copy); Copied != Status::Success)
    return Copied;
  Result = &append(std::make_shared<NodeWork>(ChildWork()), Behind);
  Copy->Outer = Result;
  Result->Inner.push_back(std::move(Copy));
  return Status::Success;
}

Status Graph::addConditional(ConditionalWork Work, unsigned Count, const std::vector<Dependency> &Behind,
                             GraphNode *&Result) {
  if (Status Good = checkDependencies(NodeKind::Conditional, Behind); Good != Status::Success)
    return Good;
  Result = &append(std::make_shared<NodeWork>(std::move(Work)), Behind);
  for (unsigned I = 0; I < Count; ++I) {
    Result->Inner.push_back(Graph::make());
    Result->Inner.back()->Outer = Result;
    Result->InnerList.push_back(Result->Inner.back().get());
  }
  return Status::Success;
}

/// All nodes that have to come before one with these dependencies.
static std::unordered_set<const GraphNode *> collectEarlier(const std::vector<Dependency> &Behind) {
  std::unordered_set<const GraphNode *> Seen;
  std::vector<const GraphNode *> Open;
  for (const Dependency &Each : Behind)
    Open.push_back(Each.On);
  while (!Open.empty()) {
    const GraphNode *Next = Open.back();
    Open.pop_back();
    if (Seen.insert(Next).second)
      for (const GraphEdge &Each : Next->dependencies())
        Open.push_back(Each.Other);
  }
  return Seen;
}

Status Graph::addAllocation(Device &On, size_t Bytes, const std::vector<Dependency> &Behind,
                            GraphNode *&Result) {
  if (!Bytes || Outer)
    return Status::InvalidValue;
  if (Status Good = checkDependencies(NodeKind::Allocate, Behind); Good != Status::Success)
    return Good;
  std::shared_ptr<GraphBlock> Block;
  for (const GraphNode *Each : collectEarlier(Behind))
    if (const auto *Release = Each->as<ReleaseWork>()) {
      const GraphAllocation &Freed = *Release->Memory;
      bool IsLast = Freed.block()->last() == Release->Memory;
      bool IsOwn = std::any_of(Nodes.begin(), Nodes.end(), [&](const auto &Node) {
        const auto *Made = Node->template as<AllocateWork>();
        return Made && Made->Memory == Release->Memory;
      });
      if (IsLast && IsOwn && &Freed.device() == &On && Freed.block()->bytes() >= Bytes)
        Block = Freed.block();
    }
  if (!Block)
    if (Status Made = GraphBlock::make(On, Bytes, Block); Made != Status::Success)
      return Made;
  AllocateWork Work = {GraphAllocation::make(std::move(Block), Bytes)};
  Result = &append(std::make_shared<NodeWork>(std::move(Work)), Behind);
  return Status::Success;
}

Status Graph::addRelease(void *Address, const std::vector<Dependency> &Behind, GraphNode *&Result) {
  if (Status Good = checkDependencies(NodeKind::Release, Behind); Good != Status::Success)
    return Good;
  std::optional<Allocation> Known = Runtime::get().Memory.find(Address);
  std::shared_ptr<GraphBlock> Block = Known ? Known->OfGraph.lock() : nullptr;
  std::shared_ptr<GraphAllocation> Memory = Block && Block->base() == Address ? Block->last() : nullptr;
  if (!Memory || Outer)
    return Status::InvalidValue;
  auto Maker = std::find_if(Nodes.begin(), Nodes.end(), [&](const std::shared_ptr<GraphNode> &Each) {
    const auto *Made = Each->as<AllocateWork>();
    return Made && Made->Memory == Memory;
  });
  bool IsOwn = Maker != Nodes.end();
  if (IsOwn && !collectEarlier(Behind).count(Maker->get()))
    return Status::InvalidValue; // could be freed before it is allocated
  if (!Memory->claimFree(IsOwn))
    return Status::InvalidValue;
  Result = &append(std::make_shared<NodeWork>(ReleaseWork{std::move(Memory)}), Behind);
  return Status::Success;
}

template <class PredicateT> static void eraseEdge(std::vector<GraphEdge> &From, PredicateT Is) {
  auto Found = std::find_if(From.begin(), From.end(), Is);
  if (Found != From.end())
    From.erase(Found);
}

Status Graph::remove(GraphNode &Old) {
  if (hasMemoryNodes())
    return Status::NotSupported;
  auto IsOld = [&](const GraphEdge &Each) { return Each.Other == &Old; };
  for (const GraphEdge &Each : Old.Before)
    eraseEdge(Each.Other->After, IsOld);
  for (const GraphEdge &Each : Old.After)
    eraseEdge(Each.Other->Before, IsOld);
  for (auto Each = Copies.begin(); Each != Copies.end();)
    Each = Each->second == &Old ? Copies.erase(Each) : std::next(Each);
  forget(Old);
  Nodes.erase(std::find_if(Nodes.begin(), Nodes.end(), [&](const auto &Each) { return Each.get() == &Old; }));
  return Status::Success;
}

Status Graph::addEdge(GraphNode &From, GraphNode &To, EdgeKind Kind) {
  if (&From.graph() != this || &To.graph() != this || &From == &To)
    return Status::InvalidValue;
  auto IsFrom = [&](const GraphEdge &Each) { return Each.Other == &From; };
  if (std::any_of(To.Before.begin(), To.Before.end(), IsFrom))
    return Status::InvalidValue;
  if (Status Good = checkKind(From.kind(), To.kind(), Kind); Good != Status::Success)
    return Good;
  To.Before.push_back({&From, Kind});
  From.After.push_back({&To, Kind});
  return Status::Success;
}

Status Graph::removeEdge(GraphNode &From, GraphNode &To, EdgeKind Kind) {
  if (&From.graph() != this || &To.graph() != this)
    return Status::InvalidValue;
  if (hasMemoryNodes())
    return Status::NotSupported;
  auto IsEdge = [&](const GraphEdge &Each) { return Each.Other == &From && Each.Kind == Kind; };
  if (std::none_of(To.Before.begin(), To.Before.end(), IsEdge))
    return Status::InvalidValue;
  eraseEdge(To.Before, IsEdge);
  eraseEdge(From.After, [&](const GraphEdge &Each) { return Each.Other == &To; });
  return Status::Success;
}

Status Graph::clone(std::shared_ptr<Graph> &Result) const {
  if (hasMemoryNodes())
    return Status::NotSupported;
  std::shared_ptr<Graph> New = Graph::make();
  std::unordered_map<const GraphNode *, GraphNode *> CopyOf;
  for (const std::shared_ptr<GraphNode> &Each : Nodes) {
    GraphNode &Copy = New->append(Each->Work, {});
    CopyOf[Each.get()] = New->Copies[Each->Id] = &Copy;
    for (const std::shared_ptr<Graph> &Inner : Each->Inner) {
      std::shared_ptr<Graph> InnerCopy;
      if (Status Copied = Inner->clone(InnerCopy); Copied != Status::Success) {
        Runtime::get().Graphs.remove(New.get());
        return Copied;
      }
      InnerCopy->Outer = &Copy;
      Copy.Inner.push_back(std::move(InnerCopy));
    }
  }
  for (const std::shared_ptr<GraphNode> &Each : Nodes) {
    GraphNode &Copy = *CopyOf[Each.get()];
    for (const GraphEdge &Edge : Each->Before)
      Copy.Before.push_back({CopyOf[Edge.Other], Edge.Kind});
    for (const GraphEdge &Edge : Each->After)
      Copy.After.push_back({CopyOf[Edge.Other], Edge.Kind});
  }
  New->Values = Values;
  New->UserObjects.add(UserObjects);
  Result = std::move(New);
  return Status::Success;
}

std::shared_ptr<ConditionalValue> Graph::findValue(unsigned long long Handle) const {
  for (const std::shared_ptr<ConditionalValue> &Each : Values)
    if (reinterpret_cast<uintptr_t>(Each->Place) == Handle)
      return Each;
  return Outer ? Outer->graph().findValue(Handle) : nullptr;
}

GraphNode *Graph::findCopyOf(const GraphNode &Original) const {
  auto Found = Copies.find(Original.id());
  return Found == Copies.end() ? nullptr : Found->second;
}

bool Graph::sort(std::vector<GraphNode *> &Result) const {
  std::unordered_map<const GraphNode *, size_t> Missing;
  std::vector<GraphNode *> Ready; // a stack, so that what follows a node comes right behind it
  for (auto Each = Nodes.rbegin(); Each != Nodes.rend(); ++Each) {
    if ((*Each)->Before.empty())
      Ready.push_back(Each->get());
    else
      Missing[Each->get()] = (*Each)->Before.size();
  }
  Result.clear();
  Result.reserve(Nodes.size());
  while (!Ready.empty()) {
    GraphNode *Next = Ready.back();
    Ready.pop_back();
    Result.push_back(Next);
    for (auto Each = Next->After.rbegin(); Each != Next->After.rend(); ++Each)
      if (--Missing[Each->Other] == 0)
        Ready.push_back(Each->Other);
  }
  return Result.size() == Nodes.size();
}

bool Graph::uses(const Device &On) const {
  return std::any_of(Nodes.begin(), Nodes.end(), [&](const std::shared_ptr<GraphNode> &Each) {
    return deviceOf(*Each->work()) == &On ||
           std::any_of(Each->Inner.begin(), Each->Inner.end(),
                       [&](const std::shared_ptr<Graph> &Body) { return Body->uses(On); });
  });
}

bool Graph::hasMemoryNodes() const {
  return std::any_of(Nodes.begin(), Nodes.end(), [](const std::shared_ptr<GraphNode> &Each) {
    return Each->kind() == NodeKind::Allocate || Each->kind() == NodeKind::Release;
  });
}

bool Graph::isBehind(const GraphNode &Later, const GraphNode &Earlier) {
  return collectEarlier({{const_cast<GraphNode *>(&Later), {}}}).count(&Earlier) != 0;
}

} // namespace lorcha::runtime
