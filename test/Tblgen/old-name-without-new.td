// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An old name whose new name has no row stops the generator.
// RUN: not %tblgen -gen-lookup -I %S/../../include/lorcha/Api %s 2>&1 | FileCheck %s
include "ApiBase.td"

def cudaOld : Deprecated<"cudaNowhere">;
// CHECK: error: new name 'cudaNowhere' has no row
