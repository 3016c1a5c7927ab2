// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays are filled by each block where contents, places or conditions are its own, where others than plain
// assignments change them, and where blocks might see what others do.
// RUN: %inspect --print=plan %s > %t
// RUN: not grep 'stays filled' %t
// RUN: grep -c "^kernel" %t | FileCheck %s
// CHECK: 17

#define FILL words[threadIdx.x] = in[threadIdx.x]
__global__ void filledByMacro(const int *in, int *out, int n) {
  __shared__ int words[256];
  FILL;
  __syncthreads();
  out[blockIdx.x * blockDim.x + threadIdx.x] = words[n - threadIdx.x];
}

__device__ int *leaked;
__device__ int here() { return blockIdx.x; }
__device__ void fill(int &to, int value) { to = value; }

#define BEGIN(Name)                                                                                          \
  __global__ void Name(const int *in, int *out, int n) {                                                     \
    __shared__ int words[256];                                                                               \
    int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
#define MIDDLE __syncthreads();
#define END                                                                                                  \
  out[i] = words[n - t];                                                                                     \
  }

BEGIN(ownValues)
words[t] = in[i];
MIDDLE END

BEGIN(ownPlaces)
words[(blockIdx.x + t) & 255] = in[t];
MIDDLE END

BEGIN(ownCondition)
if (blockIdx.x & 1)
  words[t] = in[t];
MIDDLE END

BEGIN(ownRounds)
int value = 0;
for (int k = 0; k < 100; ++k) {
  if (k == blockIdx.x)
    break;
  value += in[k];
}
words[t] = value;
MIDDLE END

BEGIN(ownReturn)
if (i >= n)
  return;
words[t] = in[t];
MIDDLE END

BEGIN(ownInFunction)
words[t] = in[t] + here();
MIDDLE END

BEGIN(byReference)
fill(words[t], in[t]);
MIDDLE END

BEGIN(sums)
words[t] = in[t];
MIDDLE words[t] += 1;
MIDDLE END

BEGIN(filledAgain)
words[t] = in[t];
MIDDLE out[i] = words[n - t];
MIDDLE words[t] = in[t + 256];
MIDDLE END

BEGIN(filledByRounds)
int sum = 0;
for (int k = 0; k < n; ++k) {
  words[t] = in[k * 256 + t];
  MIDDLE sum += words[255 - t];
  MIDDLE
}
out[i] += sum;
END

BEGIN(addressKept)
words[t] = in[t];
if (t == 0)
  leaked = &words[3];
MIDDLE END

BEGIN(throughPointer)
int *p = words;
words[t] = in[t];
p[t] += 1;
MIDDLE END

BEGIN(fences)
words[t] = in[t];
__threadfence();
MIDDLE END

BEGIN(atomics)
words[t] = in[t];
MIDDLE atomicAdd(out, 1);
END

BEGIN(volatileLoads)
words[t] = *(const volatile int *)(in + t);
MIDDLE END

// Filling so little is cheaper than a question.
__global__ void small(const int *in, int *out) {
  __shared__ int words[16];
  if (threadIdx.x < 16)
    words[threadIdx.x] = in[threadIdx.x];
  __syncthreads();
  out[blockIdx.x * blockDim.x + threadIdx.x] = words[threadIdx.x & 15];
}
