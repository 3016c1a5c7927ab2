// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texture and surface objects: what the API describes becomes a view that device code reads.
#include "api/Textures.h"
#include "api/Arrays.h"
#include "api/Call.h"
#include "api/TexelFormats.h"
#include <algorithm>

namespace lorcha::runtime::api {

/// Levels, format and flags of what lies under a texture.
struct Resource {
  std::vector<TextureLevel> Levels;
  TexelFormat Format;
  unsigned Flags = 0;
  Device *On = nullptr;
  bool IsLinear = false; ///< plain memory: read by index, without addressing
};

static Resource resourceOf(const Array &From) {
  return {{From.level()}, From.shape().Format, From.shape().Flags, &From.device(), false};
}

static Status findResource(const lorchaResourceDesc &Description, Resource &Result) {
  switch (Description.resType) {
  case lorchaResourceTypeArray: {
    std::shared_ptr<Array> Known = findArray(Description.res.array.array);
    if (!Known)
      return Status::InvalidResourceHandle;
    Result = resourceOf(*Known);
    return Status::Success;
  }
  case lorchaResourceTypeMipmappedArray: {
    std::shared_ptr<MipmappedArray> Known = findMipmaps(Description.res.mipmap.mipmap);
    if (!Known)
      return Status::InvalidResourceHandle;
    Result = resourceOf(*Known->Levels.front());
    for (size_t I = 1; I < Known->Levels.size(); ++I)
      Result.Levels.push_back(Known->Levels[I]->level());
    return Status::Success;
  }
  case lorchaResourceTypeLinear: {
    const auto &Linear = Description.res.linear;
    if (!Linear.devPtr || !toFormat(Linear.desc, Result.Format))
      return Linear.devPtr ? Status::InvalidChannelDescriptor : Status::InvalidValue;
    size_t Count = std::min<size_t>(Linear.sizeInBytes / Result.Format.bytes(), MostLinearElements);
    TextureLevel Level = {
        reinterpret_cast<uintptr_t>(Linear.devPtr), {static_cast<unsigned>(Count), 1, 1}, 0, 0, 0};
    Result.Levels = {Level};
    Result.IsLinear = true;
    break;
  }
  case lorchaResourceTypePitch2D: {
    const auto &Rows = Description.res.pitch2D;
    if (!Rows.devPtr || !Rows.width || !Rows.height || Rows.width > INT32_MAX || Rows.height > INT32_MAX)
      return Status::InvalidValue;
    if (!toFormat(Rows.desc, Result.Format))
      return Status::InvalidChannelDescriptor;
    if (Rows.pitchInBytes < Rows.width * Result.Format.bytes())
      return Status::InvalidPitch;
    TextureLevel Level = {reinterpret_cast<uintptr_t>(Rows.devPtr),
                          {static_cast<unsigned>(Rows.width), static_cast<unsigned>(Rows.height), 1},
                          0,
                          Rows.pitchInBytes,
                          0};
    Result.Levels = {Level};
    break;
  }
  default:
    return Status::InvalidValue;
  }
  std::optional<Allocation> Known =
      Runtime::get().Memory.find(reinterpret_cast<void *>(Result.Levels.front().Data));
  Result.On = Known ? Known->On : &Runtime::get().currentDevice();
  return Status::Success;
}

/// The format that a view gives the bits of an element; false if there is none or its size is another.
static bool viewedFormat(lorchaResourceViewFormat View, TexelFormat &Format) {
  if (View == lorchaResViewFormatNone)
    return true;
  unsigned Number = static_cast<unsigned>(View) - lorchaResViewFormatUnsignedChar1;
  static constexpr TexelKind Kinds[] = {TexelUnsigned8,  TexelSigned8,  TexelUnsigned16, TexelSigned16,
                                        TexelUnsigned32, TexelSigned32, TexelFloat16,    TexelFloat32};
  if (Number / 3 >= std::size(Kinds))
    return false; // compressed blocks
  TexelFormat Viewed = {Kinds[Number / 3], 1u << Number % 3};
  bool IsSameSize = Viewed.bytes() == Format.bytes();
  Format = Viewed;
  return IsSameSize;
}

/// Shows a part of the levels and layers only.
static Status applyView(const lorchaResourceViewDesc &View, Resource &On) {
  if (!viewedFormat(View.format, On.Format))
    return Status::InvalidValue;
  if (View.lastMipmapLevel >= On.Levels.size() || View.firstMipmapLevel > View.lastMipmapLevel)
    return Status::InvalidValue;
  On.Levels.erase(On.Levels.begin() + View.lastMipmapLevel + 1, On.Levels.end());
  On.Levels.erase(On.Levels.begin(), On.Levels.begin() + View.firstMipmapLevel);
  if (On.Flags & (lorchaArrayLayered | lorchaArrayCubemap)) {
    if (View.lastLayer >= On.Levels.front().Size[2] || View.firstLayer > View.lastLayer)
      return Status::InvalidValue;
    for (TextureLevel &Level : On.Levels) {
      Level.Data += View.firstLayer * Level.Slice;
      Level.Size[2] = View.lastLayer - View.firstLayer + 1;
    }
  }
  return Status::Success;
}

static Status toView(const lorchaTextureDesc &Description, const Resource &From, TextureView &View) {
  bool IsCube = From.Flags & lorchaArrayCubemap;
  bool IsInteger = From.Format.Kind < TexelFloat16;
  View.Kind = From.Format.Kind;
  View.Components = From.Format.Components;
  View.TexelBytes = From.Format.bytes();
  View.HasUnitCoordinates = Description.normalizedCoords || IsCube;
  View.IsNormalizedRead = Description.readMode == lorchaReadModeNormalizedFloat && IsInteger;
  View.IsLinear = Description.filterMode == lorchaFilterModeLinear && !From.IsLinear;
  View.IsSrgb = Description.sRGB != 0;
  if (View.IsNormalizedRead && From.Format.componentBytes() == 4)
    return Status::InvalidNormSetting;
  if (View.IsLinear && IsInteger && !View.IsNormalizedRead)
    return Status::InvalidFilterSetting;
  if (View.IsSrgb && !(From.Format.Kind == TexelUnsigned8 && View.IsNormalizedRead))
    return Status::InvalidValue;
  bool AllClamp = true, AllBorder = true;
  for (unsigned Axis = 0; Axis < 3; ++Axis) {
    unsigned Mode = Description.addressMode[Axis];
    if (Mode > lorchaAddressModeBorder)
      return Status::InvalidValue;
    bool NeedsUnit = Mode == lorchaAddressModeWrap || Mode == lorchaAddressModeMirror;
    View.Address[Axis] = IsCube || (NeedsUnit && !View.HasUnitCoordinates) ? TexelClamp : Mode;
    AllClamp &= View.Address[Axis] == TexelClamp || From.Levels.front().Size[Axis] == 1;
    AllBorder &= View.Address[Axis] == TexelBorder || Axis == 2;
  }
  std::copy_n(Description.borderColor, 4, View.Border);
  View.IsBetweenLevels = Description.mipmapFilterMode == lorchaFilterModeLinear;
  View.LevelBias = Description.mipmapLevelBias;
  View.MinLevel = Description.minMipmapLevelClamp;
  View.MaxLevel = Description.maxMipmapLevelClamp;
  if (From.IsLinear)
    std::fill_n(View.Border, 4, 0.0f);
  bool IsPlain = !View.IsLinear && !View.IsNormalizedRead && From.Levels.size() == 1 &&
                 (From.IsLinear || (!View.HasUnitCoordinates && AllClamp));
  View.PlainBytes = IsPlain ? View.TexelBytes : 0;
  bool IsDark = std::all_of(View.Border, View.Border + 4, [](float Part) { return Part == 0.0f; });
  bool IsBordered = !View.IsLinear && !View.IsNormalizedRead && From.Levels.size() == 1 && !From.IsLinear &&
                    !View.HasUnitCoordinates && AllBorder && IsDark;
  View.BorderedBytes = IsBordered ? View.TexelBytes : 0;
  return Status::Success;
}

Status makeTexture(const lorchaResourceDesc &What, const lorchaTextureDesc &How,
                   const lorchaResourceViewDesc *Part, std::shared_ptr<DescribedTexture> &Result) {
  Resource From;
  Status Found = findResource(What, From);
  if (Found == Status::Success && Part)
    Found = applyView(*Part, From);
  TextureView View{};
  if (Found == Status::Success)
    Found = toView(How, From, View);
  if (Found != Status::Success)
    return Found;
  auto New = std::make_shared<DescribedTexture>();
  New->What = What;
  New->How = How;
  if (Part) {
    New->Part = *Part;
    New->HasPart = true;
  }
  Status Made = TextureObject::describe(*New, *From.On, View, From.Levels);
  if (Made == Status::Success)
    Result = std::move(New);
  return Made;
}

Status makeSurface(const lorchaResourceDesc &What, std::shared_ptr<DescribedTexture> &Result) {
  if (What.resType != lorchaResourceTypeArray)
    return Status::InvalidValue;
  lorchaTextureDesc How = {};
  How.addressMode[0] = How.addressMode[1] = How.addressMode[2] = lorchaAddressModeClamp;
  Status Made = makeTexture(What, How, nullptr, Result);
  if (Made == Status::Success)
    Result->IsSurface = true;
  return Made;
}

unsigned long long enter(std::shared_ptr<DescribedTexture> New) {
  unsigned long long Number = New->number();
  Runtime::get().Textures.add(reinterpret_cast<const void *>(Number), std::move(New));
  return Number;
}

Status removeTexture(unsigned long long Number, bool IsSurface) {
  std::shared_ptr<DescribedTexture> Known = findTexture(Number, IsSurface);
  if (!Known)
    return Status::InvalidResourceHandle;
  Runtime::get().Textures.remove(reinterpret_cast<const void *>(Number));
  return Status::Success;
}

std::shared_ptr<DescribedTexture> findTexture(unsigned long long Number, bool IsSurface) {
  auto Known = std::static_pointer_cast<DescribedTexture>(
      Runtime::get().Textures.find(reinterpret_cast<const void *>(Number)));
  return Known && Known->IsSurface == IsSurface ? Known : nullptr;
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaChannelFormatDesc lorchaCreateChannelDesc(int x, int y, int z, int w, lorchaChannelFormatKind f) {
  traceAnswer(__func__, x, y, z, w, f);
  return {x, y, z, w, f};
}

/// Whether plain memory is more than a texture of it can show.
static bool isTooWide(const lorchaResourceDesc &What) {
  TexelFormat Format;
  return What.resType == lorchaResourceTypeLinear && toFormat(What.res.linear.desc, Format) &&
         What.res.linear.sizeInBytes / Format.bytes() > MostLinearElements;
}

lorchaError_t lorchaCreateTextureObject(lorchaTextureObject_t *Result, const lorchaResourceDesc *What,
                                        const lorchaTextureDesc *How, const lorchaResourceViewDesc *Part) {
  auto Body = [&] {
    if (!Result || !What || !How || isTooWide(*What))
      return Status::InvalidValue;
    std::shared_ptr<DescribedTexture> New;
    Status Made = makeTexture(*What, *How, Part, New);
    if (Made == Status::Success)
      *Result = enter(std::move(New));
    return Made;
  };
  return call(__func__, Body, Result, What, How, Part);
}

lorchaError_t lorchaDestroyTextureObject(lorchaTextureObject_t Object) {
  return call(__func__, [&] { return Object ? removeTexture(Object, false) : Status::Success; }, Object);
}

lorchaError_t lorchaCreateSurfaceObject(lorchaSurfaceObject_t *Result, const lorchaResourceDesc *What) {
  auto Body = [&] {
    if (!Result || !What)
      return Status::InvalidValue;
    std::shared_ptr<DescribedTexture> New;
    Status Made = makeSurface(*What, New);
    if (Made == Status::Success)
      *Result = enter(std::move(New));
    return Made;
  };
  return call(__func__, Body, Result, What);
}

lorchaError_t lorchaDestroySurfaceObject(lorchaSurfaceObject_t Object) {
  return call(__func__, [&] { return Object ? removeTexture(Object, true) : Status::Success; }, Object);
}

/// Gives out a part of what the API was told about an object.
template <class T>
static Status tell(T *Result, unsigned long long Number, bool IsSurface, T DescribedTexture::*Part) {
  std::shared_ptr<DescribedTexture> Known = findTexture(Number, IsSurface);
  if (!Known)
    return Status::InvalidResourceHandle;
  if (!Result)
    return Status::InvalidValue;
  *Result = (*Known).*Part;
  return Status::Success;
}

lorchaError_t lorchaGetTextureObjectResourceDesc(lorchaResourceDesc *Result, lorchaTextureObject_t Object) {
  return call(__func__, [&] { return tell(Result, Object, false, &DescribedTexture::What); }, Result, Object);
}

lorchaError_t lorchaGetTextureObjectTextureDesc(lorchaTextureDesc *Result, lorchaTextureObject_t Object) {
  return call(__func__, [&] { return tell(Result, Object, false, &DescribedTexture::How); }, Result, Object);
}

lorchaError_t lorchaGetTextureObjectResourceViewDesc(lorchaResourceViewDesc *Result,
                                                     lorchaTextureObject_t Object) {
  auto Body = [&] {
    std::shared_ptr<DescribedTexture> Known = findTexture(Object, /*IsSurface=*/false);
    return Known && !Known->HasPart ? Status::InvalidValue
                                    : tell(Result, Object, false, &DescribedTexture::Part);
  };
  return call(__func__, Body, Result, Object);
}

lorchaError_t lorchaGetSurfaceObjectResourceDesc(lorchaResourceDesc *Result, lorchaSurfaceObject_t Object) {
  return call(__func__, [&] { return tell(Result, Object, true, &DescribedTexture::What); }, Result, Object);
}

lorchaError_t lorchaDeviceGetTexture1DLinearMaxWidth(size_t *Result, const lorchaChannelFormatDesc *Format,
                                                     int Ordinal) {
  auto Body = [&] {
    TexelFormat Known;
    if (!findDevice(Ordinal))
      return Status::InvalidDevice;
    if (!Result || !Format)
      return Status::InvalidValue;
    if (!toFormat(*Format, Known))
      return Status::InvalidChannelDescriptor;
    *Result = MostLinearElements;
    return Status::Success;
  };
  return call(__func__, Body, Result, Format, Ordinal);
}
