// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays and textures: the runtime API's, described in other words.
#include "driver/Driver.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

static constexpr struct {
  CUarray_format Format;
  int Bits;
  lorchaChannelFormatKind Kind;
} Formats[] = {{CU_AD_FORMAT_UNSIGNED_INT8, 8, lorchaChannelFormatKindUnsigned},
               {CU_AD_FORMAT_UNSIGNED_INT16, 16, lorchaChannelFormatKindUnsigned},
               {CU_AD_FORMAT_UNSIGNED_INT32, 32, lorchaChannelFormatKindUnsigned},
               {CU_AD_FORMAT_SIGNED_INT8, 8, lorchaChannelFormatKindSigned},
               {CU_AD_FORMAT_SIGNED_INT16, 16, lorchaChannelFormatKindSigned},
               {CU_AD_FORMAT_SIGNED_INT32, 32, lorchaChannelFormatKindSigned},
               {CU_AD_FORMAT_HALF, 16, lorchaChannelFormatKindFloat},
               {CU_AD_FORMAT_FLOAT, 32, lorchaChannelFormatKindFloat}};

/// False if no array has such elements.
static bool toChannels(CUarray_format Format, unsigned Count, lorchaChannelFormatDesc &Result) {
  for (const auto &Each : Formats)
    if (Each.Format == Format) {
      auto Channel = [&](unsigned I) { return I < Count ? Each.Bits : 0; };
      Result = {Channel(0), Channel(1), Channel(2), Channel(3), Each.Kind};
      return Count == 1 || Count == 2 || Count == 4;
    }
  return false;
}

static CUarray_format toFormat(const lorchaChannelFormatDesc &Channels) {
  for (const auto &Each : Formats)
    if (Each.Bits == Channels.x && Each.Kind == Channels.f)
      return Each.Format;
  return CU_AD_FORMAT_FLOAT; // the API makes no other arrays
}

CUresult cuArrayCreate(CUarray *Result, const CUDA_ARRAY_DESCRIPTOR *Shape) {
  lorchaChannelFormatDesc Channels;
  if (!Shape || !toChannels(Shape->Format, Shape->NumChannels, Channels))
    return CUDA_ERROR_INVALID_VALUE;
  return forward([&] { return lorchaMallocArray(Result, &Channels, Shape->Width, Shape->Height, 0); });
}

CUresult cuArrayGetDescriptor(CUDA_ARRAY_DESCRIPTOR *Result, CUarray Array) {
  if (!Result)
    return CUDA_ERROR_INVALID_VALUE;
  lorchaChannelFormatDesc Channels;
  lorchaExtent Extent;
  unsigned Flags;
  const CUresult Outcome = forward([&] { return lorchaArrayGetInfo(&Channels, &Extent, &Flags, Array); });
  if (Outcome == CUDA_SUCCESS)
    *Result = {Extent.width, Extent.height, toFormat(Channels),
               unsigned((Channels.x != 0) + (Channels.y != 0) + (Channels.z != 0) + (Channels.w != 0))};
  return Outcome;
}

CUresult cuArrayDestroy(CUarray Array) {
  if (!Array)
    return CUDA_ERROR_INVALID_HANDLE;
  return forward([&] { return lorchaFreeArray(Array); });
}

static CUresult toResource(const CUDA_RESOURCE_DESC &From, lorchaResourceDesc &Result) {
  switch (From.resType) {
  case CU_RESOURCE_TYPE_ARRAY:
    Result.resType = lorchaResourceTypeArray;
    Result.res.array.array = From.res.array.hArray;
    return CUDA_SUCCESS;
  case CU_RESOURCE_TYPE_LINEAR: {
    const auto &Linear = From.res.linear;
    Result.resType = lorchaResourceTypeLinear;
    Result.res.linear.devPtr = toPointer(Linear.devPtr);
    Result.res.linear.sizeInBytes = Linear.sizeInBytes;
    return toChannels(Linear.format, Linear.numChannels, Result.res.linear.desc) ? CUDA_SUCCESS
                                                                                 : CUDA_ERROR_INVALID_VALUE;
  }
  case CU_RESOURCE_TYPE_PITCH2D: {
    const auto &Rows = From.res.pitch2D;
    auto &To = Result.res.pitch2D;
    Result.resType = lorchaResourceTypePitch2D;
    To.devPtr = toPointer(Rows.devPtr);
    To.width = Rows.width;
    To.height = Rows.height;
    To.pitchInBytes = Rows.pitchInBytes;
    return toChannels(Rows.format, Rows.numChannels, To.desc) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
  }
  case CU_RESOURCE_TYPE_MIPMAPPED_ARRAY:
    return CUDA_ERROR_NOT_SUPPORTED;
  }
  return CUDA_ERROR_INVALID_VALUE;
}

/// Whether the texture's elements are of 8 or 16 bits and no floats: such are read as fractions unless the
/// program wants integers.
static bool canBeFractions(const lorchaResourceDesc &Resource) {
  lorchaChannelFormatDesc Channels = {};
  if (Resource.resType == lorchaResourceTypeArray) {
    lorchaExtent Extent;
    unsigned Flags;
    (void)lorchaArrayGetInfo(&Channels, &Extent, &Flags, Resource.res.array.array);
  } else {
    Channels =
        Resource.resType == lorchaResourceTypeLinear ? Resource.res.linear.desc : Resource.res.pitch2D.desc;
  }
  return Channels.f != lorchaChannelFormatKindFloat && Channels.x < 32;
}

CUresult cuTexObjectCreate(CUtexObject *Result, const CUDA_RESOURCE_DESC *Resource,
                           const CUDA_TEXTURE_DESC *Reading, const CUDA_RESOURCE_VIEW_DESC *View) {
  if (!Result || !Resource || !Reading)
    return CUDA_ERROR_INVALID_VALUE;
  lorchaResourceDesc From = {};
  const CUresult Known = View ? CUDA_ERROR_NOT_SUPPORTED : toResource(*Resource, From);
  if (Known != CUDA_SUCCESS)
    return Known;
  lorchaTextureDesc How = {};
  for (int I = 0; I < 3; ++I)
    How.addressMode[I] = static_cast<lorchaTextureAddressMode>(Reading->addressMode[I]);
  How.filterMode = static_cast<lorchaTextureFilterMode>(Reading->filterMode);
  How.normalizedCoords = (Reading->flags & CU_TRSF_NORMALIZED_COORDINATES) != 0;
  How.sRGB = (Reading->flags & CU_TRSF_SRGB) != 0;
  How.maxAnisotropy = Reading->maxAnisotropy;
  How.mipmapFilterMode = static_cast<lorchaTextureFilterMode>(Reading->mipmapFilterMode);
  How.mipmapLevelBias = Reading->mipmapLevelBias;
  How.minMipmapLevelClamp = Reading->minMipmapLevelClamp;
  How.maxMipmapLevelClamp = Reading->maxMipmapLevelClamp;
  std::copy_n(Reading->borderColor, 4, How.borderColor);
  return forward([&] {
    const bool AsFractions = !(Reading->flags & CU_TRSF_READ_AS_INTEGER) && canBeFractions(From);
    How.readMode = AsFractions ? lorchaReadModeNormalizedFloat : lorchaReadModeElementType;
    return lorchaCreateTextureObject(Result, &From, &How, nullptr);
  });
}

CUresult cuTexObjectDestroy(CUtexObject Texture) {
  return forward([&] { return lorchaDestroyTextureObject(Texture); });
}
