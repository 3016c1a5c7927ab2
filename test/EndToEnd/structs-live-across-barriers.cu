// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structs that threads have on both sides of a barrier: vector types, members of several sizes, padding, parts that only one side
// changes; and those that loops sum up in, in blocks of all widths.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Mixed {
  char tag;
  double weight;
  int place[3];
  __device__ explicit Mixed(int i) : tag(static_cast<char>('a' + i % 26)), weight(0.5 * i), place{i, i + 1, i + 2} {}
};
struct Bytes {
  unsigned char low, high;
};
struct alignas(16) Wide {
  float y;
  double d;
};
union Either {
  float number;
  unsigned bits;
};
struct Body {
  float3 at;
  float mass;
};

__global__ void keep(long long *out, int shift) {
  __shared__ int from[256];
  int t = threadIdx.x;
  float4 vector = make_float4(t, t + 1, t + 2, t + 3);
  const double2 pair = make_double2(t * 0.25, -t);
  short4 small = make_short4(t, -t, 3, 4);
  uchar4 tiny = make_uchar4(t, 1, 2, 3);
  Mixed mixed(t);
  Bytes bytes = {static_cast<unsigned char>(t), 7};
  Wide wide = {t * 2.0f, t * 3.0};
  Either either = {t * 4.0f};
  from[t] = (t + shift) % blockDim.x;
  __syncthreads();
  int o = from[t];
  vector.y += o;
  small.w = static_cast<short>(o);
  tiny.y += 1;
  mixed.place[o % 3] += 100;
  bytes.high += 1;
  wide.d += o;
  if (o % 2)
    either.bits += 1;
  __syncthreads();
  from[o] = t;
  __syncthreads();
  long long sum = static_cast<long long>(vector.x + vector.y * 2 + vector.z * 3 + vector.w * 4 + pair.x * 4 + pair.y);
  sum = sum * 31 + small.x + small.y * 2 + small.z * 3 + small.w * 5;
  sum = sum * 31 + tiny.x + tiny.y * 2 + tiny.z * 3 + tiny.w * 4;
  sum = sum * 31 + mixed.tag + static_cast<long long>(mixed.weight * 2) + mixed.place[0] + mixed.place[1] * 2 + mixed.place[2] * 3;
  sum = sum * 31 + bytes.low + bytes.high * 2;
  sum = sum * 31 + static_cast<long long>(wide.y + wide.d);
  out[t] = sum * 31 + either.bits + from[t];
}

long long expected(int t, int o, int from) {
  unsigned bits;
  float number = t * 4.0f;
  memcpy(&bits, &number, 4);
  long long sum = static_cast<long long>(t + (t + 1.0f + o) * 2 + (t + 2) * 3 + (t + 3) * 4 + t * 0.25 * 4 - t);
  sum = sum * 31 + t + -t * 2 + 9 + o * 5;
  sum = sum * 31 + (t & 255) + 4 + 6 + 12;
  int place[3] = {t, t + 1, t + 2};
  place[o % 3] += 100;
  sum = sum * 31 + 'a' + t % 26 + t + place[0] + place[1] * 2 + place[2] * 3;
  sum = sum * 31 + (t & 255) + 16;
  sum = sum * 31 + t * 2 + t * 3 + o;
  return sum * 31 + (bits + (o % 2)) + from;
}

// A loop around the threads whose sums are members.
__global__ void attract(const Body *bodies, float3 *sums, double2 *weighted, int n, int last) {
  int t = threadIdx.x;
  if (t >= last)
    return;
  Body me = bodies[t];
  float3 sum = make_float3(0, 0, 0);
  double2 weight = make_double2(0, 1);
  for (int j = 0; j < n; ++j) {
    Body other = bodies[j];
    sum.x += (other.at.x - me.at.x) * other.mass;
    sum.y += (other.at.y - me.at.y) * other.mass;
    sum.z += other.at.z - me.mass;
    weight.x += other.mass * 0.5;
  }
  sums[t] = sum;
  weighted[t] = weight;
}

void checkAttract(const Body *bodies, float3 *sums, double2 *weighted, int n, int width, int last) {
  for (int t = 0; t < width; ++t)
    sums[t] = make_float3(-1, -1, -1);
  attract<<<1, width>>>(bodies, sums, weighted, n, last);
  LAUNCH_OK();
  for (int t = 0; t < width; ++t) {
    float x = 0, y = 0, z = 0, mass = 0;
    for (int j = 0; j < n; ++j) {
      x += (bodies[j].at.x - bodies[t].at.x) * bodies[j].mass;
      y += (bodies[j].at.y - bodies[t].at.y) * bodies[j].mass;
      z += bodies[j].at.z - bodies[t].mass;
      mass += bodies[j].mass;
    }
    if (t < last)
      EXPECT(sums[t].x == x && sums[t].y == y && sums[t].z == z && weighted[t].x == mass * 0.5 && weighted[t].y == 1);
    else
      EXPECT(sums[t].x == -1 && sums[t].y == -1);
  }
}

int main() {
  long long *out = managed<long long>(256);
  for (int threads : {1, 7, 32, 100, 256}) {
    const int shift = 5 % threads;
    keep<<<1, threads>>>(out, shift);
    LAUNCH_OK();
    for (int t = 0; t < threads; ++t)
      EXPECT(out[t] == expected(t, (t + shift) % threads, (t + threads - shift) % threads));
  }
  Body *bodies = managed<Body>(256);
  float3 *sums = managed<float3>(256);
  double2 *weighted = managed<double2>(256);
  for (int i = 0; i < 256; ++i)
    bodies[i] = {make_float3(i % 9, i % 5 - 2, i % 3), static_cast<float>(i % 4 + 1)};
  for (int width : {1, 16, 48, 100, 128, 256})
    for (int n : {0, 1, 8, 13, 128, 200})
      for (int last : {width, width / 2})
        checkAttract(bodies, sums, weighted, n, width, last);
  return finish();
}
