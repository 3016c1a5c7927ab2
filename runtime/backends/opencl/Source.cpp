// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text that a program is built from.
#include "backends/opencl/Cache.h"
#include "backends/opencl/Library.h"
#include "backends/opencl/Programs.h"
#include "core/Log.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <set>

namespace lorcha::runtime::opencl {

static std::string buildOptions(const Capabilities &Can) {
  std::string Options = "-cl-std=CL1.2";
  // What nvcc promises without options: correctly rounded division and square root.
  if (Can.CorrectDivide)
    Options += " -cl-fp32-correctly-rounded-divide-sqrt";
  if (const char *Further = std::getenv("LORCHA_OPENCL_OPTIONS"); Further && *Further)
    Options += std::string(" ") + Further;
  return Options;
}

static std::string definitions(const Capabilities &Can) {
  std::string Text;
  auto Define = [&](bool Has, const char *Name) {
    if (Has)
      Text += std::string("#define ") + Name + " 1\n";
  };
  Define(Can.Fp64, "LORCHA_HAS_FP64");
  Define(Can.Fp16, "LORCHA_HAS_FP16");
  Define(Can.Int64Atomics, "LORCHA_HAS_INT64_ATOMICS");
  Define(Can.Images, "LORCHA_HAS_IMAGES");
  Define(Can.Image3dWrites, "LORCHA_HAS_3D_IMAGE_WRITES");
  Define(Can.KernelClock, "LORCHA_HAS_KERNEL_CLOCK");
  Define(Can.CorrectDivide, "LORCHA_HAS_CORRECT_DIVIDE_SQRT");
  Define(Can.IsPocl, "LORCHA_ON_POCL");
  Define((Can.Type & CL_DEVICE_TYPE_CPU) != 0 && !Can.IsPocl, "LORCHA_COARSE_NATIVE");
  bool HasRegions = Can.addressMode() == AddressMode::Regions;
  Define(HasRegions, "LORCHA_ADDRESS_REGIONS");
  Define(!HasRegions, "LORCHA_ADDRESSES_ARE_POINTERS");
  return Text;
}

/// Adds a part after the parts that it needs. The name of the first missing one, or null.
static const char *addPart(const char *Name, std::vector<const LibraryPart *> &Parts) {
  const LibraryPart *Found = findLibraryPart(Name);
  if (!Found)
    return Name;
  if (std::find(Parts.begin(), Parts.end(), Found) != Parts.end())
    return nullptr;
  for (const char *const *Needed = Found->Needs; *Needed; ++Needed)
    if (const char *Missing = addPart(*Needed, Parts))
      return Missing;
  Parts.push_back(Found);
  return nullptr;
}

/// A hash of all that the binary depends on.
static std::string cacheName(const ProgramSource &Source, const Capabilities &Can) {
  Hasher Hash;
  for (const std::string &Each : {std::string(LORCHA_VERSION), Can.Platform, Can.PlatformVersion, Can.Name,
                                  Can.DeviceVersion, Can.DriverVersion, Source.Options})
    Hash.add(Each);
  for (const char *Each : Source.Pieces)
    Hash.add(Each, std::strlen(Each));
  return Hash.name();
}

bool assembleSource(const KernelGroup &Group, const Capabilities &Can, ProgramSource &Result) {
  Result.Definitions = definitions(Can);
  Result.Options = buildOptions(Can);
  std::vector<const LibraryPart *> Parts;
  std::set<uint16_t> Fragments;
  const char *Missing = addPart("prelude", Parts);
  for (uint32_t Index : Group.Kernels) {
    const DeviceKernel &Kernel = Group.Module->Kernels[Index];
    for (uint32_t I = 0; I < Kernel.LibraryCount && !Missing; ++I)
      Missing = addPart(Kernel.Library[I], Parts);
    Fragments.insert(Kernel.Fragments, Kernel.Fragments + Kernel.FragmentCount);
    if (!Missing)
      continue;
    if (Group.Kernels.size() == 1)
      say("kernel '{}' needs the part '{}' of the device library, which this version does not have",
          Kernel.Name, Missing);
    return false;
  }
  Result.Pieces = {Result.Definitions.c_str()};
  for (const LibraryPart *Each : Parts)
    Result.Pieces.push_back(Each->Text);
  for (uint16_t Each : Fragments)
    Result.Pieces.push_back(Group.Module->Fragments[Each]);
  Result.CacheName = cacheName(Result, Can);
  return true;
}

} // namespace lorcha::runtime::opencl
