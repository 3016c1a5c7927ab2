// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks with short rows that run abreast where vectors are wide enough: in grids of all shapes, at whose ends some are
// missing, and in launches with blocks of another size.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -ccbin %gxx -I%S/Inputs %s -o %t.gxx && %t.gxx
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
#include "check.h"
#include <vector>

constexpr int depth = 40;

// The rows of c are written in a bias of the block's, which differs from block to block.
template <class T, int size> struct Problem {
  int rows, columns;
  std::vector<T> a, b, expected;
  Problem(int gridX, int gridY) : rows(gridY * size), columns(gridX * size), a(rows * depth), b(depth * columns) {
    for (size_t i = 0; i < a.size(); ++i)
      a[i] = T(i * 7 % 31) - 15;
    for (size_t i = 0; i < b.size(); ++i)
      b[i] = T(i * 5 % 23) - 11;
    expected.resize(size_t(rows) * columns);
    for (int y = 0; y < rows; ++y)
      for (int x = 0; x < columns; ++x) {
        T sum = 0;
        for (int k = 0; k < depth; ++k)
          sum += a[y * depth + k] * b[k * columns + x];
        expected[size_t(y) * columns + x] = sum + T(x / size * 100);
      }
  }
};

__global__ void floats(const float *a, const float *b, float *c, int columns) {
  __shared__ float tileA[16][8], tileB[8][16];
  int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * 16 + x, row = blockIdx.y * 16 + y;
  float sum = 0, bias = blockIdx.x * 100;
  for (int first = 0; first < depth; first += 8) {
    if (x < 8)
      tileA[y][x] = a[row * depth + first + x];
    else if (y < 8)
      for (int i = x - 8; i < 16; i += 8)
        tileB[y][i] = b[(first + y) * columns + blockIdx.x * 16 + i];
    __syncthreads();
    for (int k = 0; k < 8; ++k)
      sum += tileA[y][k] * tileB[k][x];
    __syncthreads();
  }
  c[row * columns + column] = sum + bias;
}

// Columns of what comes transposed, which stays from block to block along y; rows of eight.
__global__ void doubles(const double *a, const double *bT, double *c, int columns) {
  __shared__ double tileA[8][depth], tileB[8][depth + 1];
  int x = threadIdx.x, y = threadIdx.y, base = blockIdx.x * 8;
  for (int i = x; i < depth; i += 8) {
    tileA[y][i] = a[(blockIdx.y * 8 + y) * depth + i];
    tileB[y][i] = bT[(base + y) * depth + i];
  }
  __syncthreads();
  double sum = 0;
  for (int i = 0; i < depth; ++i)
    sum += tileA[y][i] * tileB[x][i];
  c[(blockIdx.y * 8 + y) * columns + base + x] = sum + blockIdx.x * 100;
}

// Two sums each; a row that all have in common, and a row of each block's own; sizes that nobody checks.
__global__ void ints(const int *a, const int *b, int *c, int columns) {
  __shared__ int common[depth], own[8][8], ofRow[8];
  int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * blockDim.x + x;
  int wanted = blockDim.y;
  for (int row = blockIdx.y * 8; row < int(blockIdx.y) * 8 + 8; row += 2) {
    if (y * 8 + x < depth)
      common[y * 8 + x] = a[row * depth + y * 8 + x];
    int even = 0, odd = 0;
    for (int first = 0; first < depth; first += 8) {
      own[y][x] = b[(first + y) * columns + column];
      if (y == 0)
        ofRow[x] = a[(row + 1) * depth + first + x];
      __syncthreads();
      for (int k = 0; k < wanted; ++k) {
        even += common[first + k] * own[k][x];
        odd += ofRow[k] * own[k][x];
      }
      __syncthreads();
    }
    if (y < 2)
      c[(row + y) * columns + column] = (y == 0 ? even : odd) + blockIdx.x * 100;
  }
}

// Places in other ways than sums, and columns that are not the thread's: each block runs these regions by itself.
__global__ void places(const float *a, const float *b, float *c, int columns) {
  __shared__ float common[16][16], own[16][16], wide[16][20], ofBlock[16][16];
  int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * 16 + x, row = blockIdx.y * 16 + y;
  int kept = threadIdx.x, east = x + 1;
  if (east > 15)
    east = 15;
  common[y][x] = a[row * depth + x];
  own[y][x] = b[y * columns + column];
  wide[y][x + 4] = own[y][x];
  ofBlock[y][x] = blockIdx.x;
  kept += y;
  __syncthreads();
  float sum = common[y][15 - x] * 0;
  for (int k = 0; k < 16; ++k)
    sum += common[y][k] * own[k][x];
  __syncthreads();
  sum += own[y][0] * 0 + own[y][east] - own[y][min(x + 1, 15)] + wide[y][4 + x] - b[y * columns + column];
  own[y][15 - x] = kept - y;
  __syncthreads();
  sum += own[y][15 - x] - x;
  int k = 16;
  do
    sum += a[row * depth + k] * b[k * columns + column];
  while (++k < depth);
  c[row * columns + column] = sum + ofBlock[x][y] * 100;
}

template <class T, int size, class Launch> void check(int gridX, int gridY, const char *what, Launch launch) {
  Problem<T, size> problem(gridX, gridY);
  T *a, *b, *c;
  CUDA_OK(cudaMallocManaged(&a, sizeof(T) * problem.a.size()));
  CUDA_OK(cudaMallocManaged(&b, sizeof(T) * problem.b.size()));
  CUDA_OK(cudaMallocManaged(&c, sizeof(T) * problem.expected.size()));
  for (size_t i = 0; i < problem.a.size(); ++i)
    a[i] = problem.a[i];
  launch(problem, a, b, c, dim3(gridX, gridY));
  CUDA_OK(cudaDeviceSynchronize());
  for (size_t i = 0; i < problem.expected.size(); ++i)
    if (c[i] != problem.expected[i]) {
      printf("%s, grid of %d x %d: element %zu is %g, not %g\n", what, gridX, gridY, i, double(c[i]),
             double(problem.expected[i]));
      exit(1);
    }
  cudaFree(a), cudaFree(b), cudaFree(c);
}

int main() {
  for (int gridX : {1, 2, 3, 4, 5, 7, 16, 33})
    for (int gridY : {1, 3, 20}) {
      check<float, 16>(gridX, gridY, "floats", [](auto &problem, float *a, float *b, float *c, dim3 grid) {
        for (size_t i = 0; i < problem.b.size(); ++i)
          b[i] = problem.b[i];
        floats<<<grid, dim3(16, 16)>>>(a, b, c, problem.columns);
      });
      check<float, 16>(gridX, gridY, "places", [](auto &problem, float *a, float *b, float *c, dim3 grid) {
        for (size_t i = 0; i < problem.b.size(); ++i)
          b[i] = problem.b[i];
        places<<<grid, dim3(16, 16)>>>(a, b, c, problem.columns);
      });
      check<double, 8>(gridX, gridY, "doubles", [](auto &problem, double *a, double *b, double *c, dim3 grid) {
        for (int k = 0; k < depth; ++k)
          for (int x = 0; x < problem.columns; ++x)
            b[x * depth + k] = problem.b[k * problem.columns + x];
        doubles<<<grid, dim3(8, 8)>>>(a, b, c, problem.columns);
      });
      check<int, 8>(gridX, gridY, "ints", [](auto &problem, int *a, int *b, int *c, dim3 grid) {
        for (size_t i = 0; i < problem.b.size(); ++i)
          b[i] = problem.b[i];
        ints<<<grid, dim3(8, 8)>>>(a, b, c, problem.columns);
      });
    }
  puts("abreast");
}
