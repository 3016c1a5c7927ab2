// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Workers on threads of our own: everything is called once, from inside other calls, from several threads,
// and exceptions come through.
#include "backends/cpu/Parallel.h"
#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

using namespace lorcha::runtime::cpu;

namespace {

CoreShare twoCores() {
  CoreShare Share;
  Share.Cores = {0, 1};
  return Share;
}

TEST(HelperThreads, CallsInsideCalls) {
  Workers Outer(twoCores()), Inner(twoCores());
  std::atomic<long> Sum{0};
  for (int Round = 0; Round < 200; ++Round)
    Outer.run(100, [&](size_t I) {
      Sum += static_cast<long>(I);
      if (I == 5)
        Inner.run(3, [&](size_t J) { Sum += static_cast<long>(J); });
    });
  EXPECT_EQ(Sum, 200 * (4950 + 3));
}

TEST(HelperThreads, ExceptionsComeThrough) {
  Workers Mine(twoCores());
  std::atomic<int> Calls{0};
  auto ThrowOnce = [&](size_t I) {
    ++Calls;
    if (I == 3)
      throw std::runtime_error("third");
  };
  EXPECT_THROW(Mine.run(10, ThrowOnce), std::runtime_error);
  EXPECT_EQ(Calls, 10);
}

TEST(HelperThreads, SeveralThreadsCall) {
  Workers Mine(twoCores());
  std::atomic<int> Calls{0};
  std::vector<std::thread> Threads;
  for (int I = 0; I < 4; ++I)
    Threads.emplace_back([&] {
      for (int Round = 0; Round < 100; ++Round)
        Mine.run(7, [&](size_t) { ++Calls; });
    });
  for (std::thread &Each : Threads)
    Each.join();
  EXPECT_EQ(Calls, 4 * 100 * 7);
}

} // namespace
