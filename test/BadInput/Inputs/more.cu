// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
__global__ void shifted(float *data) { data[threadIdx.x] += 1; }
