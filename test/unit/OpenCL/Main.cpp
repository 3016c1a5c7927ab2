// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tests run on the OpenCL devices of the machine unless the environment names another backend.
#include <cstdlib>
#include <gtest/gtest.h>

int main(int ArgCount, char **Args) {
  setenv("LORCHA_BACKEND", "opencl", /*overwrite=*/0);
  testing::InitGoogleTest(&ArgCount, Args);
  return RUN_ALL_TESTS();
}
