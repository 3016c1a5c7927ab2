// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the entry points for graphs share.
#ifndef LORCHA_API_GRAPHS_H
#define LORCHA_API_GRAPHS_H

#include "api/Call.h"
#include "core/Graph.h"

namespace lorcha::runtime::api {

inline std::shared_ptr<Graph> findGraph(lorchaGraph_t Handle) { return Runtime::get().Graphs.find(Handle); }
inline std::shared_ptr<GraphNode> findNode(lorchaGraphNode_t Handle) {
  return Runtime::get().Nodes.find(Handle);
}
inline std::shared_ptr<ExecutableGraph> findExecutable(lorchaGraphExec_t Handle) {
  return Runtime::get().ExecutableGraphs.find(Handle);
}
inline lorchaGraph_t toHandle(const Graph *Object) {
  return reinterpret_cast<lorchaGraph_t>(const_cast<Graph *>(Object));
}
inline lorchaGraphNode_t toHandle(const GraphNode *Object) {
  return reinterpret_cast<lorchaGraphNode_t>(const_cast<GraphNode *>(Object));
}

static_assert(sizeof(EdgeKind) == sizeof(lorchaGraphEdgeData) &&
              offsetof(EdgeKind, Type) == offsetof(lorchaGraphEdgeData, type));
inline EdgeKind toEdgeKind(const lorchaGraphEdgeData &Data) {
  return {Data.from_port, Data.to_port, Data.type, {}};
}
inline lorchaGraphEdgeData fromEdgeKind(EdgeKind Kind) { return {Kind.FromPort, Kind.ToPort, Kind.Type, {}}; }

/// Count dependencies; Kinds may be null. InvalidValue if a handle is none or a kind is unknown.
Status toDependencies(const lorchaGraphNode_t *Nodes, const lorchaGraphEdgeData *Kinds, size_t Count,
                      std::vector<Dependency> &Result);

/// Where a node goes: the parameters that all calls which add one begin with.
struct NewNode {
  lorchaGraphNode_t *Result;
  lorchaGraph_t Into;
  const lorchaGraphNode_t *Behind;
  size_t Count;
  const lorchaGraphEdgeData *Kinds = nullptr;

  /// Calls Add(graph, dependencies, node) once all of these are checked.
  template <class AddT> Status add(AddT Add) const {
    std::shared_ptr<Graph> Target = findGraph(Into);
    std::vector<Dependency> Dependencies;
    if (!Result || !Target)
      return Status::InvalidValue;
    if (Status Good = toDependencies(Behind, Kinds, Count, Dependencies); Good != Status::Success)
      return Good;
    GraphNode *Added = nullptr;
    Status Ended = Add(*Target, Dependencies, Added);
    if (Ended == Status::Success)
      *Result = toHandle(Added);
    return Ended;
  }
  /// The same for a node that Make(work) makes.
  template <class MakeT> Status addWork(MakeT Make) const {
    return add([&](Graph &Target, const std::vector<Dependency> &Dependencies, GraphNode *&Added) {
      SharedWork Work;
      Status Made = Make(Work);
      return Made == Status::Success ? Target.add(std::move(Work), Dependencies, Added) : Made;
    });
  }
};

/// Gives a node of that kind the work that Make(work) makes.
template <class MakeT> Status changeWork(lorchaGraphNode_t Handle, NodeKind Kind, MakeT Make) {
  std::shared_ptr<GraphNode> Node = findNode(Handle);
  if (!Node || Node->kind() != Kind)
    return Status::InvalidValue;
  SharedWork Work;
  Status Made = Make(Work);
  if (Made == Status::Success)
    Node->setWork(std::move(Work));
  return Made;
}

/// The same for the step of the node in an executable graph.
template <class MakeT>
Status changeWork(lorchaGraphExec_t In, lorchaGraphNode_t Handle, NodeKind Kind, MakeT Make) {
  std::shared_ptr<ExecutableGraph> Target = findExecutable(In);
  std::shared_ptr<GraphNode> Node = findNode(Handle);
  if (!Target || !Node || Node->kind() != Kind)
    return Status::InvalidValue;
  SharedWork Work;
  Status Made = Make(Work);
  return Made == Status::Success ? Target->setWork(Node->id(), std::move(Work)) : Made;
}

/// An entry point that tells what is known of a node of that kind: Tell(work, *Result).
template <class WorkT, class ResultT, class TellT>
lorchaError_t tellNode(const char *Name, lorchaGraphNode_t Handle, ResultT *Result, TellT Tell) {
  auto Body = [&] {
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    const WorkT *Work = Node ? Node->as<WorkT>() : nullptr;
    if (!Work || !Result)
      return Status::InvalidValue;
    Tell(*Work, *Result);
    return Status::Success;
  };
  return call(Name, Body, Handle, Result);
}

// Work from the parameters of the API. InvalidValue if there are none.
Status makeWork(const lorchaKernelNodeParams *Given, const std::vector<KernelWork::Attribute> &Attributes,
                SharedWork &Result);
Status makeWork(const lorchaMemcpy3DParms *Given, SharedWork &Result);
Status makeWork(const lorchaMemsetParams *Given, SharedWork &Result);
Status makeWork(const lorchaHostNodeParams *Given, SharedWork &Result);
/// InvalidResourceHandle if it is no event, NotSupported if it is one of several processes. WorkT: RecordWork
/// or WaitWork.
template <class WorkT> Status makeEventWork(lorchaEvent_t Handle, SharedWork &Result) {
  std::shared_ptr<Event> Mark = findEvent(Handle);
  if (!Mark)
    return Status::InvalidResourceHandle;
  if (Mark->shared())
    return Status::NotSupported; // graphs know nothing of other processes
  Result = std::make_shared<NodeWork>(WorkT{std::move(Mark)});
  return Status::Success;
}

Status addChildNode(const NewNode &Where, lorchaGraph_t Child);
/// Adds the node and fills in its address.
Status addAllocationNode(const NewNode &Where, lorchaMemAllocNodeParams *Given);
Status addAllocationNode(const NewNode &Where, lorchaMemAllocNodeParamsV2 *Given);
Status addReleaseNode(const NewNode &Where, void *Address);
Status addConditionalNode(const NewNode &Where, lorchaConditionalNodeParams &Given);

/// Applies an attribute to a launch; NotSupported if the launch would mean something else without it.
Status applyAttribute(lorchaLaunchAttributeID Id, const lorchaLaunchAttributeValue &Value,
                      LaunchShape &Shape);

} // namespace lorcha::runtime::api

#endif
