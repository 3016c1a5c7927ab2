// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `new` and `delete` by operators of a class, by a placement operator of the user's, in shared memory, and `operator new`
// called by its name.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <new>
__device__ __align__(16) char pool[4096];
__device__ int used, freed;

struct Pooled {
  int a, b;
  __device__ Pooled(int a) : a(a), b(2 * a) {}
  __device__ ~Pooled() { a = b = 0; }
  __device__ static void *operator new(size_t bytes) { return pool + atomicAdd(&used, int(bytes)); }
  __device__ static void operator delete(void *, size_t bytes) { atomicAdd(&freed, int(bytes)); }
};

struct Arena {
  char *next;
};
__device__ void *operator new(size_t bytes, Arena &arena) {
  char *here = arena.next;
  arena.next += (bytes + 7) / 8 * 8;
  return here;
}

struct Cell {
  float x = 1.5f;
  int i;
  __device__ Cell(int i = 6) : i(i) {}
};

__global__ void run(int *out, char *memory) {
  __shared__ __align__(8) unsigned char cells[64 * sizeof(Cell)];
  Pooled *pooled = new Pooled(threadIdx.x);
  out[threadIdx.x] = pooled->a + pooled->b;
  delete pooled;
  Cell *cell = new (cells + threadIdx.x * sizeof(Cell)) Cell(threadIdx.x);
  __syncthreads();
  const Cell *other = reinterpret_cast<Cell *>(cells) + (threadIdx.x + 1) % 64;
  out[64 + threadIdx.x] = other->i + cell->i;
  Arena arena{memory + 256 * threadIdx.x};
  int *first = new (arena) int(1);
  Cell *second = new (arena) Cell(2);
  Cell *more = new (second + 1) Cell[10];
  out[128 + threadIdx.x] = *first + second->i + more[9].i + int(reinterpret_cast<char *>(second) - arena.next);
  void *raw = ::operator new(40);
  out[192] = raw != nullptr;
  ::operator delete(raw);
}

int main() {
  int *out = managed<int>(193), counts[2];
  run<<<1, 64>>>(out, managed<char>(64 * 256));
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    EXPECT(out[i] == 3 * i);
    EXPECT(out[64 + i] == i + (i + 1) % 64);
    EXPECT(out[128 + i] == 1 + 2 + 6 - 8);
  }
  EXPECT(out[192] == 1);
  CUDA_OK(cudaMemcpyFromSymbol(&counts[0], used, sizeof(int)));
  CUDA_OK(cudaMemcpyFromSymbol(&counts[1], freed, sizeof(int)));
  EXPECT(counts[0] == 64 * 8 && counts[1] == 64 * 8);
  return finish();
}
