// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers to data members as arguments, variables and template arguments; to methods as template arguments.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Particle {
  float x, y;
  int weight;
  const int *tag;
  __host__ __device__ int scaled(int by) const { return weight * by; }
  __host__ __device__ int shifted(int by) const { return weight + by; }
};

__device__ float total(const Particle *particles, int count, float Particle::*axis) {
  float sum = 0;
  for (int i = 0; i < count; ++i)
    sum += (particles + i)->*axis;
  return sum;
}
template <class T, T Particle::*Member> __device__ T get(const Particle &particle) {
  return particle.*Member;
}
template <int (Particle::*Method)(int) const> __device__ int call(const Particle &particle, int by) {
  return (particle.*Method)(by);
}

__global__ void run(const Particle *particles, int count, float *floats, int *ints) {
  int t = threadIdx.x;
  float Particle::*axis = t % 2 ? &Particle::y : &Particle::x;
  floats[t] = total(particles, count, axis);
  float Particle::*none = nullptr;
  if (t == 3)
    none = axis;
  Particle own = particles[t];
  if (none)
    own.*none = -1;
  floats[4 + t] = own.y;
  ints[t] = get<int, &Particle::weight>(own) + *get<const int *, &Particle::tag>(particles[t]);
  ints[4 + t] = call<&Particle::scaled>(own, 3) + call<&Particle::shifted>(particles[t], 10);
}

int main() {
  Particle *particles = managed<Particle>(4);
  float *floats = managed<float>(8);
  int *ints = managed<int>(8), *tags = managed<int>(4);
  for (int i = 0; i < 4; ++i) {
    tags[i] = 100 * i;
    particles[i] = {i + 0.5f, 2.0f * i, i + 1, tags + i};
  }
  run<<<1, 4>>>(particles, 4, floats, ints);
  LAUNCH_OK();
  for (int t = 0; t < 4; ++t) {
    EXPECT(floats[t] == (t % 2 ? 12 : 8));
    EXPECT(floats[4 + t] == (t == 3 ? -1 : 2.0f * t));
    EXPECT(ints[t] == t + 1 + 100 * t && ints[4 + t] == (t + 1) * 3 + t + 11);
  }
  return finish();
}
