// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texture and surface objects: what they tell about themselves and when they end. What kernels read through
// them is tested in test/EndToEnd. BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"

using namespace lorcha::test;

namespace {
class TexturesTest : public RuntimeTest {
protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    ASSERT_EQ(lorchaMalloc3DArray(&Array, &Format, make_lorchaExtent(8, 4, 3),
                                  lorchaArrayLayered | lorchaArraySurfaceLoadStore),
              lorchaSuccess);
    What.resType = lorchaResourceTypeArray;
    What.res.array.array = Array;
  }
  const lorchaChannelFormatDesc Format = lorchaCreateChannelDesc(32, 0, 0, 0, lorchaChannelFormatKindSigned);
  lorchaArray_t Array = nullptr;
  lorchaResourceDesc What = {};
};
} // namespace

TEST_F(TexturesTest, TellWhatTheyWereMadeOf) {
  lorchaTextureDesc How = {}, ToldHow = {};
  How.addressMode[0] = lorchaAddressModeBorder;
  How.borderColor[1] = 0.5f;
  How.normalizedCoords = 1;
  lorchaResourceViewDesc Part = {}, ToldPart = {};
  Part.format = lorchaResViewFormatUnsignedChar4;
  Part.width = 8;
  Part.height = 4;
  Part.firstLayer = 1;
  Part.lastLayer = 2;
  lorchaTextureObject_t Texture = 0;
  lorchaResourceDesc Told = {};
  ASSERT_EQ(lorchaCreateTextureObject(&Texture, &What, &How, &Part), lorchaSuccess);
  ASSERT_EQ(lorchaGetTextureObjectResourceDesc(&Told, Texture), lorchaSuccess);
  EXPECT_EQ(Told.resType, lorchaResourceTypeArray);
  EXPECT_EQ(Told.res.array.array, Array);
  ASSERT_EQ(lorchaGetTextureObjectTextureDesc(&ToldHow, Texture), lorchaSuccess);
  EXPECT_EQ(ToldHow.addressMode[0], lorchaAddressModeBorder);
  EXPECT_EQ(ToldHow.borderColor[1], 0.5f);
  EXPECT_EQ(ToldHow.normalizedCoords, 1);
  ASSERT_EQ(lorchaGetTextureObjectResourceViewDesc(&ToldPart, Texture), lorchaSuccess);
  EXPECT_EQ(ToldPart.format, lorchaResViewFormatUnsignedChar4);
  EXPECT_EQ(ToldPart.lastLayer, 2u);
  ASSERT_EQ(lorchaDestroyTextureObject(Texture), lorchaSuccess);
  EXPECT_EQ(lorchaGetTextureObjectResourceDesc(&Told, Texture), lorchaErrorInvalidResourceHandle);
}

TEST_F(TexturesTest, WithoutAViewThereIsNoneToTell) {
  lorchaTextureDesc How = {};
  lorchaResourceViewDesc Part = {};
  lorchaTextureObject_t Texture = 0;
  ASSERT_EQ(lorchaCreateTextureObject(&Texture, &What, &How, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaGetTextureObjectResourceViewDesc(&Part, Texture), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaDestroyTextureObject(Texture), lorchaSuccess);
}

TEST_F(TexturesTest, SurfacesTellTheirArray) {
  lorchaSurfaceObject_t Surface = 0;
  lorchaResourceDesc Told = {};
  ASSERT_EQ(lorchaCreateSurfaceObject(&Surface, &What), lorchaSuccess);
  ASSERT_EQ(lorchaGetSurfaceObjectResourceDesc(&Told, Surface), lorchaSuccess);
  EXPECT_EQ(Told.res.array.array, Array);
  EXPECT_EQ(lorchaGetTextureObjectResourceDesc(&Told, Surface), lorchaErrorInvalidResourceHandle)
      << "it is no texture";
  ASSERT_EQ(lorchaDestroySurfaceObject(Surface), lorchaSuccess);
  EXPECT_EQ(lorchaGetSurfaceObjectResourceDesc(&Told, Surface), lorchaErrorInvalidResourceHandle);
}

TEST_F(TexturesTest, LinearOnesAreAsWideAsTheDeviceSays) {
  size_t Most = 0, OfBytes = 0;
  lorchaChannelFormatDesc Bytes = lorchaCreateChannelDesc(8, 0, 0, 0, lorchaChannelFormatKindUnsigned);
  ASSERT_EQ(lorchaDeviceGetTexture1DLinearMaxWidth(&Most, &Format, 0), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceGetTexture1DLinearMaxWidth(&OfBytes, &Bytes, 0), lorchaSuccess);
  EXPECT_GE(Most, size_t(1) << 27) << "CUDA's least";
  EXPECT_GE(OfBytes, Most);
  void *Memory = nullptr;
  ASSERT_EQ(lorchaMalloc(&Memory, 4096), lorchaSuccess);
  What = {};
  What.resType = lorchaResourceTypeLinear;
  What.res.linear = {Memory, Format, 4096};
  lorchaTextureDesc How = {};
  lorchaTextureObject_t Texture = 0;
  ASSERT_EQ(lorchaCreateTextureObject(&Texture, &What, &How, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaDestroyTextureObject(Texture), lorchaSuccess);
  What.res.linear.sizeInBytes = (Most + 1) * sizeof(int);
  EXPECT_EQ(lorchaCreateTextureObject(&Texture, &What, &How, nullptr), lorchaErrorInvalidValue);
}
