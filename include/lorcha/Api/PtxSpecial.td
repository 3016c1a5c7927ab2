// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: special registers.

foreach D = ["x", "y", "z"] in {
  def : PtxRegister<"tid." # D, "u32", "threadIdx." # D>;
  def : PtxRegister<"ntid." # D, "u32", "blockDim." # D>;
  def : PtxRegister<"ctaid." # D, "u32", "blockIdx." # D>;
  def : PtxRegister<"nctaid." # D, "u32", "gridDim." # D>;
}
let Note = "" in { // a scope for names
  defvar Linear = "(threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z))";
  defvar Lane = "(" # Linear # " & 31u)";
  def : PtxRegister<"laneid", "u32", Lane>;
  def : PtxRegister<"warpid", "u32", "(" # Linear # " >> 5)">;
  def : PtxRegister<"nwarpid", "u32", "((blockDim.x * blockDim.y * blockDim.z + 31u) >> 5)">;
  let Note = "One multiprocessor." in {
    def : PtxRegister<"smid", "u32", "0u">;
    def : PtxRegister<"nsmid", "u32", "1u">;
  }
  def : PtxRegister<"gridid", "u64", "0ull"> { let Note = "Always 0."; }
  def : PtxRegister<"lanemask_eq", "b32", "(1u << " # Lane # ")">;
  def : PtxRegister<"lanemask_lt", "b32", "((1u << " # Lane # ") - 1u)">;
  def : PtxRegister<"lanemask_le", "b32", "((2u << " # Lane # ") - 1u)">;
  def : PtxRegister<"lanemask_gt", "b32", "(0u - (2u << " # Lane # "))">;
  def : PtxRegister<"lanemask_ge", "b32", "(0u - (1u << " # Lane # "))">;
}
let Note = "As clock64()." in {
  def : PtxRegister<"clock", "u32", "(unsigned)clock64()">;
  def : PtxRegister<"clock_hi", "u32", "(unsigned)(clock64() >> 32)">;
  def : PtxRegister<"clock64", "u64", "(unsigned long long)clock64()">;
  def : PtxRegister<"globaltimer", "u64", "(unsigned long long)clock64()">;
  def : PtxRegister<"globaltimer_lo", "u32", "(unsigned)clock64()">;
  def : PtxRegister<"globaltimer_hi", "u32", "(unsigned)(clock64() >> 32)">;
}
