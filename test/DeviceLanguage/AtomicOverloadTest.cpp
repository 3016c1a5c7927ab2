// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program may define the atomicAdd on double that old devices lacked: its own overload wins.
#include <gtest/gtest.h>
#include <lorcha/device.h>

static double atomicAdd(double *Address, double Value) { return *Address = -Value; }

TEST(AtomicOverload, TheProgramsOwnWins) {
  double X = 1;
  int Y = 1;
  atomicAdd(&X, 3.0);
  atomicAdd(&Y, 3);
  EXPECT_EQ(X, -3);
  EXPECT_EQ(Y, 4);
}
