// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer intrinsics and the global min and max. In C++ they are in runtime/device/cpu/integer.h.

def IntegerMath : Section<"Integer Mathematical Functions">;
def IntegerIntrinsics : Section<"Integer Intrinsics">;

// Functions of Count integers of one type named x, y, z.
class IntegerFunction<string name, string result, string type, int count>
    : Builtin<name, result, !foreach(n, !range(0, count), Param<type, !substr("xyz", n, 1)>)> {
  let OpenClName = "lorcha_" # !substr(name, 2);
}

// min and max of floating-point numbers are in BuiltinsMath.td.
let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "minmax", In = IntegerMath, HostToo = 1 in {
  foreach N = ["min", "max"] in {
    let OpenClName = "lorcha_" # N # "_$1_$2" in
      foreach T = ["int", "long", "long long"] in {
        defvar U = "unsigned " # T;
        def : Builtin<N, T, [Param<T, "a">, Param<T, "b">]>;
        def : Builtin<N, U, [Param<U, "a">, Param<U, "b">]>;
        def : Builtin<N, U, [Param<T, "a">, Param<U, "b">]>;
        def : Builtin<N, U, [Param<U, "a">, Param<T, "b">]>;
      }
  }
  foreach N = ["umin", "umax"] in
    let OpenClName = "lorcha_" # !substr(N, 1) # "_$1_$2" in
    def : IntegerFunction<N, "unsigned int", "unsigned int", 2>;
  foreach N = ["llmin", "llmax"] in
    let OpenClName = "lorcha_" # !substr(N, 2) # "_$1_$2" in
    def : IntegerFunction<N, "long long", "long long", 2>;
  foreach N = ["ullmin", "ullmax"] in
    let OpenClName = "lorcha_" # !substr(N, 3) # "_$1_$2" in
    def : IntegerFunction<N, "unsigned long long", "unsigned long long", 2>;
}

let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "integer", In = IntegerIntrinsics in {
  foreach N = ["__clz", "__ffs"] in
    def : IntegerFunction<N, "int", "int", 1>;
  foreach N = ["__clzll", "__ffsll"] in
    def : IntegerFunction<N, "int", "long long", 1>;
  def : IntegerFunction<"__popc", "int", "unsigned int", 1>;
  def : IntegerFunction<"__popcll", "int", "unsigned long long", 1>;
  def : IntegerFunction<"__brev", "unsigned int", "unsigned int", 1>;
  def : IntegerFunction<"__brevll", "unsigned long long", "unsigned long long", 1>;
  def : Builtin<"__byte_perm", "unsigned int",
                [Param<"unsigned int", "x">, Param<"unsigned int", "y">, Param<"unsigned int", "s">]> {
    let OpenClName = "lorcha_byte_perm";
  }
  def : Builtin<"__fns", "unsigned int",
                [Param<"unsigned int", "mask">, Param<"unsigned int", "base">, Param<"int", "offset">]> {
    let OpenClName = "lorcha_fns";
  }
  foreach N = ["l", "lc", "r", "rc"] in
    let OpenClName = "lorcha_funnelshift_" # N in
      def : Builtin<"__funnelshift_" # N, "unsigned int",
                    [Param<"unsigned int", "lo">, Param<"unsigned int", "hi">, Param<"unsigned int", "shift">]>;
  foreach N = ["__mul24", "__mulhi", "__hadd", "__rhadd"] in
    def : IntegerFunction<N, "int", "int", 2>;
  foreach N = ["__umul24", "__umulhi", "__uhadd", "__urhadd"] in
    def : IntegerFunction<N, "unsigned int", "unsigned int", 2>;
  def : IntegerFunction<"__mul64hi", "long long", "long long", 2>;
  def : IntegerFunction<"__umul64hi", "unsigned long long", "unsigned long long", 2>;
  let OpenClName = "lorcha_sad" in
    def : Builtin<"__sad", "unsigned int", [Param<"int", "x">, Param<"int", "y">, Param<"unsigned int", "z">]>;
  def : IntegerFunction<"__usad", "unsigned int", "unsigned int", 3>;

  // Dot products of bytes, and of halves with bytes, plus c.
  class Dot<string name, string a, string b, string c>
      : Builtin<name, c, [Param<a, "srcA">, Param<b, "srcB">, Param<c, "c">]> {
    let OpenClName = "lorcha_" # !substr(name, 2) # "_$1";
  }
  def : Dot<"__dp4a", "int", "int", "int">;
  def : Dot<"__dp4a", "unsigned int", "unsigned int", "unsigned int">;
  def : Dot<"__dp4a", "char4", "char4", "int">;
  def : Dot<"__dp4a", "uchar4", "uchar4", "unsigned int">;
  foreach N = ["__dp2a_lo", "__dp2a_hi"] in {
    def : Dot<N, "int", "int", "int">;
    def : Dot<N, "unsigned int", "unsigned int", "unsigned int">;
    def : Dot<N, "short2", "char4", "int">;
    def : Dot<N, "ushort2", "uchar4", "unsigned int">;
  }
}
