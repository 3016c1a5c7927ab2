// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lorcha-fuzz TARGET [flags of libFuzzer] [folders with inputs]: mutates inputs of a target for as long as it
// is told.
#include "Mutator.h"
#include "Targets.h"

#include <cstdint>
#include <cstdio>

using namespace lorcha::fuzz;

// libFuzzer's own functions, and those of a fuzzer that it looks for.
extern "C" int LLVMFuzzerRunDriver(int *Argc, char ***Argv, int (*Run)(const uint8_t *Data, size_t Size));
extern "C" size_t LLVMFuzzerMutate(uint8_t *Data, size_t Size, size_t MaxSize);

static const Target *Chosen;

static llvm::StringRef textOf(const uint8_t *Data, size_t Size) {
  return {reinterpret_cast<const char *>(Data), Size};
}

static int runOne(const uint8_t *Data, size_t Size) {
  Chosen->Run(textOf(Data, Size));
  return 0;
}

static size_t store(const std::string &Text, uint8_t *Data, size_t MaxSize) {
  const size_t Size = std::min(Text.size(), MaxSize);
  std::copy_n(Text.begin(), Size, Data);
  return Size;
}

/// Mutates tokens; one in sixteen times bytes.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size, size_t MaxSize, unsigned Seed) {
  if (Seed % 16 == 0 || Size == 0)
    return LLVMFuzzerMutate(Data, Size, MaxSize);
  return store(Mutator(Seed, Chosen->IsCuda).mutate(textOf(Data, Size)), Data, MaxSize);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t *Data1, size_t Size1, const uint8_t *Data2,
                                            size_t Size2, uint8_t *Out, size_t MaxOutSize, unsigned Seed) {
  return store(Mutator(Seed, Chosen->IsCuda).cross(textOf(Data1, Size1), textOf(Data2, Size2)), Out,
               MaxOutSize);
}

int main(int Argc, char **Argv) {
  Chosen = Argc > 1 ? targetNamed(Argv[1]) : nullptr;
  if (!Chosen) {
    // libFuzzer starts itself anew in its fork mode, with flags first: the target is in the environment then.
    const char *Name = getenv("LORCHA_FUZZ_TARGET");
    Chosen = Name ? targetNamed(Name) : nullptr;
  } else {
    setenv("LORCHA_FUZZ_TARGET", Chosen->Name, 1);
    Argv[1] = Argv[0];
    ++Argv, --Argc;
  }
  if (!Chosen) {
    fprintf(stderr, "usage: lorcha-fuzz translator|ptx|driver|report [flags of libFuzzer] [folders]\n");
    return 2;
  }
  Chosen->Run(""); // sets up, which libFuzzer would count as an input's time
  return LLVMFuzzerRunDriver(&Argc, &Argv, runOne);
}
