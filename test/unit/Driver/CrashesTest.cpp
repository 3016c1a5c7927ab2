// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Crashes of the translator as errors.
#include "lorcha/Driver/Crashes.h"
#include "Driver/OwnStack.h"

#include "gtest/gtest.h"

using namespace lorcha;

namespace {
/// Uses the stack up.
int nest(volatile int *Before) {
  volatile int Own[256];
  if (*Before < 0)
    return 0;
  volatile int *const Next = Own + *Before % 256;
  *Next = *Before + 1;
  return nest(Next) + *Next;
}

std::string errorOf(int (*Work)()) {
  llvm::Expected<int> Result = onOwnStack<int>("a.cu", [Work]() -> llvm::Expected<int> { return Work(); });
  return Result ? "none" : llvm::toString(Result.takeError());
}
} // namespace

TEST(Crashes, AreErrors) {
  catchCrashes();
  EXPECT_NE(errorOf([] { return abort(), 0; }).find("LOR5045"), std::string::npos);
  EXPECT_EQ(errorOf([] { return 7; }), "none");
}

TEST(Crashes, OfTheStackAreErrors) {
  catchCrashes();
  auto Overflow = [] {
    volatile int First[256] = {};
    return nest(First);
  };
  EXPECT_NE(errorOf(Overflow).find("LOR5045"), std::string::npos);
  EXPECT_NE(errorOf(Overflow).find("LOR5045"), std::string::npos) << "the second one";
}
