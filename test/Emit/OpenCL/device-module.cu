// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The end of the translated C++: fragments, kernels by their stubs, variables.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__device__ int counter;
namespace ns {
template <class T> __global__ void add(T *out, T value) { *out += value + counter; }
} // namespace ns
__global__ void empty() {}
void host(float *p) {
  ns::add<<<1, 1>>>(p, 2.0f);
  empty<<<1, 1>>>();
}
// CHECK: const char *const lorchaFragments[] = {
// CHECK: kernel void add_float(
// CHECK: const uint16_t lorchaFragments0[] = {0, 1};
// CHECK: const lorcha::DeviceParameter lorchaParameters0[] = {{[{][{]}}8, lorcha::DeviceParameterKind::Pointer}, {4, lorcha::DeviceParameterKind::Value}};
// CHECK: {reinterpret_cast<const void *>(static_cast<void (*)(float *, float)>(&::ns::add<float>)), &::ns::add_info, 0u, "add_float", nullptr, lorchaFragments0, 2, nullptr, 0, lorchaParameters0, 2, lorcha::NeedsVariables, 0, {0, 0, 0}, nullptr, 0, 0, 0, 0, 0},
// CHECK: {reinterpret_cast<const void *>(static_cast<void (*)()>(&::empty)), &::empty_info, 0u, "empty", nullptr,
// CHECK: const lorcha::DeviceVariable lorchaVariables[] = {
// CHECK-NEXT: {(const void *)&::counter, "counter", 0, 4, false}};
// CHECK: const lorcha::DeviceModule lorchaModule = {"device-module.cu", lorchaFragments, {{[0-9]+}}, lorchaKernels, 2, lorchaVariables, 1, 4, lorchaFormats, 0};
