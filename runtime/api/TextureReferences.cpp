// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texture and surface references: variables of the program whose boundObject is the number of the object that
// was made when they were bound.
#include "api/Arrays.h"
#include "api/Call.h"
#include "api/TexelFormats.h"
#include "api/Textures.h"
#include "core/Memory.h"
#include <algorithm>
#include <cstddef>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// Tells device code which object a reference is bound to. The API takes references as constant, but they are
/// variables, and some devices have copies of them.
template <class ReferenceT> static Status point(const ReferenceT *Constant, unsigned long long Number) {
  auto *Reference = const_cast<ReferenceT *>(Constant);
  Reference->boundObject = Number;
  Device &On = Runtime::get().currentDevice();
  VariablePlace Place;
  if (locateVariable(On, Reference, Place) != Status::Success || Place.Address == Reference)
    return Status::Success; // the variable itself is what kernels read
  char *Copy = static_cast<char *>(Place.Address) + offsetof(ReferenceT, boundObject);
  return copy(On.legacyStream(), linearCopy(Copy, &Number, sizeof(Number)), CopyDirection::HostToDevice,
              Wait::Yes);
}

/// Binds, unbinds or binds again. A launch means the binding that it found, but kernels look it up when they
/// run: those that may read the old one must be done.
template <class ReferenceT> static Status pointAnew(const ReferenceT *Reference, unsigned long long Number) {
  unsigned long long Old = Reference->boundObject;
  if (Old)
    Runtime::get().currentDevice().synchronize();
  Status Told = point(Reference, Number);
  if (Old)
    (void)removeTexture(Old, std::is_same_v<ReferenceT, lorchaSurfaceReference>);
  return Told;
}

static Status bind(const lorchaTextureReference *Reference, const lorchaResourceDesc &What) {
  lorchaTextureDesc How = {};
  std::copy_n(Reference->addressMode, 3, How.addressMode);
  How.filterMode = Reference->filterMode;
  How.readMode = Reference->readMode;
  How.normalizedCoords = Reference->normalized;
  How.sRGB = Reference->sRGB;
  How.maxAnisotropy = Reference->maxAnisotropy;
  How.mipmapFilterMode = Reference->mipmapFilterMode;
  How.mipmapLevelBias = Reference->mipmapLevelBias;
  How.minMipmapLevelClamp = Reference->minMipmapLevelClamp;
  How.maxMipmapLevelClamp = Reference->maxMipmapLevelClamp;
  std::shared_ptr<DescribedTexture> New;
  Status Made = makeTexture(What, How, nullptr, New);
  if (Made != Status::Success)
    return Made;
  return pointAnew(Reference, enter(std::move(New)));
}

lorchaError_t lorchaBindTexture(size_t *Offset, const lorchaTextureReference *Reference, const void *Memory,
                                const lorchaChannelFormatDesc *Format, size_t Bytes) {
  auto Body = [&] {
    if (!Reference || !Memory || !Format)
      return Status::InvalidValue;
    std::optional<Allocation> Known = Runtime::get().Memory.find(Memory);
    lorchaResourceDesc What = {};
    What.resType = lorchaResourceTypeLinear;
    What.res.linear.devPtr = const_cast<void *>(Memory);
    What.res.linear.desc = *Format;
    What.res.linear.sizeInBytes = Known ? std::min(Bytes, Known->bytesFrom(Memory)) : Bytes;
    if (Offset)
      *Offset = 0; // every address will do
    return bind(Reference, What);
  };
  return call(__func__, Body, Offset, Reference, Memory, Format, Bytes);
}

lorchaError_t lorchaBindTexture2D(size_t *Offset, const lorchaTextureReference *Reference, const void *Memory,
                                  const lorchaChannelFormatDesc *Format, size_t Width, size_t Height,
                                  size_t Pitch) {
  auto Body = [&] {
    if (!Reference || !Memory || !Format)
      return Status::InvalidValue;
    lorchaResourceDesc What = {};
    What.resType = lorchaResourceTypePitch2D;
    What.res.pitch2D.devPtr = const_cast<void *>(Memory);
    What.res.pitch2D.desc = *Format;
    What.res.pitch2D.width = Width;
    What.res.pitch2D.height = Height;
    What.res.pitch2D.pitchInBytes = Pitch;
    if (Offset)
      *Offset = 0;
    return bind(Reference, What);
  };
  return call(__func__, Body, Offset, Reference, Memory, Format, Width, Height, Pitch);
}

/// Whether an array has elements of that format.
static bool hasFormat(const Array &Of, const lorchaChannelFormatDesc &Format) {
  TexelFormat Wanted;
  return toFormat(Format, Wanted) && Wanted.Kind == Of.shape().Format.Kind &&
         Wanted.Components == Of.shape().Format.Components;
}

/// The array as what lies under a texture; InvalidValue if there is none with such elements.
static Status describeArray(lorchaArray_const_t Handle, const lorchaChannelFormatDesc *Format,
                            lorchaResourceDesc &Result) {
  std::shared_ptr<Array> Known = findArray(Handle);
  if (!Known || !Format || !hasFormat(*Known, *Format))
    return Status::InvalidValue;
  Result = {};
  Result.resType = lorchaResourceTypeArray;
  Result.res.array.array = const_cast<lorchaArray_t>(Handle);
  return Status::Success;
}

lorchaError_t lorchaBindTextureToArray(const lorchaTextureReference *Reference, lorchaArray_const_t Handle,
                                       const lorchaChannelFormatDesc *Format) {
  auto Body = [&] {
    lorchaResourceDesc What;
    if (!Reference || describeArray(Handle, Format, What) != Status::Success)
      return Status::InvalidValue;
    return bind(Reference, What);
  };
  return call(__func__, Body, Reference, Handle, Format);
}

lorchaError_t lorchaBindTextureToMipmappedArray(const lorchaTextureReference *Reference,
                                                lorchaMipmappedArray_const_t Handle,
                                                const lorchaChannelFormatDesc *Format) {
  auto Body = [&] {
    std::shared_ptr<MipmappedArray> Known = findMipmaps(Handle);
    if (!Reference || !Known || !Format || !hasFormat(*Known->Levels.front(), *Format))
      return Status::InvalidValue;
    lorchaResourceDesc What = {};
    What.resType = lorchaResourceTypeMipmappedArray;
    What.res.mipmap.mipmap = const_cast<lorchaMipmappedArray_t>(Handle);
    return bind(Reference, What);
  };
  return call(__func__, Body, Reference, Handle, Format);
}

lorchaError_t lorchaUnbindTexture(const lorchaTextureReference *Reference) {
  auto Body = [&] {
    if (!Reference)
      return Status::InvalidTexture;
    return pointAnew(Reference, 0);
  };
  return call(__func__, Body, Reference);
}

lorchaError_t lorchaGetTextureAlignmentOffset(size_t *Offset, const lorchaTextureReference *Reference) {
  auto Body = [&] {
    if (!Offset)
      return Status::InvalidValue;
    if (!Reference)
      return Status::InvalidTexture;
    if (!Reference->boundObject)
      return Status::InvalidTextureBinding;
    *Offset = 0;
    return Status::Success;
  };
  return call(__func__, Body, Offset, Reference);
}

/// A reference is its own symbol.
lorchaError_t lorchaGetTextureReference(const lorchaTextureReference **Result, const void *Symbol) {
  auto Body = [&] {
    if (!Result)
      return Status::InvalidValue;
    if (!Symbol)
      return Status::InvalidTexture;
    *Result = static_cast<const lorchaTextureReference *>(Symbol);
    return Status::Success;
  };
  return call(__func__, Body, Result, Symbol);
}

lorchaError_t lorchaBindSurfaceToArray(const lorchaSurfaceReference *Reference, lorchaArray_const_t Handle,
                                       const lorchaChannelFormatDesc *Format) {
  auto Body = [&] {
    lorchaResourceDesc What;
    if (!Reference || describeArray(Handle, Format, What) != Status::Success)
      return Status::InvalidValue;
    std::shared_ptr<DescribedTexture> New;
    Status Made = makeSurface(What, New);
    if (Made != Status::Success)
      return Made;
    return pointAnew(Reference, enter(std::move(New)));
  };
  return call(__func__, Body, Reference, Handle, Format);
}

lorchaError_t lorchaGetSurfaceReference(const lorchaSurfaceReference **Result, const void *Symbol) {
  auto Body = [&] {
    if (!Result || !Symbol)
      return Status::InvalidValue;
    *Result = static_cast<const lorchaSurfaceReference *>(Symbol);
    return Status::Success;
  };
  return call(__func__, Body, Result, Symbol);
}
