// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the runtime API offers beside its C functions: small inline functions, and for C++ the typed forms and
// the forms of older and newer releases. lorcha-tblgen prints this header with CUDA's names as
// cuda/crt/runtime_api_cpp.h.
#ifndef LORCHA_RUNTIME_API_CPP_H
#define LORCHA_RUNTIME_API_CPP_H
#include "lorcha/own_letters.h"

#include "lorcha/runtime_api.h"

LORCHA_INLINE lorchaPitchedPtr make_lorchaPitchedPtr(void *d, size_t p, size_t xsz, size_t ysz) {
  lorchaPitchedPtr Pointer = {d, p, xsz, ysz};
  return Pointer;
}
LORCHA_INLINE lorchaPos make_lorchaPos(size_t x, size_t y, size_t z) {
  lorchaPos Position = {x, y, z};
  return Position;
}
LORCHA_INLINE lorchaExtent make_lorchaExtent(size_t w, size_t h, size_t d) {
  lorchaExtent Extent = {w, h, d};
  return Extent;
}

#ifdef __cplusplus

// Units that differ in what the null stream means must not share these.
#if defined(CUDA_API_PER_THREAD_DEFAULT_STREAM) && !defined(__CUDA__)
inline namespace lorchaPerThreadDefault {
#endif

// Memory. What is allocated may be called const, so the casts are C's.

template <class T> inline lorchaError_t lorchaMalloc(T **devPtr, size_t size) {
  return ::lorchaMalloc((void **)devPtr, size);
}
template <class T> inline lorchaError_t lorchaMallocHost(T **ptr, size_t size) {
  return ::lorchaMallocHost((void **)ptr, size);
}
template <class T> inline lorchaError_t lorchaMallocHost(T **ptr, size_t size, unsigned int flags) {
  return ::lorchaHostAlloc((void **)ptr, size, flags);
}
template <class T> inline lorchaError_t lorchaHostAlloc(T **ptr, size_t size, unsigned int flags) {
  return ::lorchaHostAlloc((void **)ptr, size, flags);
}
template <class T>
inline lorchaError_t lorchaHostGetDevicePointer(T **pDevice, void *pHost, unsigned int flags) {
  return ::lorchaHostGetDevicePointer((void **)pDevice, pHost, flags);
}
template <class T>
inline lorchaError_t lorchaMallocManaged(T **devPtr, size_t size,
                                         unsigned int flags = lorchaMemAttachGlobal) {
  return ::lorchaMallocManaged((void **)devPtr, size, flags);
}
template <class T>
inline lorchaError_t lorchaMallocPitch(T **devPtr, size_t *pitch, size_t width, size_t height) {
  return ::lorchaMallocPitch((void **)devPtr, pitch, width, height);
}
template <class T> inline lorchaError_t lorchaMallocAsync(T **devPtr, size_t size, lorchaStream_t stream) {
  return ::lorchaMallocAsync((void **)devPtr, size, stream);
}
template <class T>
inline lorchaError_t lorchaMallocAsync(T **ptr, size_t size, lorchaMemPool_t memPool, lorchaStream_t stream) {
  return ::lorchaMallocFromPoolAsync((void **)ptr, size, memPool, stream);
}
template <class T>
inline lorchaError_t lorchaMallocFromPoolAsync(T **ptr, size_t size, lorchaMemPool_t memPool,
                                               lorchaStream_t stream) {
  return ::lorchaMallocFromPoolAsync((void **)ptr, size, memPool, stream);
}
template <class T>
inline lorchaError_t lorchaStreamAttachMemAsync(lorchaStream_t stream, T *devPtr, size_t length = 0,
                                                unsigned int flags = lorchaMemAttachSingle) {
  return ::lorchaStreamAttachMemAsync(stream, static_cast<void *>(devPtr), length, flags);
}
inline lorchaError_t lorchaMemPrefetchAsync(const void *devPtr, size_t count, lorchaMemLocation location,
                                            unsigned int flags, lorchaStream_t stream = 0) {
  return ::lorchaMemPrefetchAsync_v2(devPtr, count, location, flags, stream);
}
inline lorchaError_t lorchaMemAdvise(const void *devPtr, size_t count, lorchaMemoryAdvise advice,
                                     lorchaMemLocation location) {
  return ::lorchaMemAdvise_v2(devPtr, count, advice, location);
}
inline lorchaError_t lorchaMemcpyBatchAsync(const void **dsts, const void **srcs, const size_t *sizes,
                                            size_t count, lorchaMemcpyAttributes *attrs, size_t *attrsIdxs,
                                            size_t numAttrs, lorchaStream_t stream) {
  return ::lorchaMemcpyBatchAsync((void **)dsts, (void **)srcs, (size_t *)sizes, count, attrs, attrsIdxs,
                                  numAttrs, nullptr, stream);
}
inline lorchaError_t lorchaMemcpyBatchAsync(const void **dsts, const void **srcs, const size_t *sizes,
                                            size_t count, lorchaMemcpyAttributes attr,
                                            lorchaStream_t stream) {
  size_t First = 0;
  return lorchaMemcpyBatchAsync(dsts, srcs, sizes, count, &attr, &First, 1, stream);
}
inline lorchaError_t lorchaMemcpy3DBatchAsync(size_t numOps, lorchaMemcpy3DBatchOp *opList,
                                              unsigned long long flags, lorchaStream_t stream) {
  return ::lorchaMemcpy3DBatchAsync(numOps, opList, nullptr, flags, stream);
}
inline lorchaError_t lorchaMemPrefetchBatchAsync(void **dptrs, size_t *sizes, size_t count,
                                                 lorchaMemLocation location, unsigned long long flags,
                                                 lorchaStream_t stream) {
  size_t First = 0;
  return ::lorchaMemPrefetchBatchAsync(dptrs, sizes, count, &location, &First, 1, flags, stream);
}
inline lorchaError_t lorchaMemDiscardAndPrefetchBatchAsync(void **dptrs, size_t *sizes, size_t count,
                                                           lorchaMemLocation location,
                                                           unsigned long long flags, lorchaStream_t stream) {
  size_t First = 0;
  return ::lorchaMemDiscardAndPrefetchBatchAsync(dptrs, sizes, count, &location, &First, 1, flags, stream);
}

// Device variables, named by themselves. A range beyond the variable's end becomes one that no memory has, so
// that the runtime reports it.

namespace lorchaDetail {
template <class T> struct SymbolBytes {
  static constexpr size_t Value = sizeof(T);
};
template <class T> struct SymbolBytes<T[]> { // declared without its bound
  static constexpr size_t Value = static_cast<size_t>(-1);
};
template <class T> constexpr size_t bytesInSymbol(size_t count, size_t offset) {
  return offset <= SymbolBytes<T>::Value && count <= SymbolBytes<T>::Value - offset ? count
                                                                                    : static_cast<size_t>(-1);
}
} // namespace lorchaDetail

template <class T>
inline lorchaError_t lorchaMemcpyToSymbol(const T &symbol, const void *src, size_t count, size_t offset = 0,
                                          lorchaMemcpyKind kind = lorchaMemcpyHostToDevice) {
  return ::lorchaMemcpyToSymbol(reinterpret_cast<const void *>(&symbol), src,
                                lorchaDetail::bytesInSymbol<T>(count, offset), offset, kind);
}
template <class T>
inline lorchaError_t
lorchaMemcpyToSymbolAsync(const T &symbol, const void *src, size_t count, size_t offset = 0,
                          lorchaMemcpyKind kind = lorchaMemcpyHostToDevice, lorchaStream_t stream = 0) {
  return ::lorchaMemcpyToSymbolAsync(reinterpret_cast<const void *>(&symbol), src,
                                     lorchaDetail::bytesInSymbol<T>(count, offset), offset, kind, stream);
}
template <class T>
inline lorchaError_t lorchaMemcpyFromSymbol(void *dst, const T &symbol, size_t count, size_t offset = 0,
                                            lorchaMemcpyKind kind = lorchaMemcpyDeviceToHost) {
  return ::lorchaMemcpyFromSymbol(dst, reinterpret_cast<const void *>(&symbol),
                                  lorchaDetail::bytesInSymbol<T>(count, offset), offset, kind);
}
template <class T>
inline lorchaError_t lorchaMemcpyFromSymbolAsync(void *dst, const T &symbol, size_t count, size_t offset = 0,
                                                 lorchaMemcpyKind kind = lorchaMemcpyDeviceToHost,
                                                 lorchaStream_t stream = 0) {
  return ::lorchaMemcpyFromSymbolAsync(dst, reinterpret_cast<const void *>(&symbol),
                                       lorchaDetail::bytesInSymbol<T>(count, offset), offset, kind, stream);
}
template <class T> inline lorchaError_t lorchaGetSymbolAddress(void **devPtr, const T &symbol) {
  return ::lorchaGetSymbolAddress(devPtr, reinterpret_cast<const void *>(&symbol));
}
template <class T> inline lorchaError_t lorchaGetSymbolSize(size_t *size, const T &symbol) {
  void *Address;
  if (!size)
    return ::lorchaGetSymbolSize(size, reinterpret_cast<const void *>(&symbol));
  *size = sizeof(T);
  return ::lorchaGetSymbolAddress(&Address, reinterpret_cast<const void *>(&symbol));
}

// Launches, and kernels named by themselves.

template <class T>
inline lorchaError_t lorchaLaunchKernel(T *func, dim3 gridDim, dim3 blockDim, void **args,
                                        size_t sharedMem = 0, lorchaStream_t stream = 0) {
  return ::lorchaLaunchKernel(reinterpret_cast<const void *>(func), gridDim, blockDim, args, sharedMem,
                              stream);
}
template <class T>
inline lorchaError_t lorchaLaunchCooperativeKernel(T *func, dim3 gridDim, dim3 blockDim, void **args,
                                                   size_t sharedMem = 0, lorchaStream_t stream = 0) {
  return ::lorchaLaunchCooperativeKernel(reinterpret_cast<const void *>(func), gridDim, blockDim, args,
                                         sharedMem, stream);
}
template <class... ParamTs, class... ArgTs>
inline lorchaError_t lorchaLaunchKernelEx(const lorchaLaunchConfig_t *config, void (*kernel)(ParamTs...),
                                          ArgTs &&...args) {
  // The arguments become the kernel's parameter types first, as in a call.
  return [&](ParamTs... Params) {
    void *Pointers[] = {const_cast<void *>(static_cast<const volatile void *>(&Params))..., nullptr};
    return ::lorchaLaunchKernelExC(config, reinterpret_cast<const void *>(kernel), Pointers);
  }(static_cast<ArgTs &&>(args)...);
}
template <class T> inline lorchaError_t lorchaFuncGetAttributes(lorchaFuncAttributes *attr, T *func) {
  return ::lorchaFuncGetAttributes(attr, reinterpret_cast<const void *>(func));
}
template <class T> inline lorchaError_t lorchaFuncSetAttribute(T *func, lorchaFuncAttribute attr, int value) {
  return ::lorchaFuncSetAttribute(reinterpret_cast<const void *>(func), attr, value);
}
template <class T> inline lorchaError_t lorchaFuncSetCacheConfig(T *func, lorchaFuncCache cacheConfig) {
  return ::lorchaFuncSetCacheConfig(reinterpret_cast<const void *>(func), cacheConfig);
}
template <class T> inline lorchaError_t lorchaFuncSetSharedMemConfig(T *func, lorchaSharedMemConfig config) {
  return ::lorchaFuncSetSharedMemConfig(reinterpret_cast<const void *>(func), config);
}
template <class T> inline lorchaError_t lorchaFuncGetName(const char **name, T *func) {
  return ::lorchaFuncGetName(name, reinterpret_cast<const void *>(func));
}
template <class T> inline lorchaError_t lorchaGetFuncBySymbol(lorchaFunction_t *functionPtr, T *symbol) {
  return ::lorchaGetFuncBySymbol(functionPtr, reinterpret_cast<const void *>(symbol));
}
template <class T> inline lorchaError_t lorchaGetKernel(lorchaKernel_t *kernelPtr, T *func) {
  return ::lorchaGetKernel(kernelPtr, reinterpret_cast<const void *>(func));
}

// The launch of old: lorchaConfigureCall, lorchaSetupArgument for each argument, lorchaLaunch.

template <class T> inline lorchaError_t lorchaSetupArgument(T arg, size_t offset) {
  return ::lorchaSetupArgument(static_cast<const void *>(&arg), sizeof(T), offset);
}
template <class T> inline lorchaError_t lorchaLaunch(T *func) {
  return ::lorchaLaunch(reinterpret_cast<const void *>(func));
}

// Occupancy.

template <class T>
inline lorchaError_t lorchaOccupancyMaxActiveBlocksPerMultiprocessor(int *numBlocks, T *func, int blockSize,
                                                                     size_t dynamicSMemSize) {
  return ::lorchaOccupancyMaxActiveBlocksPerMultiprocessor(numBlocks, reinterpret_cast<const void *>(func),
                                                           blockSize, dynamicSMemSize);
}
template <class T>
inline lorchaError_t
lorchaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *numBlocks, T *func, int blockSize,
                                                         size_t dynamicSMemSize, unsigned int flags) {
  return ::lorchaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
      numBlocks, reinterpret_cast<const void *>(func), blockSize, dynamicSMemSize, flags);
}
template <class T>
inline lorchaError_t lorchaOccupancyAvailableDynamicSMemPerBlock(size_t *dynamicSmemSize, T *func,
                                                                 int numBlocks, int blockSize) {
  return ::lorchaOccupancyAvailableDynamicSMemPerBlock(dynamicSmemSize, reinterpret_cast<const void *>(func),
                                                       numBlocks, blockSize);
}

/// The best block size is the one that keeps most threads of a multiprocessor busy; among equals the largest.
/// Only multiples of the warp size are tried, and the limit itself.
template <class SizeFunctionT, class T>
inline lorchaError_t
lorchaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(int *minGridSize, int *blockSize, T func,
                                                          SizeFunctionT blockSizeToDynamicSMemSize,
                                                          int blockSizeLimit = 0, unsigned int flags = 0) {
  if (!minGridSize || !blockSize)
    return lorchaErrorInvalidValue;
  int Device = 0, Processors = 0, Warp = 32;
  lorchaFuncAttributes Attributes;
  lorchaError_t Error = ::lorchaGetDevice(&Device);
  if (Error == lorchaSuccess)
    Error = ::lorchaDeviceGetAttribute(&Processors, lorchaDevAttrMultiProcessorCount, Device);
  if (Error == lorchaSuccess)
    Error = ::lorchaDeviceGetAttribute(&Warp, lorchaDevAttrWarpSize, Device);
  if (Error == lorchaSuccess)
    Error = ::lorchaFuncGetAttributes(&Attributes, reinterpret_cast<const void *>(func));
  if (Error != lorchaSuccess)
    return Error;
  int Limit = Attributes.maxThreadsPerBlock;
  if (blockSizeLimit > 0 && blockSizeLimit < Limit)
    Limit = blockSizeLimit;
  int BestThreads = 0;
  for (int Size = Limit; Size > 0; Size = (Size - 1) / Warp * Warp) {
    int Blocks = 0;
    Error = ::lorchaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
        &Blocks, reinterpret_cast<const void *>(func), Size, blockSizeToDynamicSMemSize(Size), flags);
    if (Error != lorchaSuccess)
      return Error;
    if (Blocks * Size <= BestThreads)
      continue;
    BestThreads = Blocks * Size;
    *blockSize = Size;
    *minGridSize = Blocks * Processors;
  }
  return BestThreads ? lorchaSuccess : lorchaErrorInvalidValue;
}
template <class SizeFunctionT, class T>
inline lorchaError_t
lorchaOccupancyMaxPotentialBlockSizeVariableSMem(int *minGridSize, int *blockSize, T func,
                                                 SizeFunctionT blockSizeToDynamicSMemSize,
                                                 int blockSizeLimit = 0) {
  return lorchaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(
      minGridSize, blockSize, func, blockSizeToDynamicSMemSize, blockSizeLimit);
}
template <class T>
inline lorchaError_t lorchaOccupancyMaxPotentialBlockSizeWithFlags(int *minGridSize, int *blockSize, T func,
                                                                   size_t dynamicSMemSize = 0,
                                                                   int blockSizeLimit = 0,
                                                                   unsigned int flags = 0) {
  return lorchaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(
      minGridSize, blockSize, func, [=](int) { return dynamicSMemSize; }, blockSizeLimit, flags);
}
template <class T>
inline lorchaError_t lorchaOccupancyMaxPotentialBlockSize(int *minGridSize, int *blockSize, T func,
                                                          size_t dynamicSMemSize = 0,
                                                          int blockSizeLimit = 0) {
  return lorchaOccupancyMaxPotentialBlockSizeWithFlags(minGridSize, blockSize, func, dynamicSMemSize,
                                                       blockSizeLimit);
}
template <class T>
inline lorchaError_t lorchaOccupancyMaxPotentialClusterSize(int *clusterSize, T *func,
                                                            const lorchaLaunchConfig_t *launchConfig) {
  return ::lorchaOccupancyMaxPotentialClusterSize(clusterSize, reinterpret_cast<const void *>(func),
                                                  launchConfig);
}
template <class T>
inline lorchaError_t lorchaOccupancyMaxActiveClusters(int *numClusters, T *func,
                                                      const lorchaLaunchConfig_t *launchConfig) {
  return ::lorchaOccupancyMaxActiveClusters(numClusters, reinterpret_cast<const void *>(func), launchConfig);
}

// Events and graphs: the forms of other releases.

inline lorchaError_t lorchaEventCreate(lorchaEvent_t *event, unsigned int flags) {
  return ::lorchaEventCreateWithFlags(event, flags);
}
inline lorchaError_t lorchaStreamGetCaptureInfo(lorchaStream_t stream,
                                                lorchaStreamCaptureStatus *captureStatus_out,
                                                unsigned long long *id_out, lorchaGraph_t *graph_out,
                                                const lorchaGraphNode_t **dependencies_out,
                                                const lorchaGraphEdgeData **edgeData_out,
                                                size_t *numDependencies_out) {
  return ::lorchaStreamGetCaptureInfo_v3(stream, captureStatus_out, id_out, graph_out, dependencies_out,
                                         edgeData_out, numDependencies_out);
}
inline lorchaError_t lorchaStreamUpdateCaptureDependencies(lorchaStream_t stream,
                                                           lorchaGraphNode_t *dependencies,
                                                           const lorchaGraphEdgeData *dependencyData,
                                                           size_t numDependencies, unsigned int flags) {
  return ::lorchaStreamUpdateCaptureDependencies_v2(stream, dependencies, dependencyData, numDependencies,
                                                    flags);
}
inline lorchaError_t lorchaGraphInstantiate(lorchaGraphExec_t *pGraphExec, lorchaGraph_t graph,
                                            lorchaGraphNode_t *pErrorNode, char *pLogBuffer,
                                            size_t bufferSize) {
  if (pErrorNode)
    *pErrorNode = nullptr;
  if (pLogBuffer && bufferSize)
    *pLogBuffer = '\0';
  return ::lorchaGraphInstantiate(pGraphExec, graph, 0);
}
inline lorchaError_t lorchaGraphExecUpdate(lorchaGraphExec_t hGraphExec, lorchaGraph_t hGraph,
                                           lorchaGraphNode_t *hErrorNode_out,
                                           lorchaGraphExecUpdateResult *updateResult_out) {
  lorchaGraphExecUpdateResultInfo Info = {};
  lorchaError_t Error = ::lorchaGraphExecUpdate(hGraphExec, hGraph, &Info);
  if (hErrorNode_out)
    *hErrorNode_out = Info.errorNode;
  if (updateResult_out)
    *updateResult_out = Info.result;
  return Error;
}
inline lorchaError_t lorchaGraphAddNode(lorchaGraphNode_t *pGraphNode, lorchaGraph_t graph,
                                        const lorchaGraphNode_t *pDependencies,
                                        const lorchaGraphEdgeData *dependencyData, size_t numDependencies,
                                        lorchaGraphNodeParams *nodeParams) {
  return ::lorchaGraphAddNode_v2(pGraphNode, graph, pDependencies, dependencyData, numDependencies,
                                 nodeParams);
}
inline lorchaError_t lorchaGraphAddDependencies(lorchaGraph_t graph, const lorchaGraphNode_t *from,
                                                const lorchaGraphNode_t *to,
                                                const lorchaGraphEdgeData *edgeData, size_t numDependencies) {
  return ::lorchaGraphAddDependencies_v2(graph, from, to, edgeData, numDependencies);
}
inline lorchaError_t lorchaGraphRemoveDependencies(lorchaGraph_t graph, const lorchaGraphNode_t *from,
                                                   const lorchaGraphNode_t *to,
                                                   const lorchaGraphEdgeData *edgeData,
                                                   size_t numDependencies) {
  return ::lorchaGraphRemoveDependencies_v2(graph, from, to, edgeData, numDependencies);
}
inline lorchaError_t lorchaGraphGetEdges(lorchaGraph_t graph, lorchaGraphNode_t *from, lorchaGraphNode_t *to,
                                         lorchaGraphEdgeData *edgeData, size_t *numEdges) {
  return ::lorchaGraphGetEdges_v2(graph, from, to, edgeData, numEdges);
}
inline lorchaError_t lorchaGraphNodeGetDependencies(lorchaGraphNode_t node, lorchaGraphNode_t *pDependencies,
                                                    lorchaGraphEdgeData *edgeData, size_t *pNumDependencies) {
  return ::lorchaGraphNodeGetDependencies_v2(node, pDependencies, edgeData, pNumDependencies);
}
inline lorchaError_t lorchaGraphNodeGetDependentNodes(lorchaGraphNode_t node,
                                                      lorchaGraphNode_t *pDependentNodes,
                                                      lorchaGraphEdgeData *edgeData,
                                                      size_t *pNumDependentNodes) {
  return ::lorchaGraphNodeGetDependentNodes_v2(node, pDependentNodes, edgeData, pNumDependentNodes);
}
template <class T>
inline lorchaError_t lorchaGraphAddMemcpyNodeToSymbol(lorchaGraphNode_t *pGraphNode, lorchaGraph_t graph,
                                                      const lorchaGraphNode_t *pDependencies,
                                                      size_t numDependencies, const T &symbol,
                                                      const void *src, size_t count, size_t offset,
                                                      lorchaMemcpyKind kind) {
  return ::lorchaGraphAddMemcpyNodeToSymbol(pGraphNode, graph, pDependencies, numDependencies,
                                            reinterpret_cast<const void *>(&symbol), src, count, offset,
                                            kind);
}
template <class T>
inline lorchaError_t lorchaGraphAddMemcpyNodeFromSymbol(lorchaGraphNode_t *pGraphNode, lorchaGraph_t graph,
                                                        const lorchaGraphNode_t *pDependencies,
                                                        size_t numDependencies, void *dst, const T &symbol,
                                                        size_t count, size_t offset, lorchaMemcpyKind kind) {
  return ::lorchaGraphAddMemcpyNodeFromSymbol(pGraphNode, graph, pDependencies, numDependencies, dst,
                                              reinterpret_cast<const void *>(&symbol), count, offset, kind);
}

// Formats of textures and surfaces, told by the element type.

namespace lorchaDetail {
template <class T, class = void> struct ComponentOf {
  using Type = T;
};
template <class T> struct ComponentOf<T, decltype(void(T::x))> {
  using Type = decltype(T::x);
};
} // namespace lorchaDetail

/// T is an arithmetic type or a vector type of up to four components.
template <class T> inline lorchaChannelFormatDesc lorchaCreateChannelDesc() {
  using Component = typename lorchaDetail::ComponentOf<T>::Type;
  const int Bits = 8 * static_cast<int>(sizeof(Component)),
            Count = static_cast<int>(sizeof(T) / sizeof(Component));
  const lorchaChannelFormatKind Kind = Component(1) / Component(2) != Component(0)
                                           ? lorchaChannelFormatKindFloat
                                       : Component(-1) < Component(0) ? lorchaChannelFormatKindSigned
                                                                      : lorchaChannelFormatKindUnsigned;
  return ::lorchaCreateChannelDesc(Bits, Count > 1 ? Bits : 0, Count > 2 ? Bits : 0, Count > 3 ? Bits : 0,
                                   Kind);
}

#if defined(CUDA_API_PER_THREAD_DEFAULT_STREAM) && !defined(__CUDA__)
} // namespace lorchaPerThreadDefault
#endif

#endif // __cplusplus

#include "lorcha/users_letters.h"
#endif
