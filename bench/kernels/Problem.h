// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One kernel of the benchmark: its arrays, what they must hold after one run, and how each version is
// launched. A folder has problem.cpp (this description), kernel.cu (CUDA, translated by Lorcha; nvcc takes
// it, too) and kernel.cl (OpenCL C by hand).
#ifndef LORCHA_BENCH_PROBLEM_H
#define LORCHA_BENCH_PROBLEM_H

#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// One array in device memory, of floats or ints.
struct Array {
  /// The bytes before the first run.
  std::vector<char> Initial;
  /// What a run leaves, as floats or ints; empty if that is not looked at. Computed when the check is made.
  std::function<std::vector<double>()> Expected;
  bool IsInt = false;
  /// Greatest error allowed, relative to the larger of 1 and the expected size.
  double Tolerance = 0;
  /// Not the elements but the sums of so many of them are compared.
  size_t SumsOf = 1;
};
template <class T> Array input(const std::vector<T> &Values) {
  Array Result;
  Result.Initial.resize(Values.size() * sizeof(T));
  std::memcpy(Result.Initial.data(), Values.data(), Result.Initial.size());
  return Result;
}
/// Count elements of T, zero at first.
template <class T>
Array output(size_t Count, double Tolerance, std::function<std::vector<double>()> Expected) {
  Array Result;
  Result.Initial.resize(Count * sizeof(T));
  Result.Expected = std::move(Expected);
  Result.IsInt = !std::is_floating_point<T>::value;
  Result.Tolerance = Tolerance;
  return Result;
}

/// An argument of a native kernel: the number of an array, or a value.
struct NativeArgument {
  NativeArgument(int Number) : Bytes(sizeof(Number)) { std::memcpy(Value, &Number, sizeof(Number)); }
  NativeArgument(float Number) : Bytes(sizeof(Number)) { std::memcpy(Value, &Number, sizeof(Number)); }
  static NativeArgument array(int Index) {
    NativeArgument Result(0);
    Result.ArrayNumber = Index;
    return Result;
  }

  size_t Bytes;
  char Value[8] = {};
  int ArrayNumber = -1;
};

/// One launch of a native kernel.
struct NativeStep {
  const char *Kernel;
  size_t Global[2];
  size_t Local[2];
  std::vector<NativeArgument> Arguments;
};

struct Problem {
  std::string Name; ///< the folder's
  std::vector<Array> Arrays;
  /// Launches the CUDA kernels on device copies of the arrays; does not wait.
  void (*LaunchCuda)(void *const *Arrays);
  std::vector<NativeStep> Native;
};

/// All problems, made when they are asked for.
std::vector<std::function<Problem()>> &registry();
struct Registration {
  Registration(Problem (*Make)()) { registry().push_back(Make); }
};

/// Reproducible numbers in [From, To).
inline std::vector<float> randomFloats(size_t Count, float From, float To, uint32_t Seed = 1) {
  std::vector<float> Result(Count);
  for (float &X : Result) {
    Seed = Seed * 1664525u + 1013904223u;
    X = From + (To - From) * static_cast<float>(Seed >> 8) / 16777216.0f;
  }
  return Result;
}
/// The numbers of the floats in an array's initial bytes.
inline const float *floatsOf(const Array &A) { return reinterpret_cast<const float *>(A.Initial.data()); }

} // namespace bench

#endif
