// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shuffles, votes and reductions of tiles of every size up to a warp: for whole warps, for blocks that end within one,
// for some of the threads only, in templates, and in functions that are handed the tile by value and by reference.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
namespace cg = cooperative_groups;

template <class T, int Size> __global__ void exchange(const T *in, T *out) {
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<Size> tile = cg::tiled_partition<Size>(block);
  const unsigned i = block.thread_rank();
  T own = in[i], sum = own, most = own;
  for (int distance = tile.size() / 2; distance > 0; distance /= 2)
    sum += tile.shfl_xor(sum, distance);
  most = cg::reduce(tile, own, cg::greater<T>());
  T above = tile.shfl_down(own, 1), below = tile.shfl_up(own, Size / 2), first = tile.shfl(own, 0);
  T far = tile.shfl_down(own, Size), wrapped = tile.shfl(own, Size + 1), across = tile.shfl_xor(own, Size + 1);
  T *to = out + i * 10;
  to[0] = sum;
  to[1] = most;
  to[2] = above;
  to[3] = below;
  to[4] = first;
  to[5] = far;
  to[6] = wrapped;
  to[7] = across;
  to[8] = tile.any(own > 20) * 2 + tile.all(own > 2);
  to[9] = T(tile.ballot(own > 5) & 0xff);
}

// Some threads only; the count of the block is no multiple of the tile's.
__global__ void some(const int *in, int *out) {
  cg::thread_block_tile<8> tile = cg::tiled_partition<8>(cg::this_thread_block());
  const int i = threadIdx.x;
  int own = in[i];
  if (tile.meta_group_rank() % 2 == 0) {
    own = cg::reduce(tile, own, cg::plus<int>()) * 10 + tile.any(own == 3);
    out[i] = own + 1000 * tile.shfl(i, 3);
  } else {
    out[i] = tile.shfl_up(own, 2);
  }
}

__device__ float sumOfRow(cg::thread_block_tile<32> &warp, const float *row, int n) {
  float sum = 0;
  for (int i = warp.thread_rank(); i < n; i += warp.size())
    sum += row[i];
  return cg::reduce(warp, sum, cg::plus<float>{});
}
__device__ float mostOfRow(const cg::thread_block_tile<32> &warp, const float *row, int n) {
  float most = -1e30f;
  for (int i = warp.thread_rank(); i < n; i += warp.size())
    most = fmaxf(most, row[i]);
  for (int offset = warp.num_threads() / 2; offset > 0; offset >>= 1)
    most = fmaxf(most, warp.shfl_down(most, offset));
  return warp.shfl(most, 0);
}
__global__ void rows(const float *in, float *out, int count, int n) {
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
  int row = blockIdx.x * warp.meta_group_size() + warp.meta_group_rank();
  if (row >= count)
    return;
  float sum = sumOfRow(warp, in + row * n, n), most = mostOfRow(warp, in + row * n, n);
  if (warp.thread_rank() == 0)
    out[row] = sum + 100000 * most;
}

template <class T, int Size> static void checkBlock(int threads) {
  T *in = managed<T>(threads), *out = managed<T>(threads * 10);
  for (int i = 0; i < threads; ++i)
    in[i] = T(i * 7 % 23);
  exchange<T, Size><<<1, threads>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < threads; ++i) {
    const int begin = i / Size * Size, rank = i % Size;
    T sum = 0, most = in[begin];
    int any = 0, all = 1;
    unsigned ballot = 0;
    for (int k = 0; k < Size; ++k) {
      const T other = in[begin + k];
      sum += other;
      most = other > most ? other : most;
      any |= other > 20;
      all &= other > 2;
      ballot |= unsigned(other > 5) << k;
    }
    const T *own = out + i * 10;
    EXPECT(own[0] == sum && own[1] == most);
    EXPECT(own[2] == in[rank + 1 < Size ? i + 1 : i]);
    EXPECT(own[3] == in[rank >= Size / 2 ? i - Size / 2 : i]);
    EXPECT(own[4] == in[begin] && own[5] == in[i] && own[6] == in[begin + 1 % Size]);
    EXPECT(own[7] == in[begin + (rank ^ 1 % Size)]);
    EXPECT(own[8] == T(any * 2 + all) && own[9] == T(ballot & 0xff));
  }
}

static void checkSome() {
  const int threads = 88;
  int *in = managed<int>(threads), *out = managed<int>(threads);
  for (int i = 0; i < threads; ++i)
    in[i] = i % 5;
  some<<<1, threads>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < threads; ++i) {
    const int begin = i / 8 * 8;
    int sum = 0;
    bool any = false;
    for (int k = begin; k < begin + 8; ++k) {
      sum += in[k];
      any |= in[k] == 3;
    }
    EXPECT(out[i] == (i / 8 % 2 == 0 ? sum * 10 + any + 1000 * (begin + 3) : in[i % 8 >= 2 ? i - 2 : i]));
  }
}

static void checkRows() {
  const int count = 10, n = 77;
  float *in = managed<float>(count * n), *out = managed<float>(count);
  for (int i = 0; i < count * n; ++i)
    in[i] = i * 5 % 11;
  rows<<<3, 128>>>(in, out, count, n);
  LAUNCH_OK();
  for (int row = 0; row < count; ++row) {
    float sum = 0, most = 0;
    for (int i = 0; i < n; ++i) {
      sum += in[row * n + i];
      most = fmaxf(most, in[row * n + i]);
    }
    EXPECT(out[row] == sum + 100000 * most);
  }
}

template <class T, int Size> static void check() {
  for (int threads : {32, 96, 5 * Size})
    checkBlock<T, Size>(threads);
}

int main() {
  check<int, 1>();
  check<int, 4>();
  check<unsigned long long, 8>();
  check<double, 16>();
  check<float, 32>();
  checkSome();
  checkRows();
  return finish();
}
