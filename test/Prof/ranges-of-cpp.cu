// NVTX's interface for C++: ranges as objects, domains as types.
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: %t.exe
// RUN: %lorcha prof -o %t.json %t.exe 2>&1 | FileCheck %s --check-prefix=TABLE
// RUN: %python %S/Inputs/check-trace %t.json | FileCheck %s
#include <nvtx3/nvtx3.hpp>
#include <string>
#include <thread>

struct library {
  static constexpr const char *name = "library";
};
struct loads {
  static constexpr const char *name = "loads";
  static constexpr uint32_t id = 7;
};
struct text {
  static constexpr const char *message = "registered";
};

__global__ void work() {}

static void measured() {
  NVTX3_FUNC_RANGE();
  const std::string name = "from a string";
  nvtx3::scoped_range inner(name, nvtx3::rgb{255, 0, 0}, nvtx3::payload{int64_t(3)});
  work<<<1, 1>>>();
  cudaDeviceSynchronize();
}

int main() {
  measured();
  nvtx3::scoped_range_in<library> outer{nvtx3::event_attributes{"in a domain", nvtx3::named_category_in<library>::get<loads>()}};
  nvtx3::mark_in<library>(nvtx3::registered_string_in<library>::get<text>());
  nvtx3::unique_range moved("unique");
  std::thread([&] { nvtx3::unique_range ends(std::move(moved)); }).join();
  nvtx3::end_range(nvtx3::start_range(L"wide", nvtx3::color{0xff00ff00}));
}

// TABLE-LABEL: Ranges
// TABLE-DAG: 1 measured
// CHECK: 1 nvtx from a string
// CHECK: 1 nvtx in a domain [domain library] [category loads]
// CHECK: 1 nvtx measured
// CHECK: 1 nvtx registered [domain library]
// CHECK: 1 nvtx unique
// CHECK: 1 nvtx wide
