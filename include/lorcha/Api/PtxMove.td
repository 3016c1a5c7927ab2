// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: moves, choices, conversions, control.

let Types = "b16 b32 b64 u16 u32 u64 s16 s32 s64 f32 f64", Action = "move" in
  def : Ptx<"mov $T", "=T T", "$1">;
def : Ptx<"mov pred", "=pred pred", "$1">;

// Comparisons and choices.
let Types = "b16 b32 b64 u16 u32 u64 s16 s32 s64 f32 f64" in {
  let Second = "!($d)" in
    def : Ptx<"setp $cmp:Comparison ?$ftz:Flush $T", "=pred|pred T T", "lorcha::ptx::$cmp($ftz($1), $ftz($2))">;
  let Second = "!lorcha::ptx::$cmp($ftz($1), $ftz($2)) $logic $3" in
    def : Ptx<"setp $cmp:Comparison $logic:Logic ?$ftz:Flush $T", "=pred|pred T T pred",
              "lorcha::ptx::$cmp($ftz($1), $ftz($2)) $logic $3">;
  def : Ptx<"selp $T", "=T T T pred", "$3 ? $1 : $2">;
  foreach D = ["u32", "s32"] in {
    def : Ptx<"set $cmp:Comparison ?$ftz:Flush " # D # " $T", "=b32 T T",
              "lorcha::ptx::$cmp($ftz($1), $ftz($2)) ? 0xffffffffu : 0u">;
    def : Ptx<"set $cmp:Comparison $logic:Logic ?$ftz:Flush " # D # " $T", "=b32 T T pred",
              "(lorcha::ptx::$cmp($ftz($1), $ftz($2)) $logic $3) ? 0xffffffffu : 0u">;
  }
  def : Ptx<"set $cmp:Comparison ?$ftz:Flush f32 $T", "=f32 T T",
            "lorcha::ptx::$cmp($ftz($1), $ftz($2)) ? 1.0f : 0.0f">;
  def : Ptx<"set $cmp:Comparison $logic:Logic ?$ftz:Flush f32 $T", "=f32 T T pred",
            "(lorcha::ptx::$cmp($ftz($1), $ftz($2)) $logic $3) ? 1.0f : 0.0f">;
  def : Ptx<"slct $T s32", "=T T T s32", "$3 >= 0 ? $1 : $2">;
  def : Ptx<"slct ?$ftz:Flush $T f32", "=T T T f32", "$ftz($3) >= 0.0f ? $1 : $2">;
}

// Conversions. Registers may be wider than what they hold.
let Relaxed = 1 in {
  let Types = "u8 u16 u32 u64 s8 s16 s32 s64" in {
    let MoreTypes = "u8 u16 u32 u64 s8 s16 s32 s64" in {
      def : Ptx<"cvt $T $U", "=T U", "($T)$1">;
      def : Ptx<"cvt sat $T $U", "=T U", "lorcha::ptx::clampTo<$T>($1)">;
    }
    let MoreTypes = "f32 f64" in
      def : Ptx<"cvt $rnd:IntegralRounding ?$ftz:Flush ?sat $T $U", "=T U",
                "lorcha::ptx::toInteger<$T, lorcha::detail::Rounding::$rnd>($ftz($1))">;
    foreach Half = ["f16", "bf16"] in {
      defvar Format = !if(!eq(Half, "f16"), "HalfFormat", "BfloatFormat");
      def : Ptx<"cvt $rnd:IntegralRounding ?ftz ?sat $T " # Half, "=T " # Half,
                "lorcha::ptx::toInteger<$T, lorcha::detail::Rounding::$rnd>(lorcha::detail::widen<lorcha::detail::"
                # Format # ">($1))">;
      def : Ptx<"cvt $rnd:Rounding " # Half # " $T", "=" # Half # " T",
                "lorcha::detail::narrowInteger<lorcha::detail::" # Format # ", lorcha::detail::Rounding::$rnd>($1)">;
    }
    def : Ptx<"cvt $rnd:Rounding ?ftz ?$sat:Saturate f32 $T", "=f32 T",
              "$sat(lorcha::ptx::toFloat<float, lorcha::detail::Rounding::$rnd>($1))">;
    def : Ptx<"cvt $rnd:Rounding f64 $T", "=f64 T",
              "lorcha::ptx::toFloat<double, lorcha::detail::Rounding::$rnd>($1)">;
  }
  def : Ptx<"cvt ?$ftz:Flush ?$sat:Saturate f32 f32", "=f32 f32", "$sat($ftz($1))">;
  def : Ptx<"cvt $rnd:IntegralRounding ?$ftz:Flush ?$sat:Saturate f32 f32", "=f32 f32",
            "$sat(lorcha::detail::roundToIntegral<lorcha::detail::Rounding::$rnd>($ftz($1)))">;
  def : Ptx<"cvt $rnd:IntegralRounding f64 f64", "=f64 f64",
            "lorcha::detail::roundToIntegral<lorcha::detail::Rounding::$rnd>($1)">;
  def : Ptx<"cvt f64 f64", "=f64 f64", "$1">;
  def : Ptx<"cvt ?$ftz:Flush f64 f32", "=f64 f32", "(double)$ftz($1)">;
  def : Ptx<"cvt $rnd:Ending ?$ftz:Flush ?$sat:Saturate f32 f64", "=f32 f64", "$sat($ftz(__double2float_$rnd($1)))">;
  foreach Half = ["f16", "bf16"] in {
    defvar Format = "lorcha::detail::" # !if(!eq(Half, "f16"), "HalfFormat", "BfloatFormat");
    defvar Narrow = "lorcha::detail::narrow<" # Format # ", lorcha::detail::Rounding::$rnd>";
    def : Ptx<"cvt ?ftz ?$sat:Saturate f32 " # Half, "=f32 " # Half, "$sat(lorcha::detail::widen<" # Format # ">($1))">;
    def : Ptx<"cvt f64 " # Half, "=f64 " # Half, "(double)lorcha::detail::widen<" # Format # ">($1)">;
    def : Ptx<"cvt $rnd:Rounding ?$ftz:Flush ?$sat:Saturate " # Half # " f32", "=" # Half # " f32",
              Narrow # "($sat($ftz($1)))">;
    def : Ptx<"cvt $rnd:Rounding relu " # Half # " f32", "=" # Half # " f32", Narrow # "(lorcha::ptx::maxOrNaN($1, 0.0f))">;
    def : Ptx<"cvt $rnd:Rounding " # Half # " f64", "=" # Half # " f64", Narrow # "($1)">;
    def : Ptx<"cvt $rnd:Rounding " # Half # "x2 f32", "=" # Half # "x2 f32 f32",
              "(unsigned)" # Narrow # "($1) << 16 | " # Narrow # "($2)">;
    def : Ptx<"cvt $rnd:Rounding relu " # Half # "x2 f32", "=" # Half # "x2 f32 f32",
              "(unsigned)" # Narrow # "(lorcha::ptx::maxOrNaN($1, 0.0f)) << 16 | " # Narrow
              # "(lorcha::ptx::maxOrNaN($2, 0.0f))">;
  }
}
def : Ptx<"cvt rna tf32 f32", "=b32 f32", "lorcha::ptx::toTf32($1)">;
foreach T = ["u16", "s16"] in
  def : Ptx<"cvt pack sat " # T # " s32", "=b32 s32 s32",
            "lorcha::ptx::pack2<" # !if(!eq(T, "u16"), "unsigned short", "short") # ">($1, $2)">;
foreach T = ["u8", "s8"] in
  def : Ptx<"cvt pack sat " # T # " s32 b32", "=b32 s32 s32 b32",
            "lorcha::ptx::pack4<" # !if(!eq(T, "u8"), "unsigned char", "signed char") # ">($1, $2, $3)">;

// Addresses of shared memory are offsets in a window, of 32 bits.
def : Ptx<"cvta to shared u64", "=u64 ptr", "(unsigned long long)__cvta_generic_to_shared($1)">;
def : Ptx<"cvta to shared u32", "=u32 ptr", "(unsigned)__cvta_generic_to_shared($1)">;
def : Ptx<"cvta shared u64", "=u64 u64", "(unsigned long long)__cvta_shared_to_generic($1)">;
foreach S = ["global", "local", "const", "param"] in {
  def : Ptx<"cvta " # S # " u64", "=u64 u64", "$1">;
  def : Ptx<"cvta to " # S # " u64", "=u64 u64", "$1">;
}

// Control.
let Action = "branch" in {
  def : Ptx<"bra", "label", "">;
  def : Ptx<"bra uni", "label", "">;
}
let Action = "exit", Note = "Directly in a kernel only." in def : Ptx<"exit", "", "">;
def : Ptx<"trap", "", "__trap()">;
def : Ptx<"brkpt", "", "__brkpt()">;
def : Ptx<"nanosleep u32", "u32", "__nanosleep($1)">;
def : Ptx<"pmevent", "#u32", "__prof_trigger($1)">;
let Note = "Without effect." in {
  def : Ptx<"griddepcontrol wait", "", "">;
  def : Ptx<"griddepcontrol launch_dependents", "", "">;
  def : Ptx<"setmaxnreg inc sync aligned u32", "#u32", "">;
  def : Ptx<"setmaxnreg dec sync aligned u32", "#u32", "">;
}
