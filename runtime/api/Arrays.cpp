// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays, with and without mipmaps: made, freed, and asked about.
#include "api/Arrays.h"
#include "api/Call.h"
#include "api/TexelFormats.h"
#include <algorithm>

namespace lorcha::runtime::api {

bool toFormat(const lorchaChannelFormatDesc &Description, TexelFormat &Result) {
  const int Bits[4] = {Description.x, Description.y, Description.z, Description.w};
  unsigned Count = 0;
  while (Count < 4 && Bits[Count])
    ++Count;
  bool IsEven = std::all_of(Bits, Bits + 4, [&](int Each) { return Each == 0 || Each == Bits[0]; }) &&
                std::all_of(Bits + Count, Bits + 4, [](int Each) { return Each == 0; });
  if (!IsEven || (Count != 1 && Count != 2 && Count != 4) || (Bits[0] != 8 && Bits[0] != 16 && Bits[0] != 32))
    return false;
  Result.Components = Count;
  switch (Description.f) {
  case lorchaChannelFormatKindSigned:
    Result.Kind = Bits[0] == 8 ? TexelSigned8 : Bits[0] == 16 ? TexelSigned16 : TexelSigned32;
    return true;
  case lorchaChannelFormatKindUnsigned:
    Result.Kind = Bits[0] == 8 ? TexelUnsigned8 : Bits[0] == 16 ? TexelUnsigned16 : TexelUnsigned32;
    return true;
  case lorchaChannelFormatKindFloat:
    Result.Kind = Bits[0] == 16 ? TexelFloat16 : TexelFloat32;
    return Bits[0] != 8;
  default:
    return false;
  }
}

lorchaChannelFormatDesc toDescription(const TexelFormat &Format) {
  int Bits = 8 * static_cast<int>(Format.componentBytes());
  auto BitsOf = [&](unsigned Component) { return Component < Format.Components ? Bits : 0; };
  lorchaChannelFormatKind Kind = Format.Kind >= TexelFloat16 ? lorchaChannelFormatKindFloat
                                 : Format.Kind % 2           ? lorchaChannelFormatKindSigned
                                                             : lorchaChannelFormatKindUnsigned;
  return {BitsOf(0), BitsOf(1), BitsOf(2), BitsOf(3), Kind};
}

std::shared_ptr<Array> findArray(lorchaArray_const_t Handle) { return Runtime::get().Arrays.find(Handle); }

std::shared_ptr<MipmappedArray> findMipmaps(lorchaMipmappedArray_const_t Handle) {
  return Runtime::get().MipmappedArrays.find(Handle);
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static constexpr unsigned KnownFlags = lorchaArrayLayered | lorchaArraySurfaceLoadStore | lorchaArrayCubemap |
                                       lorchaArrayTextureGather | lorchaArrayColorAttachment;

/// The shape that the API asks for; a status if there is no such array.
static Status toShape(const lorchaChannelFormatDesc *Format, const lorchaExtent &Extent, unsigned Flags,
                      Array::Shape &Result) {
  if (!Format || (Flags & ~KnownFlags))
    return Flags & (lorchaArraySparse | lorchaArrayDeferredMapping) ? Status::NotSupported
                                                                    : Status::InvalidValue;
  if (!toFormat(*Format, Result.Format))
    return Status::InvalidChannelDescriptor;
  bool IsLayered = Flags & lorchaArrayLayered, IsCube = Flags & lorchaArrayCubemap;
  bool IsGoodCube = Extent.width == Extent.height && (IsLayered ? Extent.depth % 6 == 0 : Extent.depth == 6);
  bool LacksAxis = IsLayered || IsCube ? Extent.depth == 0 : Extent.depth && !Extent.height;
  if (!Extent.width || LacksAxis || (IsCube && !IsGoodCube))
    return Status::InvalidValue;
  Result.Extent = {Extent.width, Extent.height, Extent.depth};
  Result.Flags = Flags;
  return Status::Success;
}

static Status makeArray(lorchaArray_t *Result, const lorchaChannelFormatDesc *Format,
                        const lorchaExtent &Extent, unsigned Flags) {
  Array::Shape Wanted;
  if (!Result)
    return Status::InvalidValue;
  Status Made = toShape(Format, Extent, Flags, Wanted);
  std::shared_ptr<Array> New;
  if (Made == Status::Success)
    Made = Array::make(Runtime::get().currentDevice(), Wanted, New);
  if (Made == Status::Success)
    *Result = static_cast<lorchaArray_t>(Runtime::get().Arrays.add(std::move(New)));
  return Made;
}

lorchaError_t lorchaMallocArray(lorchaArray_t *Result, const lorchaChannelFormatDesc *Format, size_t Width,
                                size_t Height, unsigned Flags) {
  auto Body = [&] {
    return Flags & (lorchaArrayLayered | lorchaArrayCubemap)
               ? Status::InvalidValue
               : makeArray(Result, Format, {Width, Height, 0}, Flags);
  };
  return callUnsafe(__func__, Body, Result, Format, Width, Height, Flags);
}

lorchaError_t lorchaMalloc3DArray(lorchaArray_t *Result, const lorchaChannelFormatDesc *Format,
                                  lorchaExtent Extent, unsigned Flags) {
  return callUnsafe(
      __func__, [&] { return makeArray(Result, Format, Extent, Flags); }, Result, Format, Extent, Flags);
}

lorchaError_t lorchaFreeArray(lorchaArray_t Handle) {
  auto Body = [&] {
    if (!Handle)
      return Status::Success;
    std::shared_ptr<Array> Known = findArray(Handle);
    if (!Known || Known->IsLevel)
      return Status::InvalidResourceHandle;
    Runtime::get().Arrays.remove(Handle);
    return Status::Success;
  };
  return callUnsafe(__func__, Body, Handle);
}

/// How many levels there can be: down to a single element.
static unsigned mostLevels(const Array::Shape &Shape) {
  bool HasSlices = !(Shape.Flags & (lorchaArrayLayered | lorchaArrayCubemap));
  unsigned Longest = std::max({Shape.count(0), Shape.count(1), HasSlices ? Shape.count(2) : 1u});
  unsigned Levels = 1;
  while (Longest >>= 1)
    ++Levels;
  return Levels;
}

/// The next level: half the size along every axis that is there and is not of layers.
static Array::Shape halved(Array::Shape Shape) {
  bool HasSlices = !(Shape.Flags & (lorchaArrayLayered | lorchaArrayCubemap));
  for (unsigned Axis = 0; Axis < (HasSlices ? 3u : 2u); ++Axis)
    if (Shape.Extent[Axis])
      Shape.Extent[Axis] = std::max<size_t>(Shape.Extent[Axis] / 2, 1);
  return Shape;
}

static Status makeMipmaps(lorchaMipmappedArray_t *Result, const lorchaChannelFormatDesc *Format,
                          const lorchaExtent &Extent, unsigned Levels, unsigned Flags) {
  Array::Shape Wanted;
  if (!Result || !Levels)
    return Status::InvalidValue;
  Status Made = toShape(Format, Extent, Flags, Wanted);
  if (Made != Status::Success)
    return Made;
  auto New = std::make_shared<MipmappedArray>();
  New->Flags = Flags;
  Levels = std::min(Levels, mostLevels(Wanted));
  for (unsigned I = 0; I < Levels; ++I, Wanted = halved(Wanted)) {
    std::shared_ptr<Array> Level;
    Made = Array::make(Runtime::get().currentDevice(), Wanted, Level);
    if (Made != Status::Success)
      return Made;
    Level->IsLevel = true;
    New->Levels.push_back(std::move(Level));
  }
  for (const std::shared_ptr<Array> &Level : New->Levels)
    Runtime::get().Arrays.add(Level);
  *Result = static_cast<lorchaMipmappedArray_t>(Runtime::get().MipmappedArrays.add(std::move(New)));
  return Status::Success;
}

lorchaError_t lorchaMallocMipmappedArray(lorchaMipmappedArray_t *Result,
                                         const lorchaChannelFormatDesc *Format, lorchaExtent Extent,
                                         unsigned Levels, unsigned Flags) {
  auto Body = [&] { return makeMipmaps(Result, Format, Extent, Levels, Flags); };
  return callUnsafe(__func__, Body, Result, Format, Extent, Levels, Flags);
}

lorchaError_t lorchaFreeMipmappedArray(lorchaMipmappedArray_t Handle) {
  auto Body = [&] {
    if (!Handle)
      return Status::Success;
    std::shared_ptr<MipmappedArray> Old = Runtime::get().MipmappedArrays.remove(Handle);
    if (!Old)
      return Status::InvalidResourceHandle;
    for (const std::shared_ptr<Array> &Level : Old->Levels)
      Runtime::get().Arrays.remove(Level.get());
    return Status::Success;
  };
  return callUnsafe(__func__, Body, Handle);
}

lorchaError_t lorchaGetMipmappedArrayLevel(lorchaArray_t *Result, lorchaMipmappedArray_const_t Handle,
                                           unsigned Level) {
  auto Body = [&] {
    std::shared_ptr<MipmappedArray> Known = findMipmaps(Handle);
    if (!Known)
      return Status::InvalidResourceHandle;
    if (!Result || Level >= Known->Levels.size())
      return Status::InvalidValue;
    *Result = reinterpret_cast<lorchaArray_t>(Known->Levels[Level].get());
    return Status::Success;
  };
  return call(__func__, Body, Result, Handle, Level);
}

lorchaError_t lorchaArrayGetInfo(lorchaChannelFormatDesc *Format, lorchaExtent *Extent, unsigned *Flags,
                                 lorchaArray_t Handle) {
  auto Body = [&] {
    std::shared_ptr<Array> Known = findArray(Handle);
    if (!Known)
      return Status::InvalidResourceHandle;
    const Array::Shape &Shape = Known->shape();
    if (Format)
      *Format = toDescription(Shape.Format);
    if (Extent)
      *Extent = {Shape.Extent[0], Shape.Extent[1], Shape.Extent[2]};
    if (Flags)
      *Flags = Shape.Flags;
    return Status::Success;
  };
  return call(__func__, Body, Format, Extent, Flags, Handle);
}

lorchaError_t lorchaGetChannelDesc(lorchaChannelFormatDesc *Result, lorchaArray_const_t Handle) {
  auto Body = [&] {
    std::shared_ptr<Array> Known = findArray(Handle);
    if (!Known)
      return Status::InvalidResourceHandle;
    if (!Result)
      return Status::InvalidValue;
    *Result = toDescription(Known->shape().Format);
    return Status::Success;
  };
  return call(__func__, Body, Result, Handle);
}

/// No array has planes: those of video formats do, which cannot be made.
lorchaError_t lorchaArrayGetPlane(lorchaArray_t *Result, lorchaArray_t Handle, unsigned Plane) {
  auto Body = [&] { return findArray(Handle) ? Status::InvalidValue : Status::InvalidResourceHandle; };
  return call(__func__, Body, Result, Handle, Plane);
}

static Status requirements(lorchaArrayMemoryRequirements *Result, size_t Bytes, int Ordinal) {
  if (!findDevice(Ordinal))
    return Status::InvalidDevice;
  if (!Result)
    return Status::InvalidValue;
  *Result = {};
  Result->size = Bytes;
  Result->alignment = 256;
  return Status::Success;
}

lorchaError_t lorchaArrayGetMemoryRequirements(lorchaArrayMemoryRequirements *Result, lorchaArray_t Handle,
                                               int Ordinal) {
  auto Body = [&] {
    std::shared_ptr<Array> Known = findArray(Handle);
    return Known ? requirements(Result, Known->bytes(), Ordinal) : Status::InvalidResourceHandle;
  };
  return call(__func__, Body, Result, Handle, Ordinal);
}

lorchaError_t lorchaMipmappedArrayGetMemoryRequirements(lorchaArrayMemoryRequirements *Result,
                                                        lorchaMipmappedArray_t Handle, int Ordinal) {
  auto Body = [&] {
    std::shared_ptr<MipmappedArray> Known = findMipmaps(Handle);
    if (!Known)
      return Status::InvalidResourceHandle;
    size_t Bytes = 0;
    for (const std::shared_ptr<Array> &Level : Known->Levels)
      Bytes += Level->bytes();
    return requirements(Result, Bytes, Ordinal);
  };
  return call(__func__, Body, Result, Handle, Ordinal);
}

/// No array is sparse: none can be made so.
lorchaError_t lorchaArrayGetSparseProperties(lorchaArraySparseProperties *Result, lorchaArray_t Handle) {
  auto Body = [&] { return findArray(Handle) ? Status::InvalidValue : Status::InvalidResourceHandle; };
  return call(__func__, Body, Result, Handle);
}

lorchaError_t lorchaMipmappedArrayGetSparseProperties(lorchaArraySparseProperties *Result,
                                                      lorchaMipmappedArray_t Handle) {
  auto Body = [&] { return findMipmaps(Handle) ? Status::InvalidValue : Status::InvalidResourceHandle; };
  return call(__func__, Body, Result, Handle);
}
