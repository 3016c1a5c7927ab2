// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device variables. On the CPU a symbol is the address of the variable; its size is known to the C++ forms in
// lorcha/runtime_api_cpp.h only.
#include "api/Call.h"
#include "api/Copies.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static Status copyToSymbol(const void *Symbol, const void *From, size_t Bytes, size_t Offset,
                           lorchaMemcpyKind Kind, lorchaStream_t On, Wait Waits) {
  if (!Symbol)
    return Status::InvalidSymbol;
  if (Kind == lorchaMemcpyHostToHost || Kind == lorchaMemcpyDeviceToHost)
    return Status::InvalidCopyDirection;
  char *To = static_cast<char *>(const_cast<void *>(Symbol)) + Offset;
  return copyInStream(linearCopy(To, From, Bytes),
                      Kind == lorchaMemcpyDefault ? lorchaMemcpyHostToDevice : Kind, On, Waits);
}

static Status copyFromSymbol(void *To, const void *Symbol, size_t Bytes, size_t Offset, lorchaMemcpyKind Kind,
                             lorchaStream_t On, Wait Waits) {
  if (!Symbol)
    return Status::InvalidSymbol;
  if (Kind == lorchaMemcpyHostToHost || Kind == lorchaMemcpyHostToDevice)
    return Status::InvalidCopyDirection;
  const char *From = static_cast<const char *>(Symbol) + Offset;
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
    if (!Symbol)
      return Status::InvalidSymbol;
    *Result = const_cast<void *>(Symbol);
    return Status::Success;
  };
  return call(__func__, Body, Result, Symbol);
}

lorchaError_t lorchaGetSymbolSize(size_t *Result, const void *Symbol) {
  // An address alone says nothing of the size; lorcha::symbolSize in the C++ header answers for real
  // variables.
  auto Body = [&] { return Result ? Status::InvalidSymbol : Status::InvalidValue; };
  return call(__func__, Body, Result, Symbol);
}
