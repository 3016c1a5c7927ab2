// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels ask before they read what their threads may turn out not to want.
#include "core/Runtime.h"
#include "lorcha/block.h"

using namespace lorcha::runtime;

bool lorcha::lorchaIsReadable(const void *From, const void *To) {
  struct Place {
    uintptr_t Begin = 0, End = 0;
    uint64_t Losses = 0; ///< when it was found
  };
  // Blocks of a launch ask for the same memory, one after the other.
  static thread_local Place Last __attribute__((tls_model("initial-exec")));
  const Runtime *Alive = Runtime::getIfAlive();
  if (!Alive)
    return false;
  const auto First = reinterpret_cast<uintptr_t>(From), Behind = reinterpret_cast<uintptr_t>(To);
  const uint64_t Losses = Alive->Memory.losses();
  if (Last.Losses != Losses || First < Last.Begin || First >= Last.End) {
    const std::optional<Allocation> Found = Alive->Memory.find(From);
    if (!Found)
      return false;
    const auto Begin = reinterpret_cast<uintptr_t>(Found->Base);
    Last = {Begin, Begin + Found->Bytes, Losses};
  }
  return First <= Behind && Behind <= Last.End;
}
