// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a translated program describes its OpenCL kernels to the runtime. Emit/OpenCL prints one DeviceModule per
// translation unit; see docs/opencl.md for how it is built and what the hidden arguments are.
#ifndef LORCHA_DEVICE_MODULE_H
#define LORCHA_DEVICE_MODULE_H

#include "lorcha/kernel.h"
#include <cstddef>
#include <cstdint>

namespace lorcha {

/// What a kernel needs besides the user's parameters. The hidden arguments follow in the order of the bits.
enum DeviceNeeds : uint32_t {
  NeedsVariables = 1u << 0,     ///< the block of device variables
  NeedsDynamicShared = 1u << 1, ///< the launch's dynamic shared memory
  NeedsExchange = 1u << 2,      ///< local memory through which threads exchange values
  NeedsMessages = 1u << 3,      ///< printf, assert, trap
  NeedsHeap = 1u << 4,          ///< malloc and free in device code
  NeedsAddresses = 1u << 5,     ///< turns addresses in memory into pointers or back
  NeedsFp64 = 1u << 6,          ///< no argument: uses double
  NeedsGridBarrier = 1u << 7,   ///< the launch's state: waits for the grid, or asks whether it could
  NeedsLocks = 1u << 8,         ///< 64-bit atomics
};

/// How one parameter of a kernel is passed.
enum class DeviceParameterKind : uint8_t {
  Value,   ///< Size bytes, addresses in them included
  Pointer, ///< an address that the kernel takes as a pointer
};

struct DeviceParameter {
  uint32_t Size; ///< bytes
  DeviceParameterKind Kind;
};

/// One __device__, __constant__ or __managed__ variable.
struct DeviceVariable {
  const void *Host;   ///< its symbol: the variable of the CPU program, whose bytes are the initial value
  const char *Name;   ///< the user's name, qualified
  uint64_t Offset;    ///< in the block of variables, aligned as the type wants
  uint64_t Size;      ///< bytes
  bool IsManaged;     ///< the host may use it, too
};

/// One of the OpenCL kernels that a kernel with barriers of the grid becomes. The first is the kernel's
/// beginning, the one with index N goes on behind barrier N. They have the same parameters.
struct DevicePhase {
  static constexpr uint32_t Unknown = ~0u;
  const char *Name;
  uint32_t Next; ///< the phase that follows in any case; 0 for none; Unknown: the launch's state tells
};

/// One kernel instantiation.
struct DeviceKernel {
  const void *Stub;            ///< null for instantiations that only the closure tag tells apart
  const KernelInfo *Info;
  uint32_t ClosureTag;         ///< see KernelDescriptor
  const char *Name;            ///< of the OpenCL kernel; unique in the program; null if it could not be lowered
  const char *Untranslated;    ///< null, or why Name is null: a diagnostic's number and text
  const uint16_t *Fragments;   ///< indices into DeviceModule::Fragments, ascending
  uint32_t FragmentCount;
  const char *const *Library;  ///< names of library parts besides the prelude, sorted
  uint32_t LibraryCount;
  const DeviceParameter *Parameters;
  uint32_t ParameterCount;
  uint32_t Needs;              ///< DeviceNeeds
  uint32_t StaticShared;       ///< bytes of static shared memory
  uint32_t RequiredBlock[3];   ///< from an attribute of the kernel; 0 when any block size will do
  const DevicePhase *Phases;   ///< null for kernels that do not wait for the grid
  uint32_t PhaseCount;
  uint32_t KeptPerThread; ///< bytes that the phases keep of each thread, a multiple of 16
  uint32_t KeptPerBlock;  ///< and of each block, likewise; dynamic shared memory comes on top
  uint32_t ConstantBytes = 0; ///< of the __constant__ variables that it uses
  uint32_t LocalBytes = 0;    ///< of a thread's own arrays
};

/// The OpenCL side of one translation unit. Constant; lives as long as the library or program that holds it.
struct DeviceModule {
  const char *SourceName;             ///< the .cu file, without its folders
  const char *const *Fragments;       ///< OpenCL C, with #line directives to the .cu
  uint32_t FragmentCount;
  const DeviceKernel *Kernels;
  uint32_t KernelCount;
  const DeviceVariable *Variables;
  uint32_t VariableCount;
  uint64_t VariableBytes;             ///< size of the block of variables
  const char *const *Formats;         ///< texts that messages refer to by index: printf formats, %s literals, assertions
  uint32_t FormatCount;
};

extern "C" {
/// Makes the program's kernels and variables known. Called before main or when a library is loaded.
void lorchaRegisterDeviceModule(const DeviceModule *Program);
/// Forgets it. Called when the library is unloaded.
void lorchaUnregisterDeviceModule(const DeviceModule *Program);
}

/// Registers for as long as it lives; the translated program has one static object per unit.
class DeviceModuleRegistration {
public:
  explicit DeviceModuleRegistration(const DeviceModule &Program) : Program(Program) {
    lorchaRegisterDeviceModule(&Program);
  }
  ~DeviceModuleRegistration() { lorchaUnregisterDeviceModule(&Program); }
  DeviceModuleRegistration(const DeviceModuleRegistration &) = delete;
  DeviceModuleRegistration &operator=(const DeviceModuleRegistration &) = delete;

private:
  const DeviceModule &Program;
};

} // namespace lorcha

#endif
