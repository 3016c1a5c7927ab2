// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an OpenCL device can do, asked once, less what LORCHA_OPENCL_HIDE hides so that the ways around it are
// tested.
#ifndef LORCHA_OPENCL_CAPABILITIES_H
#define LORCHA_OPENCL_CAPABILITIES_H

#include "backends/opencl/Functions.h"
#include <cstddef>
#include <cstdint>
#include <string>

namespace lorcha::runtime::opencl {

/// How a device keeps addresses; see docs/opencl.md.
enum class AddressMode {
  SystemSvm, ///< the device takes every pointer of the host
  BufferSvm, ///< fine-grained SVM buffers
  Usm,       ///< cl_intel_unified_shared_memory
  Regions,   ///< large buffers, and numbers in a reserved range
};

struct Capabilities {
  std::string Name, Vendor, DeviceVersion, DriverVersion, Platform, PlatformVersion, Extensions;
  cl_device_type Type = 0;
  bool Fp64 = false, Fp16 = false, Int64Atomics = false, Images = false, Image3dWrites = false;
  bool CorrectDivide = false; ///< float division and square root can be IEEE's
  bool KernelClock = false;
  bool IsPocl = false; ///< whose faults the prelude goes around
  bool UnifiedMemory = false;
  cl_device_svm_capabilities Svm = 0;
  bool Usm = false;
  unsigned AddressBits = 64;
  size_t MaxAllocBytes = 0, GlobalBytes = 0, LocalBytes = 0, CacheBytes = 0, ConstantBytes = 0;
  size_t MaxParameterBytes = 1024;
  size_t MaxGroupItems = 1, MaxGroupDim[3] = {1, 1, 1};
  unsigned ComputeUnits = 1, ClockMegaHertz = 0;
  uint64_t MaxItemsPerDim = 0; ///< work items of one enqueue in one dimension; larger grids are split

  AddressMode addressMode() const;
  bool has(const char *Extension) const;
};

/// Asks the device; CL_SUCCESS, or why it cannot be used.
cl_int probeCapabilities(cl_platform_id Platform, cl_device_id Device, Capabilities &Result);

/// A string that OpenCL gives out, without the zero.
cl_int readText(cl_device_id Device, cl_device_info What, std::string &Result);

} // namespace lorcha::runtime::opencl

#endif
