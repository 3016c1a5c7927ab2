// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs as a whole: made, copied, destroyed, drawn, and what is in them.
#include "api/Graphs.h"
#include "core/GraphDrawing.h"
#include <fstream>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaError_t lorchaGraphCreate(lorchaGraph_t *Result, unsigned Flags) {
  auto Body = [&] {
    if (!Result || Flags)
      return Status::InvalidValue;
    *Result = toHandle(Graph::make().get());
    return Status::Success;
  };
  return call(__func__, Body, Result, Flags);
}

lorchaError_t lorchaGraphDestroy(lorchaGraph_t Handle) {
  auto Body = [&] {
    std::shared_ptr<Graph> Old = findGraph(Handle);
    if (!Old || Old->Outer)
      return Status::InvalidValue;
    Runtime::get().Graphs.remove(Handle);
    return Status::Success;
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaGraphDestroyNode(lorchaGraphNode_t Handle) {
  auto Body = [&] {
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    return Node ? Node->graph().remove(*Node) : Status::InvalidValue;
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaGraphClone(lorchaGraph_t *Result, lorchaGraph_t Handle) {
  auto Body = [&] {
    std::shared_ptr<Graph> Original = findGraph(Handle), Copy;
    if (!Result || !Original)
      return Status::InvalidValue;
    Status Cloned = Original->clone(Copy);
    if (Cloned == Status::Success)
      *Result = toHandle(Copy.get());
    return Cloned;
  };
  return call(__func__, Body, Result, Handle);
}

lorchaError_t lorchaGraphNodeFindInClone(lorchaGraphNode_t *Result, lorchaGraphNode_t Original,
                                         lorchaGraph_t Clone) {
  auto Body = [&] {
    std::shared_ptr<Graph> In = findGraph(Clone);
    std::shared_ptr<GraphNode> Node = findNode(Original);
    GraphNode *Found = In && Node && Result ? In->findCopyOf(*Node) : nullptr;
    if (!Found)
      return Status::InvalidValue;
    *Result = toHandle(Found);
    return Status::Success;
  };
  return call(__func__, Body, Result, Original, Clone);
}

/// Gives a list as the API does: the number alone if there is nowhere to put the nodes; else at most *Count,
/// with null behind the last, and how many there were.
template <class ListT, class GetT>
static Status giveNodes(const ListT &All, lorchaGraphNode_t *Into, size_t *Count, GetT Get) {
  if (!Count)
    return Status::InvalidValue;
  if (Into)
    for (size_t I = 0; I < *Count; ++I)
      Into[I] = I < All.size() ? toHandle(Get(All[I])) : nullptr;
  if (!Into || *Count > All.size())
    *Count = All.size();
  return Status::Success;
}

lorchaError_t lorchaGraphGetNodes(lorchaGraph_t Handle, lorchaGraphNode_t *Nodes, size_t *Count) {
  auto Body = [&] {
    std::shared_ptr<Graph> In = findGraph(Handle);
    return In ? giveNodes(In->nodes(), Nodes, Count, [](const auto &Each) { return Each.get(); })
              : Status::InvalidValue;
  };
  return call(__func__, Body, Handle, Nodes, Count);
}

lorchaError_t lorchaGraphGetRootNodes(lorchaGraph_t Handle, lorchaGraphNode_t *Nodes, size_t *Count) {
  auto Body = [&] {
    std::shared_ptr<Graph> In = findGraph(Handle);
    if (!In)
      return Status::InvalidValue;
    std::vector<const GraphNode *> Roots;
    for (const std::shared_ptr<GraphNode> &Each : In->nodes())
      if (Each->dependencies().empty())
        Roots.push_back(Each.get());
    return giveNodes(Roots, Nodes, Count, [](const GraphNode *Each) { return Each; });
  };
  return call(__func__, Body, Handle, Nodes, Count);
}

static lorchaGraphNodeType typeOf(NodeKind Kind) {
  switch (Kind) {
  case NodeKind::Empty:
    return lorchaGraphNodeTypeEmpty;
  case NodeKind::Kernel:
    return lorchaGraphNodeTypeKernel;
  case NodeKind::Copy:
    return lorchaGraphNodeTypeMemcpy;
  case NodeKind::Fill:
    return lorchaGraphNodeTypeMemset;
  case NodeKind::Host:
    return lorchaGraphNodeTypeHost;
  case NodeKind::Child:
    return lorchaGraphNodeTypeGraph;
  case NodeKind::Wait:
    return lorchaGraphNodeTypeWaitEvent;
  case NodeKind::Record:
    return lorchaGraphNodeTypeEventRecord;
  case NodeKind::Allocate:
    return lorchaGraphNodeTypeMemAlloc;
  case NodeKind::Release:
    return lorchaGraphNodeTypeMemFree;
  case NodeKind::Conditional:
    return lorchaGraphNodeTypeConditional;
  }
  return lorchaGraphNodeTypeCount;
}

lorchaError_t lorchaGraphNodeGetType(lorchaGraphNode_t Handle, lorchaGraphNodeType *Result) {
  auto Body = [&] {
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    if (!Node || !Result)
      return Status::InvalidValue;
    *Result = typeOf(Node->kind());
    return Status::Success;
  };
  return call(__func__, Body, Handle, Result);
}

/// What of a drawing's flags means what.
static DrawingDetail toDetail(unsigned Flags) {
  bool IsVerbose = Flags & lorchaGraphDebugDotFlagsVerbose;
  auto Has = [&](unsigned Flag) { return IsVerbose || (Flags & Flag); };
  DrawingDetail Result;
  Result.Kernels = Has(lorchaGraphDebugDotFlagsKernelNodeParams);
  Result.Copies = Has(lorchaGraphDebugDotFlagsMemcpyNodeParams);
  Result.Fills = Has(lorchaGraphDebugDotFlagsMemsetNodeParams);
  Result.HostFunctions = Has(lorchaGraphDebugDotFlagsHostNodeParams);
  Result.Events = Has(lorchaGraphDebugDotFlagsEventNodeParams);
  Result.Attributes = Has(lorchaGraphDebugDotFlagsKernelNodeAttributes);
  Result.Conditions = Has(lorchaGraphDebugDotFlagsConditionalNodeParams);
  Result.Handles = Flags & lorchaGraphDebugDotFlagsHandles;
  return Result;
}

lorchaError_t lorchaGraphDebugDotPrint(lorchaGraph_t Handle, const char *Path, unsigned Flags) {
  auto Body = [&] {
    std::shared_ptr<Graph> In = findGraph(Handle);
    if (!In || !Path)
      return Status::InvalidValue;
    std::ofstream File(Path);
    File << drawGraph(*In, toDetail(Flags));
    File.close();
    return File ? Status::Success : Status::OperatingSystem;
  };
  return call(__func__, Body, Handle, Path, Flags);
}
