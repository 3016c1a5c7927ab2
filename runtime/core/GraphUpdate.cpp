// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Changes of executable graphs: one node, or all parameters of a graph of the same shape. Launches that are
// under way keep the program that they began with.
#include "core/ExecutableGraph.h"
#include <algorithm>

namespace lorcha::runtime {

GraphProgram &ExecutableGraph::changeable() {
  if (!Last.hasRun())
    Program = std::make_shared<GraphProgram>(*Program);
  return *Program;
}

const GraphStep *ExecutableGraph::findStep(uint64_t Node) const {
  auto Found = Places.find(Node);
  return Found == Places.end() ? nullptr
                               : &Program->Sections[Found->second.Section].Steps[Found->second.Step];
}

static bool isRow(const CopyWork &Work) { return Work.Box.Height <= 1 && Work.Box.Depth <= 1; }
static bool isRow(const FillWork &Work) { return Work.Request.Height <= 1; }

/// Whether a step may go on with other work: of the same kind, for the same device where memory takes part,
/// and one-dimensional before and after if anything changes.
static GraphUpdate checkChange(const NodeWork &Old, const NodeWork &New) {
  if (Old.index() != New.index())
    return GraphUpdate::KindChanged;
  switch (kindOf(Old)) {
  case NodeKind::Kernel:
    return std::get<KernelWork>(Old).On == std::get<KernelWork>(New).On ? GraphUpdate::Done
                                                                        : GraphUpdate::FunctionChanged;
  case NodeKind::Copy: {
    const auto &Before = std::get<CopyWork>(Old), &After = std::get<CopyWork>(New);
    return &Before == &After || (Before.On == After.On && isRow(Before) && isRow(After))
               ? GraphUpdate::Done
               : GraphUpdate::ParametersChanged;
  }
  case NodeKind::Fill: {
    const auto &Before = std::get<FillWork>(Old), &After = std::get<FillWork>(New);
    return &Before == &After || (Before.On == After.On && isRow(Before) && isRow(After))
               ? GraphUpdate::Done
               : GraphUpdate::ParametersChanged;
  }
  case NodeKind::Allocate:
  case NodeKind::Release:
    return &Old == &New ? GraphUpdate::Done : GraphUpdate::NotSupported;
  case NodeKind::Conditional: {
    const auto &Before = std::get<ConditionalWork>(Old), &After = std::get<ConditionalWork>(New);
    return Before.Value == After.Value && Before.Kind == After.Kind ? GraphUpdate::Done
                                                                    : GraphUpdate::ParametersChanged;
  }
  case NodeKind::Empty:
  case NodeKind::Host:
  case NodeKind::Child:
  case NodeKind::Wait:
  case NodeKind::Record:
    return GraphUpdate::Done;
  }
  return GraphUpdate::NotSupported;
}

Status ExecutableGraph::setWork(uint64_t Node, SharedWork New) {
  std::lock_guard<std::mutex> Lock(Mutex);
  const GraphStep *Step = findStep(Node);
  if (!Step || checkChange(*Step->Work, *New) != GraphUpdate::Done)
    return Status::InvalidValue;
  apply({{Node, std::move(New)}});
  return Status::Success;
}

void ExecutableGraph::apply(const Changes &Found) {
  GraphProgram &Changed = changeable();
  for (const auto &[Node, Work] : Found) {
    GraphProgram::Place At = Places.at(Node);
    Changed.Sections[At.Section].Steps[At.Step].Work = Work;
  }
}

SharedWork ExecutableGraph::work(uint64_t Node) const {
  std::lock_guard<std::mutex> Lock(Mutex);
  const GraphStep *Step = findStep(Node);
  return Step ? Step->Work : nullptr;
}

static bool mayBeOff(NodeKind Kind) {
  return Kind == NodeKind::Kernel || Kind == NodeKind::Copy || Kind == NodeKind::Fill;
}

Status ExecutableGraph::setEnabled(uint64_t Node, bool IsEnabled) {
  std::lock_guard<std::mutex> Lock(Mutex);
  const GraphStep *Step = findStep(Node);
  if (!Step || !mayBeOff(kindOf(*Step->Work)))
    return Status::InvalidValue;
  GraphProgram::Place At = Places.at(Node);
  changeable().Sections[At.Section].Steps[At.Step].IsEnabled = IsEnabled;
  return Status::Success;
}

Status ExecutableGraph::isEnabled(uint64_t Node, bool &Result) const {
  std::lock_guard<std::mutex> Lock(Mutex);
  const GraphStep *Step = findStep(Node);
  if (!Step || !mayBeOff(kindOf(*Step->Work)))
    return Status::InvalidValue;
  Result = Step->IsEnabled;
  return Status::Success;
}

/// Nodes are paired by the order in which they were added.
GraphUpdate ExecutableGraph::compare(const Shape &Old, const Graph &New, Changes &Found, GraphNode *&Node,
                                     GraphNode *&FromNode) const {
  Shape Wanted(New);
  for (size_t I = 0; I < New.nodes().size(); ++I) {
    Node = New.nodes()[I].get();
    if (I >= Old.Nodes.size())
      return GraphUpdate::TopologyChanged;
    const Shape::Node &Before = Old.Nodes[I], &After = Wanted.Nodes[I];
    if (Before.Kind != After.Kind)
      return GraphUpdate::KindChanged;
    if (Before.Before != After.Before || Before.Inner.size() != After.Inner.size()) {
      for (uint32_t Each : After.Before) // the edge that is new, if one is
        if (!std::binary_search(Before.Before.begin(), Before.Before.end(), Each))
          FromNode = New.nodes()[Each].get();
      return GraphUpdate::TopologyChanged;
    }
    GraphUpdate Change = checkChange(*findStep(Before.Id)->Work, *Node->work());
    if (Change != GraphUpdate::Done)
      return Change;
    Found.push_back({Before.Id, Node->work()});
    for (size_t Inner = 0; Inner < Before.Inner.size(); ++Inner) {
      GraphUpdate Compared =
          compare(Before.Inner[Inner], *New.nodes()[I]->Inner[Inner], Found, Node, FromNode);
      if (Compared != GraphUpdate::Done)
        return Compared;
    }
  }
  Node = nullptr;
  return Old.Nodes.size() == New.nodes().size() ? GraphUpdate::Done : GraphUpdate::TopologyChanged;
}

GraphUpdate ExecutableGraph::update(const Graph &From, GraphNode *&Node, GraphNode *&FromNode) {
  Node = FromNode = nullptr;
  Changes Found;
  std::lock_guard<std::mutex> Lock(Mutex);
  GraphUpdate Result = compare(*Origin, From, Found, Node, FromNode);
  if (Result == GraphUpdate::Done)
    apply(Found);
  return Result;
}

Status ExecutableGraph::setChild(const GraphNode &Node, const Graph &Child) {
  std::lock_guard<std::mutex> Lock(Mutex);
  const GraphStep *Step = findStep(Node.id());
  if (!Step || kindOf(*Step->Work) != NodeKind::Child)
    return Status::InvalidValue;
  // The shape of the node that this was made from, wherever it stands.
  std::vector<const Shape *> Open = {Origin.get()};
  while (!Open.empty()) {
    const Shape *Next = Open.back();
    Open.pop_back();
    for (const Shape::Node &Each : Next->Nodes) {
      Changes Found;
      GraphNode *Ignored = nullptr;
      if (Each.Id == Node.id()) {
        bool IsSame = compare(Each.Inner.front(), Child, Found, Ignored, Ignored) == GraphUpdate::Done;
        if (IsSame)
          apply(Found);
        return IsSame ? Status::Success : Status::InvalidValue;
      }
      for (const Shape &Inner : Each.Inner)
        Open.push_back(&Inner);
    }
  }
  return Status::InvalidValue;
}

} // namespace lorcha::runtime
