// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels for the tests of the OpenCL backend, in the shape in which the translator prints them: stubs, and
// one device module with the OpenCL C text (TestKernels.cpp). The CPU's side of most of them does nothing.
#ifndef LORCHA_TEST_TESTKERNELS_H
#define LORCHA_TEST_TESTKERNELS_H

#include "lorcha/device_module.h"
#include "lorcha/runtime_api.h"
#include "lorcha/runtime_api_cpp.h"

namespace lorcha::test {

/// A list in memory: addresses that kernels follow.
struct Node {
  Node *Next;
  int Value;
};
/// A pointer inside an argument that is passed by value.
struct Box {
  int *Data;
  int Count;
};
/// An argument that is larger than a pointer.
struct Wide {
  int Values[50];
};

void scale(float *Data, float Factor, int Count); ///< Data[i] *= Factor; on the CPU, too
void indices(unsigned *Hits, unsigned Width);     ///< counts each thread at its place in the grid
void sumShared(const int *In, int *Out);          ///< the sum of a block, in dynamic shared memory
void reverse(int *Data);                          ///< reverses a block through the exchange memory
void countUp(int *Out);                           ///< ++Counter, ++ManagedValue; Out: Table[3], Counter
void sumList(const Node *First, int *Out);        ///< follows the list; the last Next points to the first
void fillBox(Box Target, int Value);              ///< through the pointer in the box
void storeAddress(int *Data, int **Out);          ///< *Out = Data + 3
void sumWide(Wide Values, int *Out);
void say(int Value, float Number); ///< printf, from each thread
void failAssert(int Thread);       ///< an assertion fails in one thread
void trap();
void useDouble(double *Data);
void useHeap(int **Out);                   ///< device malloc
void spin(unsigned *Out, unsigned Rounds); ///< takes its time
void broken();                             ///< does not compile
void untranslated();
void withoutText(); ///< not in the module
void gridBarrier(int *Data,
                 int Rounds); ///< Data[i] = (i + Rounds) % threads, by as many rounds over the grid
void needsMissingPart();
void fixedBlock();                  ///< requires blocks of 8
template <int> void many(int *Out); ///< *Out += the number; 50 kernels

/// Launches a stub: launch(scale, grid, block)(data, 2, n).
template <class... ParamTs>
auto launch(void (*Stub)(ParamTs...), dim3 Grid, dim3 Block, size_t Shared = 0,
            lorchaStream_t Stream = nullptr) {
  return [=](ParamTs... Args) {
    void *Pointers[] = {static_cast<void *>(&Args)..., nullptr};
    return lorchaLaunchKernel(reinterpret_cast<const void *>(Stub), Grid, Block, Pointers, Shared, Stream);
  };
}
/// Launches the kernel many<Number>.
lorchaError_t launchMany(int Number, int *Out);
constexpr int ManyCount = 50;
/// What happens when the library that holds them is unloaded and loaded again.
void unloadMany();
void loadMany();

/// Device variables of the program.
extern int Counter;
extern float Table[4];
extern int ManagedValue;

} // namespace lorcha::test

#endif
