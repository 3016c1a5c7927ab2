// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ranks and sizes of blocks, grids, clusters and tiles, asked in every way in which the running thread can come to
// the group: in kernels, functions, lambdas, macros, templates, virtual functions, heads of loops; in blocks of
// one and of several rows.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

#define RANK(group) group.thread_rank()
__device__ unsigned rankOf(cg::thread_block block) { return block.thread_rank(); }
__device__ unsigned rankOf(const cg::thread_block &block, int) { return cg::thread_rank(block); }
template <class GroupT> __device__ unsigned rankIn(const GroupT &group) { return group.thread_rank() + group.size(); }

__global__ void ranks(unsigned *out) {
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<8> tile = cg::tiled_partition<8>(block);
  const unsigned rank = (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x, n = block.size();
  auto byValue = [=] { return block.thread_rank(); };
  auto byName = [&](unsigned more) { return cg::this_grid().thread_rank() + more; };
  unsigned *own = out + cg::this_grid().thread_rank() * 12;
  own[0] = rankOf(block) - rank;
  own[1] = rankOf(block, 0) - rank;
  own[2] = byValue() - rank;
  own[3] = byName(7) - (cg::this_grid().block_rank() * n + rank);
  own[4] = RANK(block) + RANK(tile);
  own[5] = rankIn(block) - rank;
  own[6] = rankIn(tile);
  own[7] = block.thread_index().y * 100 + block.group_dim().z * 10 + block.group_index().x;
  own[8] = cg::this_grid().size() * 10 + cg::this_grid().num_blocks();
  own[9] = cg::tiled_partition(block, 4).thread_rank() + cg::tiled_partition<2>(tile).meta_group_rank() * 10;
  own[10] = cg::this_cluster().thread_rank() - rank;
  own[11] = cg::thread_block::size() + cg::group_size(tile);
}

__global__ void strided(int *block, int *grid, int n) {
  cg::thread_block own = cg::this_thread_block();
  cg::grid_group all = cg::this_grid();
  for (int i = own.thread_rank(); i < n; i += own.size())
    atomicAdd(&block[i], i + 1);
  for (unsigned long long i = all.thread_rank(); i < n; i += all.size())
    grid[i] = 3 * i;
}

__global__ void sums(const float *in, float *out) {
  __shared__ float t[240];
  cg::thread_block block = cg::this_thread_block();
  const unsigned r = block.thread_rank(), size = block.size();
  t[r] = in[cg::this_grid().thread_rank()];
  block.sync();
  unsigned many = 1;
  while (many < block.num_threads())
    many *= 2;
  for (unsigned s = many / 2; s > 0; s /= 2) {
    if (r < s && r + s < size)
      t[r] += t[r + s];
    block.sync();
  }
  if (block.thread_rank() == 0)
    out[block.group_index().x] = t[0];
}

static void checkRanks(dim3 size, unsigned blocks) {
  const unsigned threads = size.x * size.y * size.z, all = threads * blocks;
  unsigned *out = managed<unsigned>(all * 12);
  ranks<<<blocks, size>>>(out);
  LAUNCH_OK();
  for (unsigned i = 0; i < all; ++i) {
    const unsigned rank = i % threads, row = rank / size.x % size.y, *own = out + i * 12;
    EXPECT(own[0] == 0 && own[1] == 0 && own[2] == 0 && own[3] == 7 && own[10] == 0);
    EXPECT(own[4] == rank + rank % 8);
    EXPECT(own[5] == threads);
    EXPECT(own[6] == rank % 8 + 8);
    EXPECT(own[7] == row * 100 + size.z * 10 + i / threads);
    EXPECT(own[8] == all * 10 + blocks);
    EXPECT(own[9] == rank % 4 + rank % 8 / 2 * 10);
    EXPECT(own[11] == threads + 8);
  }
}

static void checkLoops(dim3 size, unsigned blocks) {
  const int n = 1000;
  int *ofBlock = managed<int>(n), *ofGrid = managed<int>(n);
  strided<<<blocks, size>>>(ofBlock, ofGrid, n);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i)
    EXPECT(ofBlock[i] == static_cast<int>(blocks) * (i + 1) && ofGrid[i] == 3 * i);
}

static void checkSums(dim3 size, unsigned blocks) {
  const unsigned threads = size.x * size.y * size.z;
  float *in = managed<float>(threads * blocks), *sum = managed<float>(blocks);
  for (unsigned i = 0; i < threads * blocks; ++i)
    in[i] = 1 + i % 5;
  sums<<<blocks, size>>>(in, sum);
  LAUNCH_OK();
  for (unsigned b = 0; b < blocks; ++b) {
    float want = 0;
    for (unsigned i = 0; i < threads; ++i)
      want += in[b * threads + i];
    EXPECT(sum[b] == want);
  }
}

int main() {
  for (dim3 size : {dim3(64), dim3(16, 4), dim3(5, 8, 6), dim3(40, 2, 1)})
    for (unsigned blocks : {1, 3}) {
      checkRanks(size, blocks);
      checkLoops(size, blocks);
      checkSums(size, blocks);
    }
  return finish();
}
