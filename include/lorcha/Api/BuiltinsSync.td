// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Block barriers. In C++ they are in runtime/device/cpu/sync.h.

def Synchronization : Section<"Synchronization Functions">;

let Cpu = Implemented, OpenCL = Implemented, In = Synchronization, Does = BlockBarrier in {
  let OpenClName = "lorcha_syncthreads" in def : Builtin<"__syncthreads", "void", []>;
  foreach N = ["__syncthreads_count", "__syncthreads_and", "__syncthreads_or"] in
    let OpenClName = "lorcha_" # !substr(N, 2), OpenClPart = "sync", OpenClTakes = TakesPredicate in
      def : Builtin<N, "int", [Param<"int", "predicate">]>;
}
