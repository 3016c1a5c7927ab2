// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prices of European options: exp, log and sqrt.
#include "Problem.h"
#include "sizes.h"

using namespace bench;
void runBlackScholes(void *const *Arrays);

static Problem make() {
  const size_t N = BlackScholesCount;
  const auto Prices = randomFloats(N, 5, 30, 12), Strikes = randomFloats(N, 1, 100, 13),
             Years = randomFloats(N, 0.25f, 10, 14);
  const auto Expected = [=](bool IsCall) {
    std::vector<double> Result(N);
    const double Rate = 0.02f, Volatility = 0.3f;
    for (size_t I = 0; I < N; ++I) {
      const double Root = std::sqrt(Years[I]);
      const double D1 =
          (std::log(double(Prices[I]) / Strikes[I]) + (Rate + 0.5 * Volatility * Volatility) * Years[I]) /
          (Volatility * Root);
      const double N1 = 0.5 * std::erfc(-D1 / std::sqrt(2.0)),
                   N2 = 0.5 * std::erfc(-(D1 - Volatility * Root) / std::sqrt(2.0));
      const double Discounted = Strikes[I] * std::exp(-Rate * Years[I]);
      Result[I] = IsCall ? Prices[I] * N1 - Discounted * N2 : Discounted * (1 - N2) - Prices[I] * (1 - N1);
    }
    return Result;
  };
  Problem P = {"black-scholes",
               {input(Prices), input(Strikes), input(Years)},
               "launchBlackScholes",
               runBlackScholes,
               {},
               {}};
  P.Arrays.push_back(output<float>(N, 1e-4, [=] { return Expected(true); }));
  P.Arrays.push_back(output<float>(N, 1e-4, [=] { return Expected(false); }));
  P.Native = {{"blackScholes",
               {(N + 127) / 128 * 128, 1},
               {128, 1},
               {NativeArgument::array(0), NativeArgument::array(1), NativeArgument::array(2),
                NativeArgument::array(3), NativeArgument::array(4), BlackScholesCount}}};
  return P;
}
static const Registration Registered(make);
