// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions and methods of cooperative groups. They are C++ of our own (lorcha/cooperative_groups.h), which the parse reads
// as it stands: these rows only say what a kernel that calls them needs. Groups that follow from the thread's place
// (lorcha/Device/PlaceQuestions.h) are values like others; those that lanes find together are made by warp operations.

def CooperativeGroups : Section<"Cooperative Groups">;

let Cpu = Implemented, OpenCL = Implemented, ByHand = 1, In = CooperativeGroups in {
  let Does = Pure in
    foreach N = ["this_thread_block", "this_cluster", "this_grid", "tiled_partition"] in
      def : Builtin<N, "void", []>;
  let Does = WarpOp in
    foreach N = ["coalesced_threads", "labeled_partition", "binary_partition", "shfl", "shfl_up", "shfl_down", "shfl_xor",
                 "any", "all", "ballot", "match_any", "match_all", "reduce", "inclusive_scan", "exclusive_scan",
                 "invoke_one_broadcast"] in
      def : Builtin<N, "void", []>;
  let Does = BlockBarrier in
    foreach N = ["sync", "wait", "wait_prior", "barrier_wait"] in
      def : Builtin<N, "void", []>;
  let Does = Memory in
    foreach N = ["memcpy_async", "invoke_one"] in
      def : Builtin<N, "void", []>;
}
