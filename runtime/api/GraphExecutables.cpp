// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs that are ready to run: instantiation, launch, changes.
#include "api/Graphs.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static lorchaGraphInstantiateResult toResult(GraphFault Fault) {
  switch (Fault) {
  case GraphFault::None:
    return lorchaGraphInstantiateError;
  case GraphFault::Cycle:
    return lorchaGraphInstantiateInvalidStructure;
  case GraphFault::UnsupportedNode:
    return lorchaGraphInstantiateNodeOperationNotSupported;
  case GraphFault::SeveralDevices:
    return lorchaGraphInstantiateMultipleDevicesNotSupported;
  case GraphFault::UnusedConditionalValue:
    return lorchaGraphInstantiateConditionalHandleUnused;
  }
  return lorchaGraphInstantiateError;
}

static Status instantiate(lorchaGraphExec_t *Result, lorchaGraph_t Handle, unsigned long long Flags,
                          ExecutableGraph::Fault &Why) {
  constexpr unsigned long long Known =
      lorchaGraphInstantiateFlagAutoFreeOnLaunch | lorchaGraphInstantiateFlagUpload |
      lorchaGraphInstantiateFlagDeviceLaunch | lorchaGraphInstantiateFlagUseNodePriority;
  std::shared_ptr<Graph> From = findGraph(Handle);
  if (!Result || !From || (Flags & ~Known))
    return Status::InvalidValue;
  if ((Flags & lorchaGraphInstantiateFlagDeviceLaunch) &&
      !Runtime::get().currentDevice().facts().KernelsLaunch)
    return Status::NotSupported;
  ExecutableGraph::Options How;
  How.Flags = Flags;
  How.FreesOnLaunch = Flags & lorchaGraphInstantiateFlagAutoFreeOnLaunch;
  How.IsForDevice = Flags & lorchaGraphInstantiateFlagDeviceLaunch;
  std::shared_ptr<ExecutableGraph> Made;
  Status Ended = ExecutableGraph::make(*From, How, Made, Why);
  if (Ended == Status::Success && (Flags & lorchaGraphInstantiateFlagUpload))
    Made->upload();
  if (Ended == Status::Success)
    *Result = reinterpret_cast<lorchaGraphExec_t>(Made.get());
  return Ended;
}

static Status instantiate(lorchaGraphExec_t *Result, lorchaGraph_t Handle, unsigned long long Flags) {
  ExecutableGraph::Fault Ignored;
  // To upload takes a stream, which these calls are not given.
  return Flags & lorchaGraphInstantiateFlagUpload ? Status::InvalidValue
                                                  : instantiate(Result, Handle, Flags, Ignored);
}

lorchaError_t lorchaGraphInstantiate(lorchaGraphExec_t *Result, lorchaGraph_t Handle,
                                     unsigned long long Flags) {
  return call(__func__, [&] { return instantiate(Result, Handle, Flags); }, Result, Handle, Flags);
}

lorchaError_t lorchaGraphInstantiateWithFlags(lorchaGraphExec_t *Result, lorchaGraph_t Handle,
                                              unsigned long long Flags) {
  return call(__func__, [&] { return instantiate(Result, Handle, Flags); }, Result, Handle, Flags);
}

lorchaError_t lorchaGraphInstantiateWithParams(lorchaGraphExec_t *Result, lorchaGraph_t Handle,
                                               lorchaGraphInstantiateParams *Given) {
  auto Body = [&] {
    if (!Given)
      return Status::InvalidValue;
    bool Uploads = Given->flags & lorchaGraphInstantiateFlagUpload;
    ExecutableGraph::Fault Why;
    Status Ended = Uploads && !StreamHandle(Given->uploadStream)
                       ? Status::InvalidResourceHandle
                       : instantiate(Result, Handle, Given->flags, Why);
    Given->result_out = Ended == Status::Success ? lorchaGraphInstantiateSuccess : toResult(Why.What);
    Given->errNode_out = toHandle(Why.Where);
    return Ended;
  };
  return call(__func__, Body, Result, Handle, Given);
}

lorchaError_t lorchaGraphExecDestroy(lorchaGraphExec_t Handle) {
  auto Body = [&] {
    return Runtime::get().ExecutableGraphs.remove(Handle) ? Status::Success : Status::InvalidValue;
  };
  return call(__func__, Body, Handle);
}

lorchaError_t lorchaGraphExecGetFlags(lorchaGraphExec_t Handle, unsigned long long *Flags) {
  auto Body = [&] {
    std::shared_ptr<ExecutableGraph> Target = findExecutable(Handle);
    if (!Target || !Flags)
      return Status::InvalidValue;
    *Flags = Target->flags();
    return Status::Success;
  };
  return call(__func__, Body, Handle, Flags);
}

/// In device code the stream only says when the graph is to run.
static Status launchInDevice(const std::shared_ptr<ExecutableGraph> &Target, lorchaStream_t When) {
  if (When == lorchaStreamGraphTailLaunch)
    return launchFromKernel(Target, LaunchTime::Behind);
  return When == lorchaStreamGraphFireAndForget || When == lorchaStreamGraphFireAndForgetAsSibling
             ? launchFromKernel(Target, LaunchTime::AtOnce)
             : Status::InvalidResourceHandle;
}

lorchaError_t lorchaGraphLaunch(lorchaGraphExec_t Handle, lorchaStream_t StreamOf) {
  auto Body = [&] {
    std::shared_ptr<ExecutableGraph> Target = findExecutable(Handle);
    if (!Target)
      return Status::InvalidValue;
    if (isInKernel())
      return launchInDevice(Target, StreamOf);
    StreamHandle On(StreamOf);
    return On ? Target->launch(*On) : Status::InvalidResourceHandle;
  };
  return call(__func__, Body, Handle, StreamOf);
}

lorchaGraphExec_t lorchaGetCurrentGraphExec() {
  GridScope *Here = currentGrid();
  GraphScope *Around = Here ? Here->graph() : nullptr;
  traceAnswer(__func__);
  return Around ? reinterpret_cast<lorchaGraphExec_t>(&Around->graph()) : nullptr;
}

lorchaError_t lorchaGraphUpload(lorchaGraphExec_t Handle, lorchaStream_t StreamOf) {
  auto Body = [&] {
    StreamHandle On(StreamOf);
    std::shared_ptr<ExecutableGraph> Target = findExecutable(Handle);
    if (!Target)
      return Status::InvalidValue;
    Status Result = On ? refuseIfCaptured(*On) : Status::InvalidResourceHandle;
    if (Result == Status::Success)
      Target->upload(); // everything is where it is needed from the instantiation on
    return Result;
  };
  return call(__func__, Body, Handle, StreamOf);
}

static lorchaGraphExecUpdateResult toResult(GraphUpdate Outcome) {
  switch (Outcome) {
  case GraphUpdate::Done:
    return lorchaGraphExecUpdateSuccess;
  case GraphUpdate::TopologyChanged:
    return lorchaGraphExecUpdateErrorTopologyChanged;
  case GraphUpdate::KindChanged:
    return lorchaGraphExecUpdateErrorNodeTypeChanged;
  case GraphUpdate::FunctionChanged:
    return lorchaGraphExecUpdateErrorUnsupportedFunctionChange;
  case GraphUpdate::ParametersChanged:
    return lorchaGraphExecUpdateErrorParametersChanged;
  case GraphUpdate::NotSupported:
    return lorchaGraphExecUpdateErrorNotSupported;
  }
  return lorchaGraphExecUpdateError;
}

lorchaError_t lorchaGraphExecUpdate(lorchaGraphExec_t Handle, lorchaGraph_t From,
                                    lorchaGraphExecUpdateResultInfo *Result) {
  auto Body = [&] {
    std::shared_ptr<ExecutableGraph> Target = findExecutable(Handle);
    std::shared_ptr<Graph> New = findGraph(From);
    if (!Target || !New || !Result)
      return Status::InvalidValue;
    GraphNode *Node, *FromNode;
    GraphUpdate Outcome = Target->update(*New, Node, FromNode);
    Result->result = toResult(Outcome);
    Result->errorNode = toHandle(Node);
    Result->errorFromNode = toHandle(FromNode);
    return Outcome == GraphUpdate::Done ? Status::Success : Status::GraphUpdateFailure;
  };
  return call(__func__, Body, Handle, From, Result);
}

lorchaError_t lorchaGraphNodeSetEnabled(lorchaGraphExec_t Handle, lorchaGraphNode_t NodeHandle,
                                        unsigned IsEnabled) {
  auto Body = [&] {
    std::shared_ptr<ExecutableGraph> Target = findExecutable(Handle);
    std::shared_ptr<GraphNode> Node = findNode(NodeHandle);
    return Target && Node ? Target->setEnabled(Node->id(), IsEnabled != 0) : Status::InvalidValue;
  };
  return call(__func__, Body, Handle, NodeHandle, IsEnabled);
}

lorchaError_t lorchaGraphNodeGetEnabled(lorchaGraphExec_t Handle, lorchaGraphNode_t NodeHandle,
                                        unsigned *Result) {
  auto Body = [&] {
    std::shared_ptr<ExecutableGraph> Target = findExecutable(Handle);
    std::shared_ptr<GraphNode> Node = findNode(NodeHandle);
    bool IsEnabled = false;
    Status Known = Target && Node && Result ? Target->isEnabled(Node->id(), IsEnabled) : Status::InvalidValue;
    if (Known == Status::Success)
      *Result = IsEnabled;
    return Known;
  };
  return call(__func__, Body, Handle, NodeHandle, Result);
}
