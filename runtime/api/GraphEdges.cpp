// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Edges of graphs. Calls without edge data cannot tell of edges that have some.
#include "api/Graphs.h"

namespace lorcha::runtime::api {

static bool isKnown(const lorchaGraphEdgeData &Data) {
  for (unsigned char Each : Data.reserved)
    if (Each)
      return false;
  bool IsProgrammatic = Data.type == lorchaGraphDependencyTypeProgrammatic;
  bool IsPort = Data.from_port == lorchaGraphKernelNodePortProgrammatic ||
                Data.from_port == lorchaGraphKernelNodePortLaunchCompletion;
  return !Data.to_port && (Data.type == lorchaGraphDependencyTypeDefault || IsProgrammatic) &&
         (Data.from_port == lorchaGraphKernelNodePortDefault || IsPort);
}

Status toDependencies(const lorchaGraphNode_t *Nodes, const lorchaGraphEdgeData *Kinds, size_t Count,
                      std::vector<Dependency> &Result) {
  if (Count && !Nodes)
    return Status::InvalidValue;
  for (size_t I = 0; I < Count; ++I) {
    std::shared_ptr<GraphNode> Node = findNode(Nodes[I]);
    if (!Node || (Kinds && !isKnown(Kinds[I])))
      return Status::InvalidValue;
    Result.push_back({Node.get(), Kinds ? toEdgeKind(Kinds[I]) : EdgeKind()});
  }
  return Status::Success;
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

namespace {
/// Edges with both ends.
struct FoundEdge {
  const GraphNode *From, *To;
  EdgeKind Kind;
};

/// Where edges are put, as the API wants it. Places that are null are not wanted.
struct EdgeLists {
  lorchaGraphNode_t *From, *To;
  lorchaGraphEdgeData *Kinds;
  size_t *Count;

  Status give(const std::vector<FoundEdge> &All) const {
    if (!Count)
      return Status::InvalidValue;
    bool WantsNodes = From || To;
    if (WantsNodes && !Kinds)
      for (size_t I = 0; I < All.size() && I < *Count; ++I)
        if (!All[I].Kind.isPlain())
          return Status::LossyQuery;
    for (size_t I = 0; WantsNodes && I < *Count; ++I) {
      bool Is = I < All.size();
      if (From)
        From[I] = Is ? toHandle(All[I].From) : nullptr;
      if (To)
        To[I] = Is ? toHandle(All[I].To) : nullptr;
      if (Kinds)
        Kinds[I] = Is ? fromEdgeKind(All[I].Kind) : lorchaGraphEdgeData();
    }
    if (!WantsNodes || *Count > All.size())
      *Count = All.size();
    return Status::Success;
  }
};
} // namespace

static Status giveEdges(lorchaGraph_t Handle, const EdgeLists &Into) {
  std::shared_ptr<Graph> In = findGraph(Handle);
  if (!In || !Into.From != !Into.To)
    return Status::InvalidValue;
  std::vector<FoundEdge> All;
  for (const std::shared_ptr<GraphNode> &Node : In->nodes())
    for (const GraphEdge &Each : Node->dependents())
      All.push_back({Node.get(), Each.Other, Each.Kind});
  return Into.give(All);
}

lorchaError_t lorchaGraphGetEdges(lorchaGraph_t Handle, lorchaGraphNode_t *From, lorchaGraphNode_t *To,
                                  size_t *Count) {
  auto Body = [&] { return giveEdges(Handle, {From, To, nullptr, Count}); };
  return call(__func__, Body, Handle, From, To, Count);
}

lorchaError_t lorchaGraphGetEdges_v2(lorchaGraph_t Handle, lorchaGraphNode_t *From, lorchaGraphNode_t *To,
                                     lorchaGraphEdgeData *Kinds, size_t *Count) {
  auto Body = [&] { return giveEdges(Handle, {From, To, Kinds, Count}); };
  return call(__func__, Body, Handle, From, To, Kinds, Count);
}

static Status giveDependencies(lorchaGraphNode_t Handle, const EdgeLists &Into) {
  std::shared_ptr<GraphNode> Node = findNode(Handle);
  if (!Node)
    return Status::InvalidValue;
  std::vector<FoundEdge> All;
  for (const GraphEdge &Each : Node->dependencies())
    All.push_back({Each.Other, Node.get(), Each.Kind});
  return Into.give(All);
}

static Status giveDependents(lorchaGraphNode_t Handle, const EdgeLists &Into) {
  std::shared_ptr<GraphNode> Node = findNode(Handle);
  if (!Node)
    return Status::InvalidValue;
  std::vector<FoundEdge> All;
  for (const GraphEdge &Each : Node->dependents())
    All.push_back({Node.get(), Each.Other, Each.Kind});
  return Into.give(All);
}

lorchaError_t lorchaGraphNodeGetDependencies(lorchaGraphNode_t Handle, lorchaGraphNode_t *Nodes,
                                             size_t *Count) {
  auto Body = [&] { return giveDependencies(Handle, {Nodes, nullptr, nullptr, Count}); };
  return call(__func__, Body, Handle, Nodes, Count);
}

lorchaError_t lorchaGraphNodeGetDependencies_v2(lorchaGraphNode_t Handle, lorchaGraphNode_t *Nodes,
                                                lorchaGraphEdgeData *Kinds, size_t *Count) {
  auto Body = [&] { return giveDependencies(Handle, {Nodes, nullptr, Kinds, Count}); };
  return call(__func__, Body, Handle, Nodes, Kinds, Count);
}

lorchaError_t lorchaGraphNodeGetDependentNodes(lorchaGraphNode_t Handle, lorchaGraphNode_t *Nodes,
                                               size_t *Count) {
  auto Body = [&] { return giveDependents(Handle, {nullptr, Nodes, nullptr, Count}); };
  return call(__func__, Body, Handle, Nodes, Count);
}

lorchaError_t lorchaGraphNodeGetDependentNodes_v2(lorchaGraphNode_t Handle, lorchaGraphNode_t *Nodes,
                                                  lorchaGraphEdgeData *Kinds, size_t *Count) {
  auto Body = [&] { return giveDependents(Handle, {nullptr, Nodes, Kinds, Count}); };
  return call(__func__, Body, Handle, Nodes, Kinds, Count);
}

using EdgeChange = Status (Graph::*)(GraphNode &, GraphNode &, EdgeKind);

/// Adds or takes out edges one after the other, until one cannot be.
static Status changeEdges(lorchaGraph_t Handle, const lorchaGraphNode_t *From, const lorchaGraphNode_t *To,
                          const lorchaGraphEdgeData *Kinds, size_t Count, EdgeChange Change) {
  std::shared_ptr<Graph> In = findGraph(Handle);
  std::vector<Dependency> Begins, Ends;
  if (!In || toDependencies(From, Kinds, Count, Begins) != Status::Success ||
      toDependencies(To, nullptr, Count, Ends) != Status::Success)
    return Status::InvalidValue;
  for (size_t I = 0; I < Count; ++I)
    if (Status Changed = (*In.*Change)(*Begins[I].On, *Ends[I].On, Begins[I].Kind);
        Changed != Status::Success)
      return Changed;
  return Status::Success;
}

lorchaError_t lorchaGraphAddDependencies(lorchaGraph_t Handle, const lorchaGraphNode_t *From,
                                         const lorchaGraphNode_t *To, size_t Count) {
  auto Body = [&] { return changeEdges(Handle, From, To, nullptr, Count, &Graph::addEdge); };
  return call(__func__, Body, Handle, From, To, Count);
}

lorchaError_t lorchaGraphAddDependencies_v2(lorchaGraph_t Handle, const lorchaGraphNode_t *From,
                                            const lorchaGraphNode_t *To, const lorchaGraphEdgeData *Kinds,
                                            size_t Count) {
  auto Body = [&] { return changeEdges(Handle, From, To, Kinds, Count, &Graph::addEdge); };
  return call(__func__, Body, Handle, From, To, Kinds, Count);
}

lorchaError_t lorchaGraphRemoveDependencies(lorchaGraph_t Handle, const lorchaGraphNode_t *From,
                                            const lorchaGraphNode_t *To, size_t Count) {
  auto Body = [&] { return changeEdges(Handle, From, To, nullptr, Count, &Graph::removeEdge); };
  return call(__func__, Body, Handle, From, To, Count);
}

lorchaError_t lorchaGraphRemoveDependencies_v2(lorchaGraph_t Handle, const lorchaGraphNode_t *From,
                                               const lorchaGraphNode_t *To, const lorchaGraphEdgeData *Kinds,
                                               size_t Count) {
  auto Body = [&] { return changeEdges(Handle, From, To, Kinds, Count, &Graph::removeEdge); };
  return call(__func__, Body, Handle, From, To, Kinds, Count);
}
