// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nodes of any kind: the calls that take a description with the kind in it.
#include "api/Graphs.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// The forms for these calls have the same members as those of old, in the same order.
static lorchaKernelNodeParams toOldForm(const lorchaKernelNodeParamsV2 &Given) {
  lorchaKernelNodeParams Result = {};
  Result.func = Given.func;
  Result.gridDim = Given.gridDim;
  Result.blockDim = Given.blockDim;
  Result.sharedMemBytes = Given.sharedMemBytes;
  Result.kernelParams = Given.kernelParams;
  Result.extra = Given.extra;
  return Result;
}
static lorchaMemsetParams toOldForm(const lorchaMemsetParamsV2 &Given) {
  return {Given.dst, Given.pitch, Given.value, Given.elementSize, Given.width, Given.height};
}

/// The work of a node that has no more than that; NotSupported for other kinds.
static Status makeWork(const lorchaGraphNodeParams &Given,
                       const std::vector<KernelWork::Attribute> &Attributes, SharedWork &Result) {
  switch (Given.type) {
  case lorchaGraphNodeTypeKernel: {
    lorchaKernelNodeParams Old = toOldForm(Given.kernel);
    return makeWork(&Old, Attributes, Result);
  }
  case lorchaGraphNodeTypeMemcpy:
    return Given.memcpy.flags ? Status::InvalidValue : makeWork(&Given.memcpy.copyParams, Result);
  case lorchaGraphNodeTypeMemset: {
    lorchaMemsetParams Old = toOldForm(Given.memset);
    return makeWork(&Old, Result);
  }
  case lorchaGraphNodeTypeHost: {
    lorchaHostNodeParams Old = {Given.host.fn, Given.host.userData};
    return makeWork(&Old, Result);
  }
  case lorchaGraphNodeTypeEmpty:
    Result = std::make_shared<NodeWork>(EmptyWork());
    return Status::Success;
  case lorchaGraphNodeTypeWaitEvent:
    return makeEventWork<WaitWork>(Given.eventWait.event, Result);
  case lorchaGraphNodeTypeEventRecord:
    return makeEventWork<RecordWork>(Given.eventRecord.event, Result);
  case lorchaGraphNodeTypeExtSemaphoreSignal:
  case lorchaGraphNodeTypeExtSemaphoreWait:
    return Status::NotSupported;
  default:
    return Status::InvalidValue;
  }
}

static bool hasUnknownBits(const lorchaGraphNodeParams &Given) {
  return Given.reserved0[0] || Given.reserved0[1] || Given.reserved0[2] || Given.reserved2;
}

static Status addNode(const NewNode &Where, lorchaGraphNodeParams *Given) {
  if (!Given || hasUnknownBits(*Given))
    return Status::InvalidValue;
  switch (Given->type) {
  case lorchaGraphNodeTypeGraph:
    return addChildNode(Where, Given->graph.graph);
  case lorchaGraphNodeTypeMemAlloc:
    return addAllocationNode(Where, &Given->alloc);
  case lorchaGraphNodeTypeMemFree:
    return addReleaseNode(Where, Given->free.dptr);
  case lorchaGraphNodeTypeConditional:
    return addConditionalNode(Where, Given->conditional);
  default:
    return Where.addWork([&](SharedWork &Work) { return makeWork(*Given, {}, Work); });
  }
}

lorchaError_t lorchaGraphAddNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                 const lorchaGraphNode_t *Behind, size_t Count,
                                 lorchaGraphNodeParams *Given) {
  return call(
      __func__,
      [&] {
        return addNode({Result, Into, Behind, Count}, Given);
      },
      Result, Into, Behind, Count, Given);
}

lorchaError_t lorchaGraphAddNode_v2(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                    const lorchaGraphNode_t *Behind, const lorchaGraphEdgeData *Kinds,
                                    size_t Count, lorchaGraphNodeParams *Given) {
  return call(
      __func__,
      [&] {
        return addNode({Result, Into, Behind, Count, Kinds}, Given);
      },
      Result, Into, Behind, Kinds, Count, Given);
}

static std::vector<KernelWork::Attribute> attributesOf(const GraphNode &Node) {
  const auto *Work = Node.as<KernelWork>();
  return Work ? Work->Attributes : std::vector<KernelWork::Attribute>();
}

lorchaError_t lorchaGraphNodeSetParams(lorchaGraphNode_t Handle, lorchaGraphNodeParams *Given) {
  auto Body = [&] {
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    if (!Node || !Given || hasUnknownBits(*Given))
      return Status::InvalidValue;
    SharedWork Work;
    if (Status Made = makeWork(*Given, attributesOf(*Node), Work); Made != Status::Success)
      return Made;
    if (kindOf(*Work) != Node->kind())
      return Status::InvalidValue;
    Node->setWork(std::move(Work));
    return Status::Success;
  };
  return call(__func__, Body, Handle, Given);
}

lorchaError_t lorchaGraphExecNodeSetParams(lorchaGraphExec_t In, lorchaGraphNode_t Handle,
                                           lorchaGraphNodeParams *Given) {
  auto Body = [&] {
    std::shared_ptr<ExecutableGraph> Target = findExecutable(In);
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    if (!Target || !Node || !Given || hasUnknownBits(*Given))
      return Status::InvalidValue;
    if (Given->type == lorchaGraphNodeTypeGraph) {
      std::shared_ptr<Graph> Child = findGraph(Given->graph.graph);
      return Child ? Target->setChild(*Node, *Child) : Status::InvalidValue;
    }
    SharedWork Work;
    Status Made = makeWork(*Given, attributesOf(*Node), Work);
    return Made == Status::Success ? Target->setWork(Node->id(), std::move(Work)) : Made;
  };
  return call(__func__, Body, In, Handle, Given);
}
