// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Mandelbrot set near its seahorse valley, with smooth colours, as a PNG.
// Usage: mandelbrot [file [width height]]
#include "picture.h"
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

#define CHECK(call)                                                                                          \
  do {                                                                                                       \
    cudaError_t error = (call);                                                                              \
    if (error != cudaSuccess) {                                                                              \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(error));                    \
      std::exit(1);                                                                                          \
    }                                                                                                        \
  } while (0)

// The part of the complex plane that is shown.
struct Window {
  double centreX, centreY;
  double pixel; // distance between two pixels
};

// How many colours the palette has; the host fills it.
constexpr int PaletteSize = 256;
__constant__ uchar3 palette[PaletteSize];

// Iterations until the point escapes, with a fraction that makes the colours smooth; negative if it stays.
__device__ float escapeTime(double cx, double cy, int limit) {
  double x = 0, y = 0;
  for (int i = 0; i < limit; ++i) {
    double xx = x * x, yy = y * y;
    if (xx + yy > 64.0)
      return i + 1 - log2f(0.5f * log2f(static_cast<float>(xx + yy)));
    y = 2 * x * y + cy;
    x = xx - yy + cx;
  }
  return -1;
}

__global__ void mandelbrot(uchar3 *pixels, int width, int height, Window window, int limit) {
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  int row = blockIdx.y * blockDim.y + threadIdx.y;
  if (column >= width || row >= height)
    return;
  double cx = window.centreX + (column - width / 2) * window.pixel;
  double cy = window.centreY - (row - height / 2) * window.pixel;
  float time = escapeTime(cx, cy, limit);
  uchar3 colour = make_uchar3(0, 0, 0);
  if (time >= 0)
    colour = palette[static_cast<int>(time * 4) % PaletteSize];
  pixels[row * width + column] = colour;
}

static void fillPalette() {
  std::vector<uchar3> colours(PaletteSize);
  for (int i = 0; i < PaletteSize; ++i) {
    // Three waves out of step: from blue over white to gold and back.
    double t = 2 * 3.14159265358979 * i / PaletteSize;
    colours[i].x = static_cast<unsigned char>(127.5 - 127.5 * cos(t - 0.4));
    colours[i].y = static_cast<unsigned char>(127.5 - 127.5 * cos(t - 0.1));
    colours[i].z = static_cast<unsigned char>(127.5 - 127.5 * cos(t + 0.5));
  }
  CHECK(cudaMemcpyToSymbol(palette, colours.data(), PaletteSize * sizeof(uchar3)));
}

int main(int argc, char **argv) {
  const char *path = argc > 1 ? argv[1] : "mandelbrot.png";
  const int width = argc > 3 ? std::atoi(argv[2]) : 1280;
  const int height = argc > 3 ? std::atoi(argv[3]) : 800;
  const Window window = {-0.743643887, 0.131825904, 0.004 / width};

  fillPalette();
  uchar3 *pixels = nullptr;
  CHECK(cudaMalloc(&pixels, width * height * sizeof(uchar3)));
  cudaEvent_t start, stop;
  CHECK(cudaEventCreate(&start));
  CHECK(cudaEventCreate(&stop));

  dim3 block(32, 8);
  dim3 grid((width + block.x - 1) / block.x, (height + block.y - 1) / block.y);
  CHECK(cudaEventRecord(start));
  mandelbrot<<<grid, block>>>(pixels, width, height, window, 2000);
  CHECK(cudaGetLastError());
  CHECK(cudaEventRecord(stop));

  std::vector<uchar3> picture(width * height);
  CHECK(cudaMemcpy(picture.data(), pixels, picture.size() * sizeof(uchar3), cudaMemcpyDeviceToHost));
  float milliseconds = 0;
  CHECK(cudaEventElapsedTime(&milliseconds, start, stop));
  std::printf("%d x %d points in %.1f ms\n", width, height, milliseconds);
  CHECK(cudaFree(pixels));
  return writePicture(path, &picture[0].x, width, height) ? 0 : 1;
}
