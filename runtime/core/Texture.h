// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays, and the textures and surfaces that show them: memory of a device with a description that device
// code reads (lorcha/texture_view.h).
#ifndef LORCHA_CORE_TEXTURE_H
#define LORCHA_CORE_TEXTURE_H

#include "core/Device.h"
#include "lorcha/texture_view.h"
#include <array>
#include <memory>
#include <vector>

namespace lorcha::runtime {

/// What an element is made of.
struct TexelFormat {
  TexelKind Kind = TexelUnsigned8;
  unsigned Components = 1; ///< 1, 2 or 4

  unsigned componentBytes() const {
    return Kind < TexelUnsigned16 ? 1 : Kind < TexelUnsigned32 || Kind == TexelFloat16 ? 2 : 4;
  }
  unsigned bytes() const { return Components * componentBytes(); }
};

/// Elements in up to three dimensions on a device.
class Array {
public:
  /// What an array is to be.
  struct Shape {
    TexelFormat Format;
    std::array<size_t, 3>
        Extent{}; ///< elements along x and y, and slices, layers or faces; 0 where there is no such axis
    unsigned Flags = 0; ///< as given to the API

    /// How many there are along an axis, at least 1.
    unsigned count(unsigned Axis) const { return Extent[Axis] ? static_cast<unsigned>(Extent[Axis]) : 1; }
  };

  /// Undefined elements. InvalidValue if the shape is none, OutOfMemory if there is no room.
  static Status make(Device &On, const Shape &Wanted, std::shared_ptr<Array> &Result);
  ~Array();
  Array(const Array &) = delete;
  Array &operator=(const Array &) = delete;

  Device &device() const { return On; }
  const Shape &shape() const { return Form; }
  const TextureLevel &level() const { return Place; }
  size_t bytes() const { return Place.Slice * Form.count(2); }
  /// The address of an element.
  char *at(size_t X, size_t Y, size_t Z) const {
    return reinterpret_cast<char *>(Place.Data) + Z * Place.Slice + Y * Place.Pitch + X * Form.Format.bytes();
  }
  bool IsLevel = false; ///< belongs to an array with mipmaps

private:
  Array(Device &On, const Shape &Form) : On(On), Form(Form) {}
  Device &On;
  Shape Form;
  TextureLevel Place{};
};

/// An array at several levels of detail, each half the size of the last.
struct MipmappedArray {
  std::vector<std::shared_ptr<Array>> Levels; ///< not empty
  unsigned Flags = 0;
};

/// A texture or surface object. Its number is the address of its view in the device's memory. What the API
/// was told is kept by a class of the api folder.
class TextureObject {
public:
  /// Writes the view, and the levels behind it if there are several, to the device.
  static Status describe(TextureObject &Into, Device &On, TextureView View,
                         const std::vector<TextureLevel> &Levels);
  TextureObject() = default;
  virtual ~TextureObject();
  TextureObject(const TextureObject &) = delete;
  TextureObject &operator=(const TextureObject &) = delete;

  Device *device() const { return On; }
  unsigned long long number() const { return reinterpret_cast<uintptr_t>(Memory); }

private:
  Device *On = nullptr;
  void *Memory = nullptr;
};

} // namespace lorcha::runtime

#endif
