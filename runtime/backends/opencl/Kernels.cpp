// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of built kernels, and what a kernel's program is built from.
#include "backends/opencl/Kernels.h"
#include "backends/opencl/Library.h"
#include "core/Log.h"
#include <algorithm>
#include <functional>

namespace lorcha::runtime::opencl {

std::string buildOptions(const Capabilities &Can) {
  // What nvcc promises without options: correctly rounded division and square root.
  return std::string("-cl-std=CL1.2") + (Can.CorrectDivide ? " -cl-fp32-correctly-rounded-divide-sqrt" : "");
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
  Define(Can.Subgroups, "LORCHA_HAS_SUBGROUPS");
  Define(Can.Images, "LORCHA_HAS_IMAGES");
  Define(Can.Image3dWrites, "LORCHA_HAS_3D_IMAGE_WRITES");
  Define(Can.KernelClock, "LORCHA_HAS_KERNEL_CLOCK");
  Define(Can.CorrectDivide, "LORCHA_HAS_CORRECT_DIVIDE_SQRT");
  Define(Can.IsPocl, "LORCHA_ON_POCL");
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

bool assembleSource(const FoundKernel &Kernel, const Capabilities &Can, std::string &Definitions,
                    std::vector<const char *> &Pieces) {
  Definitions = definitions(Can);
  std::vector<const LibraryPart *> Parts;
  const char *Missing = addPart("prelude", Parts);
  for (uint32_t I = 0; I < Kernel.Kernel->LibraryCount && !Missing; ++I)
    Missing = addPart(Kernel.Kernel->Library[I], Parts);
  if (Missing) {
    say("kernel '{}' needs the part '{}' of the device library, which this version does not have",
        Kernel.Kernel->Name, Missing);
    return false;
  }
  Pieces = {Definitions.c_str()};
  for (const LibraryPart *Each : Parts)
    Pieces.push_back(Each->Text);
  for (uint32_t I = 0; I < Kernel.Kernel->FragmentCount; ++I)
    Pieces.push_back(Kernel.Module->Fragments[Kernel.Kernel->Fragments[I]]);
  return true;
}

/// Whether the device can run the kernel at all; says why not.
static Status checkAbilities(const FoundKernel &Kernel, const KernelDescriptor &Descriptor,
                             const Capabilities &Can) {
  const char *Name = Descriptor.Info->Name;
  if (!Kernel.Kernel) {
    say("kernel '{}' cannot run on '{}': the program has no OpenCL text of it", Name, Can.Name);
    return Status::NoKernelImageForDevice;
  }
  if (!Kernel.Kernel->Name) {
    say("kernel '{}' cannot run on '{}': {}", Name, Can.Name,
        Kernel.Kernel->Untranslated ? Kernel.Kernel->Untranslated : "it was not translated");
    return Status::NotSupported;
  }
  if ((Kernel.Kernel->Needs & NeedsFp64) && !Can.Fp64) {
    say("kernel '{}' cannot run on '{}': it uses double, which the device does not have", Name, Can.Name);
    return Status::NotSupported;
  }
  return Status::Success;
}

static std::shared_ptr<CompiledKernel> makeKernel(const FoundKernel &From, const DeviceHandles &On,
                                                  Status &Result) {
  ClProgram Program = buildProgram(From, On, Result);
  if (!Program)
    return nullptr;
  const DeviceKernel &About = *From.Kernel;
  std::vector<ClKernel> Objects;
  size_t MaxThreads = SIZE_MAX; // of a block in all phases
  for (uint32_t Phase = 0; Phase < std::max(About.PhaseCount, 1u); ++Phase) {
    cl_int Code;
    const char *Name = About.PhaseCount ? About.Phases[Phase].Name : About.Name;
    ClKernel Object(cl().CreateKernel(Program.get(), Name, &Code));
    size_t Threads = 0;
    if (Object)
      Code = cl().GetKernelWorkGroupInfo(Object.get(), On.Device, CL_KERNEL_WORK_GROUP_SIZE, sizeof(Threads),
                                         &Threads, nullptr);
    if (Code != CL_SUCCESS) {
      Result = failed(Object ? "clGetKernelWorkGroupInfo" : "clCreateKernel", Code);
      return nullptr;
    }
    MaxThreads = std::min(MaxThreads, Threads);
    Objects.push_back(std::move(Object));
  }
  auto Made = std::make_shared<CompiledKernel>(From, std::move(Program), std::move(Objects));
  Made->MaxThreads = MaxThreads;
  return Made;
}

std::shared_ptr<CompiledKernel> KernelTable::find(const void *Stub, const KernelDescriptor &Descriptor,
                                                  const DeviceHandles &On, Status &Result) {
  Result = Status::Success;
  std::shared_ptr<Entry> Place;
  {
    std::shared_lock<std::shared_mutex> Lock(Mutex);
    if (auto Known = Entries.find(&Descriptor); Known != Entries.end()) {
      if (std::shared_ptr<CompiledKernel> Kernel = std::atomic_load(&Known->second->Kernel))
        return Kernel;
      Place = Known->second;
    }
  }
  if (!Place) {
    std::unique_lock<std::shared_mutex> Lock(Mutex);
    std::shared_ptr<Entry> &New = Entries[&Descriptor];
    if (!New)
      New = std::make_shared<Entry>();
    Place = New;
  }
  std::lock_guard<std::mutex> Lock(Place->Mutex);
  if (Place->Kernel)
    return Place->Kernel;
  FoundKernel From = findDeviceKernel(Stub, Descriptor);
  Result = checkAbilities(From, Descriptor, *On.Can);
  if (Result == Status::Success)
    std::atomic_store(&Place->Kernel, makeKernel(From, On, Result));
  return Place->Kernel;
}

void KernelTable::forget(const DeviceModule &Program) {
  std::unique_lock<std::shared_mutex> Lock(Mutex);
  for (auto Each = Entries.begin(); Each != Entries.end();) {
    const std::shared_ptr<CompiledKernel> &Kernel = Each->second->Kernel;
    Each = Kernel && &Kernel->module() == &Program ? Entries.erase(Each) : std::next(Each);
  }
}

void KernelTable::clear() {
  std::unique_lock<std::shared_mutex> Lock(Mutex);
  Entries.clear();
}

} // namespace lorcha::runtime::opencl
