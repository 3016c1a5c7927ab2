// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Textures whose elements a kernel reads as they are: with coordinates in elements, nothing filtered, nothing
// converted. Nearly all are read so. A block copies what such a texture says, so that loops over threads know
// that it stays the same:
//   static void k_block(const lorcha::Block &lorchaBlock, cudaTextureObject_t image, ...) {
//     lorcha::withTextures([&](const auto &image) {
//       ... tex2D<float>(image, x, y) ...
//     }, lorcha::readsOf<float, 2>(image));
//   }
// The body is compiled three times: for textures all of which are read so and have the nearest element
// outside, or zeros, and for any.
#ifndef LORCHA_TEXTURE_PLAIN_H
#define LORCHA_TEXTURE_PLAIN_H

#include "lorcha/block.h"
#include "lorcha/textures.h"

#if defined(__LORCHA__) && !defined(__CUDA__) // as there

namespace lorcha {

/// What lies outside of a texture.
enum class Outside { Nearest, Zero };

/// A copy of what a texture says that is read along Axes coordinates; 0: by tex1Dfetch.
template <class T, int Axes, Outside Rest> class PlainTexture {
public:
  explicit PlainTexture(const TextureView &View)
      : Data(reinterpret_cast<const char *>(View.Base.Data)), Size(View.Base.Size[0]),
        Pitch(static_cast<int>(View.Base.Pitch)), Slice(static_cast<int>(View.Base.Slice)) {
    for (int I = 0; I < 3; ++I)
      Last[I] = static_cast<int>(View.Base.Size[I] - 1);
  }

  static bool fits(const TextureView &View) {
    if constexpr (Axes == 0)
      return !View.IsNormalizedRead && View.TexelBytes == sizeof(T);
    const TextureLevel &Level = View.Base;
    if ((Axes == 2 && Level.Size[1] * Level.Pitch > MostBytes) ||
        (Axes == 3 && Level.Size[2] * Level.Slice > MostBytes))
      return false;
    if constexpr (Rest == Outside::Nearest)
      return View.PlainBytes == sizeof(T);
    return View.BorderedBytes == sizeof(T) && (Axes < 3 || View.Address[2] == TexelBorder);
  }

  T element(int X) const {
    T Result{};
    if (X >= 0 && static_cast<unsigned>(X) < Size)
      Result = reinterpret_cast<const T *>(Data)[X];
    return Result;
  }
  /// Coordinates are numbers or, which costs less, whole numbers.
  template <class XT, class YT = int, class ZT = int> T at(XT X, YT Y = 0, ZT Z = 0) const {
    T Result{};
    if (Rest == Outside::Nearest || (isOnAxis<0>(X) && isOnAxis<1>(Y) && isOnAxis<2>(Z)))
      Result = *reinterpret_cast<const T *>(
          Data + (index<2>(Z) * Slice + index<1>(Y) * Pitch + index<0>(X) * static_cast<int>(sizeof(T))));
    return Result;
  }

private:
  template <int Axis> int index(float X) const {
    if constexpr (Axis >= Axes)
      return 0;
    if constexpr (Rest == Outside::Nearest)
      X = texture_detail::clamped(X, 0.0f, static_cast<float>(Last[Axis]));
    return static_cast<int>(X);
  }
  template <int Axis> int index(int X) const {
    if constexpr (Axis >= Axes)
      return 0;
    if constexpr (Rest == Outside::Nearest)
      X = X < 0 ? 0 : X > Last[Axis] ? Last[Axis] : X;
    return X;
  }
  template <int Axis> bool isOnAxis(float X) const {
    return Axis >= Axes || (X >= 0.0f && X < static_cast<float>(Last[Axis]) + 1.0f);
  }
  template <int Axis> bool isOnAxis(int X) const { return Axis >= Axes || (X >= 0 && X <= Last[Axis]); }

  /// Places fit an int: processors gather by those twice as fast.
  static constexpr unsigned long long MostBytes = 0x7fffffff;

  const char *Data;
  unsigned Size;
  int Pitch, Slice;
  int Last[3]; ///< index of the last element along each axis
};

/// How a kernel reads a texture. Given: the object or the reference.
template <class T, int Axes, class GivenT> class TextureReads {
public:
  TextureReads(const GivenT &Given, unsigned long long Object) : Given(Given), Object(Object) {}
  template <Outside Rest> bool isPlain() const { return Object && PlainTexture<T, Axes, Rest>::fits(view()); }
  template <Outside Rest> PlainTexture<T, Axes, Rest> plain() const {
    return PlainTexture<T, Axes, Rest>(view());
  }
  const GivenT &given() const { return Given; }

private:
  const TextureView &view() const { return texture_detail::viewOf(Object); }
  const GivenT &Given;
  unsigned long long Object;
};
template <class T, int Axes>
inline TextureReads<T, Axes, lorchaTextureObject_t> readsOf(const lorchaTextureObject_t &Object) {
  return {Object, Object};
}
template <int Axes, class T, int Dimensions, lorchaTextureReadMode Mode>
inline TextureReads<lorchaDetail::Fetch<T, Mode>, Axes, texture<T, Dimensions, Mode>>
readsOf(const texture<T, Dimensions, Mode> &Reference) {
  return {Reference, Reference.boundObject};
}

/// A coordinate as CUDA converts it, but that ints stay ints: floats round those only that lie beyond every
/// texture.
inline int coordinate(int X) { return X; }
template <class XT> inline float coordinate(const XT &X) { return X; }

template <class BodyT, class... ReadsT>
LORCHA_INLINED void withTextures(const BodyT &Body, const ReadsT &...Reads) {
  if ((Reads.template isPlain<Outside::Nearest>() && ...))
    LORCHA_INLINED_CALL Body(Reads.template plain<Outside::Nearest>()...);
  else if ((Reads.template isPlain<Outside::Zero>() && ...))
    LORCHA_INLINED_CALL Body(Reads.template plain<Outside::Zero>()...);
  else
    LORCHA_INLINED_CALL Body(Reads.given()...);
}

} // namespace lorcha

template <class T, lorcha::Outside Rest>
inline T tex1Dfetch(const lorcha::PlainTexture<T, 0, Rest> &Texture, int X) {
  return Texture.element(X);
}
template <class T, class XT, lorcha::Outside Rest>
inline T tex1D(const lorcha::PlainTexture<T, 1, Rest> &Texture, XT X) {
  return Texture.at(lorcha::coordinate(X));
}
template <class T, class XT, class YT, lorcha::Outside Rest>
inline T tex2D(const lorcha::PlainTexture<T, 2, Rest> &Texture, XT X, YT Y) {
  return Texture.at(lorcha::coordinate(X), lorcha::coordinate(Y));
}
template <class T, class XT, class YT, class ZT, lorcha::Outside Rest>
inline T tex3D(const lorcha::PlainTexture<T, 3, Rest> &Texture, XT X, YT Y, ZT Z) {
  return Texture.at(lorcha::coordinate(X), lorcha::coordinate(Y), lorcha::coordinate(Z));
}

#endif

#endif
