// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers that are the same for all threads, had from functions that ask for their thread or from memory: the block
// has them once. Others look alike and differ from thread to thread.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O3 -ccbin %gxx -I%S/Inputs %s -o %t.gcc && %t.gcc
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

constexpr int SIZE = 64;

// As in many programs: templates cannot declare extern shared arrays of their own types.
template <class T> struct SharedMemory {
  __device__ operator T *() {
    extern __shared__ int memory[];
    return reinterpret_cast<T *>(memory);
  }
};
template <class T> __device__ T *sharedBehind(int offset) {
  extern __shared__ int memory[];
  return reinterpret_cast<T *>(memory) + offset;
}
struct Stepper {
  int *place;
  __device__ operator int *() {
    place += threadIdx.x;
    return place;
  }
};

template <class T> __global__ void sums(const T *in, T *out) {
  T *data = SharedMemory<T>();
  T *spare = sharedBehind<T>(SIZE);
  int t = threadIdx.x;
  data[t] = in[blockIdx.x * SIZE + t];
  spare[SIZE - 1 - t] = data[t];
  __syncthreads();
  for (int s = SIZE / 2; s > 0; s /= 2) {
    if (t < s)
      data[t] += data[t + s];
    __syncthreads();
  }
  if (t == 0)
    out[blockIdx.x] = data[0];
  out[2 + blockIdx.x * SIZE + t] = spare[t];
}

__global__ void fromMemory(int *const *rows, int *out) {
  int *row = rows[blockIdx.x];
  int *own = rows[threadIdx.x & 1];
  int t = threadIdx.x;
  int sum = row[t];
  __syncthreads();
  row[t] = sum + 1;
  __syncthreads();
  out[blockIdx.x * SIZE + t] = row[SIZE - 1 - t] * 100 + (own == rows[0] ? 1 : 2);
}

__global__ void ofEachThread(int *in, int *out) {
  int *place = Stepper{in};
  __syncthreads();
  int *shared = nullptr;
  if (threadIdx.x < 40) {
    int *chosen = SharedMemory<int>();
    shared = chosen + threadIdx.x;
    *shared = *place;
  }
  __syncthreads();
  out[threadIdx.x] = *place * 10 + (shared ? *shared : 7);
}

template <class T> static void checkSums(T scale) {
  T *in = managed<T>(2 * SIZE), *out = managed<T>(2 + 2 * SIZE);
  for (int i = 0; i < 2 * SIZE; ++i)
    in[i] = i * scale;
  sums<<<2, SIZE, 2 * SIZE * sizeof(T)>>>(in, out);
  LAUNCH_OK();
  for (int block = 0; block < 2; ++block) {
    T sum = 0;
    for (int t = 0; t < SIZE; ++t) {
      sum += in[block * SIZE + t];
      EXPECT(out[2 + block * SIZE + t] == in[block * SIZE + SIZE - 1 - t]);
    }
    EXPECT(out[block] == sum);
  }
}

int main() {
  checkSums<int>(3);
  checkSums<double>(0.5);

  int *cells = managed<int>(2 * SIZE), *out = managed<int>(2 * SIZE);
  int **rows = managed<int *>(2);
  for (int i = 0; i < 2 * SIZE; ++i)
    cells[i] = i;
  rows[0] = cells + SIZE;
  rows[1] = cells;
  fromMemory<<<2, SIZE>>>(rows, out);
  LAUNCH_OK();
  for (int i = 0; i < 2 * SIZE; ++i) {
    int start = i < SIZE ? SIZE : 0, t = i % SIZE;
    EXPECT(out[i] == (start + SIZE - t) * 100 + (t & 1 ? 2 : 1));
  }

  ofEachThread<<<1, SIZE, SIZE * sizeof(int)>>>(cells, out);
  LAUNCH_OK();
  for (int t = 0; t < SIZE; ++t)
    EXPECT(out[t] == cells[t] * 10 + (t < 40 ? cells[t] : 7));
  return finish();
}
