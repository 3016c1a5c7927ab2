// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A name that has two rows stops the generator.
// RUN: not %tblgen -gen-lookup -I %S/../../include/lorcha/Api %s 2>&1 | FileCheck %s
include "ApiBase.td"

def cudaRed : Constant<"1">;
def cudaColour : Enum<[E<"cudaRed", "1">]>;
// CHECK: error: 'cudaRed' has two rows
