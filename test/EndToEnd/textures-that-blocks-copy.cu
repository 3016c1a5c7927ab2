// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One kernel reads textures of many kinds: those whose elements are read as they are, with the nearest element or zeros outside, and
// others; with whole numbers and fractions as coordinates; behind barriers, in templates, through references.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <cmath>

static const int width = 37, height = 11;
texture<float, 2> image2;
texture<int, 1> numbers;

template <class T, class Coordinate>
__global__ void fetch(cudaTextureObject_t image, T *out, Coordinate shift) {
  int x = threadIdx.x, y = blockIdx.x;
  out[y * blockDim.x + x] = tex2D<T>(image, x - 5 + shift, y - 3 + shift);
}

__device__ float other(cudaTextureObject_t image, int x) { return tex2D<float>(image, x, 0); }

// Two textures, one of which is handed on.
__global__ void behindABarrier(cudaTextureObject_t image, cudaTextureObject_t handed, float *out) {
  __shared__ float row[64];
  row[threadIdx.x] = tex2D<float>(image, threadIdx.x + 0.5f, blockIdx.x + 0.5f);
  __syncthreads();
  out[blockIdx.x * 64 + threadIdx.x] =
      row[63 - threadIdx.x] + tex2D<float>(handed, threadIdx.x, blockIdx.x) + other(handed, threadIdx.x);
}

__global__ void byReference(float *out, int *list) {
  int x = threadIdx.x, y = blockIdx.x;
  out[y * blockDim.x + x] = tex2D(image2, x - 5, y - 3);
  if (y == 0)
    list[x] = tex1Dfetch(numbers, x - 3);
}

// What the kernel does with its parameter hides that it is the same for all.
__global__ void changes(cudaTextureObject_t image, cudaTextureObject_t instead, float *out) {
  if (threadIdx.x % 2)
    image = instead;
  out[threadIdx.x] = tex2D<float>(image, threadIdx.x, 1);
}

// Functions within the kernel name its textures, too.
__global__ void inFunctions(cudaTextureObject_t image, float *out) {
  struct Local {
    static __device__ float read(int x) { return tex2D(image2, x, 3); }
  };
  auto ofParameter = [=](int x) { return tex2D<float>(image, x, 2); };
  auto ofReference = [](int x) { return tex2D(image2, x, 1); };
  out[threadIdx.x] = ofParameter(threadIdx.x) + ofReference(threadIdx.x) + Local::read(threadIdx.x) + tex2D<float>(image, threadIdx.x, 0) +
                     tex2D(image2, threadIdx.x, 0);
}

template <class T> struct Image {
  T *host = new T[width * height];
  cudaArray_t array;
  Image() {
    for (int i = 0; i < width * height; ++i)
      host[i] = T(i * 7 % 251);
    cudaChannelFormatDesc format = cudaCreateChannelDesc<T>();
    CUDA_OK(cudaMallocArray(&array, &format, width, height));
    CUDA_OK(cudaMemcpy2DToArray(array, 0, 0, host, width * sizeof(T), width * sizeof(T), height, cudaMemcpyHostToDevice));
  }
  cudaTextureObject_t texture(cudaTextureAddressMode outside, cudaTextureFilterMode filter = cudaFilterModePoint,
                              cudaTextureReadMode read = cudaReadModeElementType) const {
    cudaResourceDesc resource = {};
    resource.resType = cudaResourceTypeArray;
    resource.res.array.array = array;
    cudaTextureDesc how = {};
    how.addressMode[0] = how.addressMode[1] = outside;
    how.filterMode = filter;
    how.readMode = read;
    cudaTextureObject_t made;
    CUDA_OK(cudaCreateTextureObject(&made, &resource, &how, nullptr));
    return made;
  }
  T at(int x, int y, bool hasBorder) const {
    bool isInside = x >= 0 && x < width && y >= 0 && y < height;
    if (!isInside && hasBorder)
      return T(0);
    x = x < 0 ? 0 : x >= width ? width - 1 : x;
    y = y < 0 ? 0 : y >= height ? height - 1 : y;
    return host[y * width + x];
  }
};

template <class T, class Coordinate> static void compare(const Image<T> &image, Coordinate shift) {
  T *out = managed<T>(64 * 20);
  for (bool hasBorder : {false, true}) {
    fetch<T><<<20, 64>>>(image.texture(hasBorder ? cudaAddressModeBorder : cudaAddressModeClamp), out, shift);
    LAUNCH_OK();
    for (int i = 0; i < 64 * 20; ++i)
      EXPECT(out[i] == image.at(int(std::floor(i % 64 - 5 + shift)), int(std::floor(i / 64 - 3 + shift)), hasBorder));
  }
}

int main() {
  Image<float> image;
  Image<unsigned char> bytes;
  compare(image, 0);
  compare(image, 0.5f);
  compare(image, -0.25f);
  compare(bytes, 2);
  float *out = managed<float>(64 * 20);

  // Between elements, and numbers in [0, 1].
  fetch<float><<<20, 64>>>(image.texture(cudaAddressModeClamp, cudaFilterModeLinear), out, 0);
  LAUNCH_OK();
  EXPECT(out[8 * 64 + 20] == 0.25f * (image.at(14, 4, false) + image.at(15, 4, false) + image.at(14, 5, false) + image.at(15, 5, false)));
  fetch<float><<<20, 64>>>(bytes.texture(cudaAddressModeClamp, cudaFilterModePoint, cudaReadModeNormalizedFloat), out, 0);
  LAUNCH_OK();
  EXPECT(out[8 * 64 + 20] == bytes.at(15, 5, false) / 255.0f);

  cudaTextureObject_t clamps = image.texture(cudaAddressModeClamp), borders = image.texture(cudaAddressModeBorder);
  for (cudaTextureObject_t handed : {clamps, borders}) {
    behindABarrier<<<15, 64>>>(clamps, handed, out);
    LAUNCH_OK();
    for (int i = 0; i < 64 * 15; ++i)
      EXPECT(out[i] == image.at(63 - i % 64, i / 64, false) + image.at(i % 64, i / 64, handed == borders) +
                           image.at(i % 64, 0, handed == borders));
  }
  changes<<<1, 64>>>(clamps, borders, out);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(out[i] == image.at(i, 1, i % 2));

  int *list = managed<int>(64), *source = managed<int>(40);
  for (int i = 0; i < 40; ++i)
    source[i] = i + 1;
  CUDA_OK(cudaBindTextureToArray(image2, image.array));
  CUDA_OK(cudaBindTexture(nullptr, numbers, source, 40 * sizeof(int)));
  byReference<<<20, 64>>>(out, list);
  LAUNCH_OK();
  for (int i = 0; i < 64 * 20; ++i)
    EXPECT(out[i] == image.at(i % 64 - 5, i / 64 - 3, false));
  for (int i = 0; i < 64; ++i)
    EXPECT(list[i] == (i < 3 || i >= 43 ? 0 : i - 2));
  inFunctions<<<1, 64>>>(clamps, out);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(out[i] == image.at(i, 2, false) + image.at(i, 1, false) + image.at(i, 3, false) + 2 * image.at(i, 0, false));
  return finish();
}
