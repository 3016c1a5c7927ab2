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
foreach Half = ["f16", "bf16"] in {
  defvar Format = "<lorcha::detail::" # !if(!eq(Half, "f16"), "HalfFormat", "BfloatFormat") # ">(";
  defvar A = "lorcha::detail::widen" # Format # "$1)";
  defvar B = "lorcha::detail::widen" # Format # "$2)";
  let Second = "!($d)" in
    def : Ptx<"setp $cmp:Comparison ?ftz " # Half, "=pred|pred " # Half # " " # Half,
              "lorcha::ptx::$cmp(" # A # ", " # B # ")">;
  let Note = "Subnormal numbers are kept, with and without .ftz." in
    foreach N = ["ex2", "tanh"] in {
      defvar Function = !if(!eq(N, "ex2"), "exp2f", "tanhf");
      defvar Narrow = "lorcha::ptx::rounded16" # Format # Function # "(lorcha::detail::widen" # Format;
      def : Ptx<N # " approx ?ftz " # Half, "=" # Half # " " # Half, Narrow # "$1)))">;
      def : Ptx<N # " approx ?ftz " # Half # "x2", "=" # Half # "x2 " # Half # "x2",
                "lorcha::ptx::pairOf(" # Narrow # "lorcha::ptx::lowerHalf($1)))), "
                # Narrow # "lorcha::ptx::upperHalf($1)))))">;
    }
}
