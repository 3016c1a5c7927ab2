// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nodes that allocate and free, and what is known of the memory of graphs.
#include "api/Graphs.h"

namespace lorcha::runtime::api {

/// ParamsT: the form of old or that of the call for all kinds.
template <class ParamsT> static Status addAnyAllocation(const NewNode &Where, ParamsT *Given) {
  if (!Given || !Given->bytesize || (Given->accessDescCount && !Given->accessDescs))
    return Status::InvalidValue;
  const lorchaMemPoolProps &Pool = Given->poolProps;
  if (Pool.allocType != lorchaMemAllocationTypePinned)
    return Status::InvalidValue;
  if (Pool.handleTypes != lorchaMemHandleTypeNone || Pool.location.type != lorchaMemLocationTypeDevice)
    return Status::NotSupported;
  Device *On = findDevice(Pool.location.id);
  if (!On)
    return Status::InvalidValue;
  for (size_t I = 0; I < Given->accessDescCount; ++I)
    if (Given->accessDescs[I].location.type != lorchaMemLocationTypeDevice ||
        !findDevice(Given->accessDescs[I].location.id))
      return Status::InvalidValue;
  return Where.add([&](Graph &Target, const std::vector<Dependency> &Behind, GraphNode *&Added) {
    Status Result = Target.addAllocation(*On, Given->bytesize, Behind, Added);
    if (Result == Status::Success)
      Given->dptr = Added->as<AllocateWork>()->Memory->address();
    return Result;
  });
}

Status addAllocationNode(const NewNode &Where, lorchaMemAllocNodeParams *Given) {
  return addAnyAllocation(Where, Given);
}
Status addAllocationNode(const NewNode &Where, lorchaMemAllocNodeParamsV2 *Given) {
  return addAnyAllocation(Where, Given);
}

Status addReleaseNode(const NewNode &Where, void *Address) {
  return Where.add([&](Graph &Target, const std::vector<Dependency> &Behind, GraphNode *&Added) {
    return Target.addRelease(Address, Behind, Added);
  });
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaError_t lorchaGraphAddMemAllocNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                         const lorchaGraphNode_t *Behind, size_t Count,
                                         lorchaMemAllocNodeParams *Given) {
  auto Body = [&] { return addAllocationNode({Result, Into, Behind, Count}, Given); };
  return call(__func__, Body, Result, Into, Behind, Count, Given);
}

lorchaError_t lorchaGraphMemAllocNodeGetParams(lorchaGraphNode_t Node, lorchaMemAllocNodeParams *Result) {
  return tellNode<AllocateWork>(
      __func__, Node, Result, [](const AllocateWork &Work, lorchaMemAllocNodeParams &Into) {
        Into = {};
        Into.poolProps.allocType = lorchaMemAllocationTypePinned;
        Into.poolProps.location.type = lorchaMemLocationTypeDevice;
        Into.poolProps.location.id = static_cast<int>(Work.Memory->device().ordinal());
        Into.bytesize = Work.Memory->bytes();
        Into.dptr = Work.Memory->address();
      });
}

lorchaError_t lorchaGraphAddMemFreeNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                        const lorchaGraphNode_t *Behind, size_t Count, void *Address) {
  auto Body = [&] { return addReleaseNode({Result, Into, Behind, Count}, Address); };
  return call(__func__, Body, Result, Into, Behind, Count, Address);
}

lorchaError_t lorchaGraphMemFreeNodeGetParams(lorchaGraphNode_t Node, void *Result) {
  return tellNode<ReleaseWork>(__func__, Node, static_cast<void **>(Result),
                               [](const ReleaseWork &Work, void *&Into) { Into = Work.Memory->address(); });
}

lorchaError_t lorchaDeviceGraphMemTrim(int Ordinal) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    On->GraphMemory.trim();
    return Status::Success;
  };
  return call(__func__, Body, Ordinal);
}

lorchaError_t lorchaDeviceGetGraphMemAttribute(int Ordinal, lorchaGraphMemAttributeType Attribute,
                                               void *Result) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    if (!Result)
      return Status::InvalidValue;
    GraphMemoryUse::Counts Counts = On->GraphMemory.counts();
    uint64_t &Into = *static_cast<uint64_t *>(Result);
    switch (Attribute) {
    case lorchaGraphMemAttrUsedMemCurrent:
    case lorchaGraphMemAttrReservedMemCurrent:
      Into = Counts.Bytes;
      return Status::Success;
    case lorchaGraphMemAttrUsedMemHigh:
      Into = Counts.UsedHigh;
      return Status::Success;
    case lorchaGraphMemAttrReservedMemHigh:
      Into = Counts.ReservedHigh;
      return Status::Success;
    }
    return Status::InvalidValue;
  };
  return call(__func__, Body, Ordinal, Attribute, Result);
}

lorchaError_t lorchaDeviceSetGraphMemAttribute(int Ordinal, lorchaGraphMemAttributeType Attribute,
                                               void *Value) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    if (!Value || *static_cast<uint64_t *>(Value) != 0)
      return Status::InvalidValue;
    if (Attribute == lorchaGraphMemAttrUsedMemHigh)
      On->GraphMemory.resetHigh(&GraphMemoryUse::Counts::UsedHigh);
    else if (Attribute == lorchaGraphMemAttrReservedMemHigh)
      On->GraphMemory.resetHigh(&GraphMemoryUse::Counts::ReservedHigh);
    else
      return Status::InvalidValue;
    return Status::Success;
  };
  return call(__func__, Body, Ordinal, Attribute, Value);
}
