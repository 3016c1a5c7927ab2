// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two galaxies pass one another: all-pairs gravity with tiles of bodies in shared memory. Writes the paths of
// the bodies as a PNG. Usage: nbody [file [bodies steps]]
#include "picture.h"
#include <cmath>
#include <cstdlib>
#include <cuda_runtime.h>
#include <random>
#include <vector>

#define CHECK(call)                                                                                          \
  do {                                                                                                       \
    cudaError_t error = (call);                                                                              \
    if (error != cudaSuccess) {                                                                              \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(error));                    \
      std::exit(1);                                                                                          \
    }                                                                                                        \
  } while (0)

constexpr int Tile = 128;
constexpr float Softening = 0.02f;

// Adds the pull of a body at `other`, whose mass is other.w.
__device__ float3 attract(float3 sum, float4 own, float4 other) {
  float dx = other.x - own.x, dy = other.y - own.y, dz = other.z - own.z;
  float inverse = rsqrtf(dx * dx + dy * dy + dz * dz + Softening * Softening);
  float strength = other.w * inverse * inverse * inverse;
  sum.x += strength * dx;
  sum.y += strength * dy;
  sum.z += strength * dz;
  return sum;
}

// One step of time for each body. The number of bodies is a multiple of Tile.
__global__ void step(const float4 *positions, float4 *next, float4 *velocities, int count, float time) {
  __shared__ float4 tile[Tile];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float4 own = positions[i];
  float3 acceleration = make_float3(0, 0, 0);
  for (int first = 0; first < count; first += Tile) {
    tile[threadIdx.x] = positions[first + threadIdx.x];
    __syncthreads();
    for (int j = 0; j < Tile; ++j)
      acceleration = attract(acceleration, own, tile[j]);
    __syncthreads();
  }
  float4 velocity = velocities[i];
  velocity.x += acceleration.x * time;
  velocity.y += acceleration.y * time;
  velocity.z += acceleration.z * time;
  velocities[i] = velocity;
  next[i] =
      make_float4(own.x + velocity.x * time, own.y + velocity.y * time, own.z + velocity.z * time, own.w);
}

// A disc of light bodies on circles around a heavy one.
static void addGalaxy(std::vector<float4> &positions, std::vector<float4> &velocities, int count, float x,
                      float y, float speedX, float tilt) {
  std::mt19937 random(count + static_cast<int>(1000 * x));
  std::uniform_real_distribution<float> angle(0.0f, 6.2831853f), spread(0.1f, 1.0f);
  for (int i = 0; i < count; ++i) {
    float radius = i == 0 ? 0.0f : spread(random), a = angle(random);
    float mass = i == 0 ? 1.0f : 1e-5f;
    float speed =
        i == 0 ? 0.0f : sqrtf(radius * radius / powf(radius * radius + Softening * Softening, 1.5f));
    positions.push_back(
        {x + radius * cosf(a), y + radius * sinf(a) * cosf(tilt), radius * sinf(a) * sinf(tilt), mass});
    velocities.push_back(
        {speedX - speed * sinf(a), speed * cosf(a) * cosf(tilt), speed * cosf(a) * sinf(tilt), 0});
  }
}

// Brightens the pixels under the bodies; the later, the brighter.
static void expose(std::vector<float> &light, int size, const std::vector<float4> &positions, float weight) {
  for (const float4 &p : positions) {
    int column = static_cast<int>((p.x / 4.5f + 0.5f) * size),
        row = static_cast<int>((0.5f - p.y / 4.5f) * size);
    if (column >= 0 && column < size && row >= 0 && row < size)
      light[row * size + column] += weight;
  }
}

int main(int argc, char **argv) {
  const char *path = argc > 1 ? argv[1] : "nbody.png";
  const int wanted = argc > 2 ? std::atoi(argv[2]) : 2048;
  const int steps = argc > 3 ? std::atoi(argv[3]) : 200;
  const int count = (wanted + 2 * Tile - 1) / (2 * Tile) * 2 * Tile;

  std::vector<float4> positions, velocities;
  addGalaxy(positions, velocities, count / 2, -1.2f, -0.6f, 0.35f, 0.4f);
  addGalaxy(positions, velocities, count / 2, 1.2f, 0.6f, -0.35f, -0.7f);
  float4 *from, *to, *speeds;
  CHECK(cudaMalloc(&from, count * sizeof(float4)));
  CHECK(cudaMalloc(&to, count * sizeof(float4)));
  CHECK(cudaMalloc(&speeds, count * sizeof(float4)));
  CHECK(cudaMemcpy(from, positions.data(), count * sizeof(float4), cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(speeds, velocities.data(), count * sizeof(float4), cudaMemcpyHostToDevice));

  const int size = 900;
  std::vector<float> light(size * size, 0.0f);
  float kernelMilliseconds = 0;
  cudaEvent_t start, stop;
  CHECK(cudaEventCreate(&start));
  CHECK(cudaEventCreate(&stop));
  for (int s = 0; s < steps; ++s) {
    CHECK(cudaEventRecord(start));
    step<<<count / Tile, Tile>>>(from, to, speeds, count, 0.01f);
    CHECK(cudaGetLastError());
    CHECK(cudaEventRecord(stop));
    std::swap(from, to);
    CHECK(cudaMemcpy(positions.data(), from, count * sizeof(float4), cudaMemcpyDeviceToHost));
    float milliseconds = 0;
    CHECK(cudaEventElapsedTime(&milliseconds, start, stop));
    kernelMilliseconds += milliseconds;
    expose(light, size, positions, 0.02f + 1.5f * (s + 1 == steps));
  }
  std::printf("%d bodies, %d steps: %.1f ms in kernels\n", count, steps, kernelMilliseconds);

  std::vector<unsigned char> pixels(3 * size * size);
  for (int i = 0; i < size * size; ++i) {
    float shine = 1 - expf(-light[i]);
    pixels[3 * i + 0] = static_cast<unsigned char>(255 * powf(shine, 1.2f));
    pixels[3 * i + 1] = static_cast<unsigned char>(255 * powf(shine, 0.9f));
    pixels[3 * i + 2] = static_cast<unsigned char>(255 * powf(shine, 0.5f));
  }
  CHECK(cudaFree(from));
  CHECK(cudaFree(to));
  CHECK(cudaFree(speeds));
  return writePicture(path, pixels.data(), size, size) ? 0 : 1;
}
