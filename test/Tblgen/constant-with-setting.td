// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A constant that a macro may change has the macro's value where it is defined.
// RUN: %tblgen -gen-cuda-header -I %S/../../include/lorcha/Api %s | FileCheck %s
include "ApiBase.td"

def CUDART_VERSION : Constant<"12080"> { let Setting = "LORCHA_CUDA_VERSION"; }
// CHECK: #ifdef LORCHA_CUDA_VERSION
// CHECK-NEXT: #define CUDART_VERSION LORCHA_CUDA_VERSION
// CHECK-NEXT: #else
// CHECK-NEXT: #define CUDART_VERSION 12080
// CHECK-NEXT: #endif
