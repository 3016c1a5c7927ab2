// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All of inline PTX, in the order of the docs. Forms of one name are tried in this order.
include "PtxBase.td"
include "PtxMove.td"
include "PtxInteger.td"
include "PtxFloat.td"
include "PtxHalf.td"
include "PtxMemory.td"
include "PtxVideo.td"
include "PtxSpecial.td"
