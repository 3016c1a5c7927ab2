// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Textures and surfaces in device code, for the translator's parse: objects, and the references that CUDA 12
// dropped. Only declarations: what is not supported gets its diagnostic at the call.
#ifndef LORCHA_CUDA_TEXTURES_H
#define LORCHA_CUDA_TEXTURES_H

#include "crt/host_defines.h"

#include "crt/runtime_api_cpp.h"

#if defined(__CUDA__) && defined(__cplusplus)

/// A texture reference of old.
template <class T, int Dimensions = cudaTextureType1D, cudaTextureReadMode Mode = cudaReadModeElementType>
struct __attribute__((device_builtin_texture_type)) texture : public textureReference {
  texture(int Normalized = 0, cudaTextureFilterMode Filter = cudaFilterModePoint,
          cudaTextureAddressMode Address = cudaAddressModeClamp)
      : texture(Normalized, Filter, Address, cudaCreateChannelDesc<T>()) {}
  texture(int Normalized, cudaTextureFilterMode Filter, cudaTextureAddressMode Address,
          cudaChannelFormatDesc Format)
      : textureReference() {
    normalized = Normalized;
    filterMode = Filter;
    for (cudaTextureAddressMode &Axis : addressMode)
      Axis = Address;
    channelDesc = Format;
  }
};

/// A surface reference of old.
template <class T, int Dimensions = cudaSurfaceType1D>
struct __attribute__((device_builtin_surface_type)) surface : public surfaceReference {
  surface() : surfaceReference() {}
};

template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaBindTexture(size_t *offset, const texture<T, Dimensions, Mode> &tex,
                                   const void *devPtr, const cudaChannelFormatDesc &desc,
                                   size_t size = 0xffffffffu) {
  return ::cudaBindTexture(offset, &tex, devPtr, &desc, size);
}
template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaBindTexture(size_t *offset, const texture<T, Dimensions, Mode> &tex,
                                   const void *devPtr, size_t size = 0xffffffffu) {
  return ::cudaBindTexture(offset, &tex, devPtr, &tex.channelDesc, size);
}
template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaBindTexture2D(size_t *offset, const texture<T, Dimensions, Mode> &tex,
                                     const void *devPtr, const cudaChannelFormatDesc &desc, size_t width,
                                     size_t height, size_t pitch) {
  return ::cudaBindTexture2D(offset, &tex, devPtr, &desc, width, height, pitch);
}
template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaBindTexture2D(size_t *offset, const texture<T, Dimensions, Mode> &tex,
                                     const void *devPtr, size_t width, size_t height, size_t pitch) {
  return ::cudaBindTexture2D(offset, &tex, devPtr, &tex.channelDesc, width, height, pitch);
}
template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaBindTextureToArray(const texture<T, Dimensions, Mode> &tex, cudaArray_const_t array,
                                          const cudaChannelFormatDesc &desc) {
  return ::cudaBindTextureToArray(&tex, array, &desc);
}
template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaBindTextureToArray(const texture<T, Dimensions, Mode> &tex, cudaArray_const_t array) {
  return ::cudaBindTextureToArray(&tex, array, &tex.channelDesc);
}
template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaBindTextureToMipmappedArray(const texture<T, Dimensions, Mode> &tex,
                                                   cudaMipmappedArray_const_t mipmappedArray) {
  return ::cudaBindTextureToMipmappedArray(&tex, mipmappedArray, &tex.channelDesc);
}
template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaUnbindTexture(const texture<T, Dimensions, Mode> &tex) {
  return ::cudaUnbindTexture(&tex);
}
template <class T, int Dimensions, cudaTextureReadMode Mode>
inline cudaError_t cudaGetTextureAlignmentOffset(size_t *offset, const texture<T, Dimensions, Mode> &tex) {
  return ::cudaGetTextureAlignmentOffset(offset, &tex);
}
template <class T, int Dimensions>
inline cudaError_t cudaBindSurfaceToArray(const surface<T, Dimensions> &surf, cudaArray_const_t array) {
  return ::cudaBindSurfaceToArray(&surf, array, &surf.channelDesc);
}

namespace cudaDetail {
template <int Count> struct FloatsOf;
template <> struct FloatsOf<1> {
  using Type = float;
};
template <> struct FloatsOf<2> {
  using Type = float2;
};
template <> struct FloatsOf<4> {
  using Type = float4;
};

/// What a fetch through a texture reference returns.
template <class T, cudaTextureReadMode Mode> struct FetchOf {
  using Type = T;
};
template <class T> struct FetchOf<T, cudaReadModeNormalizedFloat> {
  using Type = typename FloatsOf<sizeof(T) / sizeof(typename ComponentOf<T>::Type)>::Type;
};
template <class T, cudaTextureReadMode Mode> using Fetch = typename FetchOf<T, Mode>::Type;
} // namespace cudaDetail

// Each fetch has three forms: through a reference, from an object with the result's type as template
// argument, and from an object into a result that is pointed to.
#define LORCHA_FETCH(Name, Dimensions, ...)                                                                  \
  template <class T, cudaTextureReadMode Mode>                                                               \
  __device__ cudaDetail::Fetch<T, Mode> Name(texture<T, Dimensions, Mode>, __VA_ARGS__);                     \
  template <class T> __device__ T Name(cudaTextureObject_t, __VA_ARGS__);                                    \
  template <class T> __device__ void Name(T *, cudaTextureObject_t, __VA_ARGS__);

LORCHA_FETCH(tex1Dfetch, cudaTextureType1D, int)
LORCHA_FETCH(tex1D, cudaTextureType1D, float)
LORCHA_FETCH(tex2D, cudaTextureType2D, float, float)
LORCHA_FETCH(tex3D, cudaTextureType3D, float, float, float)
LORCHA_FETCH(texCubemap, cudaTextureTypeCubemap, float, float, float)
LORCHA_FETCH(tex1DLayered, cudaTextureType1DLayered, float, int)
LORCHA_FETCH(tex2DLayered, cudaTextureType2DLayered, float, float, int)
LORCHA_FETCH(texCubemapLayered, cudaTextureTypeCubemapLayered, float, float, float, int)
LORCHA_FETCH(tex1DLod, cudaTextureType1D, float, float)
LORCHA_FETCH(tex2DLod, cudaTextureType2D, float, float, float)
LORCHA_FETCH(tex3DLod, cudaTextureType3D, float, float, float, float)
LORCHA_FETCH(texCubemapLod, cudaTextureTypeCubemap, float, float, float, float)
LORCHA_FETCH(tex1DLayeredLod, cudaTextureType1DLayered, float, int, float)
LORCHA_FETCH(tex2DLayeredLod, cudaTextureType2DLayered, float, float, int, float)
LORCHA_FETCH(texCubemapLayeredLod, cudaTextureTypeCubemapLayered, float, float, float, int, float)
LORCHA_FETCH(tex1DGrad, cudaTextureType1D, float, float, float)
LORCHA_FETCH(tex2DGrad, cudaTextureType2D, float, float, float2, float2)
LORCHA_FETCH(tex3DGrad, cudaTextureType3D, float, float, float, float4, float4)
LORCHA_FETCH(tex1DLayeredGrad, cudaTextureType1DLayered, float, int, float, float)
LORCHA_FETCH(tex2DLayeredGrad, cudaTextureType2DLayered, float, float, int, float2, float2)
LORCHA_FETCH(tex2Dgather, cudaTextureType2D, float, float, int = 0)
#undef LORCHA_FETCH

#define LORCHA_SURFACE(Name, Dimensions, ...)                                                                \
  template <class T>                                                                                         \
  __device__ T Name##read(cudaSurfaceObject_t, __VA_ARGS__, cudaSurfaceBoundaryMode = cudaBoundaryModeTrap); \
  template <class T>                                                                                         \
  __device__ void Name##read(T *, cudaSurfaceObject_t, __VA_ARGS__,                                          \
                             cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);                                \
  template <class T>                                                                                         \
  __device__ void Name##write(T, cudaSurfaceObject_t, __VA_ARGS__,                                           \
                              cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);                               \
  template <class T, class E>                                                                                \
  __device__ T Name##read(surface<E, Dimensions>, __VA_ARGS__,                                               \
                          cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);                                   \
  template <class T, class E>                                                                                \
  __device__ void Name##read(T *, surface<E, Dimensions>, __VA_ARGS__,                                       \
                             cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);                                \
  template <class T, class E>                                                                                \
  __device__ void Name##write(T, surface<E, Dimensions>, __VA_ARGS__,                                        \
                              cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);

LORCHA_SURFACE(surf1D, cudaSurfaceType1D, int)
LORCHA_SURFACE(surf2D, cudaSurfaceType2D, int, int)
LORCHA_SURFACE(surf3D, cudaSurfaceType3D, int, int, int)
LORCHA_SURFACE(surf1DLayered, cudaSurfaceType1DLayered, int, int)
LORCHA_SURFACE(surf2DLayered, cudaSurfaceType2DLayered, int, int, int)
LORCHA_SURFACE(surfCubemap, cudaSurfaceTypeCubemap, int, int, int)
LORCHA_SURFACE(surfCubemapLayered, cudaSurfaceTypeCubemapLayered, int, int, int)
#undef LORCHA_SURFACE

#endif

#endif
