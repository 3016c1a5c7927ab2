// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A sparse matrix (compressed rows, 8 to 24 entries in random columns) times a vector.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runSpmv(void *const *Arrays);

static Problem make() {
  const auto Numbers = randomFloats(SpmvRows, 8, 25, 15), X = randomFloats(SpmvRows, -1, 1, 16);
  std::vector<int> Starts = {0}, Columns;
  for (float Number : Numbers)
    Starts.push_back(Starts.back() + static_cast<int>(Number));
  for (float Column : randomFloats(Starts.back(), 0, SpmvRows, 17))
    Columns.push_back(std::min(static_cast<int>(Column), SpmvRows - 1));
  const auto Values = randomFloats(Starts.back(), -1, 1, 18);
  Problem P = {"spmv", {input(Starts), input(Columns), input(Values), input(X)}, "launchSpmv", runSpmv, {},
               {}};
  P.Arrays.push_back(output<float>(SpmvRows, 1e-5, [=] {
    std::vector<double> Result(SpmvRows);
    for (int Row = 0; Row < SpmvRows; ++Row)
      for (int K = Starts[Row]; K < Starts[Row + 1]; ++K)
        Result[Row] += double(Values[K]) * X[Columns[K]];
    return Result;
  }));
  P.Native = {{"spmv",
               {(SpmvRows + 127) / 128 * 128, 1},
               {128, 1},
               {NativeArgument::array(0), NativeArgument::array(1), NativeArgument::array(2),
                NativeArgument::array(3), NativeArgument::array(4), SpmvRows}}};
  P.Least = ofMemory(8.0 * double(Starts.back()) + 12.0 * SpmvRows);
  return P;
}
static const Registration Registered(make);
