// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each refused value is one call with good arguments otherwise; functions that fail by design get one call.
// RUN: %tblgen -gen-refusals -I %S/../../include/lorcha/Api %s | FileCheck %s
include "ApiBase.td"

let Cpu = Implemented, OpenCL = Implemented in {
def cudaAnt : Call<"Feeds an ant.", [NotNull<"int *", "food">, Stream<"stream", "0">]>;
def cudaBee : Call<"Feeds a bee.", [DeviceNumber<"device">, Given<"size_t", "count", "0">]> { let OpenCL = Unsupported; }
def cudaDog : Call<"Feeds no dog.", []>;
def cudaElk : Call<"Feeds any elk.", [P<"int", "x">]> { let RefusesNothing = 1; }
}
let Cpu = ByDesign, OpenCL = ByDesign in def cudaCow : Never<"cudaErrorX", "Feeds a cow.", [P<"int", "x">]>;
def cudaError : Enum<[E<"cudaErrorX", "1">]>;
def cudaStream_t : Handle<"CUstream_st", "LorchaStream">;

// CHECK: LORCHA_REFUSAL("cudaAnt", "food", "nullptr", lorchaAnt((int *)(nullptr), good<lorchaStream_t>()), cudaErrorInvalidValue, true)
// CHECK-NEXT: LORCHA_REFUSAL("cudaAnt", "stream", "dead<cudaStream_t>()", lorchaAnt(good<int *>(), (lorchaStream_t)(dead<lorchaStream_t>())), cudaErrorInvalidResourceHandle, true)
// CHECK-NEXT: LORCHA_REFUSAL("cudaAnt", "stream", "ended<cudaStream_t>()", lorchaAnt(good<int *>(), (lorchaStream_t)(ended<lorchaStream_t>())), cudaErrorInvalidResourceHandle, true)
// CHECK-NEXT: LORCHA_REFUSAL("cudaBee", "device", "-7", lorchaBee((int)(-7), 0), cudaErrorInvalidDevice, false)
// CHECK-NEXT: LORCHA_REFUSAL("cudaBee", "device", "1000", lorchaBee((int)(1000), 0), cudaErrorInvalidDevice, false)
// CHECK-NEXT: // nothing: cudaDog
// CHECK-NEXT: // nothing: cudaElk
// CHECK-NEXT: LORCHA_REFUSAL("cudaCow", "", "", lorchaCow(good<int>()), lorchaErrorX, true)
