// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels and device functions in named, nested and unnamed namespaces, also through using and aliases.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
namespace outer {
namespace inner {
__device__ int twice(int x) { return 2 * x; }
__global__ void run(int *out) { *out = twice(21); }
} // namespace inner
__global__ void run(int *out) { *out = inner::twice(4); }
} // namespace outer

namespace {
__device__ int hidden = 17;
__global__ void local(int *out) { *out = hidden; }
} // namespace

using outer::inner::run;
namespace alias = outer::inner;

int main() {
  int *out = managed<int>(1);
  outer::inner::run<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(*out == 42);
  outer::run<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(*out == 8);
  *out = 0;
  run<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(*out == 42);
  alias::run<<<1, 1>>>(out);
  local<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(*out == 17);
  return finish();
}
