// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp functions and block votes, against a model that looks at all lanes at once. Blocks have whole and
// partial warps, in one and three dimensions; functions follow each other without a barrier in between.
#include "Functions.h"

using namespace lorcha::test;

namespace {

struct Block {
  size_t X, Y, Z;
  size_t threads() const { return X * Y * Z; }
};
const Block Blocks[] = {{32, 1, 1}, {1, 1, 1}, {48, 1, 1}, {8, 5, 3}, {256, 1, 1}, {33, 3, 1}};

const char Head[] =
    "kernel void test(global RESULT *Out, global const VALUE *In, global const int *Takes, global const int "
    "*Votes, "
    "uint Mask, uint Argument, uint Width, LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_EXCHANGE "
    "LORCHA_PARAMETERS_ADDRESSES) {\n"
    "  LORCHA_CONTEXT;\n  LORCHA_FILL_GRID;\n  LORCHA_FILL_EXCHANGE;\n  LORCHA_FILL_ADDRESSES;\n"
    "  uint T = lorcha_linear_thread(), N = lorcha_block_threads();\n  VALUE V = In[T];\n  bool P = Takes[T] "
    "!= 0;\n"
    "  int Vote = Votes[T];\n";

/// A statement per function: the results of function F are Out[F * N + thread].
std::string kernelOf(const char *Result, const char *Value, const std::vector<std::string> &Calls) {
  std::string Text = std::string("#define RESULT ") + Result + "\n#define VALUE " + Value + "\n" + Head;
  for (size_t F = 0; F < Calls.size(); ++F)
    Text += "  Out[" + std::to_string(F) + " * N + T] = " + Calls[F] + ";\n";
  return Text + "}\n";
}

struct Inputs {
  std::vector<int> Takes, Votes;
  uint32_t Mask;

  Inputs(size_t Threads, int Pattern) : Mask(Pattern % 2 ? 0xffff0ff3u : 0xffffffffu) {
    Random Bits(Pattern + 7);
    for (size_t T = 0; T < Threads; ++T) {
      // Everybody, the lower half of each warp, all but a few, random ones.
      Takes.push_back(Pattern == 0 || (Pattern == 1 ? T % 32 < 16 : Pattern == 2 ? T % 7 != 3 : Bits() & 1));
      Votes.push_back(Pattern == 2 ? 5 : static_cast<int>(Bits() & 1) * 0x100);
    }
  }
};

template <class R, class V>
std::vector<R> runBlock(Device &Cl, cl_program Program, const Block &B, size_t Functions,
                        const std::vector<V> &Values, const Inputs &In, uint32_t First = 0,
                        uint32_t Second = 0) {
  const size_t Threads = B.threads(), Local[3] = {B.X, B.Y, B.Z};
  Buffer Out = Cl.zeros(Functions * Threads * sizeof(R)), Value = Cl.upload(Values),
         Takes = Cl.upload(In.Takes), Votes = Cl.upload(In.Votes);
  std::vector<Argument> Arguments = {Out, Value, Takes, Votes, In.Mask, First, Second};
  for (uint32_t I = 0; I < 6; ++I)
    Arguments.push_back(I < 3 ? 0u : 1u);
  Arguments.push_back(Argument::local(8 * Threads + 8 * ((Threads + 31) / 32)));
  Cl.run3(Program, "test", Local, Local, Arguments);
  return Cl.download<R>(Out, Functions * Threads);
}

/// The lane that a shuffle reads; -1 for the own value.
int sourceOf(int Kind, int Lane, int Argument, int Width) {
  const int First = Lane & ~(Width - 1), Last = First + Width - 1;
  if (Kind == 0)
    return First + (Argument & (Width - 1));
  const int Distance = Argument & 31;
  const int Source = Kind == 1 ? Lane - Distance : Kind == 2 ? Lane + Distance : Lane ^ Distance;
  return (Kind == 1 ? Source < First : Source > Last) ? -1 : Source;
}

template <class T>
void testShuffles(Device &Cl, const std::vector<const char *> &Names,
                  const std::vector<const char *> &OldNames) {
  std::vector<std::string> Calls;
  for (int Kind = 0; Kind < 4; ++Kind) {
    Calls.push_back(std::string(Names[Kind]) + "(lorchaContext, P, Mask, V, Argument, Width)");
    Calls.push_back(std::string(OldNames[Kind]) + "(lorchaContext, P, V, Argument, Width)");
  }
  cl_program Program = Cl.build({"warp"}, kernelOf(OpenClType<T>, OpenClType<T>, Calls));
  for (const Block &B : Blocks) {
    const size_t Threads = B.threads();
    // A device builds a kernel for each size of blocks: one partial size will do for most types.
    if (Names[0] != std::string("lorcha_shfl_sync_int") && Threads != 48)
      continue;
    const Inputs In(Threads, 0);
    std::vector<T> Values;
    Random Bits(9);
    for (size_t I = 0; I < Threads; ++I)
      Values.push_back(fromBits<T>(Bits()));
    for (int Width : {32, 16, 8, 4, 2})
      for (int Value : {0, 1, 3, 16, 31, 37}) {
        const auto Results = runBlock<T>(Cl, Program, B, Calls.size(), Values, In, Value, Width);
        for (size_t F = 0; F < Calls.size(); ++F)
          for (size_t I = 0; I < Threads; ++I) {
            const int Source = sourceOf(F / 2, I % 32, Value, Width);
            const size_t From = I / 32 * 32 + Source;
            const T Wanted = Source < 0 || From >= Threads ? Values[I] : Values[From];
            ASSERT_TRUE(isSame(Results[F * Threads + I], Wanted))
                << Calls[F] << " of thread " << I << " of " << Threads << " with " << Value << " and "
                << Width;
          }
      }
  }
  clReleaseProgram(Program);
}

#define SHUFFLES(Type)                                                                                       \
  {"lorcha_shfl_sync_" #Type, "lorcha_shfl_up_sync_" #Type, "lorcha_shfl_down_sync_" #Type,                  \
   "lorcha_shfl_xor_sync_" #Type},                                                                           \
  {                                                                                                          \
    "lorcha_shfl_" #Type, "lorcha_shfl_up_" #Type, "lorcha_shfl_down_" #Type, "lorcha_shfl_xor_" #Type       \
  }

TEST(OpenClWarp, Shuffles) {
  LORCHA_NEEDS_DEVICE(Cl);
  testShuffles<int>(*Cl, SHUFFLES(int));
  testShuffles<unsigned>(*Cl, SHUFFLES(uint));
  testShuffles<long>(*Cl, SHUFFLES(long));
  testShuffles<unsigned long>(*Cl, SHUFFLES(ulong));
  testShuffles<float>(*Cl, SHUFFLES(float));
  if (Cl->hasFp64())
    testShuffles<double>(*Cl, SHUFFLES(double));
}

/// What the lanes of a warp that take part do, computed for the thread I.
struct Lanes {
  uint32_t Present = 0, True = 0;
  Lanes(const Inputs &In, size_t I) {
    for (size_t T = I / 32 * 32; T < In.Takes.size() && T < I / 32 * 32 + 32; ++T)
      if (In.Takes[T]) {
        Present |= 1u << T % 32;
        True |= (In.Votes[T] != 0 ? 1u : 0u) << T % 32;
      }
  }
};

TEST(OpenClWarp, Votes) {
  LORCHA_NEEDS_DEVICE(Cl);
  const std::vector<std::string> Calls = {"lorcha_activemask(lorchaContext, P)",
                                          "lorcha_ballot_sync(lorchaContext, P, Mask, Vote)",
                                          "(uint)lorcha_any_sync(lorchaContext, P, Mask, Vote)",
                                          "(uint)lorcha_all_sync(lorchaContext, P, Mask, Vote)",
                                          "lorcha_ballot(lorchaContext, P, Vote)",
                                          "(uint)lorcha_any(lorchaContext, P, Vote)",
                                          "(uint)lorcha_all(lorchaContext, P, Vote)"};
  cl_program Program = Cl->build({"warp"}, kernelOf("uint", "int", Calls));
  for (const Block &B : Blocks)
    for (int Pattern = 0; Pattern < 4; ++Pattern) {
      const size_t Threads = B.threads();
      const Inputs In(Threads, Pattern);
      const auto Results = runBlock<uint32_t>(*Cl, Program, B, Calls.size(), std::vector<int>(Threads), In);
      for (size_t I = 0; I < Threads; ++I) {
        if (!In.Takes[I])
          continue;
        const Lanes L(In, I);
        const uint32_t Wanted[] = {
            L.Present, L.True & In.Mask, (L.True & In.Mask) != 0, ((L.True ^ L.Present) & In.Mask) == 0,
            L.True,    L.True != 0,      L.True == L.Present};
        for (size_t F = 0; F < Calls.size(); ++F)
          ASSERT_EQ(Results[F * Threads + I], Wanted[F])
              << Calls[F] << " of thread " << I << " of " << Threads;
      }
    }
  clReleaseProgram(Program);
}

TEST(OpenClWarp, BlockVotes) {
  LORCHA_NEEDS_DEVICE(Cl);
  const std::vector<std::string> Calls = {"lorcha_syncthreads_count(lorchaContext, P, Vote)",
                                          "lorcha_syncthreads_and(lorchaContext, P, Vote)",
                                          "lorcha_syncthreads_or(lorchaContext, P, Vote)",
                                          "lorcha_syncthreads_count(lorchaContext, P, Vote == 0)"};
  cl_program Program = Cl->build({"sync"}, kernelOf("int", "int", Calls));
  for (const Block &B : Blocks)
    for (int Pattern = 0; Pattern < 4; ++Pattern) {
      const size_t Threads = B.threads();
      const Inputs In(Threads, Pattern);
      int Present = 0, True = 0;
      for (size_t I = 0; I < Threads; ++I) {
        Present += In.Takes[I];
        True += In.Takes[I] && In.Votes[I] != 0;
      }
      const int Wanted[] = {True, True == Present, True != 0, Present - True};
      const auto Results = runBlock<int>(*Cl, Program, B, Calls.size(), std::vector<int>(Threads), In);
      for (size_t I = 0; I < Threads; ++I)
        for (size_t F = 0; F < Calls.size(); ++F)
          ASSERT_EQ(Results[F * Threads + I], Wanted[F])
              << Calls[F] << " of thread " << I << " of " << Threads;
    }
  clReleaseProgram(Program);
}

/// Values of which many are equal; for Pattern 0 they are all equal in every other warp.
template <class T> std::vector<T> fewValues(size_t Threads, int Pattern) {
  std::vector<T> Result;
  for (size_t I = 0; I < Threads; ++I)
    Result.push_back(static_cast<T>(Pattern == 0 && I / 32 % 2 == 0 ? 5 : I * I % 5) * T(1000001));
  return Result;
}
template <class T> void testMatches(Device &Cl, const char *Any, const char *All) {
  const std::vector<std::string> Calls = {std::string(Any) + "(lorchaContext, P, Mask, V)",
                                          std::string(All) + "(lorchaContext, P, Mask, V, &IsAll)",
                                          "(uint)IsAll"};
  std::string Text = kernelOf("uint", OpenClType<T>, Calls);
  Text.replace(Text.find("  VALUE V"), 0, "  int IsAll = 7;\n");
  cl_program Program = Cl.build({"warp"}, Text);
  for (const Block &B : Blocks)
    for (int Pattern = 0; Pattern < 4 && (B.Z > 1 || B.X == 48); ++Pattern) {
      const size_t Threads = B.threads();
      const Inputs In(Threads, Pattern);
      const std::vector<T> Values = fewValues<T>(Threads, Pattern);
      const auto Results = runBlock<uint32_t>(Cl, Program, B, Calls.size(), Values, In);
      for (size_t I = 0; I < Threads; ++I) {
        if (!In.Takes[I] || !(In.Mask >> I % 32 & 1))
          continue;
        const uint32_t Present = Lanes(In, I).Present & In.Mask;
        uint32_t Matching = 0;
        for (size_t Lane = 0; Lane < 32; ++Lane)
          if (Present >> Lane & 1 && Values[I / 32 * 32 + Lane] == Values[I])
            Matching |= 1u << Lane;
        ASSERT_EQ(Results[I], Matching) << Any << " of thread " << I << " of " << Threads;
        ASSERT_EQ(Results[Threads + I], Matching == Present ? Present : 0) << All << " of thread " << I;
        ASSERT_EQ(Results[2 * Threads + I], Matching == Present) << All << " of thread " << I;
      }
    }
  clReleaseProgram(Program);
}
TEST(OpenClWarp, Matches) {
  LORCHA_NEEDS_DEVICE(Cl);
  testMatches<int>(*Cl, "lorcha_match_any_sync_int", "lorcha_match_all_sync_int_private");
  testMatches<unsigned>(*Cl, "lorcha_match_any_sync_uint", "lorcha_match_all_sync_uint_private");
  testMatches<long>(*Cl, "lorcha_match_any_sync_long", "lorcha_match_all_sync_long_private");
  testMatches<unsigned long>(*Cl, "lorcha_match_any_sync_ulong", "lorcha_match_all_sync_ulong_private");
  testMatches<float>(*Cl, "lorcha_match_any_sync_float", "lorcha_match_all_sync_float_private");
  if (Cl->hasFp64())
    testMatches<double>(*Cl, "lorcha_match_any_sync_double", "lorcha_match_all_sync_double_private");
}

template <class T> struct Reduction {
  const char *Name;
  T (*Combine)(T, T);
};
template <class T> void testReductions(Device &Cl, const std::vector<Reduction<T>> &Reductions) {
  std::vector<std::string> Calls;
  for (const Reduction<T> &R : Reductions)
    Calls.push_back(std::string(R.Name) + "(lorchaContext, P, Mask, V)");
  cl_program Program = Cl.build({"warp"}, kernelOf(OpenClType<T>, OpenClType<T>, Calls));
  for (const Block &B : Blocks)
    for (int Pattern = 0; Pattern < 4; ++Pattern) {
      const size_t Threads = B.threads();
      const Inputs In(Threads, Pattern);
      std::vector<T> Values;
      Random Bits(Pattern);
      for (size_t I = 0; I < Threads; ++I)
        Values.push_back(static_cast<T>(Bits()));
      const auto Results = runBlock<T>(Cl, Program, B, Calls.size(), Values, In);
      for (size_t I = 0; I < Threads; ++I) {
        if (!In.Takes[I] || !(In.Mask >> I % 32 & 1))
          continue;
        const uint32_t Present = Lanes(In, I).Present & In.Mask;
        for (size_t F = 0; F < Calls.size(); ++F) {
          T Wanted = Values[I];
          for (size_t Lane = 0; Lane < 32; ++Lane)
            if (Present >> Lane & 1 && Lane != I % 32)
              Wanted = Reductions[F].Combine(Wanted, Values[I / 32 * 32 + Lane]);
          ASSERT_EQ(Results[F * Threads + I], Wanted) << Calls[F] << " of thread " << I << " of " << Threads;
        }
      }
    }
  clReleaseProgram(Program);
}
TEST(OpenClWarp, Reductions) {
  LORCHA_NEEDS_DEVICE(Cl);
  testReductions<int>(*Cl, {{"lorcha_reduce_add_sync_int",
                             [](int A, int B) { return static_cast<int>(unsigned(A) + unsigned(B)); }},
                            {"lorcha_reduce_min_sync_int", [](int A, int B) { return A < B ? A : B; }},
                            {"lorcha_reduce_max_sync_int", [](int A, int B) { return A > B ? A : B; }}});
  testReductions<unsigned>(
      *Cl, {{"lorcha_reduce_add_sync_uint", [](unsigned A, unsigned B) { return A + B; }},
            {"lorcha_reduce_min_sync_uint", [](unsigned A, unsigned B) { return A < B ? A : B; }},
            {"lorcha_reduce_max_sync_uint", [](unsigned A, unsigned B) { return A > B ? A : B; }},
            {"lorcha_reduce_and_sync_uint", [](unsigned A, unsigned B) { return A & B; }},
            {"lorcha_reduce_or_sync_uint", [](unsigned A, unsigned B) { return A | B; }},
            {"lorcha_reduce_xor_sync_uint", [](unsigned A, unsigned B) { return A ^ B; }}});
}

} // namespace
