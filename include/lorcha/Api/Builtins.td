// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The device language: one record per overload. Functions that C's library declares under CUDA's name (sqrtf, fmaf,
// printf, malloc, clock) have no record. Included after ApiBase.td.
include "BuiltinsMath.td"
include "BuiltinsArithmetic.td"
include "BuiltinsCast.td"
include "BuiltinsInteger.td"
include "BuiltinsSimd.td"
include "BuiltinsDpx.td"
include "BuiltinsAtomic.td"
include "BuiltinsMemory.td"
include "BuiltinsSync.td"
include "BuiltinsWarp.td"
include "BuiltinsControl.td"
include "BuiltinsGroup.td"
