// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which comparisons are known for all threads of a row but those at its ends, and what they are there.
// RUN: %inspect --print=plan %s | FileCheck %s

// CHECK-LABEL: kernel 'guarded'
// CHECK: inside: tests.cu:9 is true or nothing is done{{$}}
__global__ void guarded(float *out, const float *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = in[i];
}

// Early returns: small bounds are the width of a rim, others a size.
// CHECK-LABEL: kernel 'returning'
// CHECK: inside: tests.cu:18 is false or nothing is done, tests.cu:18 is false or nothing is done, tests.cu:18 is false or nothing is done{{$}}
__global__ void returning(float *out, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < 1 || x >= width || y >= height)
    return;
  out[y * width + x] = 1;
}

// CHECK-LABEL: kernel 'choosing'
// CHECK: inside: tests.cu:28 is true, tests.cu:28 is true, tests.cu:28 is false{{$}}
__global__ void choosing(float *out, const float *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float west = 0, east = 0, far = 0;
  if (n > 3) { west = i > 0 ? in[i - 1] : 0; east = i < n - 1 ? in[i + 1] : 0; far = i >= 2000 ? 1 : 2; }
  out[i] = west + east + far;
}

// What only the block's own threads tell apart has no inside, but where nothing else is done.
// CHECK-LABEL: kernel 'ofBlock'
// CHECK-NOT: inside
// CHECK-LABEL: kernel 'ofBlockAlone'
// CHECK: inside: tests.cu:41 is true or nothing is done{{$}}
__global__ void ofBlock(float *out, int n) {
  out[blockIdx.x * 256 + threadIdx.x] = threadIdx.x < n ? 1.0f : 2.0f;
}
__global__ void ofBlockAlone(float *out, int n) {
  if (threadIdx.x < n)
    out[blockIdx.x * 256 + threadIdx.x] = 1;
}

// What cannot be asked in front: a load, a division by what may be zero, a variable that changes.
// CHECK-LABEL: kernel 'loading'
// CHECK-NOT: inside
__global__ void loading(float *out, const int *sizes, int n, int parts) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, k = i;
  if (parts != 0 && i < n / parts)
    out[i] = 1;
  if (i < sizes[blockIdx.x])
    out[i] += 1;
  k += sizes[i];
  if (k < n)
    out[i] += 1;
}

// What may stand only once in the text: a static variable.
// CHECK-LABEL: kernel 'counting'
// CHECK-NOT: inside
__global__ void counting(float *out, int n) {
  static int calls;
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = calls;
}

// A thread with something else to do needs no test.
// CHECK-LABEL: kernel 'between'
// CHECK: inside: tests.cu:74 is true{{$}}
__global__ void between(float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = 1;
  out[n + i] = 2;
}

// Regions: what the block votes about.
// CHECK-LABEL: kernel 'voting'
// CHECK: threads tests.cu:83, inside: tests.cu:84 is true{{$}}
__global__ void voting(int *counts, const char *text, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool isIn = i + 4 <= n;
  isIn = isIn && text[i] == 'a';
  int count = __syncthreads_count(isIn);
  counts[i] = count;
}

// Instantiations that differ.
// CHECK-LABEL: kernel 'sized'
// CHECK: inside: tests.cu:95 is true or nothing is done{{$}}
template <int N> __global__ void sized(float *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < N)
    out[i] = N;
}
void launch(float *out) {
  sized<4><<<1, 32>>>(out);
  sized<4096><<<1, 32>>>(out);
}

// Many tests: those that are needed, which cost no second copy of the code.
// CHECK-LABEL: kernel 'many'
// CHECK: inside: tests.cu:[[#@LINE+3]] is false or nothing is done{{$}}
__global__ void many(float *out, const float *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  float sum = (i > 1 ? in[i - 2] : 0) + (i > 2 ? in[i - 3] : 0) + (i > 3 ? in[i - 4] : 0) + (i > 4 ? in[i - 5] : 0);
  sum += (i < n - 1 ? in[i + 1] : 0) + (i < n - 2 ? in[i + 2] : 0) + (i < n - 3 ? in[i + 3] : 0) + (i < n - 4 ? in[i + 4] : 0);
  out[i] = sum;
}

// Instantiations that disagree on what can be asked in front.
// CHECK-LABEL: kernel 'moving'
// CHECK-NOT: inside
template <bool Moves> __global__ void moving(float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if constexpr (Moves)
    i += n;
  if (i < 2 * n)
    out[i] = 1;
}
void launchBoth(float *out, int n) {
  moving<false><<<1, 32>>>(out, n);
  moving<true><<<1, 32>>>(out, n);
}

// An index that gets its value in two steps.
// CHECK-LABEL: kernel 'stepped'
// CHECK: inside: tests.cu:[[#@LINE+5]] is true{{$}}
__global__ void stepped(float *out, const float *in, int n) {
  __shared__ float tile[64];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  i += 1;
  tile[threadIdx.x] = i < n ? in[i] : 0;
  __syncthreads();
  out[i] = tile[threadIdx.x ^ 1];
}
