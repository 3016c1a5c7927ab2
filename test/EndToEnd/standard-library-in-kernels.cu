// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What of the host's standard library --expt-relaxed-constexpr lets device code call.
// RUN: %lorchacc -O0 -ccbin %gxx --expt-relaxed-constexpr -std=c++17 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --expt-relaxed-constexpr -std=c++17 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>
#include <utility>

template <class T> __device__ T bounded(T value) {
  static_assert(std::is_arithmetic<T>::value, "numbers only");
  return std::min(std::max(value, T(-3)), std::clamp(T(9), T(0), T(7)));
}

__global__ void run(const int *in, int *out, float *floats) {
  int t = threadIdx.x;
  std::array<int, 4> four = {in[t], 2, 3, 4};
  std::pair<int, float> both(four[t % 4], 0.5f);
  out[t] = bounded(in[t]) + std::get<3>(four) * static_cast<int>(four.size());
  floats[t] = both.second + bounded(both.first * 1.0f);
  if (in[t] == std::numeric_limits<int>::max())
    floats[t] = std::numeric_limits<float>::lowest();
}

int main() {
  int *in = managed<int>(32), *out = managed<int>(32);
  float *floats = managed<float>(32);
  for (int t = 0; t < 32; ++t)
    in[t] = t == 31 ? std::numeric_limits<int>::max() : t - 16;
  run<<<1, 32>>>(in, out, floats);
  LAUNCH_OK();
  auto within = [](int value) { return value < -3 ? -3 : value > 7 ? 7 : value; };
  for (int t = 0; t < 32; ++t) {
    EXPECT(out[t] == within(in[t]) + 16);
    int first = t % 4 ? t % 4 + 1 : in[t];
    EXPECT(floats[t] == (t == 31 ? std::numeric_limits<float>::lowest() : within(first) + 0.5f));
  }
  return finish();
}
