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

let Cpu = Implemented, HostToo = 1 in {
  let In = SinglePrecisionMath in {
    foreach N = ["rcbrtf", "erfcxf", "erfinvf", "erfcinvf", "normcdff", "normcdfinvf", "cyl_bessel_i0f",
                 "cyl_bessel_i1f", "rcbrt", "erfcx", "erfinv", "erfcinv", "normcdf", "normcdfinv", "exp10", "j0", "j1",
                 "y0", "y1"] in
      def : MathFunction<N, "float", 1>;
    foreach N = ["rsqrt", "sinpi", "cospi"] in {
      let CppName = "lorcha::" # N in def : MathFunction<N, "float", 1>;
      let CppName = "lorcha::" # N # "f", GlibcHas = GlibcSince<N>.Release in def : MathFunction<N # "f", "float", 1>;
    }
    foreach N = ["jn", "yn"] in
      def : Builtin<N, "float", [Param<"int", "n">, Param<"float", "x">]>;
    foreach N = ["sincospif", "sincospi", "sincos"] in
      def : Builtin<N, "void", [Param<"float", "x">, Param<"float *", "sptr">, Param<"float *", "cptr">]>;
    def : MathFunction<"fdividef", "float", 2>;
    def : MathFunction<"rhypotf", "float", 2>;
    def : MathFunction<"norm3df", "float", 3>;
    def : MathFunction<"rnorm3df", "float", 3>;
    def : MathFunction<"norm4df", "float", 4>;
    def : MathFunction<"rnorm4df", "float", 4>;
    foreach N = ["normf", "rnormf"] in
      def : Builtin<N, "float", [Param<"int", "dim">, Param<"const float *", "p">]>;
    foreach N = ["min", "max"] in
      def : MathFunction<N, "float", 2>;
  }
  let In = DoublePrecisionMath in {
    foreach N = ["rcbrt", "erfcx", "erfinv", "erfcinv", "normcdf", "normcdfinv", "cyl_bessel_i0", "cyl_bessel_i1"] in
      def : MathFunction<N, "double", 1>;
    foreach N = ["rsqrt", "sinpi", "cospi"] in
      let CppName = "lorcha::" # N, GlibcHas = GlibcSince<N>.Release in def : MathFunction<N, "double", 1>;
    def : Builtin<"sincospi", "void", [Param<"double", "x">, Param<"double *", "sptr">, Param<"double *", "cptr">]>;
    def : MathFunction<"rhypot", "double", 2>;
    def : MathFunction<"norm3d", "double", 3>;
    def : MathFunction<"rnorm3d", "double", 3>;
    def : MathFunction<"norm4d", "double", 4>;
    def : MathFunction<"rnorm4d", "double", 4>;
    foreach N = ["norm", "rnorm"] in
      def : Builtin<N, "double", [Param<"int", "dim">, Param<"const double *", "p">]>;
    foreach N = ["min", "max"] in {
      def : MathFunction<N, "double", 2>;
      def : Builtin<N, "double", [Param<"float", "a">, Param<"double", "b">]>;
      def : Builtin<N, "double", [Param<"double", "a">, Param<"float", "b">]>;
    }
  }
}

// glibc declares most of these names for itself.
class FastFunction<string name, string cppName> : MathFunction<name, "float", 1> { let CppName = "lorcha::" # cppName; }
let Cpu = Implemented, In = FastMath in {
  def : FastFunction<"__expf", "fastExp">;
  def : FastFunction<"__exp10f", "fastExp10">;
  def : FastFunction<"__logf", "fastLog">;
  def : FastFunction<"__log2f", "fastLog2">;
  def : FastFunction<"__log10f", "fastLog10">;
  def : FastFunction<"__sinf", "fastSin">;
  def : FastFunction<"__cosf", "fastCos">;
  def : FastFunction<"__tanf", "fastTan">;
  def : FastFunction<"__tanhf", "fastTanh">;
  let CppName = "lorcha::fastPow" in def : MathFunction<"__powf", "float", 2>;
  let CppName = "lorcha::fastSinCos" in
    def : Builtin<"__sincosf", "void", [Param<"float", "x">, Param<"float *", "sptr">, Param<"float *", "cptr">]>;
  def : MathFunction<"__fdividef", "float", 2>;
  def : MathFunction<"__saturatef", "float", 1>;
}
