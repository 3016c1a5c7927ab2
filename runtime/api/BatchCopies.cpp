// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Batches of copies. They are checked before the first of them is made.
#include "api/Arrays.h"
#include "api/Batches.h"
#include "api/Call.h"
#include "api/Copies.h"

namespace lorcha::runtime::api {

Status checkBatchStream(lorchaStream_t Handle) {
  StreamHandle On(Handle);
  if (!On)
    return Status::InvalidResourceHandle;
  return On->kind() == StreamKind::Legacy ? Status::InvalidValue : Status::Success;
}

bool areBatchStarts(const size_t *First, size_t Count, size_t Members) {
  if (!First || !Count || First[0] != 0)
    return false;
  for (size_t I = 1; I < Count; ++I)
    if (First[I] <= First[I - 1])
      return false;
  return First[Count - 1] < Members;
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

namespace {
/// One copy of a batch.
struct BatchCopy {
  CopyRequest Request;
  bool IsReadNow; ///< the source may change when the call returns

  bool isEmpty() const { return !Request.Width || !Request.Height || !Request.Depth; }
};

/// What goes wrong with a batch, and with which member: SIZE_MAX if with none of them alone.
struct BatchFailure {
  size_t *Index; ///< of the program; may be null
  Status operator()(Status Value, size_t At = SIZE_MAX) const {
    if (Index)
      *Index = At;
    return Value;
  }
};
} // namespace

static bool isOrder(lorchaMemcpySrcAccessOrder Order) {
  return Order >= lorchaMemcpySrcAccessOrderStream && Order <= lorchaMemcpySrcAccessOrderAny;
}

static bool isFlags(unsigned Flags) {
  return !(Flags & ~static_cast<unsigned>(lorchaMemcpyFlagPreferOverlapWithCompute));
}

/// Checks all copies and then puts all of them in.
static Status copyAll(const std::vector<BatchCopy> &All, Stream &On, const BatchFailure &Fail) {
  for (size_t I = 0; I < All.size(); ++I) {
    CopyPlan Plan;
    if (All[I].isEmpty())
      continue;
    if (Status Good = planCopy(On.device(), All[I].Request, CopyDirection::FromAddresses, Plan);
        Good != Status::Success)
      return Fail(Good, I);
  }
  for (size_t I = 0; I < All.size(); ++I) {
    Status Made = All[I].IsReadNow ? copyFromNow(On, All[I].Request, CopyDirection::FromAddresses)
                                   : copy(On, All[I].Request, CopyDirection::FromAddresses, Wait::No);
    if (Made != Status::Success)
      return Fail(Made, I);
  }
  return Status::Success;
}

lorchaError_t lorchaMemcpyBatchAsync(void **To, void **From, size_t *Bytes, size_t Count,
                                     lorchaMemcpyAttributes *Attributes, size_t *First, size_t AttributeCount,
                                     size_t *Failed, lorchaStream_t Handle) {
  auto Body = [&] {
    BatchFailure Fail{Failed};
    if (Status Good = checkBatchStream(Handle); Good != Status::Success)
      return Fail(Good);
    if (!To || !From || !Bytes || !Count || !Attributes || !areBatchStarts(First, AttributeCount, Count))
      return Fail(Status::InvalidValue);
    std::vector<BatchCopy> All;
    size_t Now = 0;
    for (size_t I = 0; I < Count; ++I) {
      if (Now + 1 < AttributeCount && First[Now + 1] == I)
        ++Now;
      const lorchaMemcpyAttributes &Each = Attributes[Now];
      if (!isOrder(Each.srcAccessOrder) || !isFlags(Each.flags))
        return Fail(Status::InvalidValue, I);
      All.push_back({linearCopy(To[I], From[I], Bytes[I]),
                     Each.srcAccessOrder == lorchaMemcpySrcAccessOrderDuringApiCall});
    }
    return copyAll(All, *StreamHandle(Handle), Fail);
  };
  return call(__func__, Body, To, From, Bytes, Count, Attributes, First, AttributeCount, Failed, Handle);
}

/// The end of a box that an operand is. Lengths count elements: bytes if no array takes part.
static Status toEnd(const lorchaMemcpy3DOperand &Operand, const lorchaExtent &Extent, size_t ElementBytes,
                    BoxEnd &Result) {
  if (Operand.type == lorchaMemcpyOperandTypeArray) {
    const auto &Place = Operand.op.array;
    Result.In = findArray(Place.array);
    Result.X = Place.offset.x;
    Result.Y = Place.offset.y;
    Result.Z = Place.offset.z;
    return Result.In ? Status::Success : Status::InvalidResourceHandle;
  }
  const auto &Place = Operand.op.ptr;
  if (Operand.type != lorchaMemcpyOperandTypePointer || !Place.ptr)
    return Status::InvalidValue;
  Result.Memory = Place.ptr;
  Result.Pitch = (Place.rowLength ? Place.rowLength : Extent.width) * ElementBytes;
  Result.Rows = Place.layerHeight ? Place.layerHeight : Extent.height;
  return Result.Pitch < Extent.width * ElementBytes || Result.Rows < Extent.height ? Status::InvalidValue
                                                                                   : Status::Success;
}

static size_t elementBytes(const lorchaMemcpy3DOperand &Operand) {
  std::shared_ptr<Array> In =
      Operand.type == lorchaMemcpyOperandTypeArray ? findArray(Operand.op.array.array) : nullptr;
  return In ? In->shape().Format.bytes() : 1;
}

static Status toCopy(const lorchaMemcpy3DBatchOp &Operation, BatchCopy &Result) {
  const lorchaExtent &Extent = Operation.extent;
  if (!isOrder(Operation.srcAccessOrder) || !isFlags(Operation.flags) || !Extent.width || !Extent.height ||
      !Extent.depth)
    return Status::InvalidValue;
  size_t ElementBytes = std::max(elementBytes(Operation.src), elementBytes(Operation.dst));
  BoxCopy Box;
  Box.Width = Extent.width;
  Box.Height = Extent.height;
  Box.Depth = Extent.depth;
  Status Good = toEnd(Operation.dst, Extent, ElementBytes, Box.To);
  if (Good == Status::Success)
    Good = toEnd(Operation.src, Extent, ElementBytes, Box.From);
  Result.IsReadNow = Operation.srcAccessOrder == lorchaMemcpySrcAccessOrderDuringApiCall;
  return Good == Status::Success ? Box.toRequest(Result.Request) : Good;
}

lorchaError_t lorchaMemcpy3DBatchAsync(size_t Count, lorchaMemcpy3DBatchOp *Operations, size_t *Failed,
                                       unsigned long long Flags, lorchaStream_t Handle) {
  auto Body = [&] {
    BatchFailure Fail{Failed};
    if (Status Good = checkBatchStream(Handle); Good != Status::Success)
      return Fail(Good);
    if (!Count || !Operations || Flags)
      return Fail(Status::InvalidValue);
    std::vector<BatchCopy> All(Count);
    for (size_t I = 0; I < Count; ++I)
      if (Status Good = toCopy(Operations[I], All[I]); Good != Status::Success)
        return Fail(Good, I);
    return copyAll(All, *StreamHandle(Handle), Fail);
  };
  return call(__func__, Body, Count, Operations, Failed, Flags, Handle);
}
