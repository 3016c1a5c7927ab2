// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two halves or four bytes in a word. In C++ they are in runtime/device/cpu/simd.h.

def SimdIntrinsics : Section<"SIMD Intrinsics">;

let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "simd", In = SimdIntrinsics in
  foreach Lanes = ["2", "4"] in {
    foreach N = ["neg", "negss", "abs", "absss"] in
      let OpenClName = "lorcha_v" # N # Lanes in
        def : Builtin<"__v" # N # Lanes, "unsigned int", [Param<"unsigned int", "a">]>;
    foreach N = ["add", "addss", "addus", "sub", "subss", "subus", "absdiffs", "absdiffu", "sads", "sadu", "avgs",
                 "avgu", "haddu", "mins", "minu", "maxs", "maxu",
                 "cmpeq", "cmpne", "cmpgts", "cmpgtu", "cmpges", "cmpgeu", "cmplts", "cmpltu", "cmples", "cmpleu",
                 "seteq", "setne", "setgts", "setgtu", "setges", "setgeu", "setlts", "setltu", "setles", "setleu"] in
      let OpenClName = "lorcha_v" # N # Lanes in
        def : Builtin<"__v" # N # Lanes, "unsigned int", [Param<"unsigned int", "a">, Param<"unsigned int", "b">]>;
  }
