// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches: indices, arguments, configurations, checks, and the entry points that take a symbol.
#include "RuntimeTest.h"
#include <atomic>
#include <memory>
#include <numeric>
#include <thread>

using namespace lorcha;
using namespace lorcha::test;
using LaunchTest = RuntimeTest;

namespace {
void nothing_cpu(const Block &) {}
constexpr KernelInfo nothing_info = {"nothing", KernelForm::ThreadLoop, nullptr, /*MaxThreadsPerBlock=*/128};
void nothing() { Kernel<nothing_cpu, nothing, nothing_info>::launch(); }

void untranslated_cpu(const Block &, int) {}
constexpr KernelInfo untranslated_info = {"untranslated", KernelForm::ThreadLoop, "LOR0000: made for a test"};
void untranslated(int A) { Kernel<untranslated_cpu, untranslated, untranslated_info>::launch(A); }

struct alignas(32) Wide {
  double Values[4];
};
struct Odd {
  char Bytes[3];
};
void mixed_cpu(const Block &block, char A, Wide B, Odd C, double *Out, short D) {
  forEachThread(block, [&](const Thread &) {
    Out[0] = A + B.Values[3] + C.Bytes[2] + D;
    Out[1] = static_cast<double>(reinterpret_cast<uintptr_t>(&B) % alignof(Wide));
  });
}
constexpr KernelInfo mixed_info = {"mixed", KernelForm::ThreadLoop, nullptr};
void mixed(char A, Wide B, Odd C, double *Out, short D) {
  Kernel<mixed_cpu, mixed, mixed_info>::launch(A, B, C, Out, D);
}

struct JoinedResult {
  int Hits[1 << 16];
  std::atomic<int> Blocks, Wrong;
};
void joined_cpu(const Block &block, JoinedResult *Result) {
  ++Result->Blocks;
  Result->Wrong += block.launchedBlockDim().x != 2 || block.blockDim.x % 2 != 0;
  forEachThread(block, [&](const Thread &T) {
    ++Result->Hits[block.blockIdx.x * block.launchedBlockDim().x + T.threadIdx.x];
  });
}
constexpr KernelInfo joined_info = {"joined", KernelForm::ThreadLoop, nullptr, 0, /*JoinedSize=*/2};
void joined(JoinedResult *Result) { Kernel<joined_cpu, joined, joined_info>::launch(Result); }
constexpr KernelInfo stepping_info = {"stepping",         KernelForm::Region, nullptr, 0, /*JoinedSize=*/2,
                                      /*JoinedRow=*/16384};
void stepping(JoinedResult *Result) { Kernel<joined_cpu, stepping, stepping_info>::launch(Result); }

void notAKernel() {}

const void *symbolOf(void (*Stub)()) { return reinterpret_cast<const void *>(Stub); }
} // namespace

TEST_F(LaunchTest, RunsEveryThreadOfEveryBlockOnce) {
  const dim3 Grid(5, 3, 2), BlockDim(4, 2, 3);
  const unsigned Count = 5 * 3 * 2 * 4 * 2 * 3;
  Shared<int> Hits(Count);
  int *Data = Hits.get();
  launchLoop(Grid, BlockDim, [=](const Thread &T) { ++Data[globalIndex(T)]; });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Hits.values(), std::vector<int>(Count, 1));
}

TEST_F(LaunchTest, SpreadsManyBlocksAndLosesNone) {
  const unsigned Blocks = 20000;
  Shared<unsigned> Sums(Blocks);
  unsigned *Data = Sums.get();
  launchLoop(Blocks, 64, [=](const Thread &T) { Data[T.block.blockIdx.x] += T.threadIdx.x; });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Sums.values(), std::vector<unsigned>(Blocks, 64 * 63 / 2));
}

TEST_F(LaunchTest, JoinsBlocksOfTheSizeThatTheKernelNames) {
  for (int Blocks : {(1 << 15) - 19, 1 << 15}) {
    auto Result = std::make_unique<JoinedResult>();
    configure(Blocks, 2), joined(Result.get());
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    EXPECT_LT(Result->Blocks, Blocks);
    EXPECT_EQ(Result->Wrong, 0);
    EXPECT_EQ(std::count(Result->Hits, Result->Hits + Blocks * 2, 1), Blocks * 2);
  }
}

TEST_F(LaunchTest, JoinsMoreBlocksOfKernelsThatStepThroughMemory) {
  auto Others = std::make_unique<JoinedResult>(), Result = std::make_unique<JoinedResult>();
  configure(1 << 15, 2), joined(Others.get());
  configure(1 << 15, 2), stepping(Result.get());
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_LT(Result->Blocks, Others->Blocks);
  EXPECT_EQ(Result->Wrong, 0);
  EXPECT_EQ(std::count(Result->Hits, Result->Hits + (1 << 16), 1), 1 << 16);
}

TEST_F(LaunchTest, KeepsBlocksOfOtherSizesApart) {
  auto Result = std::make_unique<JoinedResult>();
  configure(1 << 14, 4), joined(Result.get());
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Result->Blocks, 1 << 14);
}

TEST_F(LaunchTest, KeepsBlocksWithDynamicSharedMemoryApart) {
  auto Result = std::make_unique<JoinedResult>();
  configure(1 << 14, 2, 16), joined(Result.get());
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Result->Blocks, 1 << 14);
}

TEST_F(LaunchTest, CopiesArgumentsAtTheCall) {
  Shared<int> Out(1);
  int *Data = Out.get(), Value = 7;
  launchLoop(1, 1, [=](const Thread &) { Data[0] = Value; });
  Value = 8; // too late
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 7);
}

TEST_F(LaunchTest, KeepsTheAlignmentOfArguments) {
  Shared<double> Out(2);
  configure(1, 1), mixed(1, {{0, 0, 0, 20}}, {{0, 0, 3}}, Out.get(), 400);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 424);
  EXPECT_EQ(Out[1], 0);
}

TEST_F(LaunchTest, NestsConfigurations) {
  Shared<int> Out(2);
  int *Data = Out.get();
  auto Inner = [&] {
    launchLoop(1, 3, [=](const Thread &) { ++Data[0]; });
    return Data + 1;
  };
  // The arguments of one launch make another one.
  configure(1, 5);
  int *Target = Inner();
  loopKernel([=](const Thread &) { ++*Target; });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 3);
  EXPECT_EQ(Out[1], 5);
}

TEST_F(LaunchTest, GivesDynamicSharedMemory) {
  Shared<int> Out(64);
  int *Data = Out.get();
  auto Body = [=](const Thread &T) {
    int *Scratch = dynamicShared<int>(T.block);
    Scratch[T.threadIdx.x] = static_cast<int>(T.threadIdx.x);
    if (reinterpret_cast<uintptr_t>(Scratch) % 128 == 0 && T.block.DynamicSharedBytes == 256)
      Data[T.threadIdx.x] = Scratch[T.threadIdx.x];
  };
  launchLoop(1, 64, Body, 256);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[63], 63);
}

TEST_F(LaunchTest, RejectsShapesThatNoDeviceTakes) {
  const dim3 BadShapes[][2] = {{dim3(0), dim3(1)},          {dim3(1), dim3(0)},
                               {dim3(1), dim3(1025)},       {dim3(1), dim3(32, 33)},
                               {dim3(1), dim3(1, 1, 65)},   {dim3(1, 65536), dim3(1)},
                               {dim3(1, 1, 65536), dim3(1)}};
  for (const auto &Each : BadShapes) {
    configure(Each[0], Each[1]), nothing();
    EXPECT_EQ(lorchaGetLastError(), lorchaErrorInvalidConfiguration);
  }
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess);
}

TEST_F(LaunchTest, RespectsLaunchBounds) {
  configure(1, 128), nothing();
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess);
  configure(1, 129), nothing();
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorLaunchOutOfResources);
}

TEST_F(LaunchTest, LimitsSharedMemoryUntilTheKernelOptsIn) {
  configure(1, 1, (48 << 10) + 1), nothing();
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorInvalidValue);
  EXPECT_EQ(
      lorchaFuncSetAttribute(symbolOf(nothing), lorchaFuncAttributeMaxDynamicSharedMemorySize, 96 << 10),
      lorchaSuccess);
  configure(1, 1, 96 << 10), nothing();
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess);
  EXPECT_EQ(lorchaFuncSetAttribute(symbolOf(nothing), lorchaFuncAttributeMaxDynamicSharedMemorySize, 1 << 20),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFuncSetAttribute(symbolOf(nothing), lorchaFuncAttributeMaxDynamicSharedMemorySize, 0),
            lorchaSuccess);
}

TEST_F(LaunchTest, RefusesUntranslatedKernelsWithTheReason) {
  testing::internal::CaptureStderr();
  configure(1, 1), untranslated(1);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorNotSupported);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "lorcha: kernel 'untranslated' cannot run: LOR0000: made for a test\n");
}

TEST_F(LaunchTest, RefusesUnknownSymbols) {
  EXPECT_EQ(lorchaLaunchKernel(symbolOf(notAKernel), 1, 1, nullptr, 0, nullptr),
            lorchaErrorInvalidDeviceFunction);
  EXPECT_EQ(lorchaLaunchKernel(static_cast<const void *>(nullptr), 1, 1, nullptr, 0, nullptr),
            lorchaErrorInvalidDeviceFunction);
}

TEST_F(LaunchTest, ReportsALaunchWithoutConfiguration) {
  nothing();
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorMissingConfiguration);
}

TEST_F(LaunchTest, LaunchesBySymbol) {
  Shared<double> Out(2);
  char A = 1;
  Wide B = {{0, 0, 0, 2}};
  Odd C = {{0, 0, 3}};
  double *Target = Out.get();
  short D = 4;
  void *Args[] = {&A, &B, &C, &Target, &D};
  auto *Stub = reinterpret_cast<const void *>(&mixed);
  EXPECT_EQ(lorchaLaunchKernel(Stub, 1, 1, Args, 0, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 10);
  EXPECT_EQ(lorchaLaunchKernel(Stub, 1, 1, nullptr, 0, nullptr), lorchaErrorInvalidValue);
}

TEST_F(LaunchTest, LaunchesInTheOldWay) {
  Shared<double> Out(2);
  auto *Stub = reinterpret_cast<const void *>(&mixed);
  ASSERT_EQ(lorchaConfigureCall(1, 1), lorchaSuccess);
  EXPECT_EQ(lorchaSetupArgument(char(1), 0), lorchaSuccess);
  EXPECT_EQ(lorchaSetupArgument(Wide{{0, 0, 0, 2}}, 32), lorchaSuccess);
  EXPECT_EQ(lorchaSetupArgument(Odd{{0, 0, 3}}, 64), lorchaSuccess);
  EXPECT_EQ(lorchaSetupArgument(Out.get(), 72), lorchaSuccess);
  EXPECT_EQ(lorchaSetupArgument(short(4), 80), lorchaSuccess);
  EXPECT_EQ(lorchaLaunch(Stub), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 10);
  EXPECT_EQ(lorchaLaunch(Stub), lorchaErrorMissingConfiguration);
  ASSERT_EQ(lorchaConfigureCall(1, 1), lorchaSuccess);
  EXPECT_EQ(lorchaLaunch(Stub), lorchaErrorInvalidValue) << "no arguments";
  EXPECT_EQ(lorchaSetupArgument(char(1), 1 << 20), lorchaErrorInvalidValue);
}

TEST_F(LaunchTest, LaunchesWithAttributes) {
  lorchaLaunchAttribute Attribute = {};
  lorchaLaunchConfig_t Config = {};
  Config.gridDim = Config.blockDim = dim3(1);
  Config.attrs = &Attribute;
  Config.numAttrs = 1;
  Attribute.id = lorchaLaunchAttributeCooperative;
  Attribute.val.cooperative = 1;
  EXPECT_EQ(lorchaLaunchKernelExC(&Config, symbolOf(nothing), nullptr), lorchaSuccess);
  Attribute.id = lorchaLaunchAttributeClusterDimension;
  Attribute.val.clusterDim.x = 2;
  EXPECT_EQ(lorchaLaunchKernelExC(&Config, symbolOf(nothing), nullptr), lorchaErrorNotSupported);
  EXPECT_EQ(lorchaLaunchKernelExC(nullptr, symbolOf(nothing), nullptr), lorchaErrorInvalidValue);
  lorchaGetLastError();
}

TEST_F(LaunchTest, ServesManyHostThreads) {
  constexpr unsigned Threads = 8, Launches = 200;
  Shared<unsigned> Counts(Threads);
  std::vector<std::thread> Hosts;
  for (unsigned I = 0; I < Threads; ++I)
    Hosts.emplace_back([Mine = Counts.get() + I] {
      lorchaStream_t Stream;
      ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
      for (unsigned Launch = 0; Launch < Launches; ++Launch)
        launchLoop(1, 1, [=](const Thread &) { ++*Mine; }, 0, Launch % 2 ? Stream : nullptr);
      EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
      EXPECT_EQ(lorchaStreamDestroy(Stream), lorchaSuccess);
    });
  for (std::thread &Each : Hosts)
    Each.join();
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Counts.values(), std::vector<unsigned>(Threads, Launches));
}
