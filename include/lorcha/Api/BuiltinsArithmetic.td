// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic with a stated rounding mode. In C++ it is in runtime/device/cpu/arithmetic.h.

def SinglePrecisionIntrinsics : Section<"Single Precision Intrinsics">;
def DoublePrecisionIntrinsics : Section<"Double Precision Intrinsics">;

let Cpu = Implemented in {
  foreach Mode = ["rn", "rz", "ru", "rd"] in {
    let In = SinglePrecisionIntrinsics in {
      foreach N = ["__fadd", "__fsub", "__fmul", "__fdiv"] in
        def : MathFunction<N # "_" # Mode, "float", 2>;
      foreach N = ["__frcp", "__fsqrt"] in
        def : MathFunction<N # "_" # Mode, "float", 1>;
      foreach N = ["__fmaf", "__fmaf_ieee"] in
        def : MathFunction<N # "_" # Mode, "float", 3>;
    }
    let In = DoublePrecisionIntrinsics in {
      foreach N = ["__dadd", "__dsub", "__dmul", "__ddiv"] in
        def : MathFunction<N # "_" # Mode, "double", 2>;
      foreach N = ["__drcp", "__dsqrt"] in
        def : MathFunction<N # "_" # Mode, "double", 1>;
      def : MathFunction<"__fma_" # Mode, "double", 3>;
    }
  }
  let In = SinglePrecisionIntrinsics in def : MathFunction<"__frsqrt_rn", "float", 1>;
}
