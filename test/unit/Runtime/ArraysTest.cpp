// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays with and without mipmaps: what they tell about themselves, and copies of rows and bytes.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"
#include <numeric>

using namespace lorcha::test;

namespace {
/// An array of 6 x 4 shorts, whose values are 100, 101, ... row by row, and one of the same shape with
/// zeroes.
class ArraysTest : public RuntimeTest {
protected:
  static constexpr size_t Width = 6, Height = 4, RowBytes = Width * sizeof(short), Bytes = RowBytes * Height;
  using Values = std::vector<short>;

  void SetUp() override {
    RuntimeTest::SetUp();
    std::iota(All.begin(), All.end(), static_cast<short>(100));
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking), lorchaSuccess);
    ASSERT_EQ(lorchaMallocArray(&Full, &Format, Width, Height), lorchaSuccess);
    ASSERT_EQ(lorchaMallocArray(&Empty, &Format, Width, Height), lorchaSuccess);
    fill(Full, All);
    fill(Empty, Values(Width * Height));
  }
  static void fill(lorchaArray_t To, const Values &With) {
    ASSERT_EQ(
        lorchaMemcpy2DToArray(To, 0, 0, With.data(), RowBytes, RowBytes, Height, lorchaMemcpyHostToDevice),
        lorchaSuccess);
  }
  static Values read(lorchaArray_t From) {
    Values Result(Width * Height);
    EXPECT_EQ(lorchaMemcpy2DFromArray(Result.data(), RowBytes, From, 0, 0, RowBytes, Height,
                                      lorchaMemcpyDeviceToHost),
              lorchaSuccess);
    return Result;
  }
  /// What an array of zeroes holds after [Begin, End) of the values came to where they are in the other.
  Values onlyThere(size_t Begin, size_t End) const {
    Values Result(Width * Height);
    std::copy(All.begin() + Begin, All.begin() + End, Result.begin() + Begin);
    return Result;
  }

  const lorchaChannelFormatDesc Format = lorchaCreateChannelDesc(16, 0, 0, 0, lorchaChannelFormatKindSigned);
  Values All = Values(Width * Height);
  lorchaArray_t Full = nullptr, Empty = nullptr;
  lorchaStream_t Stream = nullptr;
};
} // namespace

static void expectFormat(const lorchaChannelFormatDesc &Told, std::vector<int> Bits,
                         lorchaChannelFormatKind Kind) {
  EXPECT_EQ((std::vector<int>{Told.x, Told.y, Told.z, Told.w}), Bits);
  EXPECT_EQ(Told.f, Kind);
}

TEST_F(ArraysTest, TellTheirFormatAndShape) {
  EXPECT_EQ(lorchaCreateChannelDesc(8, 16, 0, 0, lorchaChannelFormatKindUnsigned).y, 16);
  EXPECT_EQ(lorchaCreateChannelDesc(8, 16, 0, 0, lorchaChannelFormatKindUnsigned).f,
            lorchaChannelFormatKindUnsigned);
  lorchaChannelFormatDesc Told = {};
  ASSERT_EQ(lorchaGetChannelDesc(&Told, Full), lorchaSuccess);
  expectFormat(Told, {16, 0, 0, 0}, lorchaChannelFormatKindSigned);

  lorchaArray_t Layers = nullptr;
  lorchaChannelFormatDesc Floats = lorchaCreateChannelDesc(32, 32, 0, 0, lorchaChannelFormatKindFloat);
  lorchaExtent Extent = {};
  unsigned Flags = 0;
  ASSERT_EQ(lorchaMalloc3DArray(&Layers, &Floats, make_lorchaExtent(5, 3, 2), lorchaArrayLayered),
            lorchaSuccess);
  ASSERT_EQ(lorchaArrayGetInfo(&Told, &Extent, &Flags, Layers), lorchaSuccess);
  expectFormat(Told, {32, 32, 0, 0}, lorchaChannelFormatKindFloat);
  EXPECT_EQ((std::vector<size_t>{Extent.width, Extent.height, Extent.depth}), (std::vector<size_t>{5, 3, 2}));
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaArrayLayered));
  EXPECT_EQ(lorchaArrayGetInfo(nullptr, nullptr, &Flags, Full), lorchaSuccess)
      << "each answer may be unwanted";
  EXPECT_EQ(Flags, 0u);
  EXPECT_EQ(lorchaFreeArray(Layers), lorchaSuccess);
  EXPECT_EQ(lorchaArrayGetInfo(&Told, &Extent, &Flags, Layers), lorchaErrorInvalidResourceHandle);
}

TEST_F(ArraysTest, OfOneAxisHaveNoHeight) {
  lorchaArray_t Line = nullptr;
  lorchaExtent Extent = {};
  ASSERT_EQ(lorchaMallocArray(&Line, &Format, 7), lorchaSuccess);
  ASSERT_EQ(lorchaArrayGetInfo(nullptr, &Extent, nullptr, Line), lorchaSuccess);
  EXPECT_EQ((std::vector<size_t>{Extent.width, Extent.height, Extent.depth}), (std::vector<size_t>{7, 0, 0}));
  EXPECT_EQ(lorchaFreeArray(Line), lorchaSuccess);
  EXPECT_EQ(lorchaMallocArray(&Line, &Format, 0), lorchaErrorInvalidValue);
}

TEST_F(ArraysTest, HaveNoPlanes) {
  lorchaArray_t Plane = nullptr;
  EXPECT_EQ(lorchaArrayGetPlane(&Plane, Full, 0), lorchaErrorInvalidValue)
      << "only those of video formats do";
  EXPECT_EQ(Plane, nullptr);
}

TEST_F(ArraysTest, TellWhatMemoryTheyTake) {
  lorchaArrayMemoryRequirements Array = {}, Whole = {};
  ASSERT_EQ(lorchaArrayGetMemoryRequirements(&Array, Full, 0), lorchaSuccess);
  EXPECT_GE(Array.size, Bytes);
  EXPECT_EQ(Array.alignment & (Array.alignment - 1), 0u);
  EXPECT_EQ(lorchaArrayGetMemoryRequirements(&Array, Full, 99), lorchaErrorInvalidDevice);
  lorchaMipmappedArray_t Mipmaps = nullptr;
  ASSERT_EQ(lorchaMallocMipmappedArray(&Mipmaps, &Format, make_lorchaExtent(64, 64, 0), 3), lorchaSuccess);
  ASSERT_EQ(lorchaMipmappedArrayGetMemoryRequirements(&Whole, Mipmaps, 0), lorchaSuccess);
  EXPECT_GE(Whole.size, (64 * 64 + 32 * 32 + 16 * 16) * sizeof(short));
  EXPECT_EQ(lorchaFreeMipmappedArray(Mipmaps), lorchaSuccess);
}

TEST_F(ArraysTest, LevelsHalveTheirSize) {
  lorchaMipmappedArray_t Mipmaps = nullptr;
  ASSERT_EQ(lorchaMallocMipmappedArray(&Mipmaps, &Format, make_lorchaExtent(8, 4, 0), 3), lorchaSuccess);
  lorchaArray_t Level = nullptr;
  for (size_t I = 0; I < 3; ++I) {
    lorchaExtent Extent = {};
    ASSERT_EQ(lorchaGetMipmappedArrayLevel(&Level, Mipmaps, static_cast<unsigned>(I)), lorchaSuccess);
    ASSERT_EQ(lorchaArrayGetInfo(nullptr, &Extent, nullptr, Level), lorchaSuccess);
    EXPECT_EQ(Extent.width, size_t(8) >> I);
    EXPECT_EQ(Extent.height, size_t(4) >> I);
    EXPECT_EQ(lorchaFreeArray(Level), lorchaErrorInvalidResourceHandle) << "it belongs to the whole";
  }
  EXPECT_EQ(lorchaGetMipmappedArrayLevel(&Level, Mipmaps, 3), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFreeMipmappedArray(Mipmaps), lorchaSuccess);
  EXPECT_EQ(lorchaFreeMipmappedArray(Mipmaps), lorchaErrorInvalidResourceHandle);
}

TEST_F(ArraysTest, TakeRowsFromHostMemory) {
  EXPECT_EQ(lorchaMemcpy2DToArray(Empty, 4, 1, &All[Width + 2], RowBytes, 4, 2, lorchaMemcpyHostToDevice),
            lorchaSuccess);
  Values Expected(Width * Height);
  for (size_t Row : {1, 2})
    for (size_t Column : {2, 3})
      Expected[Row * Width + Column] = All[Row * Width + Column];
  EXPECT_EQ(read(Empty), Expected);
  EXPECT_EQ(lorchaMemcpy2DToArrayAsync(Empty, 0, 0, All.data(), RowBytes, RowBytes, Height,
                                       lorchaMemcpyHostToDevice, Stream),
            lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(read(Empty), All);
  EXPECT_EQ(lorchaMemcpy2DToArray(Empty, 2, 0, All.data(), RowBytes, RowBytes, 1, lorchaMemcpyHostToDevice),
            lorchaErrorInvalidValue)
      << "over the end of the row";
}

TEST_F(ArraysTest, GiveRowsToHostMemory) {
  short Back[2][2] = {}, Later[2][2] = {};
  EXPECT_EQ(lorchaMemcpy2DFromArray(Back, 4, Full, 2, 1, 4, 2, lorchaMemcpyDeviceToHost), lorchaSuccess);
  EXPECT_EQ(lorchaMemcpy2DFromArrayAsync(Later, 4, Full, 8, 2, 4, 2, lorchaMemcpyDeviceToHost, Stream),
            lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  for (size_t Row : {0, 1})
    for (size_t Column : {0, 1}) {
      EXPECT_EQ(Back[Row][Column], All[(Row + 1) * Width + Column + 1]);
      EXPECT_EQ(Later[Row][Column], All[(Row + 2) * Width + Column + 4]);
    }
  EXPECT_EQ(lorchaMemcpy2DFromArray(Back, 2, Full, 0, 0, 4, 2, lorchaMemcpyDeviceToHost),
            lorchaErrorInvalidPitchValue);
}

TEST_F(ArraysTest, TakeBytesOverTheEndsOfRows) {
  EXPECT_EQ(lorchaMemcpyToArray(Empty, 4, 0, &All[2], 10 * sizeof(short), lorchaMemcpyHostToDevice),
            lorchaSuccess);
  EXPECT_EQ(read(Empty), onlyThere(2, 12));
  EXPECT_EQ(
      lorchaMemcpyToArrayAsync(Empty, 0, 2, &All[12], 2 * sizeof(short), lorchaMemcpyHostToDevice, Stream),
      lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(read(Empty), onlyThere(2, 14));
}

TEST_F(ArraysTest, GiveBytesOverTheEndsOfRows) {
  Values Back(9), Later(3);
  EXPECT_EQ(lorchaMemcpyFromArray(Back.data(), Full, 6, 1, 9 * sizeof(short), lorchaMemcpyDeviceToHost),
            lorchaSuccess);
  EXPECT_EQ(Back, Values(All.begin() + 9, All.begin() + 18));
  EXPECT_EQ(lorchaMemcpyFromArrayAsync(Later.data(), Full, 10, 0, 3 * sizeof(short), lorchaMemcpyDeviceToHost,
                                       Stream),
            lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Later, Values(All.begin() + 5, All.begin() + 8));
  EXPECT_EQ(lorchaMemcpyFromArray(Back.data(), Full, 0, 1, Bytes, lorchaMemcpyDeviceToHost),
            lorchaErrorInvalidValue);
}

TEST_F(ArraysTest, AreCopiedToEachOther) {
  EXPECT_EQ(lorchaMemcpyArrayToArray(Empty, 2, 0, Full, 2, 0, 8 * sizeof(short)), lorchaSuccess);
  EXPECT_EQ(read(Empty), onlyThere(1, 9));
  EXPECT_EQ(lorchaMemcpyArrayToArray(Empty, 0, 0, Full, 2, 0, Bytes), lorchaErrorInvalidValue);
  EXPECT_EQ(read(Empty), onlyThere(1, 9)) << "nothing was copied before the end was seen";
  EXPECT_EQ(lorchaMemcpy2DArrayToArray(Empty, 0, 0, Full, 0, 0, RowBytes, Height), lorchaSuccess);
  EXPECT_EQ(read(Empty), All);
  EXPECT_EQ(lorchaMemcpy2DArrayToArray(Empty, 0, 3, Full, 0, 0, RowBytes, 2), lorchaErrorInvalidValue)
      << "below the last row";
}
