// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The bound on what device code allocates, with the functions that the translator writes in place of C's.
#include "RuntimeTest.h"
#include "lorcha/device.h"

using namespace lorcha;
using namespace lorcha::test;

namespace {
class DeviceHeapTest : public RuntimeTest {
protected:
  static constexpr size_t Most = 1 << 20;
  void SetUp() override {
    RuntimeTest::SetUp();
    ASSERT_EQ(lorchaDeviceSetLimit(lorchaLimitMallocHeapSize, Most), lorchaSuccess);
  }
  /// Runs Body once, in a kernel.
  template <class BodyT> void inKernel(BodyT Body) {
    launchLoop(dim3(1), dim3(1), [=](const Thread &) { Body(); });
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  }
};

struct Whole {
  virtual ~Whole() = default;
  char Data[1000];
};
struct Other {
  virtual ~Other() = default;
  int Value = 0;
};
struct Both : Whole, Other {};
struct alignas(64) Aligned {
  ~Aligned() { Data[0] = 0; }
  char Data[100];
};
} // namespace

TEST_F(DeviceHeapTest, GivesNullWithoutRoom) {
  Shared<void *> Given(2048);
  void **All = Given.get();
  launchLoop(dim3(16), dim3(128), [=](const Thread &T) { All[globalIndex(T)] = deviceMalloc(1024); });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(std::count(All, All + 2048, nullptr), 1024);
  launchLoop(dim3(16), dim3(128), [=](const Thread &T) { deviceFree(All[globalIndex(T)]); });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  inKernel([=] { All[0] = deviceMalloc(Most), All[1] = deviceMalloc(1); });
  EXPECT_NE(All[0], nullptr) << "all is free again";
  EXPECT_EQ(All[1], nullptr);
  inKernel([=] { deviceFree(All[0]), deviceFree(All[1]); });
}

TEST_F(DeviceHeapTest, EveryWayBackCounts) {
  Shared<int> Works(1);
  int *Count = Works.get();
  inKernel([=] {
    for (int I = 0; I < 3000; ++I) { // a few at a time, far more than there is in all
      Other *Part = new (deviceHeap) Both;
      Aligned *Few = new (deviceHeap) Aligned[3];
      int *Zeros = static_cast<int *>(deviceCalloc(100, sizeof(int)));
      *Count += Part && Few && Zeros && Zeros[99] == 0;
      delete leavingHeap(Part);
      delete[] leavingHeapArray(Few);
      deviceFree(Zeros);
      deviceFree(nullptr);
      delete leavingHeap(static_cast<Other *>(nullptr));
    }
  });
  EXPECT_EQ(Works[0], 3000);
  Shared<void *> All(1);
  void **Last = All.get();
  inKernel([=] { *Last = deviceMalloc(Most); });
  EXPECT_NE(All[0], nullptr) << "nothing is left";
  std::free(All[0]);
}

TEST_F(DeviceHeapTest, IsTheDevicesOwnAndBeginsAnewWithIt) {
  std::vector<void *> All(2); // the reset ends memory of the device
  void **Given = All.data();
  inKernel([=] { Given[0] = deviceMalloc(Most); });
  ASSERT_NE(All[0], nullptr);
  ASSERT_EQ(lorchaSetDevice(1), lorchaSuccess);
  inKernel([=] { Given[1] = deviceMalloc(2 * Most); });
  EXPECT_NE(All[1], nullptr) << "8 MB, as ever";
  std::free(All[1]);
  ASSERT_EQ(lorchaSetDevice(0), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  inKernel([=] { Given[1] = deviceMalloc(8 * Most - 16); });
  EXPECT_NE(All[1], nullptr) << "what there was is forgotten";
  std::free(All[0]);
  std::free(All[1]);
}

TEST_F(DeviceHeapTest, SizesThatOverflowAreRefused) {
  Shared<void *> All(3);
  void **Given = All.get();
  Given[0] = Given[1] = Given[2] = Given;
  inKernel([=] {
    Given[0] = deviceMalloc(SIZE_MAX), Given[1] = deviceCalloc(SIZE_MAX / 2, 3);
    Given[2] = new (deviceHeap) char[size_t(1) << 60];
  });
  EXPECT_EQ(All.values(), std::vector<void *>(3, nullptr));
}
