// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A header in Lorcha's names comes out in CUDA's: only identifiers of the tables change, whole ones.
// RUN: split-file %s %t
// RUN: %tblgen -gen-cuda-twin --twin-source=%t/source.h -I %S/../../include/lorcha/Api %t/rows.td | FileCheck %s
// CHECK: #ifndef LORCHA_CUDA_RUNTIME_X_H
// CHECK: #include "cuda_runtime_api.h"
// CHECK: cudaError_t cudaAnt(T *p) { return ::cudaAnt((void *)p, lorchaAnts, 0x1u); }
//--- rows.td
include "ApiBase.td"
def cudaError_t : Typedef<"int">;
def cudaAnt : Call<"Feeds an ant.", []>;
//--- source.h
#ifndef LORCHA_RUNTIME_X_H
#include "lorcha/runtime_api.h"
lorchaError_t lorchaAnt(T *p) { return ::lorchaAnt((void *)p, lorchaAnts, 0x1u); }
