// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop that each thread leaves at a time of its own becomes a round, which several threads make in step.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void escape_block
// CHECK: lorcha::lanes(lorchaBlock, lorcha::EveryThread(), [&](const lorcha::LaneThread &lorchaThread, float &x, int &count) -> bool {
// CHECK: if (! (x < 4.0f)) return false; {
// CHECK: if (x == limit)
// CHECK-NEXT: return false;
// CHECK-NEXT: if (x < 1)
// CHECK-NEXT: return true;
// CHECK: return true;
// CHECK-NEXT: }, lorcha::LinearSlots<>(), x_t, count_t);
__global__ void escape(int *counts, float limit) {
  float x = threadIdx.x * 0.25f;
  int count = 0;
  while (x < 4.0f) {
    x = x * x + 0.25f;
    if (x == limit)
      break;
    if (x < 1)
      continue;
    ++count;
  }
  counts[threadIdx.x] = count;
}

// A round that only computes may be made by threads that have left, and its condition is handed on.
// CHECK-LABEL: static void converge_block
// CHECK: lorcha::lanes(lorchaBlock, lorcha::EveryThread(), lorcha::PlainRound([&](const lorcha::LaneThread &lorchaThread, {{\[\[}}maybe_unused]] lorcha::RoundCondition &lorchaTakes, int &count, float &x) -> bool {
// CHECK: if (!lorchaTakes (count < 20 && x * x > 2.001f)) return false; {
// CHECK: return true;
// CHECK-NEXT: }), lorcha::LinearSlots<>(), count_t, x_t);
// CHECK: lorcha::PlainRound(
// CHECK: return static_cast<bool> (x < 100);
// CHECK-NEXT: }), lorcha::LinearSlots<>(), x_t
__global__ void converge(float *out) {
  float x = threadIdx.x + 2;
  int count = 0;
  while (count < 20 && x * x > 2.001f) {
    x = 0.5f * (x + 2 / x);
    ++count;
  }
  out[threadIdx.x] = count;
  do
    x = x * x + 0.5f;
  while (x < 100);
  out[blockDim.x + threadIdx.x] = x;
}

// All threads that are still in the loop have made equally many rounds: their addresses lie side by side.
// CHECK-LABEL: static void run_block
// CHECK: [&](const lorcha::LaneThread &lorchaThread, int &j) -> bool {
// CHECK: j = static_cast<int>((1) + static_cast<int>(lorchaThread.Round) * static_cast<int>(1));
// CHECK-NEXT: if (! (j < n && text[t + j] != 'x')) return false;
// CHECK: ++j; return true;
__global__ void run(const char *text, int *out, int n) {
  int t = threadIdx.x, j;
  for (j = 1; j < n && text[t + j] != 'x'; ++j)
    ;
  out[t] = j;
}

// A few rounds at most.
// CHECK-LABEL: static void few_block
// CHECK: lorcha::forEachThread
// CHECK: { int k = 0; lorcha::rounds<5>([&]() -> bool { if (! (k < 4 && same)) return false;
__global__ void few(const int *text, bool *out) {
  int t = threadIdx.x;
  bool same = true;
  for (int k = 0; k < 4 && same; ++k)
    same = text[t + k] == text[t + 4 + k];
  out[t] = same;
}
