// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sets arguments that differ from the last launch's.
#include "backends/opencl/Arguments.h"
#include <cstring>

namespace lorcha::runtime::opencl {

bool Arguments::isKnown(const void *Value, size_t Bytes, SlotKind Kind) {
  if (Failure != CL_SUCCESS)
    return true;
  if (Next >= Slots.size())
    Slots.resize(Next + 1);
  Slot &Here = Slots[Next];
  bool IsSmall = Bytes <= sizeof(Here.Value);
  if (IsSmall && Here.Kind == Kind && Here.Bytes == Bytes && std::memcmp(Here.Value, Value, Bytes) == 0) {
    ++Next;
    return true;
  }
  Here.Kind = IsSmall ? Kind : KindNone;
  if (IsSmall) {
    Here.Bytes = static_cast<uint8_t>(Bytes);
    std::memcpy(Here.Value, Value, Bytes);
  }
  return false;
}

void Arguments::finish(cl_int Code) {
  if (Code != CL_SUCCESS) {
    Slots[Next].Kind = KindNone;
    Failure = Code;
  }
  ++Next;
}

void Arguments::addValue(const void *Value, size_t Bytes) {
  if (!isKnown(Value, Bytes, KindValue))
    finish(cl().SetKernelArg(Kernel, Next, Bytes, Value));
}

void Arguments::addLocal(size_t Bytes) {
  if (!isKnown(&Bytes, sizeof(Bytes), KindLocal))
    finish(cl().SetKernelArg(Kernel, Next, Bytes, nullptr));
}

void Arguments::addBuffer(cl_mem Buffer, uint64_t Identity) {
  struct {
    cl_mem Buffer;
    uint64_t Identity;
  } Both = {Buffer, Identity};
  if (!isKnown(&Both, sizeof(Both), KindBuffer))
    finish(cl().SetKernelArg(Kernel, Next, sizeof(cl_mem), Buffer ? &Buffer : nullptr));
}

} // namespace lorcha::runtime::opencl
