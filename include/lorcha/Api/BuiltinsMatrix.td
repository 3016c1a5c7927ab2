// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp matrix functions, in runtime/include/lorcha/mma.h; OpenCL C is lowered from their bodies.

def MatrixFunctions : Section<"Warp Matrix Functions">;

let In = MatrixFunctions, Does = WarpOp, Cpu = Implemented, OpenCL = Implemented in
  foreach N = ["load_matrix_sync", "store_matrix_sync", "mma_sync", "bmma_sync"] in
    def : ByHandBuiltin<"nvcuda::" # N>;
