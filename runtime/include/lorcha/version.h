// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The release of CUDA that CUDA sources see they are compiled with; lorchacc --cuda-version sets another one.
#ifndef LORCHA_VERSION_H
#define LORCHA_VERSION_H

#ifndef __CUDACC_VER_MAJOR__
#define __CUDACC_VER_MAJOR__ 12
#define __CUDACC_VER_MINOR__ 8
#define __CUDACC_VER_BUILD__ 0
#endif
#ifndef __CUDA_API_VER_MAJOR__
#define __CUDA_API_VER_MAJOR__ __CUDACC_VER_MAJOR__
#define __CUDA_API_VER_MINOR__ __CUDACC_VER_MINOR__
#endif

#endif
