// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls every function of the runtime API with every value that its row in include/lorcha/Api says it
// refuses, all other arguments being good, and with any arguments if it fails by design.
#include "Arguments.h"
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace lorcha::test;

GoodObjects *GoodObjects::Now = nullptr;

static char Variable[256];
static const KnownVariables Known({KnownVariables::row(Variable, "Variable")});
const void *lorcha::test::variable() { return &Variable; }
const void *lorcha::test::notAKernel() { return &Variable; }
void *lorcha::test::foreign() { return Variable + 16; }
void *lorcha::test::freed() {
  void *Memory = nullptr;
  EXPECT_EQ(lorchaMalloc(&Memory, 4096), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Memory), lorchaSuccess);
  return Memory;
}

const void *lorcha::test::libraryImage() {
  static const std::string Image = [] {
    std::ifstream From(libraryFile(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(From), std::istreambuf_iterator<char>());
  }();
  return Image.data();
}

lorchaLibrary_t lorcha::test::library() {
  static lorchaLibrary_t Loaded = [] {
    lorchaLibrary_t Result = nullptr;
    EXPECT_EQ(lorchaLibraryLoadFromFile(&Result, libraryFile(), nullptr, nullptr, 0, nullptr, nullptr, 0),
              lorchaSuccess);
    return Result;
  }();
  return Loaded;
}

void *lorcha::test::scratch() {
  alignas(64) static char Zeroes[64 << 10];
  return Zeroes;
}

void GoodObjects::addNodes() {
  KernelArgs Args(static_cast<int *>(Device), 0);
  lorchaKernelNodeParams Launch = Args.params(symbolOf(append));
  lorchaMemsetParams Fill = {Device, 0, 0, 1, 16, 1};
  lorchaHostNodeParams Host = {[](void *) {}, nullptr};
  EXPECT_EQ(lorchaGraphAddKernelNode(&KernelNode, Graph, nullptr, 0, &Launch), lorchaSuccess);
  EXPECT_EQ(
      lorchaGraphAddMemcpyNode1D(&CopyNode, Graph, nullptr, 0, Device, Managed, 16, lorchaMemcpyDefault),
      lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddMemsetNode(&FillNode, Graph, nullptr, 0, &Fill), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddHostNode(&HostNode, Graph, nullptr, 0, &Host), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddEventRecordNode(&RecordNode, Graph, nullptr, 0, Event), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddEventWaitNode(&WaitNode, Graph, nullptr, 0, Event), lorchaSuccess);
}

GoodObjects::GoodObjects() {
  lorchaChannelFormatDesc Format = lorchaCreateChannelDesc<float>();
  lorchaMemPoolProps Wanted = {};
  Wanted.allocType = lorchaMemAllocationTypePinned;
  Wanted.location = {lorchaMemLocationTypeDevice, 0};
  std::fill_n(static_cast<char *>(scratch()), 64 << 10, 0);
  EXPECT_EQ(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking), lorchaSuccess);
  EXPECT_EQ(lorchaEventCreate(&Event), lorchaSuccess);
  EXPECT_EQ(lorchaEventRecord(Event, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
  EXPECT_EQ(lorchaMalloc(&Device, 4096), lorchaSuccess);
  EXPECT_EQ(lorchaMallocManaged(&Managed, 4096), lorchaSuccess);
  EXPECT_EQ(lorchaMallocHost(&Pinned, 4096), lorchaSuccess);
  EXPECT_EQ(lorchaGraphCreate(&Graph, 0), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddEmptyNode(&Node, Graph, nullptr, 0), lorchaSuccess);
  addNodes();
  EXPECT_EQ(lorchaGraphInstantiateWithFlags(&Executable, Graph, 0), lorchaSuccess);
  EXPECT_EQ(lorchaMallocArray(&Array, &Format, 64, 16), lorchaSuccess);
  EXPECT_EQ(lorchaMallocMipmappedArray(&Mipmaps, &Format, {16, 16, 0}, 2), lorchaSuccess);
  EXPECT_EQ(lorchaMemPoolCreate(&Pool, &Wanted), lorchaSuccess);
  EXPECT_EQ(lorchaUserObjectCreate(
                &UserObject, this, [](void *) {}, 1, lorchaUserObjectNoDestructorSync),
            lorchaSuccess);
}

namespace {
struct Refusal {
  const char *Function, *Parameter, *Value;
  lorchaError_t (*Call)();
  lorchaError_t Error;
  bool IsOnOpenCL;
};

const Refusal All[] = {
#define LORCHA_REFUSAL(Function, Parameter, Value, Call, Error, IsOnOpenCL)                                  \
  {Function, Parameter, Value, [] { return Call; }, Error, IsOnOpenCL},
#include "lorcha/Api/Refusals.inc"
#undef LORCHA_REFUSAL
};

/// All values that one function refuses.
class RefusalsTest : public RuntimeTest {
public:
  explicit RefusalsTest(std::string Function) : Function(std::move(Function)) {}

private:
  void TestBody() override;
  const std::string Function;
};
} // namespace

static void expectRefusal(const Refusal &Each) {
  std::string Name = fmt::format("{}: {} {} '{}'", Each.Function, Each.Parameter,
                                 *Each.Parameter ? "is" : "whatever it is", Each.Value);
  GoodObjects Mine;
  GoodObjects::Now = &Mine;
  lorchaGetLastError();
  testing::internal::CaptureStderr(); // functions that fail by design say so
  lorchaError_t Result = Each.Call();
  testing::internal::GetCapturedStderr();
  EXPECT_STREQ(lorchaGetErrorName(Result), lorchaGetErrorName(Each.Error)) << Name;
  EXPECT_EQ(lorchaGetLastError(), Result) << Name << "; it is the thread's last error";
  EXPECT_EQ(lorchaDeviceReset(), lorchaSuccess) << Name;
}

void RefusalsTest::TestBody() {
  lorchaDeviceProp About;
  ASSERT_EQ(lorchaGetDeviceProperties(&About, 0), lorchaSuccess);
  for (const Refusal &Each : All)
    // What OpenCL devices do not have has to do with processes.
    if (Each.Function == Function && (Each.IsOnOpenCL || About.ipcEventSupported))
      expectRefusal(Each);
}

/// A test for each function, under its name.
static size_t registerTests() {
  std::set<std::string> Functions;
  for (const Refusal &Each : All)
    if (Functions.insert(Each.Function).second)
      testing::RegisterTest(
          "RefusalsTest", Each.Function, nullptr, nullptr, __FILE__, __LINE__,
          [Name = std::string(Each.Function)]() -> RuntimeTest * { return new RefusalsTest(Name); });
  return Functions.size();
}
static const size_t FunctionCount = registerTests();

TEST(RefusalTableTest, IsWhole) {
  EXPECT_GT(std::size(All), 1000u);
  EXPECT_GT(FunctionCount, 250u);
}
