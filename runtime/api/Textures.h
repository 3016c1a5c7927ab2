// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texture and surface objects with what the API was told about them. References are objects that are made
// when they are bound.
#ifndef LORCHA_API_TEXTURES_H
#define LORCHA_API_TEXTURES_H

#include "core/Texture.h"
#include "lorcha/runtime_api.h"

namespace lorcha::runtime::api {

/// Elements that a texture of plain memory can have.
constexpr size_t MostLinearElements = 1u << 28;

/// What Runtime::Textures holds.
struct DescribedTexture : TextureObject {
  lorchaResourceDesc What{};
  lorchaTextureDesc How{};
  lorchaResourceViewDesc Part{}; ///< if HasPart
  bool HasPart = false;
  bool IsSurface = false;
};

/// Part may be null.
Status makeTexture(const lorchaResourceDesc &What, const lorchaTextureDesc &How,
                   const lorchaResourceViewDesc *Part, std::shared_ptr<DescribedTexture> &Result);
Status makeSurface(const lorchaResourceDesc &What, std::shared_ptr<DescribedTexture> &Result);

/// Makes an object known under its number, which is returned.
unsigned long long enter(std::shared_ptr<DescribedTexture> New);
/// Null if there is no such texture (or surface).
std::shared_ptr<DescribedTexture> findTexture(unsigned long long Number, bool IsSurface);
Status removeTexture(unsigned long long Number, bool IsSurface);

} // namespace lorcha::runtime::api

#endif
