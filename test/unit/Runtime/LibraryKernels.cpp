// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A library of kernels for LibrariesTest.cpp, in the shape in which the translator prints units.
#include "lorcha/cpu_sync.h"
#include "lorcha/device_module.h"
#include "lorcha/kernel.h"

static int Counter = 5;
static int Both = 7;

static constexpr lorcha::KernelInfo AddInfo = {"add", lorcha::KernelForm::ThreadLoop, nullptr};
static void addBlock(const lorcha::Block &Current, int *To, int By) {
  lorcha::forEachThread(
      Current, [&](const lorcha::Thread &Each) { To[lorcha::linearThreadIndex(Each)] += By + Counter; });
}
void add(int *To, int By) { lorcha::Kernel<addBlock, add, AddInfo>::launch(To, By); }

static constexpr lorcha::KernelInfo CountInfo = {"count", lorcha::KernelForm::ThreadLoop, nullptr};
static void countBlock(const lorcha::Block &Current) {
  lorcha::forEachThread(Current, [&](const lorcha::Thread &) { ++Counter; });
}
extern "C" void count() { lorcha::Kernel<countBlock, count, CountInfo>::launch(); }

static const lorcha::DeviceVariable Variables[] = {{&Counter, "Counter", 0, sizeof(Counter), false},
                                                   {&Both, "names::Both", 16, sizeof(Both), true}};
static const lorcha::DeviceModule Module = {"library.cu", nullptr, 0,  nullptr, 0,
                                            Variables,    2,       32, nullptr, 0};
static const lorcha::DeviceModuleRegistration Registration(Module);
