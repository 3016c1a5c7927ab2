// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The arguments that the rows of the API tables may name: good ones by type, handles that are dead, a kernel,
// a variable.
#ifndef LORCHA_TEST_ARGUMENTS_H
#define LORCHA_TEST_ARGUMENTS_H

#include "../Runtime/GraphTest.h"
#include <type_traits>

namespace lorcha::test {

/// One of each thing that functions take. Made anew for each test, because functions may end them.
struct GoodObjects {
  lorchaStream_t Stream = nullptr;
  lorchaEvent_t Event = nullptr;
  lorchaGraph_t Graph = nullptr;
  lorchaGraphNode_t Node = nullptr; ///< an empty one in the graph; one of each other kind follows
  lorchaGraphNode_t KernelNode = nullptr, CopyNode = nullptr, FillNode = nullptr, HostNode = nullptr,
                    RecordNode = nullptr, WaitNode = nullptr;
  lorchaGraphExec_t Executable = nullptr;
  lorchaArray_t Array = nullptr;
  lorchaMipmappedArray_t Mipmaps = nullptr;
  lorchaMemPool_t Pool = nullptr;
  lorchaUserObject_t UserObject = nullptr;
  void *Device = nullptr, *Managed = nullptr, *Pinned = nullptr; ///< a page each

  GoodObjects();
  void addNodes();
  /// Ends what is Now, and gives its handle.
  template <class T> static T endedOne(T Mine);
  static GoodObjects *Now;
};

template <class T> T GoodObjects::endedOne(T Mine) {
  lorchaError_t Ended;
  if constexpr (std::is_same_v<T, lorchaStream_t>)
    Ended = lorchaStreamDestroy(Mine);
  else if constexpr (std::is_same_v<T, lorchaEvent_t>)
    Ended = lorchaEventDestroy(Mine);
  else if constexpr (std::is_same_v<T, lorchaGraph_t>)
    Ended = lorchaGraphDestroy(Mine);
  else if constexpr (std::is_same_v<T, lorchaGraphNode_t>)
    Ended = lorchaGraphDestroyNode(Mine);
  else if constexpr (std::is_same_v<T, lorchaGraphExec_t>)
    Ended = lorchaGraphExecDestroy(Mine);
  else if constexpr (std::is_same_v<T, lorchaMemPool_t>)
    Ended = lorchaMemPoolDestroy(Mine);
  else if constexpr (std::is_same_v<T, lorchaUserObject_t>)
    Ended = lorchaUserObjectRelease(Mine, 1);
  else if constexpr (std::is_same_v<T, lorchaArray_t> || std::is_same_v<T, lorchaArray_const_t>)
    Ended = lorchaFreeArray(Now->Array);
  else
    Ended = lorchaFreeMipmappedArray(Now->Mipmaps);
  EXPECT_EQ(Ended, lorchaSuccess);
  return Mine;
}

/// Zeroes that any pointer may point to: 64 KiB of the host's memory.
void *scratch();

template <class T> struct Nothing;
template <class ResultT, class... ParamTs> struct Nothing<ResultT (*)(ParamTs...)> {
  static ResultT does(ParamTs...) { return ResultT(); }
};

/// A copy of a few bytes within the device.
template <class BoxT> const BoxT *boxCopy() {
  static BoxT Box;
  Box = BoxT();
  Box.srcPtr = {GoodObjects::Now->Device, 4, 4, 1};
  Box.dstPtr = {static_cast<char *>(GoodObjects::Now->Device) + 64, 4, 4, 1};
  Box.extent = {4, 1, 1};
  if constexpr (std::is_same_v<BoxT, lorchaMemcpy3DParms>)
    Box.kind = lorchaMemcpyDefault;
  return &Box;
}

/// A library of kernels: its file, its bytes, and one that is loaded for as long as the test runs.
inline const char *libraryFile() { return LORCHA_TEST_LIBRARY; }
const void *libraryImage();
lorchaLibrary_t library();

/// A good argument of the type.
template <class T> T good() {
  GoodObjects &Mine = *GoodObjects::Now;
  if constexpr (std::is_same_v<T, lorchaStream_t>)
    return Mine.Stream;
  else if constexpr (std::is_same_v<T, lorchaEvent_t>)
    return Mine.Event;
  else if constexpr (std::is_same_v<T, lorchaGraph_t>)
    return Mine.Graph;
  else if constexpr (std::is_same_v<T, lorchaGraphNode_t>)
    return Mine.Node;
  else if constexpr (std::is_same_v<T, lorchaGraphExec_t>)
    return Mine.Executable;
  else if constexpr (std::is_same_v<T, lorchaArray_t> || std::is_same_v<T, lorchaArray_const_t>)
    return Mine.Array;
  else if constexpr (std::is_same_v<T, lorchaMipmappedArray_t> ||
                     std::is_same_v<T, lorchaMipmappedArray_const_t>)
    return Mine.Mipmaps;
  else if constexpr (std::is_same_v<T, lorchaMemPool_t>)
    return Mine.Pool;
  else if constexpr (std::is_same_v<T, lorchaUserObject_t>)
    return Mine.UserObject;
  else if constexpr (std::is_same_v<T, void *> || std::is_same_v<T, const void *>)
    return Mine.Device;
  else if constexpr (std::is_pointer_v<T> && std::is_function_v<std::remove_pointer_t<T>>)
    return &Nothing<T>::does;
  else if constexpr (std::is_same_v<T, lorchaKernel_t>)
    return (T)symbolOf(append);
  else if constexpr (std::is_same_v<T, lorchaLibrary_t>)
    return library();
  else if constexpr (std::is_same_v<T, const lorchaMemcpy3DParms *>)
    return boxCopy<lorchaMemcpy3DParms>();
  else if constexpr (std::is_same_v<T, const lorchaMemcpy3DPeerParms *>)
    return boxCopy<lorchaMemcpy3DPeerParms>();
  else if constexpr (std::is_pointer_v<T>)
    return (T)scratch();
  else if constexpr (std::is_same_v<T, size_t>)
    return 4;
  else if constexpr (std::is_same_v<T, lorchaMemcpyKind>)
    return lorchaMemcpyDefault;
  else if constexpr (std::is_same_v<T, lorchaMemAllocationType>)
    return lorchaMemAllocationTypePinned;
  else if constexpr (std::is_same_v<T, lorchaMemLocation>)
    return {lorchaMemLocationTypeDevice, 0};
  else
    return T();
}

/// A handle of nothing that there is.
template <class T> T dead() {
  static char Place[64];
  return (T)Place;
}

/// The handle of something that there was; of types whose handles do not end, one of nothing.
template <class T> T ended() {
  if constexpr (std::is_same_v<T, lorchaStream_t> || std::is_same_v<T, lorchaEvent_t> ||
                std::is_same_v<T, lorchaGraph_t> || std::is_same_v<T, lorchaGraphNode_t> ||
                std::is_same_v<T, lorchaGraphExec_t> || std::is_same_v<T, lorchaArray_t> ||
                std::is_same_v<T, lorchaArray_const_t> || std::is_same_v<T, lorchaMipmappedArray_t> ||
                std::is_same_v<T, lorchaMipmappedArray_const_t> || std::is_same_v<T, lorchaMemPool_t> ||
                std::is_same_v<T, lorchaUserObject_t>)
    return GoodObjects::endedOne(good<T>());
  else
    return dead<T>();
}

/// Symbols of a kernel, of a variable, and of neither.
inline const void *kernel() { return symbolOf(append); }
const void *notAKernel();
/// Memory that the API has not given, has taken back, and the middle of what it has given.
void *foreign();
void *freed();
inline void *inside() { return static_cast<char *>(GoodObjects::Now->Device) + 100; }
const void *variable();

inline lorchaGraphNode_t kernelNode() { return GoodObjects::Now->KernelNode; }
inline lorchaGraphNode_t copyNode() { return GoodObjects::Now->CopyNode; }
inline lorchaGraphNode_t fillNode() { return GoodObjects::Now->FillNode; }
inline lorchaGraphNode_t hostNode() { return GoodObjects::Now->HostNode; }
inline lorchaGraphNode_t recordNode() { return GoodObjects::Now->RecordNode; }
inline lorchaGraphNode_t waitNode() { return GoodObjects::Now->WaitNode; }

inline void *managed() { return GoodObjects::Now->Managed; }
inline void *pinned() { return GoodObjects::Now->Pinned; }

} // namespace lorcha::test

#endif
