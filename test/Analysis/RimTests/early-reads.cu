// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which loads in loops of few rounds threads inside make early.
// RUN: %inspect --print=plan %s | FileCheck %s

// CHECK-LABEL: kernel 'bytes'
// CHECK: inside: early-reads.cu:[[#@LINE+4]] is false or nothing is done, early-reads.cu:[[#@LINE+7]] is loaded early for 4 rounds{{$}}
__global__ void bytes(const char *text, bool *found, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool same = true;
  if (i >= n)
    return;
  for (int k = 0; k < 4 && same; ++k)
    same = text[i + k] < 'c';
  found[i] = same;
}

// Words have masks.
// CHECK-LABEL: kernel 'words'
// CHECK-NOT: loaded early
__global__ void words(const int *text, bool *found, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool same = true;
  if (i >= n)
    return;
  for (int k = 0; k < 4 && same; ++k)
    same = text[i + k] < 'c';
  found[i] = same;
}

// Neighbours do not have neighbouring bytes, and nobody knows where they are.
// CHECK-LABEL: kernel 'anywhere'
// CHECK-NOT: loaded early
__global__ void anywhere(const char *text, const int *places, bool *found, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool same = true;
  if (i >= n)
    return;
  for (int k = 0; k < 4 && same; ++k)
    same = text[2 * i + k] < 'c' && text[places[i] + k] < 'd';
  found[i] = same;
}

// The pointer moves on.
// CHECK-LABEL: kernel 'moving'
// CHECK-NOT: loaded early
__global__ void moving(const char *text, bool *found, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool same = true;
  if (i >= n)
    return;
  text += n;
  for (int k = 0; k < 4 && same; ++k)
    same = text[i + k] < 'c';
  found[i] = same;
}

int main() {}
