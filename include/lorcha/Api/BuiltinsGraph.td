// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs as kernels see them, in runtime/include/lorcha/graph_conditional.h; OpenCL C is lowered from its body.

def GraphFunctions : Section<"Graph Functions">;

let In = GraphFunctions, Does = Memory, Cpu = Implemented, OpenCL = Implemented in
  def : ByHandBuiltin<"cudaGraphSetConditional">;
