// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the entry points that take batches share. A batch is in the order of its stream; its members are in
// none.
#ifndef LORCHA_API_BATCHES_H
#define LORCHA_API_BATCHES_H

#include "core/Status.h"
#include "lorcha/runtime_api.h"
#include <cstddef>

namespace lorcha::runtime::api {

/// Batches do not go to the legacy default stream: InvalidValue; InvalidResourceHandle for what is no stream.
Status checkBatchStream(lorchaStream_t Handle);

/// Whether First tells for Count settings from which member on each holds: they begin with 0 and rise, up to
/// the last of Members members.
bool areBatchStarts(const size_t *First, size_t Count, size_t Members);

} // namespace lorcha::runtime::api

#endif
