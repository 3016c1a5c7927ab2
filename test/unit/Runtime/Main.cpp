// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tests run with two CPU devices, so that those for several devices have something to work with; both
// have all cores, so that on a small machine those for several cores have, too.
#include "Peer.h"
#include <cstdlib>
#include <gtest/gtest.h>

int main(int ArgCount, char **Args) {
  if (lorcha::test::isPeer())
    return lorcha::test::runPeer();
  setenv("LORCHA_CPU_DEVICES", "2", /*overwrite=*/1);
  setenv("LORCHA_CPU_CORES", "all", /*overwrite=*/0);
  testing::InitGoogleTest(&ArgCount, Args);
  return RUN_ALL_TESTS();
}
