// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of a module as OpenCL programs. Drivers take a while for each program, also for one that they
// get as a binary, so a program that launches many kernels of a module gets several of them built at once.
#ifndef LORCHA_OPENCL_PROGRAMS_H
#define LORCHA_OPENCL_PROGRAMS_H

#include "backends/opencl/AddressSpace.h"
#include "backends/opencl/Errors.h"
#include "core/DeviceModules.h"
#include "core/Status.h"
#include <mutex>
#include <string>
#include <vector>

namespace lorcha::runtime::opencl {

/// Kernels of one module that are one program.
struct KernelGroup {
  const DeviceModule *Module;
  std::vector<uint32_t> Kernels; ///< indices into DeviceModule::Kernels, ascending
};

/// A program's text: definitions for the device, library, fragments, in pieces that belong to the module and
/// to liblorcha, but for the first, which is Definitions.
struct ProgramSource {
  std::string Definitions;
  std::vector<const char *> Pieces;
  std::string Options;
  std::string CacheName; ///< a hash of all that the binary depends on
};

/// False if a library part is missing, after a line that says so if the group has one kernel.
bool assembleSource(const KernelGroup &Group, const Capabilities &Can, ProgramSource &Result);

/// The group's program from the cache; null if it is not there.
ClProgram loadProgram(const KernelGroup &Group, const ProgramSource &Source, const DeviceHandles &On);
/// The same, built. Null with a status; after a line that says why, with the driver's log, if the group has
/// one kernel.
ClProgram buildProgram(const KernelGroup &Group, const ProgramSource &Source, const DeviceHandles &On,
                       Status &Result);

/// The programs of one module on one device. Thread-safe.
class ModulePrograms {
public:
  ModulePrograms(const DeviceModule &Module, const DeviceHandles &On);

  /// The program with the kernel, which is going to be launched: known, from the cache, or built. Null with a
  /// status after a line that says why. The program lives as long as this object and kernels made of it.
  cl_program find(const DeviceKernel &Kernel, Status &Result);

private:
  static constexpr uint32_t NoGroup = ~0u;

  bool canBuild(uint32_t Kernel) const;
  void addGroup(std::vector<uint32_t> Kernels);
  std::vector<uint32_t> kernelsWith(uint32_t Kernel) const;
  bool make(uint32_t Group, bool MayBuild, Status &Result);
  void loadListed(uint32_t Group);
  bool makeNew(uint32_t Kernel, Status &Result);
  std::string listName() const;
  void readList();
  void writeList() const;

  const DeviceModule &Module;
  const DeviceHandles On;
  std::mutex Mutex; ///< held while something is built; guards what follows
  bool HasRead = false;
  bool HasFailed = false;                    ///< to build several kernels at once
  std::vector<std::vector<uint32_t>> Groups; ///< those that the cache knows of, and those of this run
  std::vector<ClProgram> Programs;           ///< by group; null if not made yet
  std::vector<uint32_t> GroupOf;             ///< by kernel
  std::vector<bool> IsLaunched;              ///< by kernel
  uint32_t Launched = 0, Made = 0;           ///< how many kernels
};

} // namespace lorcha::runtime::opencl

#endif
