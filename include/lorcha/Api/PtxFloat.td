// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: floating-point numbers. Without a rounding, add, sub and mul may be contracted, as they may by ptxas.

foreach N = ["add", "sub", "mul"] in {
  defvar Sign = !cond(!eq(N, "add") : "+", !eq(N, "sub") : "-", !eq(N, "mul") : "*");
  def : Ptx<N # " ?$ftz:Flush ?$sat:Saturate f32", "=f32 f32 f32", "$sat($ftz($ftz($1) " # Sign # " $ftz($2)))">;
  def : Ptx<N # " $rnd:Ending ?$ftz:Flush ?$sat:Saturate f32", "=f32 f32 f32",
            "$sat($ftz(__f" # N # "_$rnd($ftz($1), $ftz($2))))">;
  def : Ptx<N # " f64", "=f64 f64 f64", "$1 " # Sign # " $2">;
  def : Ptx<N # " $rnd:Ending f64", "=f64 f64 f64", "__d" # N # "_$rnd($1, $2)">;
}
foreach N = ["fma", "mad"] in {
  def : Ptx<N # " $rnd:Ending ?$ftz:Flush ?$sat:Saturate f32", "=f32 f32 f32 f32",
            "$sat($ftz(__fmaf_$rnd($ftz($1), $ftz($2), $ftz($3))))">;
  def : Ptx<N # " $rnd:Ending f64", "=f64 f64 f64 f64", "__fma_$rnd($1, $2, $3)">;
}
def : Ptx<"div $rnd:Ending ?$ftz:Flush f32", "=f32 f32 f32", "$ftz(__fdiv_$rnd($ftz($1), $ftz($2)))">;
def : Ptx<"div full ?$ftz:Flush f32", "=f32 f32 f32", "$ftz($ftz($1) / $ftz($2))">;
def : Ptx<"div approx ?$ftz:Flush f32", "=f32 f32 f32", "$ftz(__fdividef($ftz($1), $ftz($2)))">;
def : Ptx<"div $rnd:Ending f64", "=f64 f64 f64", "__ddiv_$rnd($1, $2)">;
foreach N = ["rcp", "sqrt"] in {
  def : Ptx<N # " $rnd:Ending ?$ftz:Flush f32", "=f32 f32", "$ftz(__f" # N # "_$rnd($ftz($1)))">;
  def : Ptx<N # " approx ?$ftz:Flush f32", "=f32 f32", "$ftz(__f" # N # "_rn($ftz($1)))">;
  def : Ptx<N # " $rnd:Ending f64", "=f64 f64", "__d" # N # "_$rnd($1)">;
}
def : Ptx<"rsqrt approx ?$ftz:Flush f32", "=f32 f32", "$ftz(rsqrtf($ftz($1)))">;
let Note = "As exact as 1 / sqrt(x)." in {
  def : Ptx<"rcp approx ftz f64", "=f64 f64", "__drcp_rn($1)">;
  def : Ptx<"rsqrt approx ?ftz f64", "=f64 f64", "rsqrt($1)">;
}
def : Ptx<"sin approx ?$ftz:Flush f32", "=f32 f32", "$ftz(__sinf($ftz($1)))">;
def : Ptx<"cos approx ?$ftz:Flush f32", "=f32 f32", "$ftz(__cosf($ftz($1)))">;
def : Ptx<"lg2 approx ?$ftz:Flush f32", "=f32 f32", "$ftz(__log2f($ftz($1)))">;
def : Ptx<"ex2 approx ?$ftz:Flush f32", "=f32 f32", "$ftz(exp2f($ftz($1)))">;
def : Ptx<"tanh approx f32", "=f32 f32", "tanhf($1)">;

// Signs and bounds.
def : Ptx<"neg ?$ftz:Flush f32", "=b32 f32", "__float_as_uint($ftz($1)) ^ 0x80000000u">;
def : Ptx<"abs ?$ftz:Flush f32", "=b32 f32", "__float_as_uint($ftz($1)) & 0x7fffffffu">;
def : Ptx<"neg f64", "=b64 f64", "(unsigned long long)__double_as_longlong($1) ^ 0x8000000000000000ull">;
def : Ptx<"abs f64", "=b64 f64", "(unsigned long long)__double_as_longlong($1) & 0x7fffffffffffffffull">;
def : Ptx<"copysign f32", "=f32 f32 f32", "copysignf($2, $1)">;
def : Ptx<"copysign f64", "=f64 f64 f64", "copysign($2, $1)">;
foreach N = ["min", "max"] in {
  def : Ptx<N # " ?$ftz:Flush f32", "=f32 f32 f32", "lorcha::ptx::" # N # "Number($ftz($1), $ftz($2))">;
  def : Ptx<N # " ?$ftz:Flush NaN f32", "=f32 f32 f32", "lorcha::ptx::" # N # "OrNaN($ftz($1), $ftz($2))">;
  def : Ptx<N # " ?$ftz:Flush xorsign abs f32", "=f32 f32 f32",
            "lorcha::ptx::" # N # "XorSign($ftz($1), $ftz($2))">;
  def : Ptx<N # " f64", "=f64 f64 f64", "lorcha::ptx::" # N # "Number($1, $2)">;
}
foreach T = ["f32", "f64"] in {
  def : Ptx<"testp finite " # T, "=pred " # T, "lorcha::ptx::isFinite($1)">;
  def : Ptx<"testp infinite " # T, "=pred " # T, "lorcha::ptx::isInfinite($1)">;
  def : Ptx<"testp number " # T, "=pred " # T, "$1 == $1">;
  def : Ptx<"testp notanumber " # T, "=pred " # T, "$1 != $1">;
  def : Ptx<"testp normal " # T, "=pred " # T, "lorcha::ptx::isNormal($1)">;
  def : Ptx<"testp subnormal " # T, "=pred " # T, "lorcha::ptx::isSubnormal($1)">;
}
