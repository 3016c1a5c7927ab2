// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All API tables. The order is that of the generated headers and of the tables in docs/.
include "ApiBase.td"
include "RuntimeErrors.td"
include "RuntimeDevice.td"
include "RuntimeStream.td"
include "RuntimeMemory.td"
include "RuntimeExecution.td"
include "RuntimeTexture.td"
include "RuntimeInterop.td"
include "RuntimeGraph.td"
include "RuntimeRemoved.td"
include "BuiltinsTexture.td"
include "Headers.td"
