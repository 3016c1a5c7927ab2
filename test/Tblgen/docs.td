// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The support table counts the rows and keeps bars inside cells.
// RUN: %tblgen -gen-docs-runtime -I %S/../../include/lorcha/Api %s | FileCheck %s
include "ApiBase.td"

def Ants : Section<"Ants">;
let In = Ants in {
def cudaAnt : Call<"Feeds a|b.", []> { let Cpu = Implemented; }
def cudaBee : Call<"Feeds a bee.", []> { let Cpu = Partial; let Note = "Not in winter."; }
let Cpu = ByDesign, OpenCL = ByDesign in def cudaCow : Never<"cudaErrorX", "Feeds a cow.", []>;
}
def cudaOldAnt : Deprecated<"cudaAnt">;
// CHECK: 4 names.
// CHECK: | implemented | 2 | 0 |
// CHECK-NEXT: | partial | 1 | 0 |
// CHECK-NEXT: | unsupported | 0 | 3 |
// CHECK-NEXT: | error by design | 1 | 1 |
// CHECK: ## Ants
// CHECK: | `cudaAnt` | implemented | unsupported | Feeds a\|b. |  |
// CHECK-NEXT: | `cudaBee` | partial | unsupported | Feeds a bee. | Not in winter. |
// CHECK-NEXT: | `cudaCow` | error by design | error by design | Feeds a cow. | Returns cudaErrorX. |
// CHECK: ## Older names
// CHECK: | `cudaOldAnt` | implemented | unsupported | The older name of cudaAnt. |  |
