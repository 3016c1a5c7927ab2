// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that cannot be split say why.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
#include <cooperative_groups.h>
namespace cg = cooperative_groups;
__device__ void meet(cg::grid_group &grid) { grid.sync(); }
__global__ void called(int *out) {
  cg::grid_group grid = cg::this_grid();
  meet(grid);
  *out = 1;
}
__global__ void expression(int *out) {
  cg::grid_group grid = cg::this_grid();
  *out = (grid.sync(), 1);
}
__global__ void head(int *out) {
  cg::grid_group grid = cg::this_grid();
  for (int i = 0; i < 3; ++i, grid.sync())
    *out = i;
}
__global__ void jumps(int *out) {
again:
  cg::this_grid().sync();
  if (++*out < 3)
    goto again;
}
__global__ void pointer(int *out) {
  int a[2] = {1, 2}, *p = a;
  if (out[0] == 5)
    p = a + 1;
  cg::this_grid().sync();
  *out = *p;
}
__global__ void within(int *out) {
  struct {
    int *at;
  } box;
  __shared__ int tile[2];
  box.at = tile;
  cg::this_grid().sync();
  *out = *box.at;
}
// CHECK: // kernel 'called' has no OpenCL form: the kernel cannot be split at its barrier of the grid: it stands in 'meet', which the kernel calls [LOR2110]
// CHECK-NEXT: // kernel 'expression' has no OpenCL form: {{.*}}: it is a part of an expression [LOR2110]
// CHECK-NEXT: // kernel 'head' has no OpenCL form: {{.*}}: it is a part of an expression [LOR2110]
// CHECK-NEXT: // kernel 'jumps' has no OpenCL form: {{.*}}: it stands in a statement of the kind LabelStmt [LOR2110]
// CHECK-NEXT: // kernel 'pointer' has no OpenCL form: {{.*}}: 'p', a pointer to private memory, is used on both sides of it [LOR2110]
// CHECK-NEXT: // kernel 'within' has no OpenCL form: {{.*}}: 'box', which holds pointers to memory of the thread or the block, is used on both sides of it [LOR2110]
