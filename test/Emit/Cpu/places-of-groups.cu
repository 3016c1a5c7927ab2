// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Groups are told the thread, so nothing asks the thread-local: ranks rise by one from thread to thread, groups are made
// again in each region, and what is alike for the block is asked of the group's class.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

// CHECK-LABEL: static void tree_block
// CHECK-NEXT: alignas(64) float t[256];
// CHECK-NEXT: lorcha::regionOfRows(
// CHECK-NEXT: auto block = cg::this_thread_block(lorchaThread);
// CHECK-NEXT: unsigned r = block.thread_rank(lorchaThread);
// CHECK-NEXT: t[r] = in[cooperative_groups::thread_block::group_index(lorchaBlock).x * cooperative_groups::thread_block::size(lorchaBlock) + r];
// CHECK: for (unsigned s = cooperative_groups::thread_block::size(lorchaBlock) / 2; s > 0; s /= 2) {
// CHECK-NEXT: lorcha::regionOfSpan<4>(
// CHECK: lorcha::threadsBelow(r, s)
// CHECK: lorcha::regionOfFew(
__global__ void tree(const float *in, float *out) {
  __shared__ float t[256];
  auto block = cg::this_thread_block();
  unsigned r = block.thread_rank();
  t[r] = in[block.group_index().x * block.size() + r];
  block.sync();
  for (unsigned s = block.size() / 2; s > 0; s /= 2) {
    if (r < s)
      t[r] += t[r + s];
    block.sync();
  }
  if (r == 0)
    out[block.group_index().x] = t[0];
}

// Device functions are handed the thread when they ask, lambdas see it, and where a macro asks, or only one of a
// template's instantiations, it is the running thread's.
// CHECK-LABEL: place(const lorcha::Thread &lorchaThread, cg::thread_block block) {
// CHECK-NEXT: return block.thread_rank(lorchaThread);
__device__ unsigned place(cg::thread_block block) {
  return block.thread_rank();
}
#define RANK(block) block.thread_rank()
template <class GroupT> __device__ unsigned rankIn(GroupT group) {
  return group.thread_rank();
}
// CHECK-LABEL: static void ask_block
// CHECK: lorcha::forEachTrackedThread(
// CHECK: auto last = [=] { return cg::this_grid(lorchaThread).thread_rank(lorchaThread); };
// CHECK: out[3] = RANK(block);
__global__ void ask(unsigned *out) {
  cg::thread_block block = cg::this_thread_block();
  auto last = [=] { return cg::this_grid().thread_rank(); };
  out[0] = place(block);
  out[1] = last();
  out[3] = RANK(block);
  out[4] = rankIn(block) + rankIn(cg::tiled_partition<8>(block));
}

// Without a barrier, and with nobody who asks by himself, the loop becomes one of vectors.
// CHECK-LABEL: static void add_block
// CHECK: lorcha::forEachThread(
// CHECK: x[cg::this_grid(lorchaThread).thread_rank(lorchaThread)] += 1;
__global__ void add(float *x) { x[cg::this_grid().thread_rank()] += 1; }

// Ranks go on from row to row of a block.
// CHECK-LABEL: static void stride_block
// CHECK: lorcha::RankCounter<int> i_s;
// CHECK: for (i_s.start({{.*}}grid.thread_rank(lorchaThread){{.*}}i += cooperative_groups::grid_group::size(lorchaBlock);
__global__ void stride(float *x, int n) {
  cg::grid_group grid = cg::this_grid();
  for (int i = grid.thread_rank(); i < n; i += grid.size())
    x[i] += 1;
}

// Where a rank says, each thread has an element of its own: rounds may change places with threads.
// CHECK-LABEL: static void sums_block
// CHECK: i_s.run(lorchaBlock,
// CHECK: own[block.thread_rank(lorchaThread)] += x[i];
__global__ void sums(const float *x, float *out, int n) {
  __shared__ float own[256];
  cg::thread_block block = cg::this_thread_block();
  own[block.thread_rank()] = 0;
  for (int i = block.thread_rank(); i < n; i += block.size())
    own[block.thread_rank()] += x[i];
  block.sync();
  out[block.thread_rank()] = own[255 - block.thread_rank()];
}
