#ifndef __NVCC__
#error "nvcc defines __NVCC__ for every source"
#endif
#ifdef __CUDACC__
#error "nvcc defines __CUDACC__ for CUDA sources only"
#endif
int hostFunction() { return 7; }
