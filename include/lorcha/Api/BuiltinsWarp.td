// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp functions, with and without _sync. In C++ they are in runtime/device/cpu/warp.h.

def WarpFunctions : Section<"Warp Functions">;

class WarpBuiltin<string name, string result, list<Param> params>
    : Builtin<name, result, [Param<"unsigned int", "mask">] # params>;

let Cpu = Implemented, In = WarpFunctions, Does = WarpOp in {
  foreach T = ["int", "unsigned int", "long", "unsigned long", "long long", "unsigned long long", "float",
               "double"] in {
    defvar Width = Param<"int", "width", "32">;
    defvar Index = [Param<T, "var">, Param<"int", "srcLane">, Width];
    defvar Delta = [Param<T, "var">, Param<"unsigned int", "delta">, Width];
    defvar LaneMask = [Param<T, "var">, Param<"int", "laneMask">, Width];
    def : WarpBuiltin<"__shfl_sync", T, Index>;
    def : WarpBuiltin<"__shfl_up_sync", T, Delta>;
    def : WarpBuiltin<"__shfl_down_sync", T, Delta>;
    def : WarpBuiltin<"__shfl_xor_sync", T, LaneMask>;
    def : Builtin<"__shfl", T, Index>;
    def : Builtin<"__shfl_up", T, Delta>;
    def : Builtin<"__shfl_down", T, Delta>;
    def : Builtin<"__shfl_xor", T, LaneMask>;
    def : WarpBuiltin<"__match_any_sync", "unsigned int", [Param<T, "value">]>;
    def : WarpBuiltin<"__match_all_sync", "unsigned int", [Param<T, "value">, Param<"int *", "pred">]>;
  }
  def : Builtin<"__syncwarp", "void", [Param<"unsigned int", "mask", "0xffffffffu">]>;
  def : Builtin<"__activemask", "unsigned int", []>;
  def : WarpBuiltin<"__ballot_sync", "unsigned int", [Param<"int", "predicate">]>;
  def : WarpBuiltin<"__any_sync", "int", [Param<"int", "predicate">]>;
  def : WarpBuiltin<"__all_sync", "int", [Param<"int", "predicate">]>;
  def : Builtin<"__ballot", "unsigned int", [Param<"int", "predicate">]>;
  def : Builtin<"__any", "int", [Param<"int", "predicate">]>;
  def : Builtin<"__all", "int", [Param<"int", "predicate">]>;
  foreach N = ["add", "min", "max"] in
    foreach T = ["unsigned int", "int"] in
      def : WarpBuiltin<"__reduce_" # N # "_sync", T, [Param<T, "value">]>;
  foreach N = ["and", "or", "xor"] in
    def : WarpBuiltin<"__reduce_" # N # "_sync", "unsigned int", [Param<"unsigned int", "value">]>;
}
