// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C's functions that device code may call. The parse reads their declarations from crt/c_library.h and translated C++ calls
// C's own, so these records only say what they are in OpenCL C.

def CLibrary : Section<"Functions of C's Library">;

// A math function for double, and for float under the name with an f.
class CMath<string name, string type, int count, string suffix, string openClName>
    : MathFunction<name # suffix, type, count> { let OpenClName = openClName; }
multiclass CMathPair<string name, int count, string openClName> {
  def : CMath<name, "double", count, "", openClName>;
  def : CMath<name, "float", count, "f", openClName>;
}
// One whose other parameters are not of its type.
multiclass CMathWith<string name, list<Param> before, string more, string moreName, string openClName> {
  let OpenClName = openClName in {
    def : Builtin<name, "double", before # [Param<"double", "x">, Param<!subst("T", "double", more), moreName>]>;
    def : Builtin<name # "f", "float", before # [Param<"float", "x">, Param<!subst("T", "float", more), moreName>]>;
  }
}
multiclass CRounding<string name, string result, string openClName> {
  let OpenClName = openClName in {
    def : Builtin<name, result, [Param<"double", "x">]>;
    def : Builtin<name # "f", result, [Param<"float", "x">]>;
  }
}

let Cpu = Implemented, OpenCL = Implemented, ByHand = 1, In = CLibrary in {
  // OpenCL C has them under the same name for both types.
  foreach N = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "ceil", "cos", "cosh", "erf", "erfc", "exp",
               "exp2", "exp10", "expm1", "fabs", "floor", "lgamma", "log", "log10", "log1p", "log2", "logb", "rint",
               "round", "sin", "sinh", "sqrt", "tan", "tanh", "tgamma", "trunc"] in
    defm : CMathPair<N, 1, N>;
  defm : CMathPair<"nearbyint", 1, "rint">;
  foreach N = ["atan2", "copysign", "fdim", "fmax", "fmin", "fmod", "hypot", "nextafter", "pow", "remainder"] in
    defm : CMathPair<N, 2, N>;
  defm : CMathPair<"fma", 3, "fma">;
  defm : CMathWith<"ldexp", [], "int", "exponent", "ldexp">;
  defm : CMathWith<"scalbn", [], "int", "exponent", "ldexp">;
  defm : CMathWith<"frexp", [], "int *", "exponent", "frexp">;
  defm : CMathWith<"modf", [], "T *", "whole", "modf">;
  foreach T = ["double", "float"] in
    let OpenClName = "remquo" in
      def : Builtin<"remquo" # !if(!eq(T, "float"), "f", ""), T,
                    [Param<T, "x">, Param<T, "y">, Param<"int *", "quotient">]>;
  defm : CRounding<"ilogb", "int", "ilogb">;
  // libstdc++'s and the macros of <math.h> end in compiler builtins of these names.
  foreach N = ["isnan", "isinf", "isfinite", "signbit"] in
    let OpenClName = N in
      foreach T = ["double", "float"] in
        def : Builtin<N, "int", [Param<T, "x">]>;

  let OpenClPart = "math" in {
    defm : CMathWith<"scalbln", [], "long", "exponent", "lorcha_scalbln_$1">;
    foreach N = ["lrint", "llrint"] in
      defm : CRounding<N, !if(!eq(N, "lrint"), "long", "long long"), "lorcha_lrint_$1">;
    foreach N = ["lround", "llround"] in
      defm : CRounding<N, !if(!eq(N, "lround"), "long", "long long"), "lorcha_lround_$1">;
    foreach T = ["double", "float"] in {
      defvar F = !if(!eq(T, "float"), "f", "");
      let OpenClName = "lorcha_nan_" # T in def : Builtin<"nan" # F, T, [Param<"const char *", "tag">]>;
      let OpenClName = "lorcha_sincos_$1_$S" in
        def : Builtin<"sincos" # F, "void", [Param<T, "x">, Param<T # " *", "sptr">, Param<T # " *", "cptr">]>;
    }
    let OpenClName = "lorcha_abs_$1" in {
      foreach T = ["int", "long", "long long"] in
        def : Builtin<"abs", T, [Param<T, "x">]>;
      def : Builtin<"labs", "long", [Param<"long", "x">]>;
      def : Builtin<"llabs", "long long", [Param<"long long", "x">]>;
    }
  }

  // The compiler's own (__builtin_ctz), which our headers use.
  let OpenClPart = "integer" in {
    let OpenClName = "lorcha_ctz" in def : Builtin<"ctz", "int", [Param<"unsigned int", "x">]>;
    let OpenClName = "lorcha_ctzll" in def : Builtin<"ctzll", "int", [Param<"unsigned long long", "x">]>;
  }

  let OpenClPart = "bessel" in {
    foreach N = ["j0", "j1", "y0", "y1"] in
      defm : CMathPair<N, 1, "lorcha_" # N # "_$1">;
    foreach N = ["jn", "yn"] in
      foreach T = ["double", "float"] in
        let OpenClName = "lorcha_" # N # "_$2" in
          def : Builtin<N # !if(!eq(T, "float"), "f", ""), T, [Param<"int", "n">, Param<T, "x">]>;
  }

  let Does = Memory in {
    // $T is the address space of the second pointer.
    let OpenClPart = "memory" in {
      foreach N = ["memcpy", "memcmp"] in
        let OpenClName = "lorcha_" # N # "_$S_$T" in
          def : Builtin<N, !if(!eq(N, "memcmp"), "int", "void *"),
                        [Param<"void *", "a">, Param<"const void *", "b">, Param<"size_t", "count">]>;
      let OpenClName = "lorcha_memmove_$S", Note = "OpenCL: within one address space." in
        def : Builtin<"memmove", "void *", [Param<"void *", "a">, Param<"const void *", "b">, Param<"size_t", "count">]>;
      let OpenClName = "lorcha_memset_$S" in
        def : Builtin<"memset", "void *", [Param<"void *", "a">, Param<"int", "value">, Param<"size_t", "count">]>;
    }
    let OpenClPart = "heap", OpenClTakes = TakesContext in {
      let OpenClName = "lorcha_malloc" in def : Builtin<"malloc", "void *", [Param<"size_t", "bytes">]>;
      let OpenClName = "lorcha_calloc" in
        def : Builtin<"calloc", "void *", [Param<"size_t", "count">, Param<"size_t", "bytes">]>;
      let OpenClName = "lorcha_free" in def : Builtin<"free", "void", [Param<"void *", "pointer">]>;
    }
    let OpenCL = Partial, OpenClName = "lorcha_clock64", OpenClPart = "control", OpenClTakes = TakesContext,
        Note = "OpenCL: as clock64." in
      def : Builtin<"clock", "long", []>;
  }
}
