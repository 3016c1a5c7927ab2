// A source that is only included.
__global__ void addUp(const float *data, int *sum) {
  __shared__ int parts[64];
  parts[threadIdx.x] = onlySecond(int(data[threadIdx.x]));
  __syncthreads();
  if (threadIdx.x == 0)
    for (unsigned i = 0; i < blockDim.x; ++i)
      *sum += parts[i];
}
