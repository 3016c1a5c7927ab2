// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The step of k-means that finds the nearest centre of each point.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runKMeans(void *const *Arrays);

static Problem make() {
  const size_t Count = KMeansPoints, Dimensions = KMeansDimensions, Centres = KMeansCentres;
  const auto Points = randomFloats(Count * Dimensions, 0, 1, 39),
             Middles = randomFloats(Centres * Dimensions, 0, 1, 40);
  Problem P = {"k-means", {input(Points), input(Middles)}, "launchKMeans", runKMeans, {}, {}};
  P.Arrays.push_back(output<int>(Count, 0, [=] {
    std::vector<double> Result(Count);
    for (size_t I = 0; I < Count; ++I) {
      double Least = 1e30;
      for (size_t C = 0; C < Centres; ++C) {
        double Distance = 0;
        for (size_t D = 0; D < Dimensions; ++D)
          Distance += std::pow(double(Points[D * Count + I]) - double(Middles[C * Dimensions + D]), 2);
        if (Distance < Least) {
          Least = Distance;
          Result[I] = double(C);
        }
      }
    }
    return Result;
  }));
  P.Arrays[2].SumsOf = 1024; // two centres may be equally near in single precision
  P.Arrays[2].Tolerance = 0.01;
  P.Native = {{"kMeans", {(Count + 255) / 256 * 256, 1}, {256, 1}, arraysAnd(3, {KMeansPoints})}};
  P.Least = ofArithmetic(3.0 * double(Count * Centres * Dimensions));
  return P;
}
static const Registration Registered(make);
