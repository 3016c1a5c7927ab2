// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernel nodes and their attributes.
#include "api/Graphs.h"
#include <algorithm>
#include <cstring>

namespace lorcha::runtime::api {

/// The arguments in a buffer of the old form: a list of markers and addresses that ends with null.
static Status unpackExtra(void **Extra, const KernelDescriptor &Kernel, std::vector<void *> &Args) {
  // The markers of the driver's interface: buffer, its size.
  void *const BufferMarker = reinterpret_cast<void *>(1), *const SizeMarker = reinterpret_cast<void *>(2);
  char *Buffer = nullptr;
  size_t Bytes = 0;
  for (; *Extra; Extra += 2) {
    if (*Extra == BufferMarker)
      Buffer = static_cast<char *>(Extra[1]);
    else if (*Extra == SizeMarker)
      Bytes = *static_cast<size_t *>(Extra[1]);
    else
      return Status::InvalidValue;
  }
  size_t End = 0;
  for (uint32_t I = 0; I < Kernel.ParameterCount; ++I) {
    const ParameterLayout &Each = Kernel.Parameters[I];
    size_t Offset = (End + Each.Alignment - 1) / Each.Alignment * Each.Alignment;
    End = Offset + Each.Size;
    if (End > Bytes || !Buffer)
      return Status::InvalidValue;
    Args.push_back(Buffer + Offset);
  }
  return Status::Success;
}

Status makeWork(const lorchaKernelNodeParams *Given, const std::vector<KernelWork::Attribute> &Attributes,
                SharedWork &Result) {
  if (!Given)
    return Status::InvalidValue;
  KernelEntry *Kernel = findKernel(Given->func);
  if (!Kernel)
    return Status::InvalidDeviceFunction;
  if (Given->kernelParams && Given->extra)
    return Status::InvalidValue;
  LaunchShape Shape = {Given->gridDim, Given->blockDim, Given->sharedMemBytes, /*Cooperative=*/false};
  for (const KernelWork::Attribute &Each : Attributes) {
    lorchaLaunchAttributeValue Value;
    std::memcpy(&Value, Each.Value.data(), sizeof(Value));
    Status Applied = applyAttribute(static_cast<lorchaLaunchAttributeID>(Each.Id), Value, Shape);
    if (Applied != Status::Success)
      return Applied;
  }
  std::vector<void *> Unpacked;
  void **Args = Given->kernelParams;
  if (Given->extra) {
    Status Good = unpackExtra(Given->extra, *Kernel->Descriptor.load(), Unpacked);
    if (Good != Status::Success)
      return Good;
    Args = Unpacked.data();
  }
  return makeKernelWork(Runtime::get().currentDevice(), Kernel, Shape, Args, Attributes, Result);
}

/// What the program has described. The arguments are the node's copies.
static lorchaKernelNodeParams fromWork(const KernelWork &Work) {
  const LaunchRequest &Request = Work.Launch->request();
  lorchaKernelNodeParams Result = {};
  Result.func = const_cast<void *>(Work.Kernel->Stub);
  Result.gridDim = Request.Grid;
  Result.blockDim = Request.Block;
  Result.sharedMemBytes = static_cast<unsigned>(Request.SharedBytes);
  Result.kernelParams = const_cast<void **>(Request.Args);
  return Result;
}

/// The attributes that a node has; none if it is no kernel node.
static std::vector<KernelWork::Attribute> attributesOf(lorchaGraphNode_t Handle) {
  std::shared_ptr<GraphNode> Node = findNode(Handle);
  const KernelWork *Work = Node ? Node->as<KernelWork>() : nullptr;
  return Work ? Work->Attributes : std::vector<KernelWork::Attribute>();
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaError_t lorchaGraphAddKernelNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                       const lorchaGraphNode_t *Behind, size_t Count,
                                       const lorchaKernelNodeParams *Given) {
  auto Body = [&] {
    return NewNode{Result, Into, Behind, Count}.addWork(
        [&](SharedWork &Work) { return makeWork(Given, {}, Work); });
  };
  return call(__func__, Body, Result, Into, Behind, Count, Given);
}

lorchaError_t lorchaGraphKernelNodeGetParams(lorchaGraphNode_t Node, lorchaKernelNodeParams *Result) {
  return tellNode<KernelWork>(
      __func__, Node, Result,
      [](const KernelWork &Work, lorchaKernelNodeParams &Into) { Into = fromWork(Work); });
}

lorchaError_t lorchaGraphKernelNodeSetParams(lorchaGraphNode_t Node, const lorchaKernelNodeParams *Given) {
  auto Body = [&] {
    return changeWork(Node, NodeKind::Kernel,
                      [&](SharedWork &Work) { return makeWork(Given, attributesOf(Node), Work); });
  };
  return call(__func__, Body, Node, Given);
}

lorchaError_t lorchaGraphExecKernelNodeSetParams(lorchaGraphExec_t In, lorchaGraphNode_t Node,
                                                 const lorchaKernelNodeParams *Given) {
  auto Body = [&] {
    return changeWork(In, Node, NodeKind::Kernel,
                      [&](SharedWork &Work) { return makeWork(Given, attributesOf(Node), Work); });
  };
  return call(__func__, Body, In, Node, Given);
}

/// Gives a kernel node other attributes, which its launch has to allow.
static Status setAttributes(GraphNode &Node, std::vector<KernelWork::Attribute> New) {
  const auto *Old = Node.as<KernelWork>();
  if (!Old)
    return Status::InvalidValue;
  lorchaKernelNodeParams Given = fromWork(*Old);
  SharedWork Work;
  Status Made = makeWork(&Given, New, Work);
  if (Made == Status::Success)
    Node.setWork(std::move(Work));
  return Made;
}

static bool isKernelAttribute(lorchaKernelNodeAttrID Id) {
  return Id == lorchaLaunchAttributeAccessPolicyWindow || Id == lorchaLaunchAttributeCooperative ||
         Id == lorchaLaunchAttributePriority || Id == lorchaLaunchAttributeClusterDimension ||
         Id == lorchaLaunchAttributeClusterSchedulingPolicyPreference ||
         Id == lorchaLaunchAttributeMemSyncDomainMap || Id == lorchaLaunchAttributeMemSyncDomain ||
         Id == lorchaLaunchAttributePreferredSharedMemoryCarveout ||
         Id == lorchaLaunchAttributeDeviceUpdatableKernelNode;
}

lorchaError_t lorchaGraphKernelNodeSetAttribute(lorchaGraphNode_t Handle, lorchaKernelNodeAttrID Id,
                                                const lorchaKernelNodeAttrValue *Value) {
  auto Body = [&] {
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    if (!Node || !Value || !isKernelAttribute(Id))
      return Status::InvalidValue;
    std::vector<KernelWork::Attribute> All = attributesOf(Handle);
    All.erase(std::remove_if(All.begin(), All.end(), [&](const auto &Each) { return Each.Id == Id; }),
              All.end());
    KernelWork::Attribute New = {Id, {}};
    static_assert(sizeof(*Value) == sizeof(New.Value));
    std::memcpy(New.Value.data(), Value, sizeof(*Value));
    All.push_back(New);
    return setAttributes(*Node, std::move(All));
  };
  return call(__func__, Body, Handle, Id, Value);
}

lorchaError_t lorchaGraphKernelNodeGetAttribute(lorchaGraphNode_t Handle, lorchaKernelNodeAttrID Id,
                                                lorchaKernelNodeAttrValue *Result) {
  auto Body = [&] {
    std::shared_ptr<GraphNode> Node = findNode(Handle);
    if (!Node || !Result || Node->kind() != NodeKind::Kernel || !isKernelAttribute(Id))
      return Status::InvalidValue;
    *Result = lorchaKernelNodeAttrValue();
    for (const KernelWork::Attribute &Each : attributesOf(Handle))
      if (Each.Id == Id)
        std::memcpy(Result, Each.Value.data(), sizeof(*Result));
    return Status::Success;
  };
  return call(__func__, Body, Handle, Id, Result);
}

lorchaError_t lorchaGraphKernelNodeCopyAttributes(lorchaGraphNode_t To, lorchaGraphNode_t From) {
  auto Body = [&] {
    std::shared_ptr<GraphNode> Target = findNode(To), Source = findNode(From);
    bool AreKernels =
        Target && Source && Target->kind() == NodeKind::Kernel && Source->kind() == NodeKind::Kernel;
    return AreKernels ? setAttributes(*Target, attributesOf(From)) : Status::InvalidValue;
  };
  return call(__func__, Body, To, From);
}
