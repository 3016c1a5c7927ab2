// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies and fills: directions, shapes, ranges, and who waits for whom.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"
#include <atomic>
#include <numeric>
#include <thread>

using namespace lorcha::test;
using CopiesTest = RuntimeTest;

namespace {
/// Device memory that the test does not touch itself.
struct DeviceBytes {
  char *Data = nullptr;
  explicit DeviceBytes(size_t Bytes) { EXPECT_EQ(lorchaMalloc(&Data, Bytes), lorchaSuccess); }
  ~DeviceBytes() { lorchaFree(Data); }
};

std::vector<char> pattern(size_t Bytes) {
  std::vector<char> Result(Bytes);
  for (size_t I = 0; I < Bytes; ++I)
    Result[I] = static_cast<char>(I * 7 + I / 256);
  return Result;
}

std::vector<char> read(const DeviceBytes &From, size_t Bytes) {
  std::vector<char> Result(Bytes);
  EXPECT_EQ(lorchaMemcpy(Result.data(), From.Data, Bytes, lorchaMemcpyDeviceToHost), lorchaSuccess);
  return Result;
}

/// A stream that does nothing until it is opened.
struct Gate {
  lorchaStream_t Stream = nullptr;
  std::atomic<bool> IsOpen{false};
  Gate() {
    EXPECT_EQ(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking), lorchaSuccess);
    auto Wait = [](void *Data) {
      while (!static_cast<Gate *>(Data)->IsOpen)
        std::this_thread::yield();
    };
    EXPECT_EQ(lorchaLaunchHostFunc(Stream, Wait, this), lorchaSuccess);
  }
  ~Gate() {
    IsOpen = true;
    lorchaStreamSynchronize(Stream);
    lorchaStreamDestroy(Stream);
  }
};
} // namespace

TEST_F(CopiesTest, GoInEveryDirection) {
  for (size_t Bytes : {size_t(1), size_t(1000), size_t(20) << 20}) {
    std::vector<char> Data = pattern(Bytes);
    DeviceBytes A(Bytes), B(Bytes);
    ASSERT_EQ(lorchaMemcpy(A.Data, Data.data(), Bytes, lorchaMemcpyHostToDevice), lorchaSuccess);
    ASSERT_EQ(lorchaMemcpy(B.Data, A.Data, Bytes, lorchaMemcpyDeviceToDevice), lorchaSuccess);
    EXPECT_EQ(read(B, Bytes), Data);
    std::vector<char> Copy(Bytes);
    ASSERT_EQ(lorchaMemcpy(Copy.data(), Data.data(), Bytes, lorchaMemcpyHostToHost), lorchaSuccess);
    EXPECT_EQ(Copy, Data);
    std::fill(Copy.begin(), Copy.end(), 0);
    ASSERT_EQ(lorchaMemcpy(Copy.data(), B.Data, Bytes, lorchaMemcpyDefault), lorchaSuccess);
    EXPECT_EQ(Copy, Data);
  }
}

TEST_F(CopiesTest, StayInsideAllocations) {
  DeviceBytes A(100);
  char Host[200] = {};
  EXPECT_EQ(lorchaMemcpy(A.Data, Host, 101, lorchaMemcpyHostToDevice), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(A.Data + 50, Host, 51, lorchaMemcpyHostToDevice), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(Host, A.Data + 99, 2, lorchaMemcpyDeviceToHost), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemset(A.Data, 0, 101), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(A.Data, Host, SIZE_MAX, lorchaMemcpyHostToDevice), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(A.Data + 50, Host, 50, lorchaMemcpyHostToDevice), lorchaSuccess);
}

TEST_F(CopiesTest, CheckDirectionsAndPointers) {
  DeviceBytes A(64);
  char Host[64] = {};
  EXPECT_EQ(lorchaMemcpy(Host, A.Data, 64, lorchaMemcpyHostToDevice), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(A.Data, Host, 64, lorchaMemcpyDeviceToHost), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(A.Data, Host, 64, static_cast<lorchaMemcpyKind>(9)),
            lorchaErrorInvalidMemcpyDirection);
  EXPECT_EQ(lorchaMemcpy(nullptr, Host, 64, lorchaMemcpyHostToDevice), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(A.Data, nullptr, 64, lorchaMemcpyHostToDevice), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaMemcpy(nullptr, nullptr, 0, lorchaMemcpyHostToDevice), lorchaSuccess);
  EXPECT_EQ(lorchaMemset(nullptr, 0, 1), lorchaErrorInvalidValue);
}

TEST_F(CopiesTest, MoveRowsBetweenPitches) {
  const size_t Width = 10, Height = 6, HostPitch = 13, DevicePitch = 32;
  std::vector<char> Data = pattern(HostPitch * Height), Back(HostPitch * Height, 0);
  DeviceBytes A(DevicePitch * Height);
  ASSERT_EQ(
      lorchaMemcpy2D(A.Data, DevicePitch, Data.data(), HostPitch, Width, Height, lorchaMemcpyHostToDevice),
      lorchaSuccess);
  ASSERT_EQ(lorchaMemcpy2DAsync(Back.data(), HostPitch, A.Data, DevicePitch, Width, Height,
                                lorchaMemcpyDeviceToHost, nullptr),
            lorchaSuccess);
  for (size_t Y = 0; Y < Height; ++Y)
    for (size_t X = 0; X < HostPitch; ++X)
      EXPECT_EQ(Back[Y * HostPitch + X], X < Width ? Data[Y * HostPitch + X] : 0);
  EXPECT_EQ(lorchaMemcpy2D(A.Data, 8, Data.data(), HostPitch, Width, Height, lorchaMemcpyHostToDevice),
            lorchaErrorInvalidPitchValue);
  EXPECT_EQ(lorchaMemcpy2D(A.Data, DevicePitch, Data.data(), HostPitch, Width, Height + 1,
                           lorchaMemcpyHostToDevice),
            lorchaErrorInvalidValue);
}

TEST_F(CopiesTest, MoveBoxes) {
  lorchaPitchedPtr Device;
  const lorchaExtent Extent = {4, 3, 2};
  ASSERT_EQ(lorchaMalloc3D(&Device, lorchaExtent{8, 5, 4}), lorchaSuccess);
  ASSERT_EQ(lorchaMemset3D(Device, 9, lorchaExtent{8, 5, 4}), lorchaSuccess);
  std::vector<char> Data = pattern(24), Back(8 * 5 * 4, 0);
  lorchaMemcpy3DParms Copy = {};
  Copy.srcPtr = {Data.data(), 4, 4, 3};
  Copy.dstPtr = Device;
  Copy.dstPos = {2, 1, 1};
  Copy.extent = Extent;
  Copy.kind = lorchaMemcpyHostToDevice;
  ASSERT_EQ(lorchaMemcpy3D(&Copy), lorchaSuccess);
  Copy = {};
  Copy.srcPtr = Device;
  Copy.dstPtr = {Back.data(), 8, 8, 5};
  Copy.extent = {8, 5, 4};
  Copy.kind = lorchaMemcpyDeviceToHost;
  ASSERT_EQ(lorchaMemcpy3DAsync(&Copy, nullptr), lorchaSuccess);
  for (size_t Z = 0; Z < 4; ++Z)
    for (size_t Y = 0; Y < 5; ++Y)
      for (size_t X = 0; X < 8; ++X) {
        bool Inside = X >= 2 && X < 6 && Y >= 1 && Y < 4 && Z >= 1 && Z < 3;
        EXPECT_EQ(Back[(Z * 5 + Y) * 8 + X], Inside ? Data[((Z - 1) * 3 + Y - 1) * 4 + X - 2] : 9);
      }
  EXPECT_EQ(lorchaMemcpy3D(nullptr), lorchaErrorInvalidValue);
}

TEST_F(CopiesTest, CrossDevices) {
  if (deviceCount() < 2)
    GTEST_SKIP() << "there is one device";
  DeviceBytes A(64);
  ASSERT_EQ(lorchaSetDevice(1), lorchaSuccess);
  DeviceBytes B(64);
  ASSERT_EQ(lorchaSetDevice(0), lorchaSuccess);
  std::vector<char> Data = pattern(64);
  ASSERT_EQ(lorchaMemcpy(A.Data, Data.data(), 64, lorchaMemcpyHostToDevice), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyPeer(B.Data, 1, A.Data, 0, 64), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(read(B, 64), Data);
  EXPECT_EQ(lorchaMemcpyPeerAsync(B.Data, 2, A.Data, 0, 64, nullptr), lorchaErrorInvalidDevice);
  lorchaMemcpy3DPeerParms Copy = {};
  Copy.srcPtr = {A.Data, 64, 64, 1};
  Copy.dstPtr = {B.Data, 64, 64, 1};
  Copy.extent = {32, 1, 1};
  Copy.dstDevice = 1;
  EXPECT_EQ(lorchaMemcpy3DPeer(&Copy), lorchaSuccess);
  EXPECT_EQ(lorchaMemcpy3DPeerAsync(&Copy, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
}

TEST_F(CopiesTest, FillBytesRowsAndBoxes) {
  DeviceBytes A(100);
  ASSERT_EQ(lorchaMemset(A.Data, 1, 100), lorchaSuccess);
  ASSERT_EQ(lorchaMemset2D(A.Data + 10, 20, 0x1ff, 5, 3), lorchaSuccess);
  ASSERT_EQ(lorchaMemset3DAsync({A.Data + 70, 5, 5, 2}, 3, {2, 2, 2}, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaMemsetAsync(A.Data + 99, 4, 1, nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaMemset2DAsync(A.Data, 4, 5, 2, 2, nullptr), lorchaSuccess);
  std::vector<char> Expected(100, 1);
  for (size_t Y = 0; Y < 3; ++Y)
    std::fill_n(Expected.begin() + static_cast<long>(10 + 20 * Y), 5, static_cast<char>(0xff));
  for (size_t Row : {70, 75, 80, 85})
    std::fill_n(Expected.begin() + static_cast<long>(Row), 2, 3);
  Expected[99] = 4;
  Expected[0] = Expected[1] = Expected[4] = Expected[5] = 5;
  EXPECT_EQ(read(A, 100), Expected);
}

TEST_F(CopiesTest, SmallPageableSourcesMayChangeAfterTheCall) {
  Gate Closed;
  DeviceBytes A(sizeof(int));
  int Value = 1;
  ASSERT_EQ(lorchaMemcpyAsync(A.Data, &Value, sizeof(int), lorchaMemcpyHostToDevice, Closed.Stream),
            lorchaSuccess);
  Value = 2;
  Closed.IsOpen = true;
  ASSERT_EQ(lorchaStreamSynchronize(Closed.Stream), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpy(&Value, A.Data, sizeof(int), lorchaMemcpyDeviceToHost), lorchaSuccess);
  EXPECT_EQ(Value, 1);
}

TEST_F(CopiesTest, PinnedCopiesDoNotWait) {
  Gate Closed;
  DeviceBytes A(sizeof(int));
  int *Pinned = nullptr;
  ASSERT_EQ(lorchaMallocHost(&Pinned, 2 * sizeof(int)), lorchaSuccess);
  Pinned[0] = 3;
  Pinned[1] = 0;
  ASSERT_EQ(lorchaMemcpyAsync(A.Data, Pinned, 4, lorchaMemcpyHostToDevice, Closed.Stream), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(Pinned + 1, A.Data, 4, lorchaMemcpyDeviceToHost, Closed.Stream), lorchaSuccess);
  EXPECT_EQ(lorchaStreamQuery(Closed.Stream), lorchaErrorNotReady);
  Pinned[0] = 4; // read late, so this is what arrives
  Closed.IsOpen = true;
  ASSERT_EQ(lorchaStreamSynchronize(Closed.Stream), lorchaSuccess);
  EXPECT_EQ(Pinned[1], 4);
}

TEST_F(CopiesTest, ReportBadStreams) {
  DeviceBytes A(4);
  auto Bad = reinterpret_cast<lorchaStream_t>(A.Data);
  EXPECT_EQ(lorchaMemcpyAsync(A.Data, A.Data, 4, lorchaMemcpyDeviceToDevice, Bad),
            lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaMemsetAsync(A.Data, 0, 4, Bad), lorchaErrorInvalidResourceHandle);
}
