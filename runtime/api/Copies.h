// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the entry points that copy share.
#ifndef LORCHA_API_COPIES_H
#define LORCHA_API_COPIES_H

#include "core/BoxCopy.h"
#include "core/Memory.h"
#include "lorcha/runtime_api.h"

namespace lorcha::runtime::api {

/// False if Kind is none of the known values.
bool toDirection(lorchaMemcpyKind Kind, CopyDirection &Result);

lorchaMemcpyKind fromDirection(CopyDirection Direction);
/// InvalidCopyDirection, or InvalidResourceHandle if an array is none.
Status toBox(const lorchaMemcpy3DParms &Box, lorchaMemcpyKind Kind, BoxCopy &Result);
Status toBox(const lorchaMemcpy3DPeerParms &Box, lorchaMemcpyKind Kind, BoxCopy &Result);
/// What the program has described.
lorchaMemcpy3DParms fromBox(const BoxCopy &Box);

/// Checks kind and stream and puts the copy into the stream.
Status copyInStream(const CopyRequest &Request, lorchaMemcpyKind Kind, lorchaStream_t Handle, Wait Waits);

} // namespace lorcha::runtime::api

#endif
