// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device functions are declared for the device, or for both; those that C's library declares are not.
// RUN: %tblgen -gen-builtins-header -I %S/../../include/lorcha/Api %s | FileCheck %s
include "ApiBase.td"

def : Builtin<"__both", "float", [P<"float", "x">]> { let HostToo = 1; }
def : Builtin<"__device", "int", [P<"int *", "p">, P<"int", "n", "32">]>;
def : Builtin<"sqrtf", "float", [P<"float", "x">]> { let ByHand = 1; }
def : Builtin<"newer", "float", [P<"float", "x">]> { let HostToo = 1; let GlibcHas = "2, 41"; }
// CHECK: __host__ __device__ float __both(float x);
// CHECK-NEXT: __device__ int __device(int *p, int n LORCHA_DEFAULT(32));
// CHECK-NOT: sqrtf
// CHECK: #if LORCHA_GLIBC(2, 41)
// CHECK-NEXT: __device__ float newer(float x);
// CHECK-NEXT: #else
// CHECK-NEXT: __host__ __device__ float newer(float x);
