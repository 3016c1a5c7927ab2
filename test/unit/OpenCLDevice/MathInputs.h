// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arguments for the tests of math functions, and rows of functions with a bound for float and one for double.
#ifndef LORCHA_TEST_OPENCLDEVICE_MATHINPUTS_H
#define LORCHA_TEST_OPENCLDEVICE_MATHINPUTS_H

#include "Functions.h"

namespace lorcha::test {

using Long = long double;
inline const Long Pi = std::acos(-1.0L);

/// Count numbers of either sign with logarithms spread over [Least, Most].
template <class T>
std::vector<T> spread(double Least, double Most, unsigned Count = 6000, bool HasNegative = true) {
  Random Bits(8);
  std::uniform_real_distribution<double> Unit(0, 1);
  std::vector<T> Result;
  for (unsigned I = 0; I < Count; ++I) {
    const T X = static_cast<T>(Least * std::pow(Most / Least, Unit(Bits)));
    Result.push_back(HasNegative && I % 2 ? -X : X);
  }
  return Result;
}
template <class T> std::vector<T> between(double From, double To, unsigned Count = 6000) {
  Random Bits(9);
  std::uniform_real_distribution<double> Unit(From, To);
  std::vector<T> Result;
  for (unsigned I = 0; I < Count; ++I)
    Result.push_back(static_cast<T>(Unit(Bits)));
  return Result;
}
/// A, B and the ends of the range of T.
template <class T> std::vector<T> with(std::vector<T> A, const std::vector<T> &B) {
  A.insert(A.end(), B.begin(), B.end());
  const auto Ends = interestingNumbers<T>(0);
  A.insert(A.end(), Ends.begin(), Ends.end());
  return A;
}

/// What the tests of a type differ in.
template <class T> constexpr bool IsFloat = sizeof(T) == 4;
template <class T> double pick(double Float, double Double) { return IsFloat<T> ? Float : Double; }

// A row per function: CUDA's name and the bounds for float and double.
#define NAMED(Name, Function, Float, Double)                                                                 \
  {Name, [](T X) { return Function(Long(X)); }, pick<T>(Float, Double)}
#define SAME_NAME(Function, Float, Double) NAMED(#Function, std::Function, Float, Double)

} // namespace lorcha::test

#endif
