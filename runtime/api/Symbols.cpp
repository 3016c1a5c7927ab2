// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device variables. A symbol is the address of the CPU program's variable; each device says where it keeps
// it. The size is known for variables of device modules, and to the C++ forms in lorcha/runtime_api_cpp.h.
#include "api/Call.h"
#include "api/Copies.h"
#include "core/Memory.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// Bytes [Offset, Offset + Bytes) of the variable as it is on the stream's device.
static Status findBytes(const void *Symbol, size_t Offset, size_t Bytes, lorchaStream_t Handle,
                        char *&Result) {
  StreamHandle On(Handle);
  if (!On)
    return Status::InvalidResourceHandle;
  if (!Symbol)
    return Status::InvalidSymbol;
  VariablePlace Place;
  Status Found = locateVariable(On->device(), Symbol, Place);
  if (Found != Status::Success)
    return Found;
  if (Place.Bytes && (Offset > Place.Bytes || Bytes > Place.Bytes - Offset))
    return Status::InvalidValue;
  Result = static_cast<char *>(Place.Address) + Offset;
  return Status::Success;
}

static Status copyToSymbol(const void *Symbol, const void *From, size_t Bytes, size_t Offset,
                           lorchaMemcpyKind Kind, lorchaStream_t On, Wait Waits) {
  if (Kind == lorchaMemcpyHostToHost || Kind == lorchaMemcpyDeviceToHost)
    return Symbol ? Status::InvalidCopyDirection : Status::InvalidSymbol;
  char *To;
  if (Status Found = findBytes(Symbol, Offset, Bytes, On, To); Found != Status::Success)
    return Found;
  return copyInStream(linearCopy(To, From, Bytes),
                      Kind == lorchaMemcpyDefault ? lorchaMemcpyHostToDevice : Kind, On, Waits);
}

static Status copyFromSymbol(void *To, const void *Symbol, size_t Bytes, size_t Offset, lorchaMemcpyKind Kind,
                             lorchaStream_t On, Wait Waits) {
  if (Kind == lorchaMemcpyHostToHost || Kind == lorchaMemcpyHostToDevice)
    return Symbol ? Status::InvalidCopyDirection : Status::InvalidSymbol;
  char *From;
  if (Status Found = findBytes(Symbol, Offset, Bytes, On, From); Found != Status::Success)
    return Found;
  return copyInStream(linearCopy(To, From, Bytes), Kind, On, Waits);
}

lorchaError_t lorchaMemcpyToSymbol(const void *Symbol, const void *From, size_t Bytes, size_t Offset,
                                   lorchaMemcpyKind Kind) {
  auto Body = [&] { return copyToSymbol(Symbol, From, Bytes, Offset, Kind, nullptr, Wait::Yes); };
  return call(__func__, Body, Symbol, From, Bytes, Offset, Kind);
}

lorchaError_t lorchaMemcpyToSymbolAsync(const void *Symbol, const void *From, size_t Bytes, size_t Offset,
                                        lorchaMemcpyKind Kind, lorchaStream_t On) {
  auto Body = [&] { return copyToSymbol(Symbol, From, Bytes, Offset, Kind, On, Wait::No); };
  return call(__func__, Body, Symbol, From, Bytes, Offset, Kind, On);
}

lorchaError_t lorchaMemcpyFromSymbol(void *To, const void *Symbol, size_t Bytes, size_t Offset,
                                     lorchaMemcpyKind Kind) {
  auto Body = [&] { return copyFromSymbol(To, Symbol, Bytes, Offset, Kind, nullptr, Wait::Yes); };
  return call(__func__, Body, To, Symbol, Bytes, Offset, Kind);
}

lorchaError_t lorchaMemcpyFromSymbolAsync(void *To, const void *Symbol, size_t Bytes, size_t Offset,
                                          lorchaMemcpyKind Kind, lorchaStream_t On) {
  auto Body = [&] { return copyFromSymbol(To, Symbol, Bytes, Offset, Kind, On, Wait::No); };
  return call(__func__, Body, To, Symbol, Bytes, Offset, Kind, On);
}

lorchaError_t lorchaGetSymbolAddress(void **Result, const void *Symbol) {
  auto Body = [&] {
    if (!Result)
      return Status::InvalidValue;
    char *Address;
    Status Found = findBytes(Symbol, 0, 0, nullptr, Address);
    if (Found == Status::Success)
      *Result = Address;
    return Found;
  };
  return call(__func__, Body, Result, Symbol);
}

lorchaError_t lorchaGetSymbolSize(size_t *Result, const void *Symbol) {
  auto Body = [&] {
    if (!Result)
      return Status::InvalidValue;
    if (!Symbol)
      return Status::InvalidSymbol;
    VariablePlace Place;
    Status Found = locateVariable(Runtime::get().currentDevice(), Symbol, Place);
    if (Found != Status::Success || !Place.Bytes)
      return Status::InvalidSymbol; // an address alone says nothing of the size
    *Result = Place.Bytes;
    return Status::Success;
  };
  return call(__func__, Body, Result, Symbol);
}
