// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches on OpenCL devices: arguments of every kind, indices, shared memory, and what is refused.
#include "OpenClTest.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <numeric>

using namespace lorcha;
using namespace lorcha::test;
using LaunchTest = OpenClTest;

TEST_F(LaunchTest, RunsEveryThread) {
  OnDevice<float> Data(numbers<float>(1000));
  ASSERT_EQ(launch(scale, 8, 128)(Data.get(), 3, 999), lorchaSuccess);
  std::vector<float> Expected = numbers<float>(1000);
  for (int I = 0; I < 999; ++I)
    Expected[I] *= 3;
  EXPECT_EQ(Data.values(), Expected);
}

TEST_F(LaunchTest, TakesPointersIntoTheMiddle) {
  OnDevice<float> Data(16, 1);
  ASSERT_EQ(launch(scale, 1, 4)(Data.get() + 5, 2, 3), lorchaSuccess);
  EXPECT_EQ(Data.values(), (std::vector<float>{1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1}));
}

TEST_F(LaunchTest, TellsThreadsTheirPlaceInThreeDimensions) {
  const dim3 Grid(3, 4, 5), Block(4, 2, 3);
  const unsigned Count = 3 * 4 * 4 * 2 * 5 * 3;
  OnDevice<unsigned> Hits(Count, 0);
  ASSERT_EQ(launch(indices, Grid, Block)(Hits.get(), 12), lorchaSuccess);
  EXPECT_EQ(Hits.values(), std::vector<unsigned>(Count, 1));
}

TEST_F(LaunchTest, SplitsGridsThatAreTooWide) {
  const dim3 Grid(700, 3, 2), Block(64, 4, 1); // beyond 4096 items in one dimension, see OpenCL.WideGrids
  const unsigned Count = 700 * 64 * 3 * 4 * 2;
  OnDevice<unsigned> Hits(Count, 0);
  ASSERT_EQ(launch(indices, Grid, Block)(Hits.get(), 700 * 64), lorchaSuccess);
  EXPECT_EQ(Hits.values(), std::vector<unsigned>(Count, 1));
}

TEST_F(LaunchTest, GivesDynamicSharedMemory) {
  OnDevice<int> In(numbers<int>(512)), Out(4, 0);
  ASSERT_EQ(launch(sumShared, 4, 128, 128 * sizeof(int))(In.get(), Out.get()), lorchaSuccess);
  EXPECT_EQ(Out.values(), (std::vector<int>{8128, 24512, 40896, 57280}));
}

TEST_F(LaunchTest, GivesExchangeMemoryForEachThreadAndWarp) {
  for (unsigned Threads : {1u, 33u, 256u}) {
    OnDevice<int> Data(numbers<int>(Threads));
    ASSERT_EQ(launch(reverse, 1, Threads)(Data.get()), lorchaSuccess);
    std::vector<int> Result = Data.values();
    for (unsigned I = 0; I < Threads; ++I)
      EXPECT_EQ(Result[I], static_cast<int>(Threads - 1 - I));
  }
}

TEST_F(LaunchTest, PassesLargeValues) {
  Wide Values;
  std::iota(Values.Values, Values.Values + 50, 1);
  OnDevice<int> Out(1, 0);
  ASSERT_EQ(launch(sumWide, 1, 1)(Values, Out.get()), lorchaSuccess);
  EXPECT_EQ(Out.values()[0], 1275);
}

TEST_F(LaunchTest, FollowsAddressesInMemory) {
  std::vector<Node> Nodes(3);
  OnDevice<Node> First(1, Node()), Second(1, Node()), Third(1, Node());
  OnDevice<int> Out(1, 0);
  Node *Places[] = {First.get(), Second.get(), Third.get()};
  for (int I = 0; I < 3; ++I) {
    Node Each = {Places[(I + 1) % 3], 10 << I};
    ASSERT_EQ(lorchaMemcpy(Places[I], &Each, sizeof(Node), lorchaMemcpyHostToDevice), lorchaSuccess);
  }
  ASSERT_EQ(launch(sumList, 1, 1)(First.get(), Out.get()), lorchaSuccess);
  EXPECT_EQ(Out.values()[0], 70);
}

TEST_F(LaunchTest, FollowsAddressesInArguments) {
  OnDevice<int> Data(6, 0);
  ASSERT_EQ(launch(fillBox, 1, 8)(Box{Data.get() + 1, 4}, 20), lorchaSuccess);
  EXPECT_EQ(Data.values(), (std::vector<int>{0, 20, 21, 22, 23, 0}));
}

TEST_F(LaunchTest, StoresAddressesThatTheHostKnows) {
  OnDevice<int> Data(8, 0);
  OnDevice<int *> Out(1, nullptr);
  ASSERT_EQ(launch(storeAddress, 1, 1)(Data.get(), Out.get()), lorchaSuccess);
  EXPECT_EQ(Out.values()[0], Data.get() + 3);
}

TEST_F(LaunchTest, GivesAHeap) {
  OnDevice<int *> Out(4, nullptr);
  ASSERT_EQ(launch(useHeap, 1, 4)(Out.get()), lorchaSuccess);
  std::vector<int *> Places = Out.values();
  for (int I = 0; I < 4; ++I) {
    OnDevice<int> Read(1, 0);
    ASSERT_EQ(launch(fillBox, 1, 1)(Box{Places[I], 1}, 5), lorchaSuccess) << "its memory is like any other";
  }
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
}

namespace {
std::string messageOf(lorchaError_t (*Launch)(), lorchaError_t Expected) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Launch(), Expected);
  std::string Text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(lorchaGetLastError(), Expected);
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess) << "refused launches do not stick";
  return Text;
}
bool contains(const std::string &Text, const char *Part) { return Text.find(Part) != std::string::npos; }
} // namespace

TEST_F(LaunchTest, ShowsTheDriversLogOfBrokenKernels) {
  std::string Text = messageOf([] { return launch(broken, 1, 1)(); }, lorchaErrorInvalidKernelImage);
  EXPECT_TRUE(contains(Text, "kernel 'k_broken' of tests.cu does not build on ")) << Text;
  EXPECT_TRUE(contains(Text, "undeclared_name")) << Text;
  EXPECT_TRUE(contains(Text, "broken.cu") || contains(Text, "input.cl:")) // Oclgrind has names of its own
      << "lines are those of the .cu file: " << Text;
}

TEST_F(LaunchTest, RefusesKernelsWithoutText) {
  EXPECT_TRUE(contains(messageOf([] { return launch(untranslated, 1, 1)(); }, lorchaErrorNotSupported),
                       "LOR0000: made for a test"));
  EXPECT_TRUE(
      contains(messageOf([] { return launch(withoutText, 1, 1)(); }, lorchaErrorNoKernelImageForDevice),
               "has no OpenCL text of it"));
  EXPECT_TRUE(
      contains(messageOf([] { return launch(needsMissingPart, 1, 1)(); }, lorchaErrorInvalidKernelImage),
               "'no_such_part'"));
}

TEST_F(LaunchTest, ForgetsKernelsOfUnloadedLibraries) {
  OnDevice<int> Sum(1, 0);
  ASSERT_EQ(launchMany(3, Sum.get()), lorchaSuccess);
  unloadMany();
  EXPECT_EQ(launchMany(3, Sum.get()), lorchaErrorInvalidDeviceFunction);
  loadMany();
  ASSERT_EQ(launchMany(3, Sum.get()), lorchaSuccess);
  EXPECT_EQ(Sum.values()[0], 6);
  lorchaGetLastError();
}

/// Launches gridBarrier as cooperative.
static lorchaError_t launchGrid(unsigned Blocks, unsigned Threads, int *Data, int Rounds,
                                lorchaStream_t Stream = nullptr) {
  void *Arguments[] = {&Data, &Rounds};
  return lorchaLaunchCooperativeKernel(reinterpret_cast<const void *>(&gridBarrier), Blocks, Threads,
                                       Arguments, 0, Stream);
}

static std::vector<int> rotated(int Count, int By) {
  std::vector<int> Values = numbers<int>(Count);
  std::rotate(Values.begin(), Values.begin() + By, Values.end());
  return Values;
}

TEST_F(LaunchTest, LaunchesMoreCooperativeBlocksThanTheDeviceHolds) {
  int Value = -1;
  ASSERT_EQ(lorchaDeviceGetAttribute(&Value, lorchaDevAttrCooperativeLaunch, 0), lorchaSuccess);
  EXPECT_EQ(Value, 1);
  const int Count = 500 * 32;
  OnDevice<int> Data(Count, -1);
  for (int Rounds : {0, 1, 5}) {
    ASSERT_EQ(launchGrid(500, 32, Data.get(), Rounds), lorchaSuccess);
    EXPECT_EQ(Data.values(), rotated(Count, Rounds)); // copies wait for the default stream
  }
}

TEST_F(LaunchTest, CooperativeLaunchesKeepTheOrderOfTheirStreams) {
  const int Count = 4 * 16;
  lorchaStream_t Streams[3];
  OnDevice<int> A(Count, 0), B(Count, 0), C(Count, 0);
  int *Data[] = {A.get(), B.get(), C.get()};
  for (int I = 0; I < 3; ++I) {
    ASSERT_EQ(lorchaStreamCreate(&Streams[I]), lorchaSuccess);
    for (int Rounds = 0; Rounds <= 4 + I; ++Rounds)
      ASSERT_EQ(launchGrid(4, 16, Data[I], Rounds, Streams[I]), lorchaSuccess);
    ASSERT_EQ(lorchaMemcpyAsync(Data[I], Data[I] + 1, sizeof(int), lorchaMemcpyDeviceToDevice, Streams[I]),
              lorchaSuccess);
  }
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (int I = 0; I < 3; ++I) {
    std::vector<int> Expected = rotated(Count, 4 + I);
    Expected[0] = Expected[1];
    EXPECT_EQ((I == 0 ? A : I == 1 ? B : C).values(), Expected);
    EXPECT_EQ(lorchaStreamDestroy(Streams[I]), lorchaSuccess);
  }
}

TEST_F(LaunchTest, RefusesBlocksAndSharedMemoryThatDoNotFit) {
  EXPECT_EQ(messageOf([] { return launch(fixedBlock, 1, 9)(); }, lorchaErrorInvalidConfiguration),
            "lorcha: kernel 'fixedBlock' requires blocks of (8,1,1)\n");
  EXPECT_EQ(launch(fixedBlock, 1, 8)(), lorchaSuccess);
  EXPECT_EQ(messageOf([] { return launch(fixedBlock, 1, 1025)(); }, lorchaErrorInvalidConfiguration), "");
  OnDevice<int> Out(1, 0);
  EXPECT_EQ(launch(sumShared, 1, 1, 1 << 20)(Out.get(), Out.get()), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorInvalidValue);
}

TEST_F(LaunchTest, UsesDoubleWhereItIs) {
  const char *Hidden = std::getenv("LORCHA_OPENCL_HIDE");
  OnDevice<double> Data(1, 30);
  if (Hidden && std::strstr(Hidden, "fp64")) {
    testing::internal::CaptureStderr();
    EXPECT_EQ(launch(useDouble, 1, 1)(Data.get()), lorchaErrorNotSupported);
    EXPECT_TRUE(contains(testing::internal::GetCapturedStderr(), "it uses double"));
    return;
  }
  ASSERT_EQ(launch(useDouble, 1, 1)(Data.get()), lorchaSuccess);
  EXPECT_EQ(Data.values()[0], 30 * 0.1);
}
