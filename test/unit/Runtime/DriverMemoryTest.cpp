// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver API: memory, copies, fills, arrays, textures, streams, events. BACKENDS: cpu, opencl -- no
// kernel of its own
#include "RuntimeTest.h"
#include "lorcha/driver.h"
#include <numeric>

using namespace lorcha::test;
using DriverMemoryTest = RuntimeTest;
using DriverCopiesTest = RuntimeTest;
using DriverArraysTest = RuntimeTest;
using DriverStreamsTest = RuntimeTest;

namespace {

CUdeviceptr allocated(size_t Bytes) {
  CUdeviceptr Result = 0;
  EXPECT_EQ(cuMemAlloc(&Result, Bytes), CUDA_SUCCESS);
  return Result;
}

template <class T> std::vector<T> counted(size_t Count) {
  std::vector<T> Result(Count);
  std::iota(Result.begin(), Result.end(), T(1));
  return Result;
}

template <class T> std::vector<T> readBack(CUdeviceptr From, size_t Count) {
  std::vector<T> Result(Count);
  EXPECT_EQ(cuMemcpyDtoH(Result.data(), From, Count * sizeof(T)), CUDA_SUCCESS);
  return Result;
}

template <class T> T attributeOf(CUdeviceptr Address, CUpointer_attribute Attribute) {
  T Result = T();
  EXPECT_EQ(cuPointerGetAttribute(&Result, Attribute, Address), CUDA_SUCCESS);
  return Result;
}

} // namespace

TEST_F(DriverMemoryTest, IsAllocatedAndFreed) {
  size_t Free = 0, Total = 0;
  ASSERT_EQ(cuMemGetInfo(&Free, &Total), CUDA_SUCCESS);
  EXPECT_LE(Free, Total);
  EXPECT_GT(Free, 0u);
  EXPECT_EQ(cuMemGetInfo(nullptr, &Total), CUDA_ERROR_INVALID_VALUE);
  const CUdeviceptr Memory = allocated(1000);
  CUdeviceptr Base = 0, None = 7;
  size_t Bytes = 0;
  EXPECT_EQ(cuMemGetAddressRange(&Base, &Bytes, Memory + 500), CUDA_SUCCESS);
  EXPECT_EQ(Base, Memory);
  EXPECT_EQ(Bytes, 1000u);
  EXPECT_EQ(cuMemFree(Memory), CUDA_SUCCESS);
  EXPECT_EQ(cuMemGetAddressRange(&Base, &Bytes, Memory), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemFree(Memory), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemAlloc(&None, 0), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemAlloc(nullptr, 10), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemAlloc(&None, size_t(1) << 60), CUDA_ERROR_OUT_OF_MEMORY);
  EXPECT_EQ(None, 7u);
}

TEST_F(DriverMemoryTest, RowsHaveAPitch) {
  CUdeviceptr Rows = 0;
  size_t Pitch = 0;
  ASSERT_EQ(cuMemAllocPitch(&Rows, &Pitch, 100, 4, 4), CUDA_SUCCESS);
  EXPECT_GE(Pitch, 100u);
  EXPECT_EQ(cuMemAllocPitch(&Rows, &Pitch, 100, 4, 5), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemsetD2D8(Rows, Pitch, 1, 100, 4), CUDA_SUCCESS);
  EXPECT_EQ(cuMemsetD2D16(Rows + Pitch, Pitch, 0x0203, 50, 2), CUDA_SUCCESS);
  EXPECT_EQ(cuMemsetD2D32(Rows + 2 * Pitch, Pitch, 0x04050607, 3, 1), CUDA_SUCCESS);
  const auto Values = readBack<uint32_t>(Rows, 3 * Pitch / 4 + 25);
  EXPECT_EQ(Values[24], 0x01010101u);
  EXPECT_EQ(Values[Pitch / 4], 0x02030203u);
  EXPECT_EQ(Values[2 * Pitch / 4 + 2], 0x04050607u);
  EXPECT_EQ(Values[2 * Pitch / 4 + 3], 0x02030203u);
  EXPECT_EQ(Values[3 * Pitch / 4 + 24], 0x01010101u);
  EXPECT_EQ(cuMemFree(Rows), CUDA_SUCCESS);
}

TEST_F(DriverMemoryTest, OfTheHostIsLocked) {
  void *Plain = nullptr, *Mapped = nullptr;
  ASSERT_EQ(cuMemAllocHost(&Plain, 64), CUDA_SUCCESS);
  ASSERT_EQ(cuMemHostAlloc(&Mapped, 64, CU_MEMHOSTALLOC_DEVICEMAP), CUDA_SUCCESS);
  CUdeviceptr Seen = 0;
  EXPECT_EQ(cuMemHostGetDevicePointer(&Seen, Mapped, 0), CUDA_SUCCESS);
  EXPECT_NE(Seen, 0u);
  unsigned Flags = 0;
  EXPECT_EQ(cuMemHostGetFlags(&Flags, Mapped), CUDA_SUCCESS);
  EXPECT_EQ(Flags & CU_MEMHOSTALLOC_DEVICEMAP, unsigned(CU_MEMHOSTALLOC_DEVICEMAP));
  EXPECT_EQ(cuMemFreeHost(Plain), CUDA_SUCCESS);
  EXPECT_EQ(cuMemFreeHost(Mapped), CUDA_SUCCESS);
  EXPECT_EQ(cuMemFreeHost(Mapped), CUDA_ERROR_INVALID_VALUE);
  std::vector<char> Own(10000);
  EXPECT_EQ(cuMemHostRegister(Own.data(), Own.size(), CU_MEMHOSTREGISTER_PORTABLE), CUDA_SUCCESS);
  EXPECT_EQ(cuMemHostRegister(Own.data(), Own.size(), 0), CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED);
  EXPECT_EQ(cuMemHostUnregister(Own.data()), CUDA_SUCCESS);
  EXPECT_EQ(cuMemHostUnregister(Own.data()), CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED);
}

TEST_F(DriverMemoryTest, AddressesTellWhatTheyAre) {
  CUdeviceptr Managed = 0;
  ASSERT_EQ(cuMemAllocManaged(&Managed, 100, CU_MEM_ATTACH_GLOBAL), CUDA_SUCCESS);
  const CUdeviceptr Plain = allocated(200);
  void *Host = nullptr;
  ASSERT_EQ(cuMemAllocHost(&Host, 64), CUDA_SUCCESS);
  const auto HostAddress = reinterpret_cast<CUdeviceptr>(Host);
  EXPECT_EQ(attributeOf<CUmemorytype>(Plain, CU_POINTER_ATTRIBUTE_MEMORY_TYPE), CU_MEMORYTYPE_DEVICE);
  EXPECT_EQ(attributeOf<CUmemorytype>(HostAddress, CU_POINTER_ATTRIBUTE_MEMORY_TYPE), CU_MEMORYTYPE_HOST);
  EXPECT_EQ(attributeOf<unsigned>(Managed, CU_POINTER_ATTRIBUTE_IS_MANAGED), 1u);
  EXPECT_EQ(attributeOf<unsigned>(Plain, CU_POINTER_ATTRIBUTE_IS_MANAGED), 0u);
  EXPECT_EQ(attributeOf<int>(Plain, CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL), 0);
  EXPECT_EQ(attributeOf<CUdeviceptr>(Plain + 8, CU_POINTER_ATTRIBUTE_DEVICE_POINTER), Plain + 8);
  EXPECT_EQ(attributeOf<void *>(HostAddress, CU_POINTER_ATTRIBUTE_HOST_POINTER), Host);
  EXPECT_EQ(attributeOf<CUdeviceptr>(Plain + 8, CU_POINTER_ATTRIBUTE_RANGE_START_ADDR), Plain);
  EXPECT_EQ(attributeOf<size_t>(Plain + 8, CU_POINTER_ATTRIBUTE_RANGE_SIZE), 200u);
  EXPECT_EQ(attributeOf<int>(Plain, CU_POINTER_ATTRIBUTE_MAPPED), 1);
  CUcontext Current = nullptr;
  ASSERT_EQ(cuCtxGetCurrent(&Current), CUDA_SUCCESS);
  EXPECT_EQ(attributeOf<CUcontext>(Plain, CU_POINTER_ATTRIBUTE_CONTEXT), Current);
  int Local = 0, Answer = 0;
  EXPECT_EQ(cuPointerGetAttribute(&Answer, CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL,
                                  reinterpret_cast<CUdeviceptr>(&Local)),
            CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuPointerGetAttribute(nullptr, CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL, Plain),
            CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuPointerGetAttribute(&Answer, static_cast<CUpointer_attribute>(7), Plain),
            CUDA_ERROR_NOT_SUPPORTED);
  EXPECT_EQ(cuMemFreeHost(Host), CUDA_SUCCESS);
  EXPECT_EQ(cuMemFree(Managed), CUDA_SUCCESS);
  EXPECT_EQ(cuMemFree(Plain), CUDA_SUCCESS);
}

TEST_F(DriverCopiesTest, GoAllWays) {
  const auto Values = counted<int>(100);
  const CUdeviceptr A = allocated(400), B = allocated(400);
  ASSERT_EQ(cuMemcpyHtoD(A, Values.data(), 400), CUDA_SUCCESS);
  ASSERT_EQ(cuMemcpyDtoD(B, A + 40, 360), CUDA_SUCCESS);
  ASSERT_EQ(cuMemcpy(B + 360, A, 40), CUDA_SUCCESS);
  auto Rotated = Values;
  std::rotate(Rotated.begin(), Rotated.begin() + 10, Rotated.end());
  EXPECT_EQ(readBack<int>(B, 100), Rotated);
  CUcontext Current = nullptr;
  ASSERT_EQ(cuCtxGetCurrent(&Current), CUDA_SUCCESS);
  ASSERT_EQ(cuMemcpyPeer(B, Current, A, Current, 400), CUDA_SUCCESS);
  EXPECT_EQ(readBack<int>(B, 100), Values);
  EXPECT_EQ(cuMemcpyPeer(B, nullptr, A, Current, 400), CUDA_ERROR_INVALID_CONTEXT);
  EXPECT_EQ(cuMemcpyHtoD(A, Values.data(), 404), CUDA_ERROR_INVALID_VALUE) << "too long";
  EXPECT_EQ(cuMemFree(A), CUDA_SUCCESS);
  EXPECT_EQ(cuMemFree(B), CUDA_SUCCESS);
}

TEST_F(DriverCopiesTest, AreWorkOfStreams) {
  CUstream Stream = nullptr;
  ASSERT_EQ(cuStreamCreate(&Stream, CU_STREAM_NON_BLOCKING), CUDA_SUCCESS);
  const auto Values = counted<int>(100);
  std::vector<int> Result(100);
  CUdeviceptr A = 0;
  ASSERT_EQ(cuMemAllocAsync(&A, 400, Stream), CUDA_SUCCESS);
  const CUdeviceptr B = allocated(400);
  EXPECT_EQ(cuMemcpyHtoDAsync(A, Values.data(), 400, Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuMemcpyDtoDAsync(B, A, 400, Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuMemcpyAsync(A, B + 4, 396, Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuMemsetD32Async(A + 396, 7, 1, Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuMemsetD16Async(A, 0x0102, 2, Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuMemsetD8Async(A + 4, 3, 4, Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuMemcpyDtoHAsync(Result.data(), A, 400, Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuMemFreeAsync(A, Stream), CUDA_SUCCESS);
  ASSERT_EQ(cuStreamSynchronize(Stream), CUDA_SUCCESS);
  EXPECT_EQ(Result[0], 0x01020102);
  EXPECT_EQ(Result[1], 0x03030303);
  EXPECT_EQ(Result[2], 4);
  EXPECT_EQ(Result[98], 100);
  EXPECT_EQ(Result[99], 7);
  EXPECT_EQ(cuMemFree(B), CUDA_SUCCESS);
  EXPECT_EQ(cuStreamDestroy(Stream), CUDA_SUCCESS);
}

TEST_F(DriverCopiesTest, FillsCountWords) {
  const CUdeviceptr A = allocated(16);
  EXPECT_EQ(cuMemsetD32(A, 0x11223344, 4), CUDA_SUCCESS);
  EXPECT_EQ(cuMemsetD16(A, 0x5566, 3), CUDA_SUCCESS);
  EXPECT_EQ(cuMemsetD8(A + 8, 0x77, 1), CUDA_SUCCESS);
  EXPECT_EQ(readBack<uint32_t>(A, 4),
            (std::vector<uint32_t>{0x55665566, 0x11225566, 0x11223377, 0x11223344}));
  EXPECT_EQ(cuMemsetD32(A + 2, 0, 1), CUDA_ERROR_INVALID_VALUE) << "not aligned";
  EXPECT_EQ(cuMemsetD32(A, 0, 5), CUDA_ERROR_INVALID_VALUE) << "too long";
  EXPECT_EQ(cuMemsetD32(A, 0, size_t(1) << 62), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemFree(A), CUDA_SUCCESS);
}

TEST_F(DriverCopiesTest, BoxesLieAnywhere) {
  const auto Values = counted<int>(64); // 8 rows of 8
  const CUdeviceptr A = allocated(4 * 64 * 4);
  EXPECT_EQ(cuMemsetD32(A, 0, 4 * 64), CUDA_SUCCESS);
  CUDA_MEMCPY2D Box = {};
  Box.srcMemoryType = CU_MEMORYTYPE_HOST;
  Box.srcHost = Values.data();
  Box.srcPitch = 32;
  Box.srcXInBytes = 8;
  Box.srcY = 1;
  Box.dstMemoryType = CU_MEMORYTYPE_DEVICE;
  Box.dstDevice = A;
  Box.dstPitch = 64;
  Box.dstXInBytes = 4;
  Box.dstY = 2;
  Box.WidthInBytes = 12;
  Box.Height = 3;
  ASSERT_EQ(cuMemcpy2D(&Box), CUDA_SUCCESS);
  const auto Device = readBack<int>(A, 4 * 64);
  for (int Row = 0; Row < 3; ++Row)
    for (int Column = 0; Column < 3; ++Column)
      EXPECT_EQ(Device[(Row + 2) * 16 + Column + 1], Values[(Row + 1) * 8 + Column + 2]);
  EXPECT_EQ(std::count(Device.begin(), Device.end(), 0), 4 * 64 - 9);
  Box.srcMemoryType = static_cast<CUmemorytype>(9);
  EXPECT_EQ(cuMemcpy2D(&Box), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemcpy2D(nullptr), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemFree(A), CUDA_SUCCESS);
}

TEST_F(DriverArraysTest, AreCopiedAndTellTheirShape) {
  const CUDA_ARRAY_DESCRIPTOR Shape = {8, 4, CU_AD_FORMAT_SIGNED_INT16, 2};
  CUarray Array = nullptr;
  ASSERT_EQ(cuArrayCreate(&Array, &Shape), CUDA_SUCCESS);
  CUDA_ARRAY_DESCRIPTOR Told = {};
  ASSERT_EQ(cuArrayGetDescriptor(&Told, Array), CUDA_SUCCESS);
  EXPECT_EQ(Told.Width, 8u);
  EXPECT_EQ(Told.Height, 4u);
  EXPECT_EQ(Told.Format, CU_AD_FORMAT_SIGNED_INT16);
  EXPECT_EQ(Told.NumChannels, 2u);
  const auto Values = counted<int>(32);
  std::vector<int> Result(32);
  CUDA_MEMCPY2D Box = {};
  Box.srcMemoryType = CU_MEMORYTYPE_HOST;
  Box.srcHost = Values.data();
  Box.dstMemoryType = CU_MEMORYTYPE_ARRAY;
  Box.dstArray = Array;
  Box.WidthInBytes = 32;
  Box.Height = 4;
  ASSERT_EQ(cuMemcpy2DUnaligned(&Box), CUDA_SUCCESS);
  CUDA_MEMCPY2D Back = {};
  Back.srcMemoryType = CU_MEMORYTYPE_ARRAY;
  Back.srcArray = Array;
  Back.srcXInBytes = 4;
  Back.srcY = 1;
  Back.dstMemoryType = CU_MEMORYTYPE_HOST;
  Back.dstHost = Result.data();
  Back.WidthInBytes = 8;
  Back.Height = 2;
  ASSERT_EQ(cuMemcpy2DAsync(&Back, nullptr), CUDA_SUCCESS);
  ASSERT_EQ(cuCtxSynchronize(), CUDA_SUCCESS);
  EXPECT_EQ(std::vector<int>(Result.begin(), Result.begin() + 5), (std::vector<int>{10, 11, 18, 19, 0}));
  Back.srcXInBytes = 2;
  EXPECT_EQ(cuMemcpy2D(&Back), CUDA_ERROR_INVALID_VALUE) << "within an element";
  EXPECT_EQ(cuArrayDestroy(Array), CUDA_SUCCESS);
  EXPECT_EQ(cuArrayDestroy(nullptr), CUDA_ERROR_INVALID_HANDLE);
  const CUDA_ARRAY_DESCRIPTOR Wrong = {8, 4, CU_AD_FORMAT_FLOAT, 3};
  EXPECT_EQ(cuArrayCreate(&Array, &Wrong), CUDA_ERROR_INVALID_VALUE);
}

TEST_F(DriverArraysTest, TexturesAreMadeOfThem) {
  const CUDA_ARRAY_DESCRIPTOR Shape = {8, 4, CU_AD_FORMAT_UNSIGNED_INT8, 1};
  CUarray Array = nullptr;
  ASSERT_EQ(cuArrayCreate(&Array, &Shape), CUDA_SUCCESS);
  CUDA_RESOURCE_DESC Resource = {};
  Resource.resType = CU_RESOURCE_TYPE_ARRAY;
  Resource.res.array.hArray = Array;
  CUDA_TEXTURE_DESC Reading = {};
  Reading.addressMode[0] = CU_TR_ADDRESS_MODE_CLAMP;
  Reading.filterMode = CU_TR_FILTER_MODE_LINEAR;
  Reading.flags = CU_TRSF_NORMALIZED_COORDINATES;
  CUtexObject Texture = 0;
  ASSERT_EQ(cuTexObjectCreate(&Texture, &Resource, &Reading, nullptr), CUDA_SUCCESS);
  lorchaTextureDesc Told;
  ASSERT_EQ(lorchaGetTextureObjectTextureDesc(&Told, Texture), lorchaSuccess);
  EXPECT_EQ(Told.readMode, lorchaReadModeNormalizedFloat);
  EXPECT_EQ(Told.normalizedCoords, 1);
  EXPECT_EQ(Told.addressMode[0], lorchaAddressModeClamp);
  EXPECT_EQ(Told.filterMode, lorchaFilterModeLinear);
  EXPECT_EQ(cuTexObjectDestroy(Texture), CUDA_SUCCESS);
  Resource.resType = CU_RESOURCE_TYPE_MIPMAPPED_ARRAY;
  EXPECT_EQ(cuTexObjectCreate(&Texture, &Resource, &Reading, nullptr), CUDA_ERROR_NOT_SUPPORTED);
  EXPECT_EQ(cuArrayDestroy(Array), CUDA_SUCCESS);

  const CUdeviceptr Memory = allocated(1024);
  Resource = {};
  Resource.resType = CU_RESOURCE_TYPE_LINEAR;
  Resource.res.linear = {Memory, CU_AD_FORMAT_FLOAT, 4, 1024};
  Reading = {};
  ASSERT_EQ(cuTexObjectCreate(&Texture, &Resource, &Reading, nullptr), CUDA_SUCCESS);
  ASSERT_EQ(lorchaGetTextureObjectTextureDesc(&Told, Texture), lorchaSuccess);
  EXPECT_EQ(Told.readMode, lorchaReadModeElementType);
  EXPECT_EQ(cuTexObjectDestroy(Texture), CUDA_SUCCESS);
  Resource.resType = CU_RESOURCE_TYPE_PITCH2D;
  Resource.res.pitch2D = {Memory, CU_AD_FORMAT_HALF, 1, 16, 4, 256};
  EXPECT_EQ(cuTexObjectCreate(&Texture, &Resource, &Reading, nullptr), CUDA_SUCCESS);
  EXPECT_EQ(cuTexObjectDestroy(Texture), CUDA_SUCCESS);
  EXPECT_EQ(cuTexObjectCreate(nullptr, &Resource, &Reading, nullptr), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuMemFree(Memory), CUDA_SUCCESS);
}

TEST_F(DriverStreamsTest, TellWhatTheyWereMadeWith) {
  CUstream Stream = nullptr;
  int Least = 0, Greatest = 0, Priority = 9;
  ASSERT_EQ(cuCtxGetStreamPriorityRange(&Least, &Greatest), CUDA_SUCCESS);
  ASSERT_EQ(cuStreamCreateWithPriority(&Stream, CU_STREAM_NON_BLOCKING, Greatest), CUDA_SUCCESS);
  unsigned Flags = 9;
  EXPECT_EQ(cuStreamGetFlags(Stream, &Flags), CUDA_SUCCESS);
  EXPECT_EQ(Flags, unsigned(CU_STREAM_NON_BLOCKING));
  EXPECT_EQ(cuStreamGetPriority(Stream, &Priority), CUDA_SUCCESS);
  EXPECT_EQ(Priority, Greatest);
  CUcontext Context = nullptr, Current = nullptr;
  EXPECT_EQ(cuStreamGetCtx(Stream, &Context), CUDA_SUCCESS);
  EXPECT_EQ(cuCtxGetCurrent(&Current), CUDA_SUCCESS);
  EXPECT_EQ(Context, Current);
  EXPECT_EQ(cuStreamQuery(Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuStreamDestroy(Stream), CUDA_SUCCESS);
  EXPECT_EQ(cuStreamQuery(Stream), CUDA_ERROR_INVALID_HANDLE);
  EXPECT_EQ(cuStreamCreate(&Stream, 99), CUDA_ERROR_INVALID_VALUE);
}

TEST_F(DriverStreamsTest, WaitForEventsAndCallTheHost) {
  CUstream First = nullptr, Second = nullptr;
  CUevent Start = nullptr, End = nullptr;
  ASSERT_EQ(cuStreamCreate(&First, 0), CUDA_SUCCESS);
  ASSERT_EQ(cuStreamCreate(&Second, 0), CUDA_SUCCESS);
  ASSERT_EQ(cuEventCreate(&Start, CU_EVENT_DEFAULT), CUDA_SUCCESS);
  ASSERT_EQ(cuEventCreate(&End, CU_EVENT_DEFAULT), CUDA_SUCCESS);
  std::vector<int> Order;
  struct Note {
    std::vector<int> *Into;
    int Value;
  } One = {&Order, 1}, Two = {&Order, 2};
  auto Add = [](CUstream, CUresult Status, void *Data) {
    auto *Given = static_cast<Note *>(Data);
    Given->Into->push_back(Status == CUDA_SUCCESS ? Given->Value : -1);
  };
  auto AddPlainly = [](void *Data) {
    auto *Given = static_cast<Note *>(Data);
    Given->Into->push_back(Given->Value);
  };
  EXPECT_EQ(cuEventRecord(Start, First), CUDA_SUCCESS);
  EXPECT_EQ(cuStreamAddCallback(First, Add, &One, 0), CUDA_SUCCESS);
  EXPECT_EQ(cuEventRecord(End, First), CUDA_SUCCESS);
  EXPECT_EQ(cuStreamWaitEvent(Second, End, 0), CUDA_SUCCESS);
  EXPECT_EQ(cuLaunchHostFunc(Second, AddPlainly, &Two), CUDA_SUCCESS);
  EXPECT_EQ(cuStreamSynchronize(Second), CUDA_SUCCESS);
  EXPECT_EQ(Order, (std::vector<int>{1, 2}));
  EXPECT_EQ(cuEventSynchronize(End), CUDA_SUCCESS);
  EXPECT_EQ(cuEventQuery(End), CUDA_SUCCESS);
  float Milliseconds = -1;
  EXPECT_EQ(cuEventElapsedTime(&Milliseconds, Start, End), CUDA_SUCCESS);
  EXPECT_GE(Milliseconds, 0.0f);
  EXPECT_EQ(cuStreamAddCallback(First, nullptr, nullptr, 0), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuEventDestroy(Start), CUDA_SUCCESS);
  EXPECT_EQ(cuEventQuery(Start), CUDA_ERROR_INVALID_HANDLE);
  EXPECT_EQ(cuEventDestroy(End), CUDA_SUCCESS);
  EXPECT_EQ(cuStreamDestroy(First), CUDA_SUCCESS);
  EXPECT_EQ(cuStreamDestroy(Second), CUDA_SUCCESS);
}
