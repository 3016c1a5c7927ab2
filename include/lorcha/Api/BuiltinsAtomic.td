// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic functions, each for a device, a block (_block) and the whole system (_system). In C++ they are in
// runtime/device/cpu/atomic.h.

def AtomicFunctions : Section<"Atomic Functions">;

class Atomic<string name, string type> : Builtin<name, type, [Param<type # " *", "address">, Param<type, "val">]>;

let Cpu = Implemented, In = AtomicFunctions, Does = Memory in {
  foreach Scope = ["", "_block", "_system"] in {
    foreach T = ["int", "unsigned int", "unsigned long long", "float", "double"] in
      def : Atomic<"atomicAdd" # Scope, T>;
    foreach T = ["int", "unsigned int"] in
      def : Atomic<"atomicSub" # Scope, T>;
    foreach T = ["int", "unsigned int", "unsigned long long", "float"] in
      def : Atomic<"atomicExch" # Scope, T>;
    foreach N = ["atomicMin", "atomicMax"] in
      foreach T = ["int", "unsigned int", "long long", "unsigned long long"] in
        def : Atomic<N # Scope, T>;
    foreach N = ["atomicAnd", "atomicOr", "atomicXor"] in
      foreach T = ["int", "unsigned int", "unsigned long long"] in
        def : Atomic<N # Scope, T>;
    foreach N = ["atomicInc", "atomicDec"] in
      def : Atomic<N # Scope, "unsigned int">;
    foreach T = ["int", "unsigned int", "unsigned long long", "unsigned short"] in
      def : Builtin<"atomicCAS" # Scope, T, [Param<T # " *", "address">, Param<T, "compare">, Param<T, "val">]>;
  }
  foreach T = ["float2", "float4"] in
    def : Atomic<"atomicAdd", T>;
}
