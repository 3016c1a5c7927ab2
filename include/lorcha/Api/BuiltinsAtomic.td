// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic functions, each for a device, a block (_block) and the whole system (_system). In C++ they are in
// runtime/device/cpu/atomic.h.

def AtomicFunctions : Section<"Atomic Functions">;

// On OpenCL the scopes are one.
class AtomicName<string name> { string Name = "lorcha_" # !subst("_block", "", !subst("_system", "", name)) # "_$S_$1"; }
class Atomic<string name, string type> : Builtin<name, type, [Param<type # " *", "address">, Param<type, "val">]> {
  let OpenClName = AtomicName<name>.Name;
}

let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "atomic", In = AtomicFunctions, Does = Memory,
    Note = "OpenCL: a device without atomics on 64 bits emulates them with locks." in {
  foreach Scope = ["", "_block", "_system"] in {
    foreach T = ["int", "unsigned int", "unsigned long long", "float", "double", "float2", "float4"] in
      def : Atomic<"atomicAdd" # Scope, T>;
    foreach T = ["int", "unsigned int"] in
      def : Atomic<"atomicSub" # Scope, T>;
    foreach T = ["int", "unsigned int", "unsigned long long", "float"] in
      def : Atomic<"atomicExch" # Scope, T>;
    foreach N = ["atomicMin", "atomicMax"] in
      foreach T = ["int", "unsigned int", "long long", "unsigned long long"] in
        def : Atomic<N # Scope, T>;
    foreach N = ["atomicAnd", "atomicOr", "atomicXor"] in
      foreach T = ["int", "unsigned int", "long long", "unsigned long long"] in
        def : Atomic<N # Scope, T>;
    foreach N = ["atomicInc", "atomicDec"] in
      def : Atomic<N # Scope, "unsigned int">;
    foreach T = ["int", "unsigned int", "unsigned long long", "unsigned short"] in
      let OpenClName = AtomicName<"atomicCAS">.Name in
        def : Builtin<"atomicCAS" # Scope, T, [Param<T # " *", "address">, Param<T, "compare">, Param<T, "val">]>;
  }
}

// Atomics with a stated order and scope, templates over the type, from runtime/include/lorcha/scoped_atomic.h. OpenCL C is
// lowered from the bodies that the parse sees.
def ScopedAtomicFunctions : Section<"Atomic Functions With Memory Order and Scope">;
let Cpu = Implemented, OpenCL = Implemented, In = ScopedAtomicFunctions, Does = Memory in
  foreach N = ["load", "load_n", "store", "store_n", "exchange", "exchange_n", "compare_exchange", "compare_exchange_n",
               "fetch_add", "fetch_sub", "fetch_and", "fetch_or", "fetch_xor", "fetch_min", "fetch_max", "add", "sub",
               "and", "or", "xor", "min", "max", "thread_fence"] in
    def : ByHandBuiltin<"__nv_atomic_" # N>;
