// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::std: types and functions of the standard library in device code.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda/std/array>
#include <cuda/std/cstdint>
#include <cuda/std/functional>
#include <cuda/std/limits>
#include <cuda/std/tuple>
#include <cuda/std/type_traits>
#include <cuda/std/utility>

template <class T> __device__ cuda::std::enable_if_t<cuda::std::is_integral_v<T>, T> largest() {
  return cuda::std::numeric_limits<T>::max();
}

__global__ void run(cuda::std::int64_t *out) {
  cuda::std::array<int, 4> numbers{{3, 1, 4, 1}};
  auto both = cuda::std::make_pair(numbers[threadIdx.x % 4], 2);
  cuda::std::tuple<int, long long> more(both.first, 10);
  cuda::std::plus<long long> add;
  out[threadIdx.x] = add(cuda::std::get<0>(more), cuda::std::get<1>(more)) + numbers.size() +
                     largest<signed char>() + cuda::std::max(both.second, int(threadIdx.x));
}

int main() {
  auto *out = managed<cuda::std::int64_t>(8);
  run<<<1, 8>>>(out);
  LAUNCH_OK();
  const int numbers[] = {3, 1, 4, 1};
  for (int t = 0; t < 8; ++t)
    EXPECT(out[t] == numbers[t % 4] + 10 + 4 + 127 + (t > 2 ? t : 2));
  static_assert(cuda::std::is_same<cuda::std::remove_reference_t<int &>, int>::value, "the same");
  return finish();
}
