// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's texture and surface functions, and the texture and surface references that CUDA 12 dropped.
// lorcha-tblgen prints this header with CUDA's names for the translator's parse, which is where OpenCL C
// comes from.
#ifndef LORCHA_RUNTIME_TEXTURES_H
#define LORCHA_RUNTIME_TEXTURES_H
#include "lorcha/own_letters.h"

#include "lorcha/runtime_api_cpp.h"

// A translated program may see both headers; one will do.
#if defined(__cplusplus) && (defined(__LORCHA__) || defined(__CUDA__)) && !defined(LORCHA_TEXTURES_ARE_DECLARED)
#define LORCHA_TEXTURES_ARE_DECLARED

#include "lorcha/texture_functions.h"

/// A texture reference of old. What it says about reading counts when it is bound.
template <class T, int Dimensions = lorchaTextureType1D,
          lorchaTextureReadMode Mode = lorchaReadModeElementType>
struct LORCHA_TEXTURE_TYPE texture : public lorchaTextureReference {
  texture(int Normalized = 0, lorchaTextureFilterMode Filter = lorchaFilterModePoint,
          lorchaTextureAddressMode Address = lorchaAddressModeClamp)
      : texture(Normalized, Filter, Address, lorchaCreateChannelDesc<T>()) {}
  texture(int Normalized, lorchaTextureFilterMode Filter, lorchaTextureAddressMode Address,
          lorchaChannelFormatDesc Format)
      : lorchaTextureReference() {
    normalized = Normalized;
    filterMode = Filter;
    for (lorchaTextureAddressMode &Axis : addressMode)
      Axis = Address;
    channelDesc = Format;
    readMode = Mode;
  }
};

/// A surface reference of old.
template <class T, int Dimensions = lorchaSurfaceType1D>
struct LORCHA_SURFACE_TYPE surface : public lorchaSurfaceReference {
  surface() : lorchaSurfaceReference() {}
};

template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaBindTexture(size_t *offset, const texture<T, Dimensions, Mode> &tex,
                                       const void *devPtr, const lorchaChannelFormatDesc &desc,
                                       size_t size = 0xffffffffu) {
  return ::lorchaBindTexture(offset, &tex, devPtr, &desc, size);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaBindTexture(size_t *offset, const texture<T, Dimensions, Mode> &tex,
                                       const void *devPtr, size_t size = 0xffffffffu) {
  return ::lorchaBindTexture(offset, &tex, devPtr, &tex.channelDesc, size);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaBindTexture2D(size_t *offset, const texture<T, Dimensions, Mode> &tex,
                                         const void *devPtr, const lorchaChannelFormatDesc &desc,
                                         size_t width, size_t height, size_t pitch) {
  return ::lorchaBindTexture2D(offset, &tex, devPtr, &desc, width, height, pitch);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaBindTexture2D(size_t *offset, const texture<T, Dimensions, Mode> &tex,
                                         const void *devPtr, size_t width, size_t height, size_t pitch) {
  return ::lorchaBindTexture2D(offset, &tex, devPtr, &tex.channelDesc, width, height, pitch);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaBindTextureToArray(const texture<T, Dimensions, Mode> &tex,
                                              lorchaArray_const_t array,
                                              const lorchaChannelFormatDesc &desc) {
  return ::lorchaBindTextureToArray(&tex, array, &desc);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaBindTextureToArray(const texture<T, Dimensions, Mode> &tex,
                                              lorchaArray_const_t array) {
  lorchaChannelFormatDesc Format;
  lorchaError_t Error = ::lorchaGetChannelDesc(&Format, array);
  return Error ? Error : ::lorchaBindTextureToArray(&tex, array, &Format);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaBindTextureToMipmappedArray(const texture<T, Dimensions, Mode> &tex,
                                                       lorchaMipmappedArray_const_t mipmappedArray,
                                                       const lorchaChannelFormatDesc &desc) {
  return ::lorchaBindTextureToMipmappedArray(&tex, mipmappedArray, &desc);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaBindTextureToMipmappedArray(const texture<T, Dimensions, Mode> &tex,
                                                       lorchaMipmappedArray_const_t mipmappedArray) {
  return ::lorchaBindTextureToMipmappedArray(&tex, mipmappedArray, &tex.channelDesc);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaUnbindTexture(const texture<T, Dimensions, Mode> &tex) {
  return ::lorchaUnbindTexture(&tex);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaGetTextureAlignmentOffset(size_t *offset,
                                                     const texture<T, Dimensions, Mode> &tex) {
  return ::lorchaGetTextureAlignmentOffset(offset, &tex);
}
template <class T, int Dimensions, lorchaTextureReadMode Mode>
inline lorchaError_t lorchaGetTextureReference(const lorchaTextureReference **texref,
                                               const texture<T, Dimensions, Mode> &symbol) {
  return ::lorchaGetTextureReference(texref, &symbol);
}
template <class T, int Dimensions>
inline lorchaError_t lorchaBindSurfaceToArray(const surface<T, Dimensions> &surf, lorchaArray_const_t array,
                                              const lorchaChannelFormatDesc &desc) {
  return ::lorchaBindSurfaceToArray(&surf, array, &desc);
}
template <class T, int Dimensions>
inline lorchaError_t lorchaBindSurfaceToArray(const surface<T, Dimensions> &surf, lorchaArray_const_t array) {
  lorchaChannelFormatDesc Format;
  lorchaError_t Error = ::lorchaGetChannelDesc(&Format, array);
  return Error ? Error : ::lorchaBindSurfaceToArray(&surf, array, &Format);
}

namespace lorchaDetail {
template <unsigned Count> struct FloatsOf {
  using Type = float4;
};
template <> struct FloatsOf<1> {
  using Type = float;
};
template <> struct FloatsOf<2> {
  using Type = float2;
};

/// What a fetch through a texture reference returns.
template <class T, lorchaTextureReadMode Mode> struct FetchOf {
  using Type = T;
};
template <class T> struct FetchOf<T, lorchaReadModeNormalizedFloat> {
  using Type = typename FloatsOf<sizeof(T) / sizeof(typename ComponentOf<T>::Type)>::Type;
};
template <class T, lorchaTextureReadMode Mode> using Fetch = typename FetchOf<T, Mode>::Type;
} // namespace lorchaDetail

// Each fetch has three forms: from an object with the result's type as template argument, from an object into
// a result that is pointed to, and through a reference. Declared and Given are the coordinates, as parameters
// and as arguments.
#define LORCHA_LIST(...) , __VA_ARGS__
#define LORCHA_FETCH(Name, Dimensions, Declared, Given)                                                      \
  template <class T> LORCHA_DEVICE inline T Name(lorchaTextureObject_t Object Declared) {                    \
    return lorcha::texture_detail::Name<T>(Object Given);                                                    \
  }                                                                                                          \
  template <class T> LORCHA_DEVICE inline void Name(T *Result, lorchaTextureObject_t Object Declared) {      \
    *Result = lorcha::texture_detail::Name<T>(Object Given);                                                 \
  }                                                                                                          \
  template <class T, lorchaTextureReadMode Mode>                                                             \
  LORCHA_DEVICE inline lorchaDetail::Fetch<T, Mode> Name(                                                    \
      const texture<T, Dimensions, Mode> &Reference Declared) {                                              \
    return lorcha::texture_detail::Name<lorchaDetail::Fetch<T, Mode>>(Reference.boundObject Given);          \
  }

LORCHA_FETCH(tex1Dfetch, lorchaTextureType1D, LORCHA_LIST(int x), LORCHA_LIST(x))
LORCHA_FETCH(tex1D, lorchaTextureType1D, LORCHA_LIST(float x), LORCHA_LIST(x))
LORCHA_FETCH(tex2D, lorchaTextureType2D, LORCHA_LIST(float x, float y), LORCHA_LIST(x, y))
LORCHA_FETCH(tex3D, lorchaTextureType3D, LORCHA_LIST(float x, float y, float z), LORCHA_LIST(x, y, z))
LORCHA_FETCH(texCubemap, lorchaTextureTypeCubemap, LORCHA_LIST(float x, float y, float z),
             LORCHA_LIST(x, y, z))
LORCHA_FETCH(tex1DLayered, lorchaTextureType1DLayered, LORCHA_LIST(float x, int layer), LORCHA_LIST(x, layer))
LORCHA_FETCH(tex2DLayered, lorchaTextureType2DLayered, LORCHA_LIST(float x, float y, int layer),
             LORCHA_LIST(x, y, layer))
LORCHA_FETCH(texCubemapLayered, lorchaTextureTypeCubemapLayered,
             LORCHA_LIST(float x, float y, float z, int layer), LORCHA_LIST(x, y, z, layer))
LORCHA_FETCH(tex1DLod, lorchaTextureType1D, LORCHA_LIST(float x, float level), LORCHA_LIST(x, level))
LORCHA_FETCH(tex2DLod, lorchaTextureType2D, LORCHA_LIST(float x, float y, float level),
             LORCHA_LIST(x, y, level))
LORCHA_FETCH(tex3DLod, lorchaTextureType3D, LORCHA_LIST(float x, float y, float z, float level),
             LORCHA_LIST(x, y, z, level))
LORCHA_FETCH(texCubemapLod, lorchaTextureTypeCubemap, LORCHA_LIST(float x, float y, float z, float level),
             LORCHA_LIST(x, y, z, level))
LORCHA_FETCH(tex1DLayeredLod, lorchaTextureType1DLayered, LORCHA_LIST(float x, int layer, float level),
             LORCHA_LIST(x, layer, level))
LORCHA_FETCH(tex2DLayeredLod, lorchaTextureType2DLayered,
             LORCHA_LIST(float x, float y, int layer, float level), LORCHA_LIST(x, y, layer, level))
LORCHA_FETCH(texCubemapLayeredLod, lorchaTextureTypeCubemapLayered,
             LORCHA_LIST(float x, float y, float z, int layer, float level),
             LORCHA_LIST(x, y, z, layer, level))
LORCHA_FETCH(tex1DGrad, lorchaTextureType1D, LORCHA_LIST(float x, float dx, float dy), LORCHA_LIST(x, dx, dy))
LORCHA_FETCH(tex2DGrad, lorchaTextureType2D, LORCHA_LIST(float x, float y, float2 dx, float2 dy),
             LORCHA_LIST(x, y, dx, dy))
LORCHA_FETCH(tex3DGrad, lorchaTextureType3D, LORCHA_LIST(float x, float y, float z, float4 dx, float4 dy),
             LORCHA_LIST(x, y, z, dx, dy))
LORCHA_FETCH(tex1DLayeredGrad, lorchaTextureType1DLayered,
             LORCHA_LIST(float x, int layer, float dx, float dy), LORCHA_LIST(x, layer, dx, dy))
LORCHA_FETCH(tex2DLayeredGrad, lorchaTextureType2DLayered,
             LORCHA_LIST(float x, float y, int layer, float2 dx, float2 dy), LORCHA_LIST(x, y, layer, dx, dy))
LORCHA_FETCH(tex2Dgather, lorchaTextureType2D, LORCHA_LIST(float x, float y, int comp = 0),
             LORCHA_LIST(x, y, comp))
#undef LORCHA_FETCH

// Surfaces: x counts bytes. Place is where the element lies, as (x, y, z).
#define LORCHA_SURFACE(Name, Dimensions, Declared, Given, Place)                                             \
  template <class T>                                                                                         \
  LORCHA_DEVICE inline T Name##read(lorchaSurfaceObject_t Object Declared,                                   \
                                    lorchaSurfaceBoundaryMode boundaryMode = lorchaBoundaryModeTrap) {       \
    return lorcha::texture_detail::readSurface<T>(Object Place, boundaryMode);                               \
  }                                                                                                          \
  template <class T>                                                                                         \
  LORCHA_DEVICE inline void Name##read(T *Result, lorchaSurfaceObject_t Object Declared,                     \
                                       lorchaSurfaceBoundaryMode boundaryMode = lorchaBoundaryModeTrap) {    \
    *Result = lorcha::texture_detail::readSurface<T>(Object Place, boundaryMode);                            \
  }                                                                                                          \
  template <class T>                                                                                         \
  LORCHA_DEVICE inline void Name##write(T Value, lorchaSurfaceObject_t Object Declared,                      \
                                        lorchaSurfaceBoundaryMode boundaryMode = lorchaBoundaryModeTrap) {   \
    lorcha::texture_detail::writeSurface<T>(Value, Object Place, boundaryMode);                              \
  }                                                                                                          \
  template <class T, class E>                                                                                \
  LORCHA_DEVICE inline T Name##read(const surface<E, Dimensions> &Reference Declared,                        \
                                    lorchaSurfaceBoundaryMode boundaryMode = lorchaBoundaryModeTrap) {       \
    return Name##read<T>(Reference.boundObject Given, boundaryMode);                                         \
  }                                                                                                          \
  template <class T, class E>                                                                                \
  LORCHA_DEVICE inline void Name##read(T *Result, const surface<E, Dimensions> &Reference Declared,          \
                                       lorchaSurfaceBoundaryMode boundaryMode = lorchaBoundaryModeTrap) {    \
    *Result = Name##read<T>(Reference.boundObject Given, boundaryMode);                                      \
  }                                                                                                          \
  template <class T, class E>                                                                                \
  LORCHA_DEVICE inline void Name##write(T Value, const surface<E, Dimensions> &Reference Declared,           \
                                        lorchaSurfaceBoundaryMode boundaryMode = lorchaBoundaryModeTrap) {   \
    Name##write<T>(Value, Reference.boundObject Given, boundaryMode);                                        \
  }

LORCHA_SURFACE(surf1D, lorchaSurfaceType1D, LORCHA_LIST(int x), LORCHA_LIST(x), LORCHA_LIST(x, 0, 0))
LORCHA_SURFACE(surf2D, lorchaSurfaceType2D, LORCHA_LIST(int x, int y), LORCHA_LIST(x, y),
               LORCHA_LIST(x, y, 0))
LORCHA_SURFACE(surf3D, lorchaSurfaceType3D, LORCHA_LIST(int x, int y, int z), LORCHA_LIST(x, y, z),
               LORCHA_LIST(x, y, z))
LORCHA_SURFACE(surf1DLayered, lorchaSurfaceType1DLayered, LORCHA_LIST(int x, int layer),
               LORCHA_LIST(x, layer), LORCHA_LIST(x, 0, layer))
LORCHA_SURFACE(surf2DLayered, lorchaSurfaceType2DLayered, LORCHA_LIST(int x, int y, int layer),
               LORCHA_LIST(x, y, layer), LORCHA_LIST(x, y, layer))
LORCHA_SURFACE(surfCubemap, lorchaSurfaceTypeCubemap, LORCHA_LIST(int x, int y, int face),
               LORCHA_LIST(x, y, face), LORCHA_LIST(x, y, face))
LORCHA_SURFACE(surfCubemapLayered, lorchaSurfaceTypeCubemapLayered, LORCHA_LIST(int x, int y, int layerFace),
               LORCHA_LIST(x, y, layerFace), LORCHA_LIST(x, y, layerFace))
#undef LORCHA_SURFACE
#undef LORCHA_LIST

#endif

#include "lorcha/users_letters.h"
#endif
