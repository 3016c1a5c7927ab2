// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of arrays and of the views that device code reads.
#include "core/Texture.h"
#include "core/Memory.h"
#include "core/Runtime.h"
#include <cstring>

namespace lorcha::runtime {

/// Bytes that the rows of arrays are aligned to.
static constexpr size_t RowAlignment = 64;

Status Array::make(Device &On, const Shape &Wanted, std::shared_ptr<Array> &Result) {
  for (size_t Each : Wanted.Extent)
    if (Each > INT32_MAX)
      return Status::InvalidValue;
  if (!Wanted.Extent[0])
    return Status::InvalidValue;
  std::shared_ptr<Array> New(new Array(On, Wanted));
  TextureLevel &Place = New->Place;
  for (unsigned Axis = 0; Axis < 3; ++Axis)
    Place.Size[Axis] = Wanted.count(Axis);
  Place.Pitch = (Wanted.Extent[0] * Wanted.Format.bytes() + RowAlignment - 1) / RowAlignment * RowAlignment;
  size_t Bytes;
  if (__builtin_mul_overflow(Place.Pitch, Wanted.count(1), &Place.Slice) ||
      __builtin_mul_overflow(Place.Slice, Wanted.count(2), &Bytes))
    return Status::OutOfMemory;
  void *Memory;
  Status Made = allocate(On, Allocation::Origin::Device, Bytes, 0, &Memory);
  if (Made != Status::Success)
    return Made;
  Place.Data = reinterpret_cast<uintptr_t>(Memory);
  Result = std::move(New);
  return Status::Success;
}

Array::~Array() {
  if (Place.Data)
    (void)release(reinterpret_cast<void *>(Place.Data), /*IsHost=*/false);
}

Status TextureObject::describe(TextureObject &Into, Device &On, TextureView View,
                               const std::vector<TextureLevel> &Levels) {
  bool HasLevels = Levels.size() > 1;
  size_t Bytes = sizeof(View) + (HasLevels ? Levels.size() * sizeof(TextureLevel) : 0);
  void *Memory;
  Status Made = allocate(On, Allocation::Origin::Device, Bytes, 0, &Memory);
  if (Made != Status::Success)
    return Made;
  Into.On = &On;
  Into.Memory = Memory;
  View.Base = Levels.front();
  View.LevelCount = static_cast<unsigned>(Levels.size());
  View.Levels = HasLevels ? reinterpret_cast<uintptr_t>(Memory) + sizeof(View) : 0;
  std::vector<char> Text(Bytes);
  std::memcpy(Text.data(), &View, sizeof(View));
  if (HasLevels)
    std::memcpy(Text.data() + sizeof(View), Levels.data(), Levels.size() * sizeof(TextureLevel));
  CopyRequest Request = linearCopy(Memory, Text.data(), Bytes);
  Request.IsBlocking = true;
  return On.backend().copy(nullptr, Request);
}

TextureObject::~TextureObject() {
  if (Memory)
    (void)release(Memory, /*IsHost=*/false);
}

} // namespace lorcha::runtime
