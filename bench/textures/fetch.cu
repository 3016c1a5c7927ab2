// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nearest fetches from a 2D texture against loads of the same elements behind a test of their bounds:
// neighbourhoods of 1, 9 and 25 elements of an image that does not fit into a core's cache and of one that
// does. Medians, in turns. The neighbourhoods lie around a place that compilers do not know, so that the
// tests are needed.
#include <algorithm>
#include <cstdio>
#include <vector>

static constexpr int Rounds = 7, Shift = 1;

#define OK(Call)                                                                                             \
  if (cudaError_t Error = (Call)) {                                                                          \
    std::printf("%s: %s\n", #Call, cudaGetErrorString(Error));                                               \
    std::exit(1);                                                                                            \
  }

template <int Reach>
__global__ void fetch(cudaTextureObject_t image, float *out, int width, int height, int shift) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height)
    return;
  int at = y * width + x;
  x += shift;
  y += shift;
  float sum = 0;
  for (int v = -Reach; v <= Reach; ++v)
    for (int u = -Reach; u <= Reach; ++u)
      sum += tex2D<float>(image, x + u, y + v);
  out[at] = sum;
}

template <int Reach, bool Clamps>
__global__ void load(const float *image, float *out, int width, int height, int shift) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height)
    return;
  int at = y * width + x;
  x += shift;
  y += shift;
  float sum = 0;
  for (int v = -Reach; v <= Reach; ++v)
    for (int u = -Reach; u <= Reach; ++u)
      if (Clamps)
        sum += image[min(max(y + v, 0), height - 1) * width + min(max(x + u, 0), width - 1)];
      else if (x + u >= 0 && x + u < width && y + v >= 0 && y + v < height)
        sum += image[(y + v) * width + x + u];
  out[at] = sum;
}

static float median(std::vector<float> Times) {
  std::sort(Times.begin(), Times.end());
  return Times[Times.size() / 2];
}

template <class LaunchT> static float milliseconds(int Repeats, const LaunchT &Launch) {
  cudaEvent_t Begin, End;
  OK(cudaEventCreate(&Begin));
  OK(cudaEventCreate(&End));
  OK(cudaEventRecord(Begin));
  for (int I = 0; I < Repeats; ++I)
    Launch();
  OK(cudaEventRecord(End));
  OK(cudaEventSynchronize(End));
  float Time;
  OK(cudaEventElapsedTime(&Time, Begin, End));
  return Time / Repeats;
}

template <int Reach>
static void compare(cudaTextureObject_t Texture, const float *Image, int Width, int Height, bool IsClamped) {
  float *Fetched, *Loaded;
  size_t Count = size_t(Width) * Height;
  OK(cudaMallocManaged(&Fetched, Count * sizeof(float)));
  OK(cudaMallocManaged(&Loaded, Count * sizeof(float)));
  dim3 Block(64, 4), Grid((Width + 63) / 64, (Height + 3) / 4);
  int Repeats = std::max<int>(1, (1 << 20) / Count);
  std::vector<float> FetchTimes, LoadTimes;
  for (int I = 0; I <= Rounds; ++I) {
    float OfFetch =
        milliseconds(Repeats, [&] { fetch<Reach><<<Grid, Block>>>(Texture, Fetched, Width, Height, Shift); });
    float OfLoad = milliseconds(Repeats, [&] {
      if (IsClamped)
        load<Reach, true><<<Grid, Block>>>(Image, Loaded, Width, Height, Shift);
      else
        load<Reach, false><<<Grid, Block>>>(Image, Loaded, Width, Height, Shift);
    });
    if (I) { // the first round warms up
      FetchTimes.push_back(OfFetch);
      LoadTimes.push_back(OfLoad);
    }
  }
  bool IsSame = std::equal(Fetched, Fetched + Count, Loaded);
  float OfFetch = median(FetchTimes), OfLoad = median(LoadTimes);
  std::printf("| %d x %d | %s | %d | %.3f | %.3f | %.2f | %s |\n", Width, Height,
              IsClamped ? "clamp" : "border", (2 * Reach + 1) * (2 * Reach + 1), OfFetch, OfLoad,
              OfFetch / OfLoad, IsSame ? "yes" : "NO");
  OK(cudaFree(Fetched));
  OK(cudaFree(Loaded));
}

static void run(int Width, int Height, cudaTextureAddressMode Outside) {
  float *Image;
  cudaArray_t Array;
  size_t Count = size_t(Width) * Height;
  OK(cudaMallocManaged(&Image, Count * sizeof(float)));
  for (size_t I = 0; I < Count; ++I)
    Image[I] = I % 251;
  cudaChannelFormatDesc Format = cudaCreateChannelDesc<float>();
  OK(cudaMallocArray(&Array, &Format, Width, Height));
  OK(cudaMemcpy2DToArray(Array, 0, 0, Image, Width * sizeof(float), Width * sizeof(float), Height,
                         cudaMemcpyDefault));
  cudaResourceDesc Resource = {};
  Resource.resType = cudaResourceTypeArray;
  Resource.res.array.array = Array;
  cudaTextureDesc How = {};
  How.addressMode[0] = How.addressMode[1] = Outside;
  How.filterMode = cudaFilterModePoint;
  cudaTextureObject_t Texture;
  OK(cudaCreateTextureObject(&Texture, &Resource, &How, nullptr));
  bool IsClamped = Outside == cudaAddressModeClamp;
  compare<0>(Texture, Image, Width, Height, IsClamped);
  compare<1>(Texture, Image, Width, Height, IsClamped);
  compare<2>(Texture, Image, Width, Height, IsClamped);
  OK(cudaDestroyTextureObject(Texture));
  OK(cudaFreeArray(Array));
  OK(cudaFree(Image));
}

int main() {
  std::printf("| image | outside | elements | fetches, ms | loads, ms | ratio | same "
              "|\n|---|---|---|---|---|---|---|\n");
  for (cudaTextureAddressMode Outside : {cudaAddressModeClamp, cudaAddressModeBorder}) {
    run(2048, 1024, Outside);
    run(256, 256, Outside);
  }
}
