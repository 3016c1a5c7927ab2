// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Intrinsics for dynamic programming. In C++ they are in runtime/device/cpu/dpx.h.

def DpxIntrinsics : Section<"SIMD Intrinsics for Dynamic Programming (DPX)">;

// Functions of two words, or of three.
class Dpx2<string name, string type> : Builtin<name, type, [Param<type, "a">, Param<type, "b">]> {
  let OpenClName = "lorcha_" # !substr(name, 2);
}
class Dpx3<string name, string type> : Builtin<name, type, [Param<type, "a">, Param<type, "b">, Param<type, "c">]> {
  let OpenClName = "lorcha_" # !substr(name, 2);
}
class DpxWhich<string name, string type>
    : Builtin<name, type, [Param<type, "a">, Param<type, "b">, Param<"bool *", "pred">]> {
  let OpenClName = "lorcha_" # !substr(name, 2) # "_$S";
}

let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "dpx", In = DpxIntrinsics in
  foreach M = ["max", "min"] in {
    foreach N = ["__vi" # M # "3", "__viadd" # M] in {
      def : Dpx3<N # "_s32", "int">;
      def : Dpx3<N # "_s32_relu", "int">;
      foreach K = ["_u32", "_s16x2", "_u16x2", "_s16x2_relu"] in
        def : Dpx3<N # K, "unsigned int">;
    }
    def : Dpx2<"__vi" # M # "_s32_relu", "int">;
    def : Dpx2<"__vi" # M # "_s16x2_relu", "unsigned int">;
    def : DpxWhich<"__vib" # M # "_s32", "int">;
    def : DpxWhich<"__vib" # M # "_u32", "unsigned int">;
    foreach K = ["_s16x2", "_u16x2"] in
      let OpenClName = "lorcha_vib" # M # K # "_$S" in
        def : Builtin<"__vib" # M # K, "unsigned int",
                      [Param<"unsigned int", "a">, Param<"unsigned int", "b">, Param<"bool *", "pred_hi">,
                       Param<"bool *", "pred_lo">]>;
  }
