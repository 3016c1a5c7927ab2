// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads and stores with cache hints, fences, address spaces. In C++ they are in runtime/device/cpu/memory.h.

def MemoryFences : Section<"Memory Fence Functions">;
def CacheHints : Section<"Load and Store Functions Using Cache Hints">;
def AddressSpaces : Section<"Address Space Predicate Functions">;

let Does = Memory in {
  let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "memory", In = MemoryFences in {
    let OpenClName = "lorcha_threadfence_block" in def : Builtin<"__threadfence_block", "void", []>;
    let OpenClName = "lorcha_threadfence" in
      foreach N = ["__threadfence", "__threadfence_system"] in
        def : Builtin<N, "void", []>;
  }

  let Cpu = Implemented, OpenCL = Implemented, In = CacheHints in
    foreach T = ["char", "signed char", "short", "int", "long", "long long", "unsigned char", "unsigned short",
                 "unsigned int", "unsigned long", "unsigned long long", "float", "double", "char2", "char4", "short2",
                 "short4", "int2", "int4", "longlong2", "uchar2", "uchar4", "ushort2", "ushort4", "uint2", "uint4",
                 "ulonglong2", "float2", "float4", "double2"] in {
      foreach N = ["__ldg", "__ldca", "__ldcg", "__ldcs", "__ldlu", "__ldcv"] in
        let OpenClName = "LORCHA_LOAD" in
          def : Builtin<N, T, [Param<"const " # T # " *", "address">]>;
      foreach N = ["__stwb", "__stcg", "__stcs", "__stwt"] in
        let OpenClName = "LORCHA_STORE" in
          def : Builtin<N, "void", [Param<T # " *", "address">, Param<T, "value">]>;
    }
}

let In = AddressSpaces, Note = "On a CPU an address does not tell what it is." in
  foreach N = ["__isGlobal", "__isShared", "__isConstant", "__isLocal", "__isGridConstant"] in
    def : Builtin<N, "unsigned int", [Param<"const void *", "ptr">]>;

// Addresses of shared memory are offsets in a window of 32 bits.
def AddressConversions : Section<"Address Space Conversion Functions">;
let Cpu = Implemented, OpenCL = Implemented, In = AddressConversions, OpenClPart = "window", OpenClTakes = TakesContext in {
  let OpenClName = "lorcha_generic_to_shared_$S" in
    def : Builtin<"__cvta_generic_to_shared", "unsigned long", [Param<"const void *", "ptr">]>;
  let OpenClName = "lorcha_shared_to_generic" in
    def : Builtin<"__cvta_shared_to_generic", "void *", [Param<"unsigned long", "rawbits">]>;
}
