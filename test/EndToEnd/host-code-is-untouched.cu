// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of device builtins and qualifiers as plain names in host code, strings and comments.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <map>
#include <string>

// threadIdx.x in a comment, cudaMalloc too
struct Plain {
  int threadIdx = 3;
  int warpSize = 5;
};
static std::string text() { return "kernel<<<1, 2>>>(cudaMalloc); /* __shared__ */"; }

__global__ void set(int *out) { *out = 9; }

int main() {
  Plain plain;
  int blockDim = plain.threadIdx + plain.warpSize;
  std::map<std::string, int> cudaNames = {{"cudaMalloc", 1}, {"dim3", 2}};
  int *out = managed<int>(1);
  set<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(*out + blockDim == 17);
  EXPECT(text().find("<<<1, 2>>>") == 6 && text().size() == 46);
  EXPECT(cudaNames["cudaMalloc"] == 1);
  return finish();
}
