// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copy nodes: boxes, bytes, device variables.
#include "api/Copies.h"
#include "api/Graphs.h"

namespace lorcha::runtime::api {

Status makeWork(const lorchaMemcpy3DParms *Given, SharedWork &Result) {
  BoxCopy Box;
  if (!Given)
    return Status::InvalidValue;
  Status Good = toBox(*Given, Given->kind, Box);
  return Good == Status::Success ? makeCopyWork(Runtime::get().currentDevice(), Box, Result) : Good;
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

namespace {
/// A copy of bytes, one end of which may be a variable.
struct RowCopy {
  void *To;
  const void *From;
  size_t Bytes;
  lorchaMemcpyKind Kind;

  Status make(SharedWork &Result) const {
    CopyDirection Direction;
    if (!toDirection(Kind, Direction))
      return Status::InvalidCopyDirection;
    return makeCopyWork(Runtime::get().currentDevice(), linearBox(To, From, Bytes, Direction), Result);
  }
};

/// A copy to or from bytes of a variable, which lies where the current device keeps it.
struct SymbolCopy {
  const void *Symbol;
  size_t Offset;
  bool IsTarget;
  RowCopy Row; ///< its end that is the variable is not filled in

  Status make(SharedWork &Result) const {
    bool IsWrongWay = Row.Kind == lorchaMemcpyHostToHost ||
                      Row.Kind == (IsTarget ? lorchaMemcpyDeviceToHost : lorchaMemcpyHostToDevice);
    if (!Symbol)
      return Status::InvalidSymbol;
    if (IsWrongWay)
      return Status::InvalidCopyDirection;
    VariablePlace Place;
    Status Found = locateVariable(Runtime::get().currentDevice(), Symbol, Place);
    if (Found != Status::Success)
      return Found;
    if (Place.Bytes && (Offset > Place.Bytes || Row.Bytes > Place.Bytes - Offset))
      return Status::InvalidValue;
    RowCopy Whole = Row;
    char *Address = static_cast<char *>(Place.Address) + Offset;
    if (IsTarget)
      Whole.To = Address;
    else
      Whole.From = Address;
    return Whole.make(Result);
  }
};
} // namespace

/// Adds a node whose work Copy.make makes.
template <class CopyT> static Status addCopy(const NewNode &Where, const CopyT &Copy) {
  return Where.addWork([&](SharedWork &Work) { return Copy.make(Work); });
}
template <class CopyT> static Status setCopy(lorchaGraphNode_t Node, const CopyT &Copy) {
  return changeWork(Node, NodeKind::Copy, [&](SharedWork &Work) { return Copy.make(Work); });
}
template <class CopyT>
static Status setCopy(lorchaGraphExec_t In, lorchaGraphNode_t Node, const CopyT &Copy) {
  return changeWork(In, Node, NodeKind::Copy, [&](SharedWork &Work) { return Copy.make(Work); });
}

lorchaError_t lorchaGraphAddMemcpyNode(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                       const lorchaGraphNode_t *Behind, size_t Count,
                                       const lorchaMemcpy3DParms *Given) {
  auto Body = [&] {
    return NewNode{Result, Into, Behind, Count}.addWork(
        [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, Result, Into, Behind, Count, Given);
}

lorchaError_t lorchaGraphMemcpyNodeGetParams(lorchaGraphNode_t Node, lorchaMemcpy3DParms *Result) {
  return tellNode<CopyWork>(__func__, Node, Result, [](const CopyWork &Work, lorchaMemcpy3DParms &Into) {
    Into = fromBox(Work.Box);
  });
}

lorchaError_t lorchaGraphMemcpyNodeSetParams(lorchaGraphNode_t Node, const lorchaMemcpy3DParms *Given) {
  auto Body = [&] {
    return changeWork(Node, NodeKind::Copy, [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, Node, Given);
}

lorchaError_t lorchaGraphExecMemcpyNodeSetParams(lorchaGraphExec_t In, lorchaGraphNode_t Node,
                                                 const lorchaMemcpy3DParms *Given) {
  auto Body = [&] {
    return changeWork(In, Node, NodeKind::Copy, [&](SharedWork &Work) { return makeWork(Given, Work); });
  };
  return call(__func__, Body, In, Node, Given);
}

lorchaError_t lorchaGraphAddMemcpyNode1D(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                         const lorchaGraphNode_t *Behind, size_t Count, void *To,
                                         const void *From, size_t Bytes, lorchaMemcpyKind Kind) {
  auto Body = [&] { return addCopy({Result, Into, Behind, Count}, RowCopy{To, From, Bytes, Kind}); };
  return call(__func__, Body, Result, Into, Behind, Count, To, From, Bytes, Kind);
}

lorchaError_t lorchaGraphMemcpyNodeSetParams1D(lorchaGraphNode_t Node, void *To, const void *From,
                                               size_t Bytes, lorchaMemcpyKind Kind) {
  auto Body = [&] { return setCopy(Node, RowCopy{To, From, Bytes, Kind}); };
  return call(__func__, Body, Node, To, From, Bytes, Kind);
}

lorchaError_t lorchaGraphExecMemcpyNodeSetParams1D(lorchaGraphExec_t In, lorchaGraphNode_t Node, void *To,
                                                   const void *From, size_t Bytes, lorchaMemcpyKind Kind) {
  auto Body = [&] { return setCopy(In, Node, RowCopy{To, From, Bytes, Kind}); };
  return call(__func__, Body, In, Node, To, From, Bytes, Kind);
}

static SymbolCopy toSymbol(const void *Symbol, const void *From, size_t Bytes, size_t Offset,
                           lorchaMemcpyKind Kind) {
  return {Symbol, Offset, /*IsTarget=*/true, {nullptr, From, Bytes, Kind}};
}
static SymbolCopy fromSymbol(void *To, const void *Symbol, size_t Bytes, size_t Offset,
                             lorchaMemcpyKind Kind) {
  return {Symbol, Offset, /*IsTarget=*/false, {To, nullptr, Bytes, Kind}};
}

lorchaError_t lorchaGraphAddMemcpyNodeToSymbol(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                               const lorchaGraphNode_t *Behind, size_t Count,
                                               const void *Symbol, const void *From, size_t Bytes,
                                               size_t Offset, lorchaMemcpyKind Kind) {
  auto Body = [&] {
    return addCopy({Result, Into, Behind, Count}, toSymbol(Symbol, From, Bytes, Offset, Kind));
  };
  return call(__func__, Body, Result, Into, Behind, Count, Symbol, From, Bytes, Offset, Kind);
}

lorchaError_t lorchaGraphAddMemcpyNodeFromSymbol(lorchaGraphNode_t *Result, lorchaGraph_t Into,
                                                 const lorchaGraphNode_t *Behind, size_t Count, void *To,
                                                 const void *Symbol, size_t Bytes, size_t Offset,
                                                 lorchaMemcpyKind Kind) {
  auto Body = [&] {
    return addCopy({Result, Into, Behind, Count}, fromSymbol(To, Symbol, Bytes, Offset, Kind));
  };
  return call(__func__, Body, Result, Into, Behind, Count, To, Symbol, Bytes, Offset, Kind);
}

lorchaError_t lorchaGraphMemcpyNodeSetParamsToSymbol(lorchaGraphNode_t Node, const void *Symbol,
                                                     const void *From, size_t Bytes, size_t Offset,
                                                     lorchaMemcpyKind Kind) {
  auto Body = [&] { return setCopy(Node, toSymbol(Symbol, From, Bytes, Offset, Kind)); };
  return call(__func__, Body, Node, Symbol, From, Bytes, Offset, Kind);
}

lorchaError_t lorchaGraphMemcpyNodeSetParamsFromSymbol(lorchaGraphNode_t Node, void *To, const void *Symbol,
                                                       size_t Bytes, size_t Offset, lorchaMemcpyKind Kind) {
  auto Body = [&] { return setCopy(Node, fromSymbol(To, Symbol, Bytes, Offset, Kind)); };
  return call(__func__, Body, Node, To, Symbol, Bytes, Offset, Kind);
}

lorchaError_t lorchaGraphExecMemcpyNodeSetParamsToSymbol(lorchaGraphExec_t In, lorchaGraphNode_t Node,
                                                         const void *Symbol, const void *From, size_t Bytes,
                                                         size_t Offset, lorchaMemcpyKind Kind) {
  auto Body = [&] { return setCopy(In, Node, toSymbol(Symbol, From, Bytes, Offset, Kind)); };
  return call(__func__, Body, In, Node, Symbol, From, Bytes, Offset, Kind);
}

lorchaError_t lorchaGraphExecMemcpyNodeSetParamsFromSymbol(lorchaGraphExec_t In, lorchaGraphNode_t Node,
                                                           void *To, const void *Symbol, size_t Bytes,
                                                           size_t Offset, lorchaMemcpyKind Kind) {
  auto Body = [&] { return setCopy(In, Node, fromSymbol(To, Symbol, Bytes, Offset, Kind)); };
  return call(__func__, Body, In, Node, To, Symbol, Bytes, Offset, Kind);
}
