// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads elements of textures: addressing, filtering, conversion. After "Texture Fetching" in the appendix of
// the CUDA C++ Programming Guide; weights of linear filtering have 8 bits of fraction there, and so here. For
// translated programs and, as the text that OpenCL C is made of, for the translator's parse.
#ifndef LORCHA_TEXTURE_FETCH_H
#define LORCHA_TEXTURE_FETCH_H

#ifdef __CUDA__
#include "lorcha_device.h" // first: C's functions become the device's, too
#else
#include "lorcha/cpu/control.h"
#include <math.h>
#endif

#include "lorcha/attributes.h"
#include "lorcha/float16.h"
#include "lorcha/texture_view.h"
#include "lorcha/vector_types.h"

namespace lorcha {
namespace texture_detail {

LORCHA_DEVICE inline const TextureView &viewOf(unsigned long long Object) {
  return *reinterpret_cast<const TextureView *>(Object);
}

LORCHA_DEVICE inline float clamped(float X, float Low, float High) { return fminf(fmaxf(X, Low), High); }

/// How an element type of CUDA's is made of components.
template <class T, class = void> struct TexelOf {
  using Component = T;
  static constexpr unsigned Count = 1;
};
template <class T> struct TexelOf<T, decltype(void(T::x))> {
  using Component = decltype(T::x);
  static constexpr unsigned Count = sizeof(T) / sizeof(Component);
};
template <class T>
constexpr bool HasFloats =
    static_cast<typename TexelOf<T>::Component>(0.5f) != static_cast<typename TexelOf<T>::Component>(0);

/// T from four components.
template <class T, class C> LORCHA_DEVICE inline T makeTexel(C X, C Y, C Z, C W) {
  using Component = typename TexelOf<T>::Component;
  T Result;
  if constexpr (TexelOf<T>::Count == 1 && sizeof(T) == sizeof(Component) && !__is_class(T)) {
    Result = static_cast<T>(X);
  } else {
    Result.x = static_cast<Component>(X);
    if constexpr (TexelOf<T>::Count > 1)
      Result.y = static_cast<Component>(Y);
    if constexpr (TexelOf<T>::Count > 2)
      Result.z = static_cast<Component>(Z);
    if constexpr (TexelOf<T>::Count > 3)
      Result.w = static_cast<Component>(W);
  }
  return Result;
}

/// The address of an element; Index is within Level.
LORCHA_DEVICE inline unsigned long long placeOf(const TextureView &View, const TextureLevel &Level, int X,
                                                int Y, int Z) {
  return Level.Data + static_cast<unsigned>(Z) * Level.Slice + static_cast<unsigned>(Y) * Level.Pitch +
         static_cast<unsigned long long>(static_cast<unsigned>(X)) * View.TexelBytes;
}
template <class T> LORCHA_DEVICE inline T loadFrom(unsigned long long Place) {
  return *reinterpret_cast<const T *>(Place);
}

/// One component, as a number. Integers are exact up to 24 bits; wider ones are never filtered, and read by
/// integerAt.
LORCHA_DEVICE inline float floatAt(const TextureView &View, unsigned long long Element, unsigned Component) {
  bool IsUnit = View.IsNormalizedRead != 0;
  switch (View.Kind) {
  case TexelUnsigned8: {
    float Value = loadFrom<unsigned char>(Element + Component);
    if (!IsUnit)
      return Value;
    Value /= 255.0f;
    if (View.IsSrgb && Component < 3)
      return Value <= 0.04045f ? Value / 12.92f : powf((Value + 0.055f) / 1.055f, 2.4f);
    return Value;
  }
  case TexelSigned8: {
    float Value = loadFrom<signed char>(Element + Component);
    return IsUnit ? fmaxf(Value / 127.0f, -1.0f) : Value;
  }
  case TexelUnsigned16: {
    float Value = loadFrom<unsigned short>(Element + 2 * Component);
    return IsUnit ? Value / 65535.0f : Value;
  }
  case TexelSigned16: {
    float Value = loadFrom<short>(Element + 2 * Component);
    return IsUnit ? fmaxf(Value / 32767.0f, -1.0f) : Value;
  }
  case TexelUnsigned32:
    return static_cast<float>(loadFrom<unsigned>(Element + 4 * Component));
  case TexelSigned32:
    return static_cast<float>(loadFrom<int>(Element + 4 * Component));
  case TexelFloat16:
    return lorcha::detail::widen<lorcha::detail::HalfFormat>(
        loadFrom<unsigned short>(Element + 2 * Component));
  default:
    return loadFrom<float>(Element + 4 * Component);
  }
}
LORCHA_DEVICE inline long long integerAt(const TextureView &View, unsigned long long Element,
                                         unsigned Component) {
  switch (View.Kind) {
  case TexelUnsigned8:
    return loadFrom<unsigned char>(Element + Component);
  case TexelSigned8:
    return loadFrom<signed char>(Element + Component);
  case TexelUnsigned16:
  case TexelFloat16:
    return loadFrom<unsigned short>(Element + 2 * Component);
  case TexelSigned16:
    return loadFrom<short>(Element + 2 * Component);
  case TexelUnsigned32:
    return loadFrom<unsigned>(Element + 4 * Component);
  default:
    return loadFrom<int>(Element + 4 * Component);
  }
}

/// Four numbers.
struct Texel4 {
  float Part[4];
};

/// An element whose components are numbers; those that it lacks are 0, and the fourth 1. The border if an
/// index is negative.
LORCHA_DEVICE inline Texel4 floatsAt(const TextureView &View, const TextureLevel &Level, int X, int Y,
                                     int Z) {
  Texel4 Result;
  bool IsInside = X >= 0 && Y >= 0 && Z >= 0;
  unsigned long long Element = IsInside ? placeOf(View, Level, X, Y, Z) : 0;
  for (unsigned I = 0; I < 4; ++I)
    Result.Part[I] = !IsInside             ? View.Border[I]
                     : I < View.Components ? floatAt(View, Element, I)
                     : I == 3              ? 1.0f
                                           : 0.0f;
  return Result;
}

/// An element as T, not filtered.
template <class T>
LORCHA_DEVICE inline T texelAt(const TextureView &View, const TextureLevel &Level, int X, int Y, int Z) {
  bool IsInside = X >= 0 && Y >= 0 && Z >= 0;
  if (IsInside && !View.IsNormalizedRead && View.TexelBytes == sizeof(T))
    return loadFrom<T>(placeOf(View, Level, X, Y, Z));
  if constexpr (HasFloats<T>) {
    Texel4 Value = floatsAt(View, Level, X, Y, Z);
    return makeTexel<T>(Value.Part[0], Value.Part[1], Value.Part[2], Value.Part[3]);
  } else {
    unsigned long long Element = IsInside ? placeOf(View, Level, X, Y, Z) : 0;
    long long Part[4];
    for (unsigned I = 0; I < 4; ++I)
      Part[I] = !IsInside             ? static_cast<long long>(View.Border[I])
                : I < View.Components ? integerAt(View, Element, I)
                                      : I == 3;
    return makeTexel<T>(Part[0], Part[1], Part[2], Part[3]);
  }
}

/// The index that stands for Index along an axis; -1 for the border.
LORCHA_DEVICE inline int resolved(int Index, int Size, unsigned Address) {
  if (Index >= 0 && Index < Size)
    return Index;
  if (Address == TexelBorder)
    return -1;
  if (Address == TexelWrap)
    return (Index % Size + Size) % Size;
  if (Address == TexelMirror) {
    int Place = (Index % (2 * Size) + 2 * Size) % (2 * Size);
    return Place < Size ? Place : 2 * Size - 1 - Place;
  }
  return Index < 0 ? 0 : Size - 1;
}

/// A coordinate in elements, near enough to the axis that it fits an int.
LORCHA_DEVICE inline float inElements(const TextureView &View, float X, unsigned Size, unsigned Address) {
  if (View.HasUnitCoordinates) {
    if (Address == TexelWrap)
      X -= floorf(X);
    else if (Address == TexelMirror) {
      X -= 2.0f * floorf(X * 0.5f);
      X = X > 1.0f ? 2.0f - X : X;
    }
    X *= static_cast<float>(Size);
  }
  return clamped(X, -4.0f, static_cast<float>(Size) + 4.0f);
}

/// The two elements around a coordinate, and how much the second counts. Both are the same without filtering.
struct Footprint {
  int Low, High;
  float Weight;
};
LORCHA_DEVICE inline Footprint footprint(const TextureView &View, float X, unsigned Size, unsigned Address,
                                         bool IsLinear) {
  X = inElements(View, X, Size, Address);
  Footprint Result;
  if (!IsLinear) {
    Result.Low = Result.High = resolved(static_cast<int>(floorf(X)), static_cast<int>(Size), Address);
    Result.Weight = 0.0f;
    return Result;
  }
  X -= 0.5f;
  float Low = floorf(X);
  Result.Weight = floorf((X - Low) * 256.0f + 0.5f) * (1.0f / 256.0f);
  Result.Low = resolved(static_cast<int>(Low), static_cast<int>(Size), Address);
  Result.High = resolved(static_cast<int>(Low) + 1, static_cast<int>(Size), Address);
  return Result;
}
LORCHA_DEVICE inline Footprint oneElement(int Index) {
  Footprint Result;
  Result.Low = Result.High = Index;
  Result.Weight = 0.0f;
  return Result;
}

/// The weighted sum over the corners.
LORCHA_DEVICE inline Texel4 filtered(const TextureView &View, const TextureLevel &Level, const Footprint &X,
                                     const Footprint &Y, const Footprint &Z) {
  Texel4 Sum = {{0.0f, 0.0f, 0.0f, 0.0f}};
  for (int Corner = 0; Corner < 8; ++Corner) {
    float Weight = (Corner & 1 ? X.Weight : 1.0f - X.Weight) * (Corner & 2 ? Y.Weight : 1.0f - Y.Weight) *
                   (Corner & 4 ? Z.Weight : 1.0f - Z.Weight);
    if (Weight == 0.0f)
      continue;
    Texel4 Value = floatsAt(View, Level, Corner & 1 ? X.High : X.Low, Corner & 2 ? Y.High : Y.Low,
                            Corner & 4 ? Z.High : Z.Low);
    for (int I = 0; I < 4; ++I)
      Sum.Part[I] += Weight * Value.Part[I];
  }
  return Sum;
}

/// Where a fetch looks: up to three coordinates, or two and a layer or face.
struct Coordinates {
  float X, Y, Z;
  int Axes;  ///< that are filtered
  int Layer; ///< slice that is not filtered; 0 without
};

template <class T>
LORCHA_DEVICE inline T sampledFrom(const TextureView &View, const TextureLevel &Level,
                                   const Coordinates &At) {
  bool IsLinear = HasFloats<T> && View.IsLinear;
  Footprint X = footprint(View, At.X, Level.Size[0], View.Address[0], IsLinear);
  Footprint Y = At.Axes > 1 ? footprint(View, At.Y, Level.Size[1], View.Address[1], IsLinear) : oneElement(0);
  Footprint Z =
      At.Axes > 2 ? footprint(View, At.Z, Level.Size[2], View.Address[2], IsLinear) : oneElement(At.Layer);
  if (!IsLinear)
    return texelAt<T>(View, Level, X.Low, Y.Low, Z.Low);
  Texel4 Value = filtered(View, Level, X, Y, Z);
  return makeTexel<T>(Value.Part[0], Value.Part[1], Value.Part[2], Value.Part[3]);
}

/// A level of detail.
LORCHA_DEVICE inline const TextureLevel &levelOf(const TextureView &View, unsigned Index) {
  return View.Levels ? reinterpret_cast<const TextureLevel *>(View.Levels)[Index] : View.Base;
}

/// A fetch at a level of detail that may lie between two. Not inlined: it is long, and seldom in a hot loop.
template <class T>
LORCHA_DEVICE __attribute__((noinline)) T sampled(const TextureView &View, const Coordinates &At,
                                                  float Level) {
  if (View.LevelCount < 2)
    return sampledFrom<T>(View, View.Base, At);
  float Last = static_cast<float>(View.LevelCount - 1);
  Level = clamped(clamped(Level + View.LevelBias, View.MinLevel, View.MaxLevel), 0.0f, Last);
  if constexpr (HasFloats<T>) {
    if (View.IsBetweenLevels) {
      unsigned Low = static_cast<unsigned>(Level);
      float Weight = floorf((Level - static_cast<float>(Low)) * 256.0f + 0.5f) * (1.0f / 256.0f);
      float4 A = sampledFrom<float4>(View, levelOf(View, Low), At);
      float4 B = Weight > 0.0f ? sampledFrom<float4>(View, levelOf(View, Low + 1), At) : A;
      return makeTexel<T>(A.x + Weight * (B.x - A.x), A.y + Weight * (B.y - A.y), A.z + Weight * (B.z - A.z),
                          A.w + Weight * (B.w - A.w));
    }
  }
  return sampledFrom<T>(View, levelOf(View, static_cast<unsigned>(Level + 0.5f)), At);
}

/// The layer that stands for Layer.
LORCHA_DEVICE inline int layerOf(const TextureView &View, int Layer, int FacesPerLayer) {
  int Last = static_cast<int>(View.Base.Size[2]) / FacesPerLayer - 1;
  return Layer < 0 ? 0 : Layer > Last ? Last : Layer;
}

/// The face of a cube that a direction points to, +x, -x, +y, -y, +z, -z, and the place on it.
LORCHA_DEVICE inline Coordinates onCube(const TextureView &View, float X, float Y, float Z, int Layer) {
  float AbsX = fabsf(X), AbsY = fabsf(Y), AbsZ = fabsf(Z);
  float Major, S, T;
  int Face;
  if (AbsX >= AbsY && AbsX >= AbsZ) {
    Major = AbsX, Face = X >= 0.0f ? 0 : 1;
    S = X >= 0.0f ? -Z : Z, T = -Y;
  } else if (AbsY >= AbsZ) {
    Major = AbsY, Face = Y >= 0.0f ? 2 : 3;
    S = X, T = Y >= 0.0f ? Z : -Z;
  } else {
    Major = AbsZ, Face = Z >= 0.0f ? 4 : 5;
    S = Z >= 0.0f ? X : -X, T = -Y;
  }
  Coordinates At = {0.5f * (S / Major + 1.0f), 0.5f * (T / Major + 1.0f), 0.0f, 2,
                    6 * layerOf(View, Layer, 6) + Face};
  return At;
}

/// The level of detail that fits a footprint of the given size in coordinates.
LORCHA_DEVICE inline float levelFor(const TextureView &View, float4 Dx, float4 Dy) {
  float Length[2] = {0.0f, 0.0f};
  const float Step[2][3] = {{Dx.x, Dx.y, Dx.z}, {Dy.x, Dy.y, Dy.z}};
  for (int Direction = 0; Direction < 2; ++Direction)
    for (int Axis = 0; Axis < 3; ++Axis) {
      float Part = Step[Direction][Axis];
      if (View.HasUnitCoordinates)
        Part *= static_cast<float>(View.Base.Size[Axis]);
      Length[Direction] += Part * Part;
    }
  return 0.5f * log2f(fmaxf(Length[0], Length[1]));
}

} // namespace texture_detail
} // namespace lorcha

#endif
