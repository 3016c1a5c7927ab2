// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is alive across barriers of the grid: arrays and structs of threads, pointers, references, parameters that
// change, shared variables, dynamic shared memory; with barriers of the block in between.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "cooperative.h"

constexpr int Blocks = 5, Threads = 48, Count = Blocks * Threads;

struct Particle {
  double mass;
  float3 place;
  char name;
  int *trace; // to global memory
  __device__ float weight() const { return static_cast<float>(mass) * place.y; }
};

extern __shared__ int dynamicWords[];

template <class T, int N>
__global__ void keeps(T *out, int *trace, unsigned char offset, int rounds, bool flag) {
  cg::grid_group grid = cg::this_grid();
  cg::thread_block block = cg::this_thread_block();
  __shared__ T tile[Threads];
  __shared__ char letters[3];
  const int t = threadIdx.x, i = blockIdx.x * Threads + t;
  T own[N], *cursor = out + i;
  T &mine = tile[t];
  T *first = &own[0];
  Particle particle = {i * 0.5, make_float3(1, t, 3), static_cast<char>('a' + t % 26), trace + i};
  const long long big = 1ll << (t % 40);
  for (int k = 0; k < N; ++k)
    own[k] = T(i * k);
  mine = T(t);
  dynamicWords[t] = i;
  if (t < 3)
    letters[t] = static_cast<char>(blockIdx.x + t);
  offset += 250; // wraps
  trace[i] = 0;
  grid.sync();
  while (rounds-- > 0) {
    __syncthreads();
    T next = tile[(t + 1) % Threads];
    block.sync();
    mine = next + T(letters[t % 3]);
    *first += T(1);
    particle.place.x += 2;
    *particle.trace += dynamicWords[(t + rounds) % Threads];
    flag = !flag;
    grid.sync();
  }
  T sum = mine + T(offset) + T(particle.place.x) + T(particle.weight()) + T(particle.name) + T(big % 1000);
  for (int k = 0; k < N; ++k)
    sum += own[k];
  *cursor = flag ? sum : -sum;
}

template <class T, int N> void check() {
  T *out = managed<T>(Count);
  int *trace = managed<int>(Count);
  const int Rounds = 3, Offset = 9;
  launchCooperative(keeps<T, N>, Blocks, Threads, Threads * sizeof(int), out, trace, Offset, Rounds, true);
  for (int i = 0; i < Count; ++i) {
    const int block = i / Threads, t = i % Threads;
    int seen = 0;
    for (int rounds = Rounds - 1; rounds >= 0; --rounds)
      seen += block * Threads + (t + rounds) % Threads;
    EXPECT(trace[i] == seen);
    T sum = T((t + Rounds) % Threads);
    for (int k = 0; k < Rounds; ++k) // what neighbours added on the way
      sum += T(block + (t + k) % Threads % 3);
    sum += T((Offset + 250) % 256) + T(1 + 2 * Rounds) + T(float(i * 0.5) * t) + T('a' + t % 26) +
           T((1ll << (t % 40)) % 1000) + T(Rounds);
    for (int k = 0; k < N; ++k)
      sum += T(i * k);
    EXPECT(out[i] == (Rounds % 2 ? -sum : sum));
  }
}

int main() {
  check<float, 4>();
  check<long long, 7>();
  return finish();
}
