// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nodes with few parameters: fills, host functions, events, child graphs, and nodes that do nothing.
#include "api/Graphs.h"

namespace lorcha::runtime::api {

Status makeWork(const lorchaMemsetParams *Given, SharedWork &Result) {
  if (!Given || (Given->elementSize != 1 && Given->elementSize != 2 && Given->elementSize != 4))
    return Status::InvalidValue;
  uint64_t Bytes;
  bool IsAligned = reinterpret_cast<uintptr_t>(Given->dst) % Given->elementSize == 0 &&
                   (Given->height <= 1 || Given->pitch % Given->elementSize == 0);
  if (!Given->width || !Given->height || !IsAligned ||
      __builtin_mul_overflow(Given->width, Given->elementSize, &Bytes))
    return Status::InvalidValue;
  uint32_t Mask = Given->elementSize == 4 ? ~0u : (1u << (8 * Given->elementSize)) - 1;
  FillRequest Request = {Given->dst,          Given->pitch,      0, Bytes, Given->height, 1,
                         Given->value & Mask, Given->elementSize};
  return makeFillWork(Runtime::get().currentDevice(), Request, Result);
}

Status makeWork(const lorchaHostNodeParams *Given, SharedWork &Result) {
  if (!Given || !Given->fn)
    return Status::InvalidValue;
  Result = std::make_shared<NodeWork>(HostWork{Given->fn, Given->userData});
  return Status::Success;
}

Status addChildNode(const NewNode &Where, lorchaGraph_t Child) {
  std::shared_ptr<Graph> Inner = findGraph(Child);
  if (!Inner || Inner == findGraph(Where.Into))
    return Status::InvalidValue;
  return Where.add([&](Graph &Target, const std::vector<Dependency> &Behind, GraphNode *&Added) {
    return Target.addChild(*Inner, Behind, Added);
  });
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaError_t lorchaGraphAddMemsetNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                       const lorchaGraphNode_t *Behind, size_t Count,
                                       const lorchaMemsetParams *Given) {
  auto Body = [&] {
    return NewNode{Result, Into, Behind, Count}.addWork(
        [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, Result, Into, Behind, Count, Given);
}

lorchaError_t lorchaGraphMemsetNodeGetParams(lorchaGraphNode_t Node, lorchaMemsetParams *Result) {
  return tellNode<FillWork>(__func__, Node, Result, [](const FillWork &Work, lorchaMemsetParams &Into) {
    const FillRequest &Request = Work.Request;
    Into = {Request.To,
            Request.Pitch,
            Request.Value,
            Request.ElementBytes,
            Request.Width / Request.ElementBytes,
            Request.Height};
  });
}

lorchaError_t lorchaGraphMemsetNodeSetParams(lorchaGraphNode_t Node, const lorchaMemsetParams *Given) {
  auto Body = [&] {
    return changeWork(Node, NodeKind::Fill, [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, Node, Given);
}

lorchaError_t lorchaGraphExecMemsetNodeSetParams(lorchaGraphExec_t In, lorchaGraphNode_t Node,
                                                 const lorchaMemsetParams *Given) {
  auto Body = [&] {
    return changeWork(In, Node, NodeKind::Fill, [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, In, Node, Given);
}

lorchaError_t lorchaGraphAddHostNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                     const lorchaGraphNode_t *Behind, size_t Count,
                                     const lorchaHostNodeParams *Given) {
  auto Body = [&] {
    return NewNode{Result, Into, Behind, Count}.addWork(
        [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, Result, Into, Behind, Count, Given);
}

lorchaError_t lorchaGraphHostNodeGetParams(lorchaGraphNode_t Node, lorchaHostNodeParams *Result) {
  return tellNode<HostWork>(__func__, Node, Result, [](const HostWork &Work, lorchaHostNodeParams &Into) {
    Into = {Work.Function, Work.Data};
  });
}

lorchaError_t lorchaGraphHostNodeSetParams(lorchaGraphNode_t Node, const lorchaHostNodeParams *Given) {
  auto Body = [&] {
    return changeWork(Node, NodeKind::Host, [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, Node, Given);
}

lorchaError_t lorchaGraphExecHostNodeSetParams(lorchaGraphExec_t In, lorchaGraphNode_t Node,
                                               const lorchaHostNodeParams *Given) {
  auto Body = [&] {
    return changeWork(In, Node, NodeKind::Host, [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, In, Node, Given);
}

lorchaError_t lorchaGraphAddEmptyNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                      const lorchaGraphNode_t *Behind, size_t Count) {
  auto Body = [&] {
    return NewNode{Result, Into, Behind, Count}.addWork([&](SharedWork &Work) {
      Work = std::make_shared<NodeWork>(EmptyWork());
      return Status::Success;
    });
  };
  return call(__func__, Body, Result, Into, Behind, Count);
}

lorchaError_t lorchaGraphAddChildGraphNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                           const lorchaGraphNode_t *Behind, size_t Count,
                                           lorchaGraph_t Child) {
  auto Body = [&] { return addChildNode({Result, Into, Behind, Count}, Child); };
  return call(__func__, Body, Result, Into, Behind, Count, Child);
}

lorchaError_t lorchaGraphChildGraphNodeGetGraph(lorchaGraphNode_t Handle, lorchaGraph_t *Result) {
  auto Body = [&] {
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    if (!Node || !Result || Node->kind() != NodeKind::Child)
      return Status::InvalidValue;
    *Result = toHandle(Node->Inner.front().get());
    return Status::Success;
  };
  return call(__func__, Body, Handle, Result);
}

lorchaError_t lorchaGraphExecChildGraphNodeSetParams(lorchaGraphExec_t In, lorchaGraphNode_t Handle,
                                                     lorchaGraph_t Child) {
  auto Body = [&] {
    std::shared_ptr<ExecutableGraph> Target = findExecutable(In);
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    std::shared_ptr<Graph> Inner = findGraph(Child);
    return Target && Node && Inner ? Target->setChild(*Node, *Inner) : Status::InvalidValue;
  };
  return call(__func__, Body, In, Handle, Child);
}

/// The entry points for event nodes, of which there are two kinds. WorkT: RecordWork or WaitWork.
template <class WorkT> static Status addEventNode(const NewNode &Where, lorchaEvent_t Event) {
  return Where.addWork([&](SharedWork &Work) { return makeEventWork<WorkT>(Event, Work); });
}
template <class WorkT>
static lorchaError_t tellEvent(const char *Name, lorchaGraphNode_t Node, lorchaEvent_t *Result) {
  return tellNode<WorkT>(Name, Node, Result, [](const WorkT &Work, lorchaEvent_t &Into) {
    Into = reinterpret_cast<lorchaEvent_t>(Work.Mark.get());
  });
}

lorchaError_t lorchaGraphAddEventRecordNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                            const lorchaGraphNode_t *Behind, size_t Count,
                                            lorchaEvent_t Event) {
  auto Body = [&] { return addEventNode<RecordWork>({Result, Into, Behind, Count}, Event); };
  return call(__func__, Body, Result, Into, Behind, Count, Event);
}

lorchaError_t lorchaGraphAddEventWaitNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                          const lorchaGraphNode_t *Behind, size_t Count,
                                          lorchaEvent_t Event) {
  auto Body = [&] { return addEventNode<WaitWork>({Result, Into, Behind, Count}, Event); };
  return call(__func__, Body, Result, Into, Behind, Count, Event);
}

lorchaError_t lorchaGraphEventRecordNodeGetEvent(lorchaGraphNode_t Node, lorchaEvent_t *Result) {
  return tellEvent<RecordWork>(__func__, Node, Result);
}
lorchaError_t lorchaGraphEventWaitNodeGetEvent(lorchaGraphNode_t Node, lorchaEvent_t *Result) {
  return tellEvent<WaitWork>(__func__, Node, Result);
}

lorchaError_t lorchaGraphEventRecordNodeSetEvent(lorchaGraphNode_t Node, lorchaEvent_t Event) {
  auto Make = [&](SharedWork &Work) { return makeEventWork<RecordWork>(Event, Work); };
  return call(
      __func__, [&] { return changeWork(Node, NodeKind::Record, Make); }, Node, Event);
}
lorchaError_t lorchaGraphEventWaitNodeSetEvent(lorchaGraphNode_t Node, lorchaEvent_t Event) {
  auto Make = [&](SharedWork &Work) { return makeEventWork<WaitWork>(Event, Work); };
  return call(
      __func__, [&] { return changeWork(Node, NodeKind::Wait, Make); }, Node, Event);
}

lorchaError_t lorchaGraphExecEventRecordNodeSetEvent(lorchaGraphExec_t In, lorchaGraphNode_t Node,
                                                     lorchaEvent_t Event) {
  auto Make = [&](SharedWork &Work) { return makeEventWork<RecordWork>(Event, Work); };
  return call(
      __func__, [&] { return changeWork(In, Node, NodeKind::Record, Make); }, In, Node, Event);
}
lorchaError_t lorchaGraphExecEventWaitNodeSetEvent(lorchaGraphExec_t In, lorchaGraphNode_t Node,
                                                   lorchaEvent_t Event) {
  auto Make = [&](SharedWork &Work) { return makeEventWork<WaitWork>(Event, Work); };
  return call(
      __func__, [&] { return changeWork(In, Node, NodeKind::Wait, Make); }, In, Node, Event);
}
