// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

// A thread per row.
__global__ void spmv(const int *starts, const int *columns, const float *values, const float *x, float *y,
                     int rows) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= rows)
    return;
  float sum = 0;
  for (int k = starts[row]; k < starts[row + 1]; ++k)
    sum += values[k] * x[columns[k]];
  y[row] = sum;
}

extern "C" void launchSpmv(void *const *arrays) {
  spmv<<<(SpmvRows + 127) / 128, 128>>>(
      static_cast<const int *>(arrays[0]), static_cast<const int *>(arrays[1]),
      static_cast<const float *>(arrays[2]), static_cast<const float *>(arrays[3]),
      static_cast<float *>(arrays[4]), SpmvRows);
}
