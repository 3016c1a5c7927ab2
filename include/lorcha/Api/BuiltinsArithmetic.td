// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic with a stated rounding mode. In C++ it is in runtime/device/cpu/arithmetic.h.

def SinglePrecisionIntrinsics : Section<"Single Precision Intrinsics">;
def DoublePrecisionIntrinsics : Section<"Double Precision Intrinsics">;

class RoundedFloat<string name, int count> : MathFunction<name, "float", count> {
  let OpenClName = "lorcha_" # !subst("_ieee", "", !substr(name, 2));
  let OpenClPart = "arithmetic";
}
class RoundedDouble<string name, int count> : MathFunction<name, "double", count> {
  let OpenClName = "lorcha_" # !substr(name, 2);
  let OpenClPart = "arithmetic_double";
}

let Cpu = Implemented, OpenCL = Implemented in {
  foreach Mode = ["rn", "rz", "ru", "rd"] in {
    let In = SinglePrecisionIntrinsics in {
      foreach N = ["__fadd", "__fsub", "__fmul", "__fdiv"] in
        def : RoundedFloat<N # "_" # Mode, 2>;
      foreach N = ["__frcp", "__fsqrt"] in
        def : RoundedFloat<N # "_" # Mode, 1>;
      foreach N = ["__fmaf", "__fmaf_ieee"] in
        def : RoundedFloat<N # "_" # Mode, 3>;
    }
    let In = DoublePrecisionIntrinsics in {
      foreach N = ["__dadd", "__dsub", "__dmul", "__ddiv"] in
        def : RoundedDouble<N # "_" # Mode, 2>;
      foreach N = ["__drcp", "__dsqrt"] in
        def : RoundedDouble<N # "_" # Mode, 1>;
      def : RoundedDouble<"__fma_" # Mode, 3>;
    }
  }
  let In = SinglePrecisionIntrinsics in def : RoundedFloat<"__frsqrt_rn", 1>;
}
