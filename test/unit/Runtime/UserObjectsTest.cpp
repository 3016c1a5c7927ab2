// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// User objects: counts, references of graphs and of what is made from them.
// BACKENDS: cpu, opencl -- the kernels are in GraphKernels.cpp
#include "GraphTest.h"

using namespace lorcha;
using namespace lorcha::test;
using UserObjectsTest = GraphTest;

namespace {
void noteEnd(void *Data) { ++*static_cast<int *>(Data); }
} // namespace

TEST_F(UserObjectsTest, EndWithTheirLastReference) {
  int Ends = 0;
  lorchaUserObject_t Object = nullptr;
  ASSERT_EQ(lorchaUserObjectCreate(&Object, &Ends, noteEnd, 2, lorchaUserObjectNoDestructorSync),
            lorchaSuccess);
  EXPECT_EQ(lorchaUserObjectRetain(Object, 1), lorchaSuccess);
  EXPECT_EQ(lorchaUserObjectRelease(Object, 4), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaUserObjectRelease(Object, 2), lorchaSuccess);
  EXPECT_EQ(Ends, 0);
  EXPECT_EQ(lorchaUserObjectRelease(Object, 1), lorchaSuccess);
  EXPECT_EQ(Ends, 1);
  EXPECT_EQ(lorchaUserObjectRelease(Object, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaUserObjectRetain(Object, 1), lorchaErrorInvalidValue);
}

TEST_F(UserObjectsTest, CheckTheirArguments) {
  int Ends = 0;
  lorchaUserObject_t Object = nullptr;
  EXPECT_EQ(lorchaUserObjectCreate(&Object, &Ends, noteEnd, 1, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaUserObjectCreate(&Object, &Ends, noteEnd, 0, lorchaUserObjectNoDestructorSync),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaUserObjectCreate(&Object, &Ends, nullptr, 1, lorchaUserObjectNoDestructorSync),
            lorchaErrorInvalidValue);
  ASSERT_EQ(lorchaUserObjectCreate(&Object, &Ends, noteEnd, 1, lorchaUserObjectNoDestructorSync),
            lorchaSuccess);
  EXPECT_EQ(lorchaGraphRetainUserObject(Graph, Object, 1, 8), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphRetainUserObject(nullptr, Object, 1, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphReleaseUserObject(Graph, Object, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaUserObjectRelease(Object, 1), lorchaSuccess);
}

TEST_F(UserObjectsTest, StayAsLongAsGraphsNeedThem) {
  int Ends = 0;
  lorchaUserObject_t Object = nullptr;
  ASSERT_EQ(lorchaUserObjectCreate(&Object, &Ends, noteEnd, 1, lorchaUserObjectNoDestructorSync),
            lorchaSuccess);
  ASSERT_EQ(lorchaGraphRetainUserObject(Graph, Object, 1, lorchaGraphUserObjectMove), lorchaSuccess);
  lorchaGraph_t Copy;
  ASSERT_EQ(lorchaGraphClone(&Copy, Graph), lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Copy);
  ASSERT_EQ(lorchaGraphDestroy(Graph), lorchaSuccess);
  ASSERT_EQ(lorchaGraphDestroy(Copy), lorchaSuccess);
  EXPECT_EQ(Ends, 0);
  ASSERT_EQ(lorchaGraphExecDestroy(Executable), lorchaSuccess);
  EXPECT_EQ(Ends, 1);
}

TEST_F(UserObjectsTest, AreGivenBackByGraphs) {
  int Ends = 0;
  lorchaUserObject_t Object = nullptr;
  ASSERT_EQ(lorchaUserObjectCreate(&Object, &Ends, noteEnd, 1, lorchaUserObjectNoDestructorSync),
            lorchaSuccess);
  ASSERT_EQ(lorchaGraphRetainUserObject(Graph, Object, 2, 0), lorchaSuccess);
  ASSERT_EQ(lorchaUserObjectRelease(Object, 1), lorchaSuccess);
  EXPECT_EQ(lorchaGraphReleaseUserObject(Graph, Object, 3), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphReleaseUserObject(Graph, Object, 1), lorchaSuccess);
  EXPECT_EQ(Ends, 0);
  EXPECT_EQ(lorchaGraphReleaseUserObject(Graph, Object, 1), lorchaSuccess);
  EXPECT_EQ(Ends, 1);
}
