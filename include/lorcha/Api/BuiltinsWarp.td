// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp functions, with and without _sync. In C++ they are in runtime/device/cpu/warp.h.

def WarpFunctions : Section<"Warp Functions">;

class WarpBuiltin<string name, string result, list<Param> params>
    : Builtin<name, result, [Param<"unsigned int", "mask">] # params> {
  let OpenClName = "lorcha_" # !substr(name, 2);
}
// Those of many types: without a mask the value comes first.
class Shuffle<string name, string type, list<Param> params> : Builtin<name, type, params> {
  let OpenClName = "lorcha_" # !substr(name, 2) # "_$1";
}
class ShuffleSync<string name, string type, list<Param> params> : WarpBuiltin<name, type, params> {
  let OpenClName = "lorcha_" # !substr(name, 2) # "_$2";
}

let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "warp", OpenClTakes = TakesPredicate, In = WarpFunctions,
    Does = WarpOp in {
  foreach T = ["int", "unsigned int", "long", "unsigned long", "long long", "unsigned long long", "float",
               "double"] in {
    defvar Width = Param<"int", "width", "32">;
    defvar Index = [Param<T, "var">, Param<"int", "srcLane">, Width];
    defvar Delta = [Param<T, "var">, Param<"unsigned int", "delta">, Width];
    defvar LaneMask = [Param<T, "var">, Param<"int", "laneMask">, Width];
    def : ShuffleSync<"__shfl_sync", T, Index>;
    def : ShuffleSync<"__shfl_up_sync", T, Delta>;
    def : ShuffleSync<"__shfl_down_sync", T, Delta>;
    def : ShuffleSync<"__shfl_xor_sync", T, LaneMask>;
    def : Shuffle<"__shfl", T, Index>;
    def : Shuffle<"__shfl_up", T, Delta>;
    def : Shuffle<"__shfl_down", T, Delta>;
    def : Shuffle<"__shfl_xor", T, LaneMask>;
    def : ShuffleSync<"__match_any_sync", "unsigned int", [Param<T, "value">]>;
    let OpenClName = "lorcha_match_all_sync_$2_$S" in
      def : WarpBuiltin<"__match_all_sync", "unsigned int", [Param<T, "value">, Param<"int *", "pred">]>;
  }
  let OpenClName = "lorcha_syncwarp", OpenClPart = "", OpenClTakes = TakesNothing in
    def : Builtin<"__syncwarp", "void", [Param<"unsigned int", "mask", "0xffffffffu">]>;
  // Between statements that all lanes do before any goes on (lorcha/Analysis/WarpSteps.h).
  let OpenClName = "lorcha_warp_step", OpenClPart = "", OpenClTakes = TakesNothing in
    def : Builtin<"lorchaWarpStep", "void", []>;
  let OpenClName = "lorcha_activemask" in def : Builtin<"__activemask", "unsigned int", []>;
  def : WarpBuiltin<"__ballot_sync", "unsigned int", [Param<"int", "predicate">]>;
  def : WarpBuiltin<"__any_sync", "int", [Param<"int", "predicate">]>;
  def : WarpBuiltin<"__all_sync", "int", [Param<"int", "predicate">]>;
  let OpenClName = "lorcha_ballot" in def : Builtin<"__ballot", "unsigned int", [Param<"int", "predicate">]>;
  let OpenClName = "lorcha_any" in def : Builtin<"__any", "int", [Param<"int", "predicate">]>;
  let OpenClName = "lorcha_all" in def : Builtin<"__all", "int", [Param<"int", "predicate">]>;
  foreach N = ["add", "min", "max"] in
    foreach T = ["unsigned int", "int"] in
      def : ShuffleSync<"__reduce_" # N # "_sync", T, [Param<T, "value">]>;
  foreach N = ["and", "or", "xor"] in
    def : ShuffleSync<"__reduce_" # N # "_sync", "unsigned int", [Param<"unsigned int", "value">]>;
}
