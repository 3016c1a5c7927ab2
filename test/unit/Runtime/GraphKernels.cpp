// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of the tests of graphs as OpenCL C, in the shape in which the translator prints it.
#include "GraphTest.h"
#include "lorcha/device_module.h"
#include <iterator>

namespace lorcha::test {

static const char *const Texts[] = {
    R"(#line 1 "graphs.cu"
kernel void k_add(LORCHA_POINTER_PARAMETER(int, p), int value, LORCHA_PARAMETERS_GRID) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  atomic_add(LORCHA_POINTER_VALUE(int, p), value);
}
)",
    R"(kernel void k_append(LORCHA_POINTER_PARAMETER(int, p), int digit, LORCHA_PARAMETERS_GRID) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
  *LORCHA_POINTER_VALUE(int, p) = *LORCHA_POINTER_VALUE(int, p) * 10 + digit;
}
)",
    R"(kernel void k_nothingAtAll(LORCHA_PARAMETERS_GRID) {
  LORCHA_CONTEXT;
  LORCHA_FILL_GRID;
}
)"};
static constexpr uint16_t Numbers[] = {0, 1, 2};
static constexpr DeviceParameter Parameters[] = {{8, DeviceParameterKind::Pointer},
                                                 {4, DeviceParameterKind::Value}};

template <class StubT>
static DeviceKernel row(StubT *Stub, const KernelInfo &Info, const char *Name, int Fragment, uint32_t Count) {
  DeviceKernel Result = {};
  Result.Stub = symbolOf(Stub);
  Result.Info = &Info;
  Result.Name = Name;
  Result.Fragments = Numbers + Fragment;
  Result.FragmentCount = 1;
  Result.Parameters = Parameters;
  Result.ParameterCount = Count;
  return Result;
}

static const DeviceKernel Rows[] = {row(add, add_info, "k_add", 0, 2),
                                    row(append, append_info, "k_append", 1, 2),
                                    row(nothingAtAll, nothingAtAll_info, "k_nothingAtAll", 2, 0)};
static const DeviceModule Module = {"graphs.cu", Texts, std::size(Texts), Rows, std::size(Rows), nullptr,
                                    0,           0,     nullptr,          0};
static const DeviceModuleRegistration Registration(Module);

} // namespace lorcha::test
