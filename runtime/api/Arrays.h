// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The arrays behind handles of the API.
#ifndef LORCHA_API_ARRAYS_H
#define LORCHA_API_ARRAYS_H

#include "core/Texture.h"
#include "lorcha/runtime_api.h"

namespace lorcha::runtime::api {

/// Null if the handle is none.
std::shared_ptr<Array> findArray(lorchaArray_const_t Handle);
std::shared_ptr<MipmappedArray> findMipmaps(lorchaMipmappedArray_const_t Handle);

} // namespace lorcha::runtime::api

#endif
