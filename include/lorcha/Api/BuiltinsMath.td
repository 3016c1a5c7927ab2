// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's math functions that C's library lacks, and its fast single-precision functions. In C++ they are in
// runtime/device/cpu/math.h and fast_math.h.

def SinglePrecisionMath : Section<"Single Precision Mathematical Functions">;
def DoublePrecisionMath : Section<"Double Precision Mathematical Functions">;
def FastMath : Section<"Fast Single Precision Functions">;

// Functions of Count numbers of one type named x, y, z, w.
class MathFunction<string name, string type, int count>
    : Builtin<name, type, !foreach(n, !range(0, count), Param<type, !substr("xyzw", n, 1)>)>;

// C23's functions came to glibc late.
class GlibcSince<string name> { string Release = !if(!eq(name, "rsqrt"), "2, 42", "2, 41"); }

// The OpenCL function for float and double, and the part that has it.
class OpenClOf<string name> { string Name = "lorcha_" # name # "_$1"; }

let Cpu = Implemented, OpenCL = Implemented, HostToo = 1 in {
  let In = SinglePrecisionMath in {
    foreach N = ["erfcx", "erfinv", "erfcinv", "normcdf", "normcdfinv"] in
      let OpenClName = OpenClOf<N>.Name, OpenClPart = "inverse_error" in {
        def : MathFunction<N # "f", "float", 1>;
        def : MathFunction<N, "float", 1>;
      }
    let OpenClName = OpenClOf<"rcbrt">.Name, OpenClPart = "norm" in {
      def : MathFunction<"rcbrtf", "float", 1>;
      def : MathFunction<"rcbrt", "float", 1>;
    }
    foreach N = ["cyl_bessel_i0", "cyl_bessel_i1"] in
      let OpenClName = OpenClOf<N>.Name, OpenClPart = "bessel" in def : MathFunction<N # "f", "float", 1>;
    let OpenClName = "exp10" in def : MathFunction<"exp10", "float", 1>;
    foreach N = ["j0", "j1", "y0", "y1"] in
      let OpenClName = OpenClOf<N>.Name, OpenClPart = "bessel" in def : MathFunction<N, "float", 1>;
    foreach N = ["rsqrt", "sinpi", "cospi"] in
      let OpenClName = N in {
        let CppName = "lorcha::" # N in def : MathFunction<N, "float", 1>;
        let CppName = "lorcha::" # N # "f", GlibcHas = GlibcSince<N>.Release in
          def : MathFunction<N # "f", "float", 1>;
      }
    foreach N = ["jn", "yn"] in
      let OpenClName = "lorcha_" # N # "_$2", OpenClPart = "bessel" in
        def : Builtin<N, "float", [Param<"int", "n">, Param<"float", "x">]>;
    foreach N = ["sincospif", "sincospi", "sincos"] in
      let OpenClName = "lorcha_" # !subst("pif", "pi", N) # "_$1_$S", OpenClPart = "math" in
        def : Builtin<N, "void", [Param<"float", "x">, Param<"float *", "sptr">, Param<"float *", "cptr">]>;
    let OpenClName = "lorcha_fdividef", OpenClPart = "math" in def : MathFunction<"fdividef", "float", 2>;
    let OpenClPart = "norm" in {
      let OpenClName = OpenClOf<"rhypot">.Name in def : MathFunction<"rhypotf", "float", 2>;
      foreach N = ["norm3d", "rnorm3d"] in
        let OpenClName = OpenClOf<N>.Name in def : MathFunction<N # "f", "float", 3>;
      foreach N = ["norm4d", "rnorm4d"] in
        let OpenClName = OpenClOf<N>.Name in def : MathFunction<N # "f", "float", 4>;
      foreach N = ["norm", "rnorm"] in
        let OpenClName = "lorcha_" # N # "_$2_$S" in
          def : Builtin<N # "f", "float", [Param<"int", "dim">, Param<"const float *", "p">]>;
    }
    foreach N = ["min", "max"] in
      let OpenClName = "lorcha_" # N # "_$1_$2", OpenClPart = "minmax" in def : MathFunction<N, "float", 2>;
  }
  let In = DoublePrecisionMath in {
    foreach N = ["erfcx", "erfinv", "erfcinv", "normcdf", "normcdfinv"] in
      let OpenClName = OpenClOf<N>.Name, OpenClPart = "inverse_error" in def : MathFunction<N, "double", 1>;
    let OpenClName = OpenClOf<"rcbrt">.Name, OpenClPart = "norm" in def : MathFunction<"rcbrt", "double", 1>;
    foreach N = ["cyl_bessel_i0", "cyl_bessel_i1"] in
      let OpenClName = OpenClOf<N>.Name, OpenClPart = "bessel" in def : MathFunction<N, "double", 1>;
    foreach N = ["rsqrt", "sinpi", "cospi"] in
      let CppName = "lorcha::" # N, GlibcHas = GlibcSince<N>.Release, OpenClName = N in
        def : MathFunction<N, "double", 1>;
    let OpenClName = "lorcha_sincospi_$1_$S", OpenClPart = "math" in
      def : Builtin<"sincospi", "void", [Param<"double", "x">, Param<"double *", "sptr">, Param<"double *", "cptr">]>;
    let OpenClPart = "norm" in {
      let OpenClName = OpenClOf<"rhypot">.Name in def : MathFunction<"rhypot", "double", 2>;
      foreach N = ["norm3d", "rnorm3d"] in
        let OpenClName = OpenClOf<N>.Name in def : MathFunction<N, "double", 3>;
      foreach N = ["norm4d", "rnorm4d"] in
        let OpenClName = OpenClOf<N>.Name in def : MathFunction<N, "double", 4>;
      foreach N = ["norm", "rnorm"] in
        let OpenClName = "lorcha_" # N # "_$2_$S" in
          def : Builtin<N, "double", [Param<"int", "dim">, Param<"const double *", "p">]>;
    }
    foreach N = ["min", "max"] in
      let OpenClName = "lorcha_" # N # "_$1_$2", OpenClPart = "minmax" in {
        def : MathFunction<N, "double", 2>;
        def : Builtin<N, "double", [Param<"float", "a">, Param<"double", "b">]>;
        def : Builtin<N, "double", [Param<"double", "a">, Param<"float", "b">]>;
      }
  }
}

// glibc declares most of these names for itself.
class FastFunction<string name, string cppName, string openClName> : MathFunction<name, "float", 1> {
  let CppName = "lorcha::" # cppName;
  let OpenClName = openClName;
}
let Cpu = Implemented, OpenCL = Implemented, In = FastMath in {
  def : FastFunction<"__expf", "fastExp", "native_exp">;
  def : FastFunction<"__exp10f", "fastExp10", "native_exp10">;
  def : FastFunction<"__logf", "fastLog", "native_log">;
  def : FastFunction<"__log2f", "fastLog2", "native_log2">;
  def : FastFunction<"__log10f", "fastLog10", "native_log10">;
  def : FastFunction<"__sinf", "fastSin", "native_sin">;
  def : FastFunction<"__cosf", "fastCos", "native_cos">;
  def : FastFunction<"__tanf", "fastTan", "native_tan">;
  let OpenClName = "native_divide" in def : MathFunction<"__fdividef", "float", 2>;
  let OpenClPart = "fast_math" in {
    def : FastFunction<"__tanhf", "fastTanh", "lorcha_fast_tanh">;
    let CppName = "lorcha::fastPow", OpenClName = "lorcha_fast_pow" in def : MathFunction<"__powf", "float", 2>;
    let CppName = "lorcha::fastSinCos", OpenClName = "lorcha_fast_sincos_$S" in
      def : Builtin<"__sincosf", "void", [Param<"float", "x">, Param<"float *", "sptr">, Param<"float *", "cptr">]>;
    let OpenClName = "lorcha_saturatef" in def : MathFunction<"__saturatef", "float", 1>;
  }
}
