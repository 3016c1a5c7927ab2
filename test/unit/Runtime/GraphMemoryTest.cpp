// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory nodes: addresses, lives, who may free, what such graphs refuse, what is counted.
// BACKENDS: cpu, opencl -- the kernels are in GraphKernels.cpp
#include "GraphTest.h"

using namespace lorcha;
using namespace lorcha::test;

namespace {
class GraphMemoryTest : public GraphTest {
protected:
  lorchaGraphNode_t addAllocation(const Nodes &Behind, size_t Bytes, void **Address) {
    lorchaMemAllocNodeParams Params = {};
    Params.poolProps.allocType = lorchaMemAllocationTypePinned;
    Params.poolProps.location.type = lorchaMemLocationTypeDevice;
    Params.bytesize = Bytes;
    lorchaGraphNode_t Node = nullptr;
    EXPECT_EQ(lorchaGraphAddMemAllocNode(&Node, Graph, Behind.data(), Behind.size(), &Params), lorchaSuccess);
    *Address = Params.dptr;
    EXPECT_NE(*Address, nullptr);
    return Node;
  }
  lorchaGraphNode_t addFree(const Nodes &Behind, void *Address, lorchaError_t Expected = lorchaSuccess) {
    lorchaGraphNode_t Node = nullptr;
    EXPECT_EQ(lorchaGraphAddMemFreeNode(&Node, Graph, Behind.data(), Behind.size(), Address), Expected);
    return Node;
  }
  static uint64_t attribute(lorchaGraphMemAttributeType Which) {
    uint64_t Value = ~0ull;
    EXPECT_EQ(lorchaDeviceGetGraphMemAttribute(0, Which, &Value), lorchaSuccess);
    return Value;
  }
};
} // namespace

TEST_F(GraphMemoryTest, LivesBetweenItsNodes) {
  void *Address;
  int Result = 0;
  lorchaGraphNode_t Allocation = addAllocation({}, 64, &Address);
  lorchaMemsetParams Zero = {Address, 0, 0, 4, 1, 1};
  lorchaGraphNode_t Fill, Copy;
  ASSERT_EQ(lorchaGraphAddMemsetNode(&Fill, Graph, &Allocation, 1, &Zero), lorchaSuccess);
  lorchaGraphNode_t Last = addAppend({Fill}, static_cast<int *>(Address), 7);
  ASSERT_EQ(lorchaGraphAddMemcpyNode1D(&Copy, Graph, &Last, 1, &Result, Address, 4, lorchaMemcpyDeviceToHost),
            lorchaSuccess);
  lorchaGraphNode_t Free = addFree({Copy}, Address);
  lorchaMemAllocNodeParams Told = {};
  ASSERT_EQ(lorchaGraphMemAllocNodeGetParams(Allocation, &Told), lorchaSuccess);
  EXPECT_EQ(Told.dptr, Address);
  EXPECT_EQ(Told.bytesize, 64u);
  void *Freed = nullptr;
  ASSERT_EQ(lorchaGraphMemFreeNodeGetParams(Free, &Freed), lorchaSuccess);
  EXPECT_EQ(Freed, Address);
  EXPECT_EQ(typeOf(Allocation), lorchaGraphNodeTypeMemAlloc);
  EXPECT_EQ(typeOf(Free), lorchaGraphNodeTypeMemFree);
  lorchaGraphExec_t Executable = instantiate(Graph);
  for (int Round = 0; Round < 3; ++Round) {
    Result = 0;
    runOnce(Executable);
    EXPECT_EQ(Result, 7);
  }
  EXPECT_EQ(lorchaFree(Address), lorchaErrorInvalidValue) << "the graph frees it";
  EXPECT_EQ(lorchaGraphMemFreeNodeGetParams(Allocation, &Freed), lorchaErrorInvalidValue);
}

TEST_F(GraphMemoryTest, IsReusedBehindItsFree) {
  void *A, *B, *C;
  lorchaGraphNode_t First = addAllocation({}, 1000, &A), Free = addFree({First}, A);
  addAllocation({Free}, 500, &B);
  addAllocation({Free}, 500, &C);
  EXPECT_EQ(A, B);
  EXPECT_NE(B, C) << "both may live at the same time";
}

TEST_F(GraphMemoryTest, MayBeFreedOutsideOfItsGraph) {
  void *Address;
  lorchaGraphNode_t Node = addAllocation({}, 64, &Address);
  lorchaGraphExec_t Executable = instantiate(Graph);
  EXPECT_EQ(lorchaFree(Address), lorchaErrorInvalidValue) << "it does not live yet";
  runOnce(Executable);
  EXPECT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaErrorInvalidValue) << "it lives already";
  EXPECT_EQ(lorchaFreeAsync(Address, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaFreeAsync(Address, Stream), lorchaErrorInvalidValue);
  runOnce(Executable);
  EXPECT_EQ(lorchaFree(Address), lorchaSuccess);
  addFree({Node}, Address, lorchaErrorInvalidValue); // others free it
}

TEST_F(GraphMemoryTest, MayBeFreedByAnotherGraph) {
  void *Address;
  addAllocation({}, 64, &Address);
  lorchaGraphExec_t Maker = instantiate(Graph);
  ASSERT_EQ(lorchaGraphCreate(&Graph, 0), lorchaSuccess);
  addFree({}, Address);
  lorchaGraphExec_t Freer = instantiate(Graph);
  EXPECT_EQ(lorchaGraphLaunch(Freer, Stream), lorchaErrorInvalidValue) << "it does not live yet";
  runOnce(Maker);
  runOnce(Freer);
  runOnce(Maker);
  runOnce(Freer);
}

TEST_F(GraphMemoryTest, IsFreedByTheNextLaunchIfWanted) {
  void *Address;
  addAllocation({}, 64, &Address);
  lorchaGraphExec_t Executable;
  ASSERT_EQ(lorchaGraphInstantiateWithFlags(&Executable, Graph, lorchaGraphInstantiateFlagAutoFreeOnLaunch),
            lorchaSuccess);
  runOnce(Executable);
  runOnce(Executable);
  EXPECT_EQ(lorchaFree(Address), lorchaSuccess);
}

TEST_F(GraphMemoryTest, LivesOnWithoutItsGraph) {
  void *Address;
  addAllocation({}, 64, &Address);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  ASSERT_EQ(lorchaGraphDestroy(Graph), lorchaSuccess);
  ASSERT_EQ(lorchaGraphExecDestroy(Executable), lorchaSuccess);
  EXPECT_EQ(lorchaMemset(Address, 1, 64), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Address), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Address), lorchaErrorInvalidValue);
}

TEST_F(GraphMemoryTest, RestrictsItsGraph) {
  void *Address;
  lorchaGraphNode_t Node = addAllocation({}, 64, &Address), After = addEmpty({Node}), Child;
  lorchaGraph_t Other;
  EXPECT_EQ(lorchaGraphDestroyNode(After), lorchaErrorNotSupported);
  EXPECT_EQ(lorchaGraphRemoveDependencies(Graph, &Node, &After, 1), lorchaErrorNotSupported);
  EXPECT_EQ(lorchaGraphClone(&Other, Graph), lorchaErrorNotSupported);
  ASSERT_EQ(lorchaGraphCreate(&Other, 0), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddChildGraphNode(&Child, Other, nullptr, 0, Graph), lorchaErrorNotSupported);
  lorchaGraphExec_t First = instantiate(Graph), Second;
  EXPECT_EQ(lorchaGraphInstantiate(&Second, Graph, 0), lorchaErrorInvalidValue) << "one at a time";
  ASSERT_EQ(lorchaGraphExecDestroy(First), lorchaSuccess);
  EXPECT_EQ(lorchaGraphInstantiate(&Second, Graph, 0), lorchaSuccess);
}

TEST_F(GraphMemoryTest, IsChecked) {
  int Host = 0;
  void *Address;
  lorchaGraphNode_t Node = addAllocation({}, 64, &Address);
  addFree({}, Address, lorchaErrorInvalidValue); // could come before the allocation
  addFree({}, &Host, lorchaErrorInvalidValue);
  addFree({Node}, static_cast<char *>(Address) + 4, lorchaErrorInvalidValue);
  addFree({Node}, Address);
  addFree({Node}, Address, lorchaErrorInvalidValue); // twice
  lorchaMemAllocNodeParams Params = {};
  Params.poolProps.allocType = lorchaMemAllocationTypePinned;
  Params.poolProps.location.type = lorchaMemLocationTypeDevice;
  EXPECT_EQ(lorchaGraphAddMemAllocNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorInvalidValue);
  Params.bytesize = 8;
  Params.poolProps.location.id = 77;
  EXPECT_EQ(lorchaGraphAddMemAllocNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddMemAllocNode(&Node, Graph, nullptr, 0, nullptr), lorchaErrorInvalidValue);
  lorchaGraphNodeParams Any = {};
  Any.type = lorchaGraphNodeTypeMemAlloc;
  Any.alloc.poolProps.allocType = lorchaMemAllocationTypePinned;
  Any.alloc.poolProps.location.type = lorchaMemLocationTypeDevice;
  Any.alloc.bytesize = 32;
  ASSERT_EQ(lorchaGraphAddNode(&Node, Graph, nullptr, 0, &Any), lorchaSuccess);
  void *Dptr = Any.alloc.dptr;
  EXPECT_NE(Dptr, nullptr);
  Any = {};
  Any.type = lorchaGraphNodeTypeMemFree;
  Any.free.dptr = Dptr;
  EXPECT_EQ(lorchaGraphAddNode(&Node, Graph, &Node, 1, &Any), lorchaSuccess);
}

TEST_F(GraphMemoryTest, IsCounted) {
  ASSERT_EQ(lorchaDeviceGraphMemTrim(0), lorchaSuccess);
  void *Address;
  addAllocation({}, 1 << 20, &Address);
  lorchaGraphExec_t Executable = instantiate(Graph);
  EXPECT_EQ(attribute(lorchaGraphMemAttrUsedMemCurrent), 0u);
  runOnce(Executable);
  EXPECT_EQ(attribute(lorchaGraphMemAttrUsedMemCurrent), 1u << 20);
  EXPECT_EQ(attribute(lorchaGraphMemAttrReservedMemCurrent), 1u << 20);
  ASSERT_EQ(lorchaDeviceGraphMemTrim(0), lorchaSuccess);
  EXPECT_EQ(attribute(lorchaGraphMemAttrUsedMemCurrent), 1u << 20) << "it lives";
  ASSERT_EQ(lorchaFree(Address), lorchaSuccess);
  EXPECT_EQ(attribute(lorchaGraphMemAttrUsedMemCurrent), 1u << 20) << "kept for the next launch";
  ASSERT_EQ(lorchaDeviceGraphMemTrim(0), lorchaSuccess);
  EXPECT_EQ(attribute(lorchaGraphMemAttrUsedMemCurrent), 0u);
  EXPECT_GE(attribute(lorchaGraphMemAttrUsedMemHigh), 1u << 20);
  uint64_t Zero = 0, One = 1;
  EXPECT_EQ(lorchaDeviceSetGraphMemAttribute(0, lorchaGraphMemAttrUsedMemHigh, &Zero), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSetGraphMemAttribute(0, lorchaGraphMemAttrReservedMemHigh, &Zero), lorchaSuccess);
  EXPECT_EQ(attribute(lorchaGraphMemAttrUsedMemHigh), 0u);
  EXPECT_EQ(attribute(lorchaGraphMemAttrReservedMemHigh), 0u);
  EXPECT_EQ(lorchaDeviceSetGraphMemAttribute(0, lorchaGraphMemAttrUsedMemHigh, &One),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaDeviceSetGraphMemAttribute(0, lorchaGraphMemAttrUsedMemCurrent, &Zero),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaDeviceGetGraphMemAttribute(77, lorchaGraphMemAttrUsedMemHigh, &Zero),
            lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaDeviceGraphMemTrim(-1), lorchaErrorInvalidDevice);
}
