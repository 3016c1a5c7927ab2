// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which functions mean the default stream though they have no parameter for a stream. In units that are compiled with
// CUDA_API_PER_THREAD_DEFAULT_STREAM these, and all that have one, are their twins NAME_ptds and NAME_ptsz.

def ImplicitDefaultStream : UsersOfDefaultStream<[
  cudaMemcpy, cudaMemcpyPeer, cudaMemcpy2D, cudaMemcpy2DToArray, cudaMemcpy2DFromArray, cudaMemcpy2DArrayToArray,
  cudaMemcpy3D, cudaMemcpy3DPeer, cudaMemcpyToSymbol, cudaMemcpyFromSymbol, cudaMemset, cudaMemset2D, cudaMemset3D,
  cudaMemcpyToArray, cudaMemcpyFromArray, cudaMemcpyArrayToArray, cudaLaunchKernelExC, cudaLaunch
]>;
