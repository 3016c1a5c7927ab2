// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bytes that threads inside of a rim load for all rounds of a loop in front of it.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void bytes_block
// CHECK-NEXT: [[MAYBE:.*]] constexpr std::false_type lorchaIsInner{};
// CHECK-NEXT: const lorcha::ReadMarks lorchaMarks(__builtin_alloca(lorchaBlock.blockDim.x));
// CHECK: lorcha::withRimInRow(lorchaBlock, [&](const lorcha::Thread &lorchaThread, const auto lorchaIsInner) {
// CHECK: { int k = 8; const auto lorchaRead1 = lorcha::readEarly<4>(lorchaIsInner, lorchaMarks[lorchaThread], [&](unsigned lorchaRound) { const int k = static_cast<int>((8) + static_cast<int>(lorchaRound) * static_cast<int>(-2)); return text[i + k]; }); lorcha::rounds<5>([&](unsigned lorchaRound) -> bool { if (! (k > 0 && lorchaRead1(lorchaRound) < 'c')) return false;
// CHECK: k -= 2; return true; }); }
// CHECK: }, lorcha::needed({{.*}}), lorcha::reads<4>([&](const lorcha::RegionThread &lorchaThread, unsigned lorchaRound) { {{.*}}int i = blockIdx.x * blockDim.x + threadIdx.x; const int k = static_cast<int>((8) + static_cast<int>(lorchaRound) * static_cast<int>(-2)); return &text[i + k]; }));
__global__ void bytes(const char *text, int *found, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, count = 0;
  if (i >= n)
    return;
  for (int k = 8; k > 0 && text[i + k] < 'c'; k -= 2)
    count += k;
  found[i] = count;
}
