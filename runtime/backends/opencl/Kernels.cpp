// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of kernels, made from their programs when they are launched first.
#include "backends/opencl/Kernels.h"
#include "backends/opencl/Programs.h"
#include "core/Log.h"
#include <algorithm>

namespace lorcha::runtime::opencl {

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

static std::shared_ptr<CompiledKernel> makeKernel(const FoundKernel &From, cl_program Program,
                                                  const DeviceHandles &On, Status &Result) {
  const DeviceKernel &About = *From.Kernel;
  std::vector<ClKernel> Objects;
  size_t MaxThreads = SIZE_MAX; // of a block in all phases
  for (uint32_t Phase = 0; Phase < std::max(About.PhaseCount, 1u); ++Phase) {
    cl_int Code;
    const char *Name = About.PhaseCount ? About.Phases[Phase].Name : About.Name;
    ClKernel Object(cl().CreateKernel(Program, Name, &Code));
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
  auto Made = std::make_shared<CompiledKernel>(From, std::move(Objects));
  Made->MaxThreads = MaxThreads;
  return Made;
}

std::shared_ptr<ModulePrograms> KernelTable::programsOf(const DeviceModule &Module, const DeviceHandles &On) {
  std::lock_guard<std::mutex> Lock(ProgramsMutex);
  std::shared_ptr<ModulePrograms> &Known = Programs[&Module];
  if (!Known)
    Known = std::make_shared<ModulePrograms>(Module, On);
  return Known;
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
  if (Result != Status::Success)
    return nullptr;
  std::shared_ptr<ModulePrograms> Own = programsOf(*From.Module, On); // stays while a kernel is made of it
  if (cl_program Program = Own->find(*From.Kernel, Result))
    std::atomic_store(&Place->Kernel, makeKernel(From, Program, On, Result));
  return Place->Kernel;
}

void KernelTable::forget(const DeviceModule &Program) {
  std::unique_lock<std::shared_mutex> Lock(Mutex);
  for (auto Each = Entries.begin(); Each != Entries.end();) {
    const std::shared_ptr<CompiledKernel> &Kernel = Each->second->Kernel;
    Each = Kernel && &Kernel->module() == &Program ? Entries.erase(Each) : std::next(Each);
  }
  std::lock_guard<std::mutex> ProgramsLock(ProgramsMutex);
  Programs.erase(&Program);
}

void KernelTable::clear() {
  std::unique_lock<std::shared_mutex> Lock(Mutex);
  Entries.clear();
  std::lock_guard<std::mutex> ProgramsLock(ProgramsMutex);
  Programs.clear();
}

} // namespace lorcha::runtime::opencl
