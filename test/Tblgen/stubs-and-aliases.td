// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What no backend has gets a stub, whatever it returns; what one has gets none. Both get their CUDA names.
// RUN: %tblgen -gen-stubs -I %S/../../include/lorcha/Api %s | FileCheck %s --check-prefix=STUB
// RUN: %tblgen -gen-aliases -I %S/../../include/lorcha/Api %s | FileCheck %s --check-prefix=ALIAS
include "ApiBase.td"

def cudaError : Enum<[E<"cudaErrorX", "1">]>;
def cudaError_t : Typedef<"enum cudaError">;
def cudaDone : Call<"Is done.", [P<"int", "x">]> { let Cpu = Implemented; }
def cudaMissing : Call<"Is missing.", [P<"void **", "p">, P<"int", "x", "0">]>;
let Cpu = ByDesign, OpenCL = ByDesign in def cudaNever : Never<"cudaErrorX", "Never works.", []>;
def cudaText : Function<"const char *", [P<"cudaError_t", "error">]> { let Summary = "Is missing too."; }
def cudaOldDone : Deprecated<"cudaDone">;

// STUB-NOT: lorchaDone
// STUB: lorchaError_t lorchaMissing(void **p, int x) {
// STUB: return lorchaReportUnsupported("cudaMissing", Said.exchange(true));
// STUB: lorchaError_t lorchaNever(void) {
// STUB: return lorchaReportImpossible("cudaNever", lorchaErrorX, "cudaErrorX", Said.exchange(true));
// STUB: const char *lorchaText(lorchaError_t error) {
// STUB: lorchaReportUnsupported("cudaText", Said.exchange(true));
// STUB-NEXT: return {};

// ALIAS: lorchaError_t cudaDone(int x) { return lorchaDone(x); }
// ALIAS: lorchaError_t cudaMissing(void **p, int x) { return lorchaMissing(p, x); }
// ALIAS: const char *cudaText(lorchaError_t error) { return lorchaText(error); }
// ALIAS: lorchaError_t cudaOldDone(int x) { return lorchaDone(x); }
