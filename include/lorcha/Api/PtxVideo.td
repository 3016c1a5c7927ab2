// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: the video instructions. Parts of registers that are read may be chosen (%1.b0), parts that are written may not.

def VideoSaturate : PtxSet<[PtxWord<"sat", "lorcha::ptx::clampTo">], "lorcha::ptx::wrapped">;
def VideoSecond   : PtxSet<[PtxWord<"add", "lorcha::ptx::plus">, PtxWord<"min", "lorcha::ptx::lower">,
                            PtxWord<"max", "lorcha::ptx::higher">]>;
def VideoShift    : PtxSet<[PtxWord<"clamp", "lorcha::ptx::clampedAmount">, PtxWord<"wrap", "lorcha::ptx::wrappedAmount">]>;

let Types = "u32 s32", MoreTypes = "u32 s32", Action = "video" in {
  foreach D = ["u32", "s32"] in {
    defvar Cpp = !if(!eq(D, "u32"), "unsigned", "int");
    foreach N = ["add", "sub", "absdiff", "min", "max"] in {
      defvar Value = "$sat<" # Cpp # ">(lorcha::ptx::video_" # N # "((long long)$1, (long long)$2))";
      def : Ptx<"v" # N # " " # D # " $T $U ?$sat:VideoSaturate", "=" # D # " T U", Value>;
      def : Ptx<"v" # N # " " # D # " $T $U ?$sat:VideoSaturate $second:VideoSecond", "=" # D # " T U " # D,
                "$second(" # Value # ", $3)">;
    }
    foreach N = ["shl", "shr"] in {
      defvar Value = "$sat<" # Cpp # ">(lorcha::ptx::video_" # N # "((long long)$1, $mode($2)))";
      def : Ptx<"v" # N # " " # D # " $T u32 ?$sat:VideoSaturate $mode:VideoShift", "=" # D # " T u32", Value>;
      def : Ptx<"v" # N # " " # D # " $T u32 ?$sat:VideoSaturate $mode:VideoShift $second:VideoSecond",
                "=" # D # " T u32 " # D, "$second(" # Value # ", $3)">;
    }
  }
  def : Ptx<"vset $T $U $cmp:Comparison", "=u32 T U", "lorcha::ptx::$cmp((long long)$1, (long long)$2) ? 1u : 0u">;
  def : Ptx<"vset $T $U $cmp:Comparison $second:VideoSecond", "=u32 T U u32",
            "$second(lorcha::ptx::$cmp((long long)$1, (long long)$2) ? 1u : 0u, $3)">;
}

// Two halves or four bytes. Without .add the last operand is what lanes that are masked out would keep: none is.
let Types = "u32 s32", MoreTypes = "u32 s32" in
  foreach Lanes = ["2", "4"] in {
    foreach D = ["u32", "s32"] in
      foreach N = ["add", "sub", "avrg", "absdiff", "min", "max"] in {
        defvar Call = "lorcha::ptx::lanes<lorcha::ptx::LaneOperation::" # N # ", " # Lanes # ", "
                      # !if(!eq(D, "u32"), "unsigned", "int") # ", $T, $U, ";
        def : Ptx<"v" # N # Lanes # " " # D # " $T $U", "=" # D # " T U b32", Call # "false>($1, $2)">;
        def : Ptx<"v" # N # Lanes # " " # D # " $T $U sat", "=" # D # " T U b32", Call # "true>($1, $2)">;
        def : Ptx<"v" # N # Lanes # " " # D # " $T $U add", "=" # D # " T U b32",
                  "lorcha::ptx::laneSum<lorcha::ptx::LaneOperation::" # N # ", " # Lanes # ", $T, $U>($1, $2) + $3">;
      }
    def : Ptx<"vset" # Lanes # " $T $U $cmp:Comparison", "=b32 T U b32",
              "lorcha::ptx::laneTests<" # Lanes # ", $T, $U>($1, $2, lorcha::ptx::$cmp<long long>(-1, 0), "
              "lorcha::ptx::$cmp<long long>(0, 0), lorcha::ptx::$cmp<long long>(1, 0))">;
    def : Ptx<"vset" # Lanes # " $T $U $cmp:Comparison add", "=b32 T U b32",
              "(unsigned)__popc(lorcha::ptx::laneTests<" # Lanes # ", $T, $U>($1, $2, "
              "lorcha::ptx::$cmp<long long>(-1, 0), lorcha::ptx::$cmp<long long>(0, 0), "
              "lorcha::ptx::$cmp<long long>(1, 0))) + $3">;
  }
