// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Textures that a kernel's own text reads, each in one way: a parameter that stays as it is, or a texture
// reference. A block can ask once how such a texture is read.
#ifndef LORCHA_ANALYSIS_TEXTUREREADS_H
#define LORCHA_ANALYSIS_TEXTUREREADS_H

#include "lorcha/Device/DeviceProgram.h"

namespace lorcha {

struct TextureRead {
  const clang::VarDecl *Texture;
  std::string Type;  ///< of an element, as it is written; empty for references, which say it
  unsigned Axes = 0; ///< coordinates; 0: read by the element's number
};

/// In the order of their first use.
std::vector<TextureRead> textureReads(ParsedUnit &Unit, const FunctionModel &Kernel);

} // namespace lorcha

#endif
