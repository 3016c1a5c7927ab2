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
constexpr int DotCount = 1 << 24, DotBlocks = 256;
constexpr int SgemmCheckedSize = 512, DgemmSize = 512;
constexpr int BatchedGemmCount = 1 << 14;
constexpr int Stencil3dSize = 256;
constexpr int MonteCarloThreads = 1 << 16, MonteCarloRounds = 256;
constexpr int BfsNodes = 1 << 20, BfsLevel = 3;
constexpr int SortCount = 1 << 20;
constexpr int RadixCount = 1 << 23, RadixBit = 7;
constexpr int SoftmaxRows = 8192, SoftmaxColumns = 1024;
constexpr int LayerNormRows = 8192, LayerNormColumns = 1024;
constexpr int AttentionHeads = 8, AttentionTokens = 512, AttentionWidth = 64;
constexpr int LudSize = 2080;
constexpr int TextLength = 1 << 25;
constexpr int ConvolutionSize = 4096;
constexpr int KMeansPoints = 1 << 20, KMeansCentres = 16, KMeansDimensions = 8;

#endif
