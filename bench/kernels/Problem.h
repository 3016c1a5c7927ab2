// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One kernel of the benchmark: its arrays, what they must hold after one run, and how each version is
// launched. A folder has problem.cpp (this description), kernel.cu (CUDA, translated by Lorcha; nvcc takes
// it, too), kernel.cl (OpenCL C by hand) and openmp.cpp (what a good CPU programmer would write).
#ifndef LORCHA_BENCH_PROBLEM_H
#define LORCHA_BENCH_PROBLEM_H

#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace bench {

enum class Element { Int, Float, Double };

/// One array in device memory.
struct Array {
  /// The bytes before the first run.
  std::vector<char> Initial;
  /// What a run leaves; empty if that is not looked at. Computed when the check is made.
  std::function<std::vector<double>()> Expected;
  Element Type = Element::Float;
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
  Result.Type = !std::is_floating_point<T>::value ? Element::Int
                : sizeof(T) == sizeof(double)     ? Element::Double
                                                  : Element::Float;
  Result.Tolerance = Tolerance;
  return Result;
}
/// Count elements of T whose contents are not looked at.
template <class T> Array scratch(size_t Count) { return output<T>(Count, 0, nullptr); }

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

/// The arrays 0 to Count - 1, and then more.
inline std::vector<NativeArgument> arraysAnd(int Count, std::vector<NativeArgument> More = {}) {
  std::vector<NativeArgument> Result;
  for (int I = 0; I < Count; ++I)
    Result.push_back(NativeArgument::array(I));
  Result.insert(Result.end(), More.begin(), More.end());
  return Result;
}

/// The least work that a run can be done with, to be set against the machine's limits.
struct Work {
  double Bytes = 0; ///< from and to memory
  double Flops = 0;
  bool IsDouble = false;
};
inline Work ofMemory(double Bytes) { return {Bytes, 0, false}; }
inline Work ofArithmetic(double Flops, bool IsDouble = false) { return {0, Flops, IsDouble}; }

struct Problem {
  std::string Name; ///< the folder's
  std::vector<Array> Arrays;
  /// The function in kernel.cu that launches the CUDA kernels on device copies of the arrays, without
  /// waiting.
  const char *LaunchCuda;
  /// The same work in openmp.cpp, on host copies.
  void (*RunOpenMp)(void *const *Arrays);
  std::vector<NativeStep> Native;
  /// What limits it, where that can be said.
  Work Least;
};

/// All problems, made when they are asked for.
std::vector<std::function<Problem()>> &registry();
struct Registration {
  Registration(Problem (*Make)()) { registry().push_back(Make); }
};

/// An array of those that are handed to RunOpenMp.
template <class T> T *arrayOf(void *const *Arrays, int Number) { return static_cast<T *>(Arrays[Number]); }

/// Reproducible numbers in [From, To).
inline std::vector<float> randomFloats(size_t Count, float From, float To, uint32_t Seed = 1) {
  std::vector<float> Result(Count);
  for (float &X : Result) {
    Seed = Seed * 1664525u + 1013904223u;
    X = From + (To - From) * static_cast<float>(Seed >> 8) / 16777216.0f;
  }
  return Result;
}
/// Reproducible numbers in [0, Limit).
inline std::vector<int> randomInts(size_t Count, int Limit, uint32_t Seed = 1) {
  std::vector<int> Result(Count);
  for (int &X : Result) {
    Seed = Seed * 1664525u + 1013904223u;
    X = static_cast<int>(uint64_t(Seed) * static_cast<uint32_t>(Limit) >> 32);
  }
  return Result;
}

} // namespace bench

#endif
