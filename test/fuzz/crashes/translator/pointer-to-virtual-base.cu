struct Base {
  int a;
};
struct Left : virtual Base {};
__device__ int use(Left *p) { return p->a; }
__device__ Base *base(Left *p) { return p; }
__global__ void k(int *out, Left *p) { *out = use(p) + base(p)->a; }
