// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: arithmetic of 16-bit floating-point numbers and pairs of them, kept as their bits.

foreach Half = ["f16", "bf16"] in
  foreach Pair = ["", "x2"] in {
    defvar T = Half # Pair;
    defvar Space = "lorcha::ptx::half" # !if(!eq(Pair, ""), "", "2") # "_";
    defvar Format = "<lorcha::detail::" # !if(!eq(Half, "f16"), "HalfFormat", "BfloatFormat") # ">";
    foreach N = ["add", "sub", "mul"] in {
      def : Ptx<N # " ?rn ?ftz " # T, "=" # T # " " # T # " " # T, Space # N # Format # "($1, $2)">;
      def : Ptx<N # " ?rn ?ftz sat " # T, "=" # T # " " # T # " " # T,
                Space # "saturate" # Format # "(" # Space # N # Format # "($1, $2))">;
    }
    def : Ptx<"fma rn ?ftz " # T, "=" # T # " " # T # " " # T # " " # T, Space # "fma" # Format # "($1, $2, $3)">;
    def : Ptx<"fma rn ?ftz sat " # T, "=" # T # " " # T # " " # T # " " # T,
              Space # "saturate" # Format # "(" # Space # "fma" # Format # "($1, $2, $3))">;
    def : Ptx<"fma rn ?ftz relu " # T, "=" # T # " " # T # " " # T # " " # T,
              Space # "relu" # Format # "(" # Space # "fma" # Format # "($1, $2, $3))">;
    defvar Sign = !if(!eq(Pair, ""), "0x8000u", "0x80008000u");
    def : Ptx<"neg ?ftz " # T, "=" # T # " " # T, "$1 ^ " # Sign>;
    def : Ptx<"abs ?ftz " # T, "=" # T # " " # T, "$1 & ~" # Sign>;
    foreach N = ["min", "max"] in {
      def : Ptx<N # " ?ftz " # T, "=" # T # " " # T # " " # T, Space # N # Format # "($1, $2)">;
      def : Ptx<N # " ?ftz NaN " # T, "=" # T # " " # T # " " # T, Space # N # "NaN" # Format # "($1, $2)">;
    }
  }
let Note = "Subnormal numbers are kept, with and without .ftz." in {
  def : Ptx<"ex2 approx ?ftz f16", "=f16 f16",
            "lorcha::detail::narrow<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>("
            "exp2f(lorcha::detail::widen<lorcha::detail::HalfFormat>($1)))">;
  def : Ptx<"tanh approx f16", "=f16 f16",
            "lorcha::detail::narrow<lorcha::detail::HalfFormat, lorcha::detail::Rounding::Nearest>("
            "__tanhf(lorcha::detail::widen<lorcha::detail::HalfFormat>($1)))">;
}
