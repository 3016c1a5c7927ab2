// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Formats of elements as the API describes them.
#ifndef LORCHA_API_TEXELFORMATS_H
#define LORCHA_API_TEXELFORMATS_H

#include "core/Texture.h"
#include "lorcha/runtime_api.h"

namespace lorcha::runtime::api {

/// False if no array or texture has such elements: components are 1, 2 or 4, all of 8, 16 or 32 bits, and
/// floats of 16 or 32.
bool toFormat(const lorchaChannelFormatDesc &Description, TexelFormat &Result);
lorchaChannelFormatDesc toDescription(const TexelFormat &Format);

} // namespace lorcha::runtime::api

#endif
