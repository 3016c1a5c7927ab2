// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers to test with, and the distance of a result from the truth.
#ifndef LORCHA_TEST_DEVICELANGUAGE_NUMBERS_H
#define LORCHA_TEST_DEVICELANGUAGE_NUMBERS_H

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

/// Reproducible random bits.
using Random = std::mt19937_64;

template <class T> T fromBits(uint64_t Bits) {
  T Result;
  std::memcpy(&Result, &Bits, sizeof(T)); // the low bytes, on a little-endian machine
  return Result;
}

/// Zeros, ones, extremes, infinities, NaN and Count numbers with random bits.
template <class T> std::vector<T> interestingNumbers(unsigned Count) {
  using L = std::numeric_limits<T>;
  std::vector<T> Result = {0,
                           -T(0),
                           1,
                           -1,
                           L::max(),
                           L::lowest(),
                           L::min(),
                           L::denorm_min(),
                           L::infinity(),
                           -L::infinity(),
                           L::quiet_NaN(),
                           L::epsilon(),
                           T(0.5),
                           T(1.5),
                           T(2.5),
                           std::nextafter(T(1), T(2)),
                           -L::min(),
                           -L::denorm_min(),
                           T(3),
                           T(-7)};
  Random Bits(42);
  for (unsigned I = 0; I < Count; ++I)
    Result.push_back(fromBits<T>(Bits()));
  return Result;
}

/// Same bits, or both NaN.
template <class T> bool isSame(T A, T B) { return std::memcmp(&A, &B, sizeof(T)) == 0 || (A != A && B != B); }

/// |Result - Truth| in units in the last place of Truth; huge if one of them is NaN or infinite and the other
/// not the same.
template <class T> double ulpError(T Result, long double Truth) {
  const T Rounded = static_cast<T>(Truth);
  if (Rounded != Rounded || std::isinf(Rounded) || Result != Result || std::isinf(Result))
    return isSame(Rounded, Result) ? 0 : 1e30;
  int Exponent = Truth == 0 ? std::numeric_limits<T>::min_exponent : std::ilogb(Truth) + 1;
  if (Exponent < std::numeric_limits<T>::min_exponent)
    Exponent = std::numeric_limits<T>::min_exponent;
  const long double Unit = std::scalbn(1.0L, Exponent - std::numeric_limits<T>::digits);
  return static_cast<double>(std::fabs(Result - Truth) / Unit);
}

#endif
