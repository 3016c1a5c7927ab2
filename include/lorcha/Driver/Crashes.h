// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Crashes of the translator, ours or Clang's, as errors about a source.
#ifndef LORCHA_DRIVER_CRASHES_H
#define LORCHA_DRIVER_CRASHES_H

namespace lorcha {

/// From now on a crash of translate() or inspect() is an error that these return. For tools; without it the process
/// ends, as fuzzers want it to.
void catchCrashes();

/// What main returns. After a crash it does not return: what the crash has left behind must not be taken down.
int leave(int Status);

} // namespace lorcha

#endif
