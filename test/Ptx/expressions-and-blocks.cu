// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One plain instruction is an expression; anything else a block. Lines stay where they are.
// RUN: %inspect --print=ptx %s | FileCheck %s
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^ *// ' | FileCheck %s --check-prefix=CPU
// RUN: %inspect --print=opencl %s | FileCheck %s --check-prefix=CL
// CHECK: 8: (lane) = ((threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z)) & 31u)
__global__ void k(unsigned *out, unsigned n, float *f) {
  unsigned lane; asm("mov.u32 %0, %%laneid;" : "=r"(lane));
  // CHECK: 11: { unsigned lorchaR0 = 0; unsigned lorchaR1 = (unsigned)(n + 1); bool lorcha_p = 0;
  unsigned y;
  asm("{ .reg .pred p;\n"
      "  setp.lt.u32 p, %1, 4; // less\n"
      "  selp.u32 %0, 1, 2, p; }" : "=r"(y) : "r"(n + 1));
  // CHECK: 15: *((float *)(f + lane)) = (y ? 1.0f : 2.0f)
  asm volatile("st.global.f32 [%0], %1;" ::"l"(f + lane), "f"(y ? 1.0f : 2.0f) : "memory");
  // CHECK: 17: (out[lane]) = __shfl_down_sync(4294967295u, (unsigned)(y), 1u)
  asm volatile("shfl.sync.down.b32 %0, %1, 1, 31, 0xffffffff;" : "=r"(out[lane]) : "r"(y));
}
int host(int x) {
  asm volatile("" : "+r"(x)); // not ours
  return x;
}
// CPU: #include <lorcha/ptx.h>
// CPU: unsigned lane; {{.*}}(lane) = ((threadIdx.x + blockDim.x
// CPU: lorcha_p = lorcha::ptx::less((lorchaR1), (4u)); lorchaR0 = lorcha_p ? 1u : 2u; (y) = lorchaR0; }
// CPU: *((float *)(f + lane)) = (y ? 1.0f : 2.0f);
// CPU: lorchaExchange1.give(lorchaThread, (unsigned)(y));
// CPU: (out[lane]) = lorcha::permuted::__shfl_down_sync(
// CPU: asm volatile("" : "+r"(x)); // not ours
// CL: lane = (LORCHA_THREAD_IDX_X + LORCHA_BLOCK_DIM_X *
// CL: lorchaR0 = {{.*}}lorcha_p ? 1u : 2u;
// CL: *(f + lane) = y
// CL: out[lane] = lorcha_shfl_down_sync_uint(lorchaContext, true, 4294967295u, y, 1u, 32);
