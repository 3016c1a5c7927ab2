// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Block barriers. In C++ they are in runtime/device/cpu/sync.h.

def Synchronization : Section<"Synchronization Functions">;

let Cpu = Implemented, In = Synchronization, Does = BlockBarrier in {
  def : Builtin<"__syncthreads", "void", []>;
  foreach N = ["__syncthreads_count", "__syncthreads_and", "__syncthreads_or"] in
    def : Builtin<N, "int", [Param<"int", "predicate">]>;
}
