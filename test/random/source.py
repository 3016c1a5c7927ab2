# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The program around random kernels: what they find before them, and a main function that runs each and prints a hash of what it left.

The program takes the seed of the kernel to begin with, so that a kernel that ends it does not keep those behind it from running.
"""
from callees import DECLARATIONS as CALLEE_DECLARATIONS
from cells import DECLARATIONS as CELL_DECLARATIONS, totals_struct
from children import DECLARATIONS as CHILD_DECLARATIONS
from images import DECLARATIONS as IMAGE_DECLARATIONS
from matrices import INCLUDE as MATRIX_INCLUDE
from memories import DECLARATIONS as MEMORY_DECLARATIONS
from values import DECLARATIONS as VALUE_DECLARATIONS

HEAD = """#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
#include <cuda/atomic>
#include <cuda/barrier>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>
namespace cg = cooperative_groups;
struct Pair {
  unsigned first, second;
};
""" + VALUE_DECLARATIONS + CALLEE_DECLARATIONS + CELL_DECLARATIONS + totals_struct() + """
static unsigned long long hashed(unsigned long long hash, const unsigned *words, unsigned count) {
  for (unsigned i = 0; i < count; ++i)
    hash = (hash ^ words[i]) * 1099511628211ull;
  return hash;
}
static void report(int seed, const unsigned *out, unsigned count, const Totals *totals) {
  const unsigned *last = reinterpret_cast<const unsigned *>(totals);
  std::printf("%d %llx", seed, hashed(hashed(1469598103934665603ull, out, count), last, sizeof *totals / 4));
#ifdef PRINT_WORDS
  for (unsigned i = 0; i < count; ++i)
    std::printf(" %x", out[i]);
  for (unsigned i = 0; i < sizeof *totals / 4; ++i)
    std::printf(" %x", last[i]);
#endif
  std::printf("\\n");
}
template <class LaunchT> static void run(int seed, unsigned inputs, unsigned words, int launches, LaunchT launch) {
  unsigned *in, *out;
  Totals *totals;
  cudaMallocManaged(&in, inputs * 4);
  cudaMallocManaged(&out, words * 4);
  cudaMallocManaged(&totals, sizeof(Totals));
  clear(totals);
  for (unsigned i = 0; i < inputs; ++i)
    in[i] = i * 2654435761u;
  for (unsigned i = 0; i < words; ++i)
    out[i] = 0xDEADBEEFu;
  launch(in, out, totals);
  for (; launches > 1; --launches) {
    cudaMemcpyAsync(in, out, inputs * 4, cudaMemcpyDeviceToDevice);
    launch(in, out, totals);
  }
  cudaError_t error = cudaGetLastError();
  if (error == cudaSuccess)
    error = cudaDeviceSynchronize();
  if (error)
    std::printf("%d error %s\\n", seed, cudaGetErrorName(error));
  else
    report(seed, out, words, totals);
  cudaFree(in);
  cudaFree(out);
  cudaFree(totals);
}
template <class KernelT>
static void runKernel(int seed, unsigned inputs, unsigned words, int launches, KernelT kernel, unsigned grid, dim3 block, size_t shared) {
  run(seed, inputs, words, launches,
      [=](unsigned *in, unsigned *out, Totals *totals) { kernel<<<grid, block, shared>>>(in, out, totals, 5); });
}
"""

MAIN = """int main(int count, char **arguments) {
  std::setvbuf(stdout, nullptr, _IOLBF, 1 << 16);
  const int first = count > 1 ? std::atoi(arguments[1]) : 0;
"""


def launch_of(kernel):
    """The statement of main that runs it."""
    words = kernel.grid * kernel.threads * len(kernel.variables)
    more = kernel.grid * kernel.written_width if kernel.images else 0
    shared = kernel.threads * 4 if kernel.dynamic_shared else 0
    sizes = f"{kernel.seed}, {kernel.grid * kernel.threads}, {words + more}, {kernel.launches}"
    if not (kernel.cooperative or kernel.direct or kernel.images):
        return f"runKernel({sizes}, {kernel.callee()}, {kernel.grid}, dim3{kernel.block}, {shared});"
    given = ", images" if kernel.images else ""
    if kernel.cooperative:
        launch = (f"unsigned u = 5;\n      void *arguments[] = {{&in, &out, &totals, &u{given.replace(' ', ' (void *)&')}}};\n"
                  f"      cudaLaunchCooperativeKernel((void *){kernel.callee()}, dim3({kernel.grid}), dim3{kernel.block}, arguments, {shared}, nullptr);")
    else:
        launch = f"{kernel.callee()}<<<{kernel.grid}, dim3{kernel.block}, {shared}>>>(in, out, totals, 5{given});"
    if kernel.images:
        launch = f"withImages(out + {words}, {kernel.written_width}, {kernel.grid}, [&](Images images) {{\n      {launch}\n      }});"
    return f"run({sizes}, [](unsigned *in, unsigned *out, Totals *totals) {{\n      {launch}\n    }});"


def needs_of(kernels):
    """What stands before kernels only where some of them need it."""
    return "".join(text for text, needed in ((MATRIX_INCLUDE, any(kernel.has_matrices for kernel in kernels)),
                                             (CHILD_DECLARATIONS, any(kernel.launches_children for kernel in kernels)),
                                             (MEMORY_DECLARATIONS, any(kernel.has_tables for kernel in kernels)),
                                             (IMAGE_DECLARATIONS, any(kernel.images for kernel in kernels))) if needed)


def source_of(kernels):
    calls = "".join(f"  if (first <= {kernel.seed})\n    {launch_of(kernel)}\n" for kernel in kernels)
    tables = "  fillTables();\n" if any(kernel.has_tables for kernel in kernels) else ""
    return HEAD + needs_of(kernels) + "".join(kernel.cuda() for kernel in kernels) + MAIN + tables + calls + "}\n"
