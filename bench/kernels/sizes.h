// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The sizes of the benchmark's problems, for both kernel.cu and problem.cpp.
#ifndef LORCHA_BENCH_SIZES_H
#define LORCHA_BENCH_SIZES_H

constexpr int VectorAddCount = 1 << 24;
constexpr int SaxpyCount = 1 << 24, SaxpyBlocks = 256;
constexpr int ReductionCount = 1 << 24, ReductionBlocks = ReductionCount / 512;
constexpr int ScanCount = 1 << 24;
constexpr int TransposeSize = 4096;
constexpr int SgemmNaiveSize = 512, SgemmTiledSize = 512;
constexpr int StencilSize = 4096;
constexpr int NBodyCount = 8192;
constexpr int BlackScholesCount = 1 << 21;
constexpr int MandelbrotSize = 1024, MandelbrotLimit = 256;
constexpr int SpmvRows = 1 << 19;
constexpr int HistogramWords = 1 << 24, HistogramBlocks = 64;

#endif
