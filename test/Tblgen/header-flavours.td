// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A type, a handle and a function come out under both names, with the same layout; plain host compilers get macros.
// RUN: %tblgen -gen-lorcha-header -I %S/../../include/lorcha/Api %s | FileCheck %s --check-prefix=LORCHA
// RUN: %tblgen -gen-cuda-header -I %S/../../include/lorcha/Api %s | FileCheck %s --check-prefix=CUDA
include "ApiBase.td"

def cudaThingFlag : Constant<"0x01">;
def cudaThing_t : Handle<"CUthing_st", "LorchaThing"> { let Summary = "A thing."; }
def cudaColour : Enum<[E<"cudaColourRed", "1", "like cudaThingFlag">]>;
def cudaThingFn_t : Typedef<"void (*$)(cudaThing_t)">;
def cudaBox : Struct<[F<"cudaThing_t", "things[2]">]> { let Body = [{
  union {
    enum cudaColour colour;
  } u;
}]; }
def Things : Section<"Things">;
let In = Things in
def cudaThingPaint : Call<"Paints a cudaThing_t.",
    [P<"cudaThing_t", "thing">, P<"const cudaBox *", "box">, P<"unsigned", "flags", "cudaThingFlag">]>;
def cudaOldPaint : Deprecated<"cudaThingPaint">;

// LORCHA: #define lorchaThingFlag 0x01
// LORCHA: /// A thing.
// LORCHA-NEXT: typedef struct LorchaThing *lorchaThing_t;
// LORCHA: enum lorchaColour {
// LORCHA-NEXT: lorchaColourRed = 1, ///< like lorchaThingFlag
// LORCHA: typedef void (*lorchaThingFn_t)(lorchaThing_t);
// LORCHA: struct lorchaBox {
// LORCHA-NEXT: lorchaThing_t things[2];
// LORCHA-NEXT: union {
// LORCHA-NEXT: enum lorchaColour colour;
// LORCHA: /// Paints a lorchaThing_t.
// LORCHA-NEXT: {{lorcha|cuda}}Error_t lorchaThingPaint(lorchaThing_t thing, const lorchaBox *box, unsigned flags LORCHA_DEFAULT(lorchaThingFlag));
// LORCHA-NOT: OldPaint

// CUDA: #ifdef __CUDA__
// CUDA: typedef struct CUthing_st *cudaThing_t;
// CUDA: #else
// CUDA: #include "lorcha/runtime_api.h"
// CUDA: #define cudaThing_t lorchaThing_t
// CUDA-NEXT: #define CUthing_st LorchaThing
// CUDA: cudaError_t cudaThingPaint(cudaThing_t thing, const cudaBox *box, unsigned flags LORCHA_DEFAULT(cudaThingFlag));
// CUDA: cudaError_t cudaOldPaint(cudaThing_t thing,
