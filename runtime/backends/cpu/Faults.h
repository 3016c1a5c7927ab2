// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signals that device code raises: illegal addresses above all. A line always says which kernel it was. Then
// the program ends as it would have, or, in the guarded mode (LORCHA_GUARD), the block is left as after a
// trap, and the failure sticks to the device.
#ifndef LORCHA_CPU_FAULTS_H
#define LORCHA_CPU_FAULTS_H

#include "backends/cpu/GuardedMemory.h"

namespace lorcha::runtime::cpu {

/// Begins to listen to the signals, unless the user has said not to. Once, before any kernel runs.
void watchFaults();

/// Gives the calling thread a stack for signals, so that one can be told of that comes from a stack's end.
/// Cheap when it has one.
void prepareForFaults();

/// Whether the guarded mode is on.
bool isGuarded();

/// The memory of the guarded mode.
GuardedMemory &guardedMemory();

} // namespace lorcha::runtime::cpu

#endif
