// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a texture or surface object is: its number is the address, in the memory of its device, of a
// TextureView. The runtime fills it (runtime/core/Texture.cpp), device code reads it (texture_fetch.h), on
// every backend; so it has no pointers, and the same layout everywhere.
#ifndef LORCHA_TEXTURE_VIEW_H
#define LORCHA_TEXTURE_VIEW_H

namespace lorcha {

/// How the bits of one component of an element are read.
enum TexelKind : unsigned {
  TexelUnsigned8,
  TexelSigned8,
  TexelUnsigned16,
  TexelSigned16,
  TexelUnsigned32,
  TexelSigned32,
  TexelFloat16,
  TexelFloat32
};

/// What lies outside of an axis.
enum TexelAddress : unsigned { TexelWrap, TexelClamp, TexelMirror, TexelBorder };

/// The elements of one level of detail.
struct TextureLevel {
  unsigned long long Data; ///< address of the first element
  unsigned Size[3];        ///< elements along x and y; slices, layers or faces
  unsigned Reserved;
  unsigned long long Pitch; ///< bytes from row to row
  unsigned long long Slice; ///< bytes from slice to slice
};

struct TextureView {
  TextureLevel Base;   ///< the only level, or the first
  unsigned Kind;       ///< a TexelKind
  unsigned Components; ///< 1, 2 or 4
  unsigned TexelBytes;
  /// TexelBytes if coordinates are in elements, nothing is filtered or converted, and places outside clamp:
  /// then an element is found and read at once. Otherwise 0.
  unsigned PlainBytes;
  unsigned BorderedBytes;      ///< the same if places outside along x and y, and perhaps z, are 0
  unsigned Address[3];         ///< a TexelAddress per axis
  unsigned IsLinear;           ///< filters between elements
  unsigned IsNormalizedRead;   ///< integers become numbers in [0, 1] or [-1, 1]
  unsigned HasUnitCoordinates; ///< coordinates go from 0 to 1
  unsigned IsSrgb;             ///< the first three components are sRGB
  float Border[4];
  unsigned LevelCount;
  unsigned IsBetweenLevels; ///< filters between levels
  float LevelBias, MinLevel, MaxLevel;
  unsigned long long Levels; ///< address of LevelCount levels; 0 without mipmaps
};

} // namespace lorcha

#endif
