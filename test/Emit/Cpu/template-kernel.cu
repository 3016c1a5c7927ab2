// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Templates stay templates; default arguments stay on the stub alone.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
template <typename T, int N, class... Rest>
__global__ void __launch_bounds__(256) fill(T *data, T value = T(1), Rest... rest) { data[N] = value; }
void run(int *p) { fill<int, 3><<<1, 1>>>(p, 2); }
// CHECK: inline constexpr lorcha::KernelInfo fill_info = {"fill", lorcha::KernelForm::ThreadLoop, nullptr, 256, lorcha::AnyBlockSize};
// CHECK-NEXT: template <typename T, int N, class... Rest>
// CHECK-NEXT: void fill_block(const lorcha::Block &lorchaBlock, T *data, T value, Rest... rest) {
// CHECK: template <typename T, int N, class... Rest>
// CHECK-NEXT: void fill(T *data, T value = T(1), Rest... rest) {
// CHECK-NEXT:   lorcha::Kernel<fill_block<T, N, Rest...>, fill<T, N, Rest...>, fill_info>::launch(data, value, rest...);
