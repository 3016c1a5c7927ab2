// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From nodes and edges to steps and counters.
#include "core/GraphProgram.h"
#include "core/Device.h"
#include <algorithm>
#include <unordered_set>

namespace lorcha::runtime {

/// Collects one section: edges between steps come first as pairs.
class GraphProgram::Builder {
public:
  Builder(GraphProgram &Program, PlaceMap &Places) : Program(Program), Places(Places) {}

  Status addSection(const Graph &From, bool IsBody, uint32_t &Index) {
    uint32_t Outer = Current;
    std::vector<std::pair<uint32_t, uint32_t>> OuterEdges = std::move(Edges);
    Edges.clear();
    Index = Current = static_cast<uint32_t>(Program.Sections.size());
    Program.Sections.emplace_back();
    Status Added = addGraph(From, IsBody);
    if (Added == Status::Success)
      finishSection();
    Edges = std::move(OuterEdges);
    Current = Outer;
    return Added;
  }

  GraphFault Fault = GraphFault::None;
  GraphNode *Culprit = nullptr;

private:
  /// The steps that a node begins and ends with.
  struct Ends {
    uint32_t First, Last;
  };

  Status fail(GraphFault What, GraphNode *Where, Status Result) {
    Fault = What;
    Culprit = Where;
    return Result;
  }

  uint32_t addStep(SharedWork Work) {
    GraphSection &Section = Program.Sections[Current];
    NodeKind Kind = kindOf(*Work);
    Section.HasHostSteps = Section.HasHostSteps || Kind == NodeKind::Host;
    Program.HasMemory = Program.HasMemory || Kind == NodeKind::Allocate || Kind == NodeKind::Release;
    Program.HasEvents = Program.HasEvents || Kind == NodeKind::Wait || Kind == NodeKind::Record;
    Section.Steps.push_back({std::move(Work), 0, 0, 0, 0, 0, true});
    return static_cast<uint32_t>(Section.Steps.size() - 1);
  }

  /// Adds all nodes of a graph to the current section.
  Status addGraph(const Graph &From, bool IsBody) {
    std::vector<GraphNode *> Order;
    if (!From.sort(Order))
      return fail(GraphFault::Cycle, nullptr, Status::InvalidValue);
    std::unordered_map<const GraphNode *, Ends> Placed;
    for (GraphNode *Each : Order) {
      Ends Mine;
      if (Status Added = addNode(*Each, IsBody, Mine); Added != Status::Success)
        return Added;
      for (const GraphEdge &Edge : Each->dependencies())
        Edges.push_back({Placed[Edge.Other].Last, Mine.First});
      Placed[Each] = Mine;
    }
    for (const std::shared_ptr<ConditionalValue> &Each : From.Values)
      Made.push_back(Each);
    return Status::Success;
  }

  static bool mayStandInBody(NodeKind Kind) {
    switch (Kind) {
    case NodeKind::Empty:
    case NodeKind::Kernel:
    case NodeKind::Copy:
    case NodeKind::Fill:
    case NodeKind::Child:
    case NodeKind::Conditional:
      return true;
    default:
      return false;
    }
  }

  Status addNode(GraphNode &Node, bool IsBody, Ends &Mine) {
    if (IsBody && !mayStandInBody(Node.kind()))
      return fail(GraphFault::UnsupportedNode, &Node, Status::NotSupported);
    Mine.First = Mine.Last = addStep(Node.work());
    Places[Node.id()] = {Current, Mine.First};
    if (Node.kind() == NodeKind::Child)
      return addChild(Node, IsBody, Mine);
    return Node.kind() == NodeKind::Conditional ? addBodies(Node, Mine.First) : Status::Success;
  }

  Status addChild(GraphNode &Node, bool IsBody, Ends &Mine) {
    auto Begin = static_cast<uint32_t>(Program.Sections[Current].Steps.size());
    if (Status Added = addGraph(*Node.Inner.front(), IsBody); Added != Status::Success)
      return Added;
    Mine.Last = addStep(std::make_shared<NodeWork>(EmptyWork()));
    // Steps of the child that wait for none begin behind its first step; those that none waits for end
    // before its last.
    std::vector<bool> Waits(Mine.Last - Begin), IsWaitedFor(Mine.Last - Begin);
    for (auto [From, To] : Edges) {
      if (To >= Begin && To < Mine.Last)
        Waits[To - Begin] = true;
      if (From >= Begin && From < Mine.Last)
        IsWaitedFor[From - Begin] = true;
    }
    for (uint32_t I = Begin; I < Mine.Last; ++I) {
      if (!Waits[I - Begin])
        Edges.push_back({Mine.First, I});
      if (!IsWaitedFor[I - Begin])
        Edges.push_back({I, Mine.Last});
    }
    if (Begin == Mine.Last)
      Edges.push_back({Mine.First, Mine.Last});
    return Status::Success;
  }

  Status addBodies(GraphNode &Node, uint32_t Step) {
    Used.insert(Node.as<ConditionalWork>()->Value.get());
    std::vector<uint32_t> Bodies;
    for (const std::shared_ptr<Graph> &Each : Node.Inner) {
      uint32_t Index;
      if (Status Added = addSection(*Each, /*IsBody=*/true, Index); Added != Status::Success)
        return Added;
      Bodies.push_back(Index);
    }
    GraphStep &Mine = Program.Sections[Current].Steps[Step];
    Mine.FirstBody = static_cast<uint32_t>(Program.Bodies.size());
    Mine.BodyCount = static_cast<uint32_t>(Bodies.size());
    Program.Bodies.insert(Program.Bodies.end(), Bodies.begin(), Bodies.end());
    return Status::Success;
  }

  void finishSection() {
    GraphSection &Section = Program.Sections[Current];
    for (auto [From, To] : Edges) {
      ++Section.Steps[From].NextCount;
      ++Section.Steps[To].WaitsFor;
    }
    uint32_t Total = 0, Roots = 0;
    for (GraphStep &Each : Section.Steps) {
      Each.FirstNext = Total;
      Total += Each.NextCount;
      Roots += !Each.WaitsFor;
      Section.HasBranches = Section.HasBranches || Each.NextCount > 1 || Roots > 1;
      Each.NextCount = 0;
    }
    Section.Next.resize(Total);
    for (auto [From, To] : Edges) {
      GraphStep &Before = Section.Steps[From];
      Section.Next[Before.FirstNext + Before.NextCount++] = To;
    }
  }

public:
  /// All values that have been made must be used, as their kernels wait to decide about something.
  Status checkValues() {
    std::unordered_set<const ConditionalValue *> Seen;
    for (const std::shared_ptr<ConditionalValue> &Each : Made) {
      if (!Seen.insert(Each.get()).second)
        continue;
      if (!Used.count(Each.get()))
        return fail(GraphFault::UnusedConditionalValue, nullptr, Status::InvalidValue);
      Program.Values.push_back(Each);
      if (Each->IsSetAtLaunch)
        Program.Defaults.push_back(Each);
    }
    return Status::Success;
  }

private:
  GraphProgram &Program;
  PlaceMap &Places;
  uint32_t Current = 0;
  std::vector<std::pair<uint32_t, uint32_t>> Edges; ///< of the current section
  std::vector<std::shared_ptr<ConditionalValue>> Made;
  std::unordered_set<const ConditionalValue *> Used;
};

Status GraphProgram::build(const Graph &From, PlaceMap &Places, GraphFault &Fault, GraphNode *&Culprit) {
  Builder Building(*this, Places);
  uint32_t Index;
  Status Result = Building.addSection(From, /*IsBody=*/false, Index);
  if (Result == Status::Success)
    Result = Building.checkValues();
  Fault = Building.Fault;
  Culprit = Building.Culprit;
  return Result;
}

static bool stepNeedsHost(const NodeWork &Work, const Device &On) {
  switch (kindOf(Work)) {
  case NodeKind::Host:
  case NodeKind::Conditional:
    return true;
  case NodeKind::Kernel:
    return std::get<KernelWork>(Work).On != &On;
  case NodeKind::Fill:
    return std::get<FillWork>(Work).On != &On;
  case NodeKind::Copy:
    return std::get<CopyWork>(Work).On != &On || std::get<CopyWork>(Work).Plan.isBetween();
  default:
    return false;
  }
}

bool GraphProgram::uses(const Device &On) const {
  for (const GraphSection &Each : Sections)
    for (const GraphStep &Step : Each.Steps)
      if (deviceOf(*Step.Work) == &On)
        return true;
  return false;
}

bool GraphProgram::needsHost(const Device &On) const {
  if (!Values.empty() || HasMemory) // which may go with the launch
    return true;
  for (const GraphSection &Section : Sections)
    for (const GraphStep &Each : Section.Steps)
      if (stepNeedsHost(*Each.Work, On))
        return true;
  return false;
}

static Status addSteps(const GraphProgram &Program, uint32_t Index, Graph &Into) {
  const GraphSection &Section = Program.Sections[Index];
  std::vector<std::vector<Dependency>> Behind(Section.Steps.size());
  for (size_t I = 0; I < Section.Steps.size(); ++I) {
    const GraphStep &Each = Section.Steps[I];
    GraphNode *Added = nullptr;
    Status Result;
    bool DoesNothing = !Each.IsEnabled || kindOf(*Each.Work) == NodeKind::Child;
    if (const auto *Condition = std::get_if<ConditionalWork>(Each.Work.get()))
      Result = Into.addConditional(*Condition, Each.BodyCount, Behind[I], Added);
    else
      Result =
          Into.add(DoesNothing ? std::make_shared<const NodeWork>(EmptyWork()) : Each.Work, Behind[I], Added);
    for (uint32_t Body = 0; Body < Each.BodyCount && Result == Status::Success; ++Body)
      Result = addSteps(Program, Program.Bodies[Each.FirstBody + Body], *Added->Inner[Body]);
    if (Result != Status::Success)
      return Result;
    for (uint32_t Next = 0; Next < Each.NextCount; ++Next)
      Behind[Section.Next[Each.FirstNext + Next]].push_back({Added, {}});
  }
  return Status::Success;
}

Status GraphProgram::toGraph(Graph &Into) const {
  Into.Values = Values;
  return addSteps(*this, 0, Into);
}

} // namespace lorcha::runtime
