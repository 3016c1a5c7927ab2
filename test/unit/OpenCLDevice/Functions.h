// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs functions of the device library over vectors of arguments and compares them: with the functions of the
// CPU's device library bit for bit, or with the truth in long double within a bound. One kernel runs all
// functions of one signature.
#ifndef LORCHA_TEST_OPENCLDEVICE_FUNCTIONS_H
#define LORCHA_TEST_OPENCLDEVICE_FUNCTIONS_H

#include "../../DeviceLanguage/Numbers.h"
#include "Device.h"
#include <functional>
#include <lorcha/vector_types.h>
#include <tuple>

namespace lorcha::test {

/// OpenCL C's name of a type.
template <class T> constexpr const char *OpenClType = nullptr;
template <> inline constexpr const char *OpenClType<int> = "int";
template <> inline constexpr const char *OpenClType<unsigned> = "uint";
template <> inline constexpr const char *OpenClType<long> = "long";
template <> inline constexpr const char *OpenClType<unsigned long> = "ulong";
template <> inline constexpr const char *OpenClType<long long> = "long";
template <> inline constexpr const char *OpenClType<unsigned long long> = "ulong";
template <> inline constexpr const char *OpenClType<float> = "float";
template <> inline constexpr const char *OpenClType<double> = "double";
template <> inline constexpr const char *OpenClType<char4> = "lorcha_char4";
template <> inline constexpr const char *OpenClType<uchar4> = "lorcha_uchar4";
template <> inline constexpr const char *OpenClType<short2> = "lorcha_short2";
template <> inline constexpr const char *OpenClType<ushort2> = "lorcha_ushort2";

/// Expression is the name of an OpenCL function; Cpu is the same in C++.
template <class SignatureT> struct Same;
template <class R, class... As> struct Same<R(As...)> {
  const char *OpenCl;
  R (*Cpu)(As...);
};
/// The truth as long double, and how many units in the last place the result may be off. Least is the
/// absolute error that is forgiven whatever the unit.
template <class SignatureT> struct Near;
template <class R, class... As> struct Near<R(As...)> {
  const char *OpenCl;
  std::function<long double(As...)> Truth;
  double Ulps;
  double Least = 0;
};

namespace detail {
template <class... As, size_t... I>
std::string callKernel(const char *Result, const std::vector<const char *> &Names,
                       std::index_sequence<I...>) {
  std::string Parameters, Arguments;
  ((Parameters += std::string("global const ") + OpenClType<As> + " *In" + std::to_string(I) + ", ",
    Arguments += (I ? ", In" : "In") + std::to_string(I) + "[I]"),
   ...);
  std::string Text =
      std::string("kernel void evaluate(global ") + Result + " *Out, " + Parameters +
      "uint Count, uint Function) {\n  uint I = (uint)get_global_id(0);\n  if (I >= Count)\n    return;\n"
      "  switch (Function) {\n";
  for (size_t F = 0; F < Names.size(); ++F)
    Text +=
        "  case " + std::to_string(F) + ":\n    Out[I] = " + Names[F] + "(" + Arguments + ");\n    break;\n";
  return Text + "  }\n}\n";
}
} // namespace detail

/// The results of each function for all arguments. More is OpenCL C in front of the kernel.
template <class R, class... As>
std::vector<std::vector<R>> evaluate(Device &Cl, const std::vector<std::string> &Parts,
                                     const std::string &More, const std::vector<const char *> &Names,
                                     BuildOptions Options, const std::vector<As> &...Inputs) {
  const size_t Count = std::get<0>(std::tie(Inputs...)).size();
  cl_program Program = Cl.build(
      Parts, More + detail::callKernel<As...>(OpenClType<R>, Names, std::index_sequence_for<As...>()),
      Options);
  std::vector<std::vector<R>> Results;
  std::vector<Buffer> Buffers;
  (Buffers.push_back(Cl.upload(Inputs)), ...);
  for (uint32_t F = 0; F < Names.size(); ++F) {
    Buffer Out = Cl.zeros(Count * sizeof(R));
    std::vector<Argument> Arguments = {Out};
    for (const Buffer &In : Buffers)
      Arguments.push_back(In);
    Arguments.push_back(static_cast<uint32_t>(Count));
    Arguments.push_back(F);
    Cl.run(Program, "evaluate", (Count + 63) / 64 * 64, 64, Arguments);
    Results.push_back(Cl.download<R>(Out, Count));
  }
  clReleaseProgram(Program);
  return Results;
}

template <class T> std::string show(T Value) {
  if constexpr (std::is_arithmetic_v<T>) {
    char Text[64];
    if constexpr (std::is_floating_point_v<T>)
      snprintf(Text, sizeof(Text), "%.17g (%a)", double(Value), double(Value));
    else
      snprintf(Text, sizeof(Text), "0x%llx", static_cast<unsigned long long>(Value));
    return Text;
  }
  return "a vector";
}

/// Expects the bits of the CPU's functions; any NaN is as good as another.
template <class R, class... As>
void expectSame(Device &Cl, const std::vector<std::string> &Parts,
                const std::vector<Same<R(As...)>> &Functions, const std::vector<As> &...Inputs) {
  std::vector<const char *> Names;
  for (const auto &Function : Functions)
    Names.push_back(Function.OpenCl);
  const auto Results = evaluate<R, As...>(Cl, Parts, "", Names, {}, Inputs...);
  for (size_t F = 0; F < Functions.size(); ++F) {
    int Faults = 0;
    for (size_t I = 0; I < Results[F].size() && Faults < 4; ++I) {
      const R Wanted = Functions[F].Cpu(Inputs[I]...);
      if (isSame(Results[F][I], Wanted))
        continue;
      std::string Arguments;
      ((Arguments += " " + show(Inputs[I])), ...);
      ADD_FAILURE() << Names[F] << " of" << Arguments << " is " << show(Results[F][I]) << ", not "
                    << show(Wanted);
      ++Faults;
    }
  }
}

/// Expects results within the functions' bounds. Prints the greatest error when the environment has
/// LORCHA_SHOW_ERRORS.
template <class R, class... As>
void expectNear(Device &Cl, const std::vector<std::string> &Parts, const std::string &More,
                const std::vector<Near<R(As...)>> &Functions, BuildOptions Options,
                const std::vector<As> &...Inputs) {
  std::vector<const char *> Names;
  for (const auto &Function : Functions)
    Names.push_back(Function.OpenCl);
  const auto Results = evaluate<R, As...>(Cl, Parts, More, Names, Options, Inputs...);
  for (size_t F = 0; F < Functions.size(); ++F) {
    double Worst = 0;
    size_t At = 0;
    for (size_t I = 0; I < Results[F].size(); ++I) {
      const long double Truth = Functions[F].Truth(Inputs[I]...);
      if (std::fabs(Results[F][I] - Truth) <= Functions[F].Least)
        continue;
      const double Error = ulpError(Results[F][I], Truth);
      if (Error > Worst) {
        Worst = Error;
        At = I;
      }
    }
    if (std::getenv("LORCHA_SHOW_ERRORS"))
      printf("%-40s %.3g ulp (bound %g)\n", Names[F], Worst, Functions[F].Ulps);
    std::string Arguments;
    ((Arguments += " " + show(Inputs[At])), ...);
    EXPECT_LE(Worst, Functions[F].Ulps)
        << Names[F] << " of" << Arguments << " is " << show(Results[F][At]) << ", not "
        << show(static_cast<double>(Functions[F].Truth(Inputs[At]...)));
  }
}

/// All pairs of two vectors' elements, as two vectors.
template <class A, class B>
std::pair<std::vector<A>, std::vector<B>> pairs(const std::vector<A> &X, const std::vector<B> &Y) {
  std::pair<std::vector<A>, std::vector<B>> Result;
  for (const A &First : X)
    for (const B &Second : Y) {
      Result.first.push_back(First);
      Result.second.push_back(Second);
    }
  return Result;
}

} // namespace lorcha::test

#endif
