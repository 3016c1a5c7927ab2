// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Only amounts that may reach the width are marked.
// RUN: %lorcha translate %s -o - | sed 's,//.*,,' | FileCheck %s
__device__ int table[8];

// CHECK-LABEL: masked
__device__ int masked(int x, int n) {
  const int bit = n & 31;
  // CHECK: return (x << 4) + (x << bit) + (x >> (n & 7)) + (1 << (unsigned)n % 32);
  return (x << 4) + (x << bit) + (x >> (n & 7)) + (1 << (unsigned)n % 32);
}

// CHECK-LABEL: open
__device__ long long open(long long x, int n) {
  // CHECK: x <<= lorcha::by(n + 1);
  x <<= n + 1;
  // CHECK: return x >> lorcha::by(table[n]);
  return x >> table[n];
}

// CHECK-LABEL: hostOnly
int hostOnly(int x, int n) {
  // CHECK: return x << n;
  return x << n;
}

__global__ void k(long long *p) { *p = open(*p, masked(1, 2)); }
int main() { return hostOnly(1, 0) - 1; }
