// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The texture and surface functions of CUDA, on objects: which coordinates, layer and level each of them
// reads.
#ifndef LORCHA_TEXTURE_FUNCTIONS_H
#define LORCHA_TEXTURE_FUNCTIONS_H

#include "lorcha/texture_fetch.h"

namespace lorcha {
namespace texture_detail {

/// The index of the element at a coordinate in elements; outside counts as the nearest inside.
LORCHA_DEVICE inline int nearest(float X, unsigned Size) {
  return static_cast<int>(clamped(X, 0.0f, static_cast<float>(static_cast<int>(Size - 1))));
}
/// An element of a level whose outside is 0.
LORCHA_DEVICE inline bool isOnAxis(float X, unsigned Size) {
  return X >= 0.0f && X < static_cast<float>(static_cast<int>(Size));
}
template <class T> LORCHA_DEVICE inline T bordered(const TextureView &View, float X, float Y, float Z) {
  T Result{};
  if (isOnAxis(X, View.Base.Size[0]) && isOnAxis(Y, View.Base.Size[1]) && isOnAxis(Z, View.Base.Size[2]))
    Result =
        loadFrom<T>(placeOf(View, View.Base, static_cast<int>(X), static_cast<int>(Y), static_cast<int>(Z)));
  return Result;
}
LORCHA_DEVICE inline float4 step(float X, float Y) {
  float4 Result = {X, Y, 0.0f, 0.0f};
  return Result;
}

/// tex1Dfetch of elements that are to be converted, or outside. Not inlined, so that loops which fetch stay
/// small.
template <class T>
LORCHA_DEVICE __attribute__((noinline, pure)) T fetchedApart(const TextureView &View, int X) {
  bool IsInside = X >= 0 && static_cast<unsigned>(X) < View.Base.Size[0];
  return texelAt<T>(View, View.Base, IsInside ? X : -1, 0, 0);
}
template <class T> LORCHA_DEVICE inline T tex1Dfetch(unsigned long long Object, int X) {
  const TextureView &View = viewOf(Object);
  if (View.IsNormalizedRead || View.TexelBytes != sizeof(T)) // the same for all threads and rounds
    return fetchedApart<T>(View, X);
  T Result{};
  if (X >= 0 && static_cast<unsigned>(X) < View.Base.Size[0])
    Result = loadFrom<T>(placeOf(View, View.Base, X, 0, 0));
  return Result;
}

// Level 0.
template <class T> LORCHA_DEVICE inline T tex1D(unsigned long long Object, float X) {
  const TextureView &View = viewOf(Object);
  if (View.PlainBytes == sizeof(T))
    return loadFrom<T>(placeOf(View, View.Base, nearest(X, View.Base.Size[0]), 0, 0));
  if (View.BorderedBytes == sizeof(T))
    return bordered<T>(View, X, 0.0f, 0.0f);
  return sampled<T>(View, {X, 0.0f, 0.0f, 1, 0}, 0.0f);
}
template <class T> LORCHA_DEVICE inline T tex2D(unsigned long long Object, float X, float Y) {
  const TextureView &View = viewOf(Object);
  if (View.PlainBytes == sizeof(T))
    return loadFrom<T>(
        placeOf(View, View.Base, nearest(X, View.Base.Size[0]), nearest(Y, View.Base.Size[1]), 0));
  if (View.BorderedBytes == sizeof(T))
    return bordered<T>(View, X, Y, 0.0f);
  return sampled<T>(View, {X, Y, 0.0f, 2, 0}, 0.0f);
}
template <class T> LORCHA_DEVICE inline T tex3D(unsigned long long Object, float X, float Y, float Z) {
  const TextureView &View = viewOf(Object);
  if (View.PlainBytes == sizeof(T))
    return loadFrom<T>(placeOf(View, View.Base, nearest(X, View.Base.Size[0]), nearest(Y, View.Base.Size[1]),
                               nearest(Z, View.Base.Size[2])));
  if (View.BorderedBytes == sizeof(T) && View.Address[2] == TexelBorder)
    return bordered<T>(View, X, Y, Z);
  return sampled<T>(View, {X, Y, Z, 3, 0}, 0.0f);
}

// A given level.
template <class T> LORCHA_DEVICE inline T tex1DLod(unsigned long long Object, float X, float Level) {
  return sampled<T>(viewOf(Object), {X, 0.0f, 0.0f, 1, 0}, Level);
}
template <class T> LORCHA_DEVICE inline T tex2DLod(unsigned long long Object, float X, float Y, float Level) {
  return sampled<T>(viewOf(Object), {X, Y, 0.0f, 2, 0}, Level);
}
template <class T>
LORCHA_DEVICE inline T tex3DLod(unsigned long long Object, float X, float Y, float Z, float Level) {
  return sampled<T>(viewOf(Object), {X, Y, Z, 3, 0}, Level);
}
template <class T>
LORCHA_DEVICE inline T tex1DLayeredLod(unsigned long long Object, float X, int Layer, float Level) {
  const TextureView &View = viewOf(Object);
  return sampled<T>(View, {X, 0.0f, 0.0f, 1, layerOf(View, Layer, 1)}, Level);
}
template <class T>
LORCHA_DEVICE inline T tex2DLayeredLod(unsigned long long Object, float X, float Y, int Layer, float Level) {
  const TextureView &View = viewOf(Object);
  return sampled<T>(View, {X, Y, 0.0f, 2, layerOf(View, Layer, 1)}, Level);
}
template <class T>
LORCHA_DEVICE inline T texCubemapLayeredLod(unsigned long long Object, float X, float Y, float Z, int Layer,
                                            float Level) {
  const TextureView &View = viewOf(Object);
  return sampled<T>(View, onCube(View, X, Y, Z, Layer), Level);
}
template <class T>
LORCHA_DEVICE inline T texCubemapLod(unsigned long long Object, float X, float Y, float Z, float Level) {
  return texCubemapLayeredLod<T>(Object, X, Y, Z, 0, Level);
}

template <class T> LORCHA_DEVICE inline T tex1DLayered(unsigned long long Object, float X, int Layer) {
  return tex1DLayeredLod<T>(Object, X, Layer, 0.0f);
}
template <class T>
LORCHA_DEVICE inline T tex2DLayered(unsigned long long Object, float X, float Y, int Layer) {
  return tex2DLayeredLod<T>(Object, X, Y, Layer, 0.0f);
}
template <class T>
LORCHA_DEVICE inline T texCubemapLayered(unsigned long long Object, float X, float Y, float Z, int Layer) {
  return texCubemapLayeredLod<T>(Object, X, Y, Z, Layer, 0.0f);
}
template <class T> LORCHA_DEVICE inline T texCubemap(unsigned long long Object, float X, float Y, float Z) {
  return texCubemapLayeredLod<T>(Object, X, Y, Z, 0, 0.0f);
}

// The level that fits the steps to the neighbours. Anisotropy is not filtered.
template <class T> LORCHA_DEVICE inline T tex1DGrad(unsigned long long Object, float X, float Dx, float Dy) {
  return tex1DLod<T>(Object, X, levelFor(viewOf(Object), step(Dx, 0.0f), step(Dy, 0.0f)));
}
template <class T>
LORCHA_DEVICE inline T tex2DGrad(unsigned long long Object, float X, float Y, float2 Dx, float2 Dy) {
  return tex2DLod<T>(Object, X, Y, levelFor(viewOf(Object), step(Dx.x, Dx.y), step(Dy.x, Dy.y)));
}
template <class T>
LORCHA_DEVICE inline T tex3DGrad(unsigned long long Object, float X, float Y, float Z, float4 Dx, float4 Dy) {
  return tex3DLod<T>(Object, X, Y, Z, levelFor(viewOf(Object), Dx, Dy));
}
template <class T>
LORCHA_DEVICE inline T tex1DLayeredGrad(unsigned long long Object, float X, int Layer, float Dx, float Dy) {
  return tex1DLayeredLod<T>(Object, X, Layer, levelFor(viewOf(Object), step(Dx, 0.0f), step(Dy, 0.0f)));
}
template <class T>
LORCHA_DEVICE inline T tex2DLayeredGrad(unsigned long long Object, float X, float Y, int Layer, float2 Dx,
                                        float2 Dy) {
  return tex2DLayeredLod<T>(Object, X, Y, Layer,
                            levelFor(viewOf(Object), step(Dx.x, Dx.y), step(Dy.x, Dy.y)));
}

/// One component of the four elements around a place: below left, below right, above right, above left, where
/// y grows downwards.
template <class T>
LORCHA_DEVICE inline T tex2Dgather(unsigned long long Object, float X, float Y, int Component) {
  const TextureView &View = viewOf(Object);
  Footprint AtX = footprint(View, X, View.Base.Size[0], View.Address[0], true);
  Footprint AtY = footprint(View, Y, View.Base.Size[1], View.Address[1], true);
  const int Columns[4] = {AtX.Low, AtX.High, AtX.High, AtX.Low},
            Rows[4] = {AtY.High, AtY.High, AtY.Low, AtY.Low};
  if constexpr (HasFloats<T>) {
    float Part[4];
    for (int I = 0; I < 4; ++I)
      Part[I] = floatsAt(View, View.Base, Columns[I], Rows[I], 0).Part[Component & 3];
    return makeTexel<T>(Part[0], Part[1], Part[2], Part[3]);
  } else {
    long long Part[4];
    for (int I = 0; I < 4; ++I)
      Part[I] = Columns[I] < 0 || Rows[I] < 0
                    ? static_cast<long long>(View.Border[Component & 3])
                    : integerAt(View, placeOf(View, View.Base, Columns[I], Rows[I], 0), Component & 3);
    return makeTexel<T>(Part[0], Part[1], Part[2], Part[3]);
  }
}

/// The address of a T in a surface; X counts bytes. 0 if it is outside and Mode is 0 (reads give zero, writes
/// nothing); with Mode 1 the nearest place inside is taken, with Mode 2 the kernel fails.
template <class T>
LORCHA_DEVICE inline unsigned long long placeInSurface(unsigned long long Object, int X, int Y, int Z,
                                                       unsigned Mode) {
  const TextureView &View = viewOf(Object);
  int LastX = static_cast<int>(View.Base.Size[0] * View.TexelBytes) - static_cast<int>(sizeof(T));
  int LastY = static_cast<int>(View.Base.Size[1]) - 1, LastZ = static_cast<int>(View.Base.Size[2]) - 1;
  if (X < 0 || X > LastX || Y < 0 || Y > LastY || Z < 0 || Z > LastZ) {
    if (Mode == 2)
      __trap();
    if (Mode != 1)
      return 0;
    X = X < 0 ? 0 : X > LastX ? LastX : X;
    Y = Y < 0 ? 0 : Y > LastY ? LastY : Y;
    Z = Z < 0 ? 0 : Z > LastZ ? LastZ : Z;
  }
  return View.Base.Data + static_cast<unsigned>(Z) * View.Base.Slice +
         static_cast<unsigned>(Y) * View.Base.Pitch + static_cast<unsigned>(X);
}
template <class T>
LORCHA_DEVICE inline T readSurface(unsigned long long Object, int X, int Y, int Z, unsigned Mode) {
  unsigned long long Place = placeInSurface<T>(Object, X, Y, Z, Mode);
  return Place ? loadFrom<T>(Place) : T{};
}
template <class T>
LORCHA_DEVICE inline void writeSurface(T Value, unsigned long long Object, int X, int Y, int Z,
                                       unsigned Mode) {
  if (unsigned long long Place = placeInSurface<T>(Object, X, Y, Z, Mode))
    *reinterpret_cast<T *>(Place) = Value;
}

} // namespace texture_detail
} // namespace lorcha

#endif
