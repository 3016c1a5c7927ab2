// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Type casting intrinsics. In C++ they are in runtime/device/cpu/cast.h.

def TypeCasts : Section<"Type Casting Intrinsics">;

class Cast<string name, string to, string from> : Builtin<name, to, [Param<from, "x">]> {
  let OpenClName = "lorcha_" # !substr(name, 2);
}

let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "cast", In = TypeCasts in {
  def : Cast<"__float_as_int", "int", "float">;
  def : Cast<"__float_as_uint", "unsigned int", "float">;
  def : Cast<"__int_as_float", "float", "int">;
  def : Cast<"__uint_as_float", "float", "unsigned int">;
  def : Cast<"__double_as_longlong", "long long", "double">;
  def : Cast<"__longlong_as_double", "double", "long long">;
  def : Cast<"__double2hiint", "int", "double">;
  def : Cast<"__double2loint", "int", "double">;
  let OpenClName = "lorcha_hiloint2double" in
    def : Builtin<"__hiloint2double", "double", [Param<"int", "hi">, Param<"int", "lo">]>;

  foreach Mode = ["_rn", "_rz", "_ru", "_rd"] in {
    foreach From = ["float", "double"] in {
      def : Cast<"__" # From # "2int" # Mode, "int", From>;
      def : Cast<"__" # From # "2uint" # Mode, "unsigned int", From>;
      def : Cast<"__" # From # "2ll" # Mode, "long long", From>;
      def : Cast<"__" # From # "2ull" # Mode, "unsigned long long", From>;
    }
    def : Cast<"__int2float" # Mode, "float", "int">;
    def : Cast<"__uint2float" # Mode, "float", "unsigned int">;
    foreach To = ["float", "double"] in {
      def : Cast<"__ll2" # To # Mode, To, "long long">;
      def : Cast<"__ull2" # To # Mode, To, "unsigned long long">;
    }
    def : Cast<"__double2float" # Mode, "float", "double">;
  }
  def : Cast<"__int2double_rn", "double", "int">;
  def : Cast<"__uint2double_rn", "double", "unsigned int">;
}
