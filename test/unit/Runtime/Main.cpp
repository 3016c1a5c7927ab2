// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tests run with two CPU devices, so that those for several devices have something to work with.
#include "Peer.h"
#include <cstdlib>
#include <gtest/gtest.h>

int main(int ArgCount, char **Args) {
  if (lorcha::test::isPeer())
    return lorcha::test::runPeer();
  setenv("LORCHA_CPU_DEVICES", "2", /*overwrite=*/1);
  testing::InitGoogleTest(&ArgCount, Args);
  return RUN_ALL_TESTS();
}
