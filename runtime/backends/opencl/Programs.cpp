// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which kernels are built together: the first four that a program launches one by one; then each with the
// next ones of the module that nobody has asked for yet, but never so many that more than half of what is
// built was not launched. The groups are listed in the cache, so that a later run that launches in another
// order finds them.
#include "backends/opencl/Programs.h"
#include "backends/opencl/Cache.h"
#include "backends/opencl/Capabilities.h"
#include <algorithm>
#include <cstring>

namespace lorcha::runtime::opencl {

/// A program that launches few kernels gets these and no others.
static constexpr uint32_t BuiltAlone = 4;

ModulePrograms::ModulePrograms(const DeviceModule &Module, const DeviceHandles &On)
    : Module(Module), On(On), GroupOf(Module.KernelCount, NoGroup), IsLaunched(Module.KernelCount) {}

bool ModulePrograms::canBuild(uint32_t Kernel) const {
  const DeviceKernel &About = Module.Kernels[Kernel];
  return About.Name && (On.Can->Fp64 || !(About.Needs & NeedsFp64));
}

void ModulePrograms::addGroup(std::vector<uint32_t> Kernels) {
  for (uint32_t Each : Kernels)
    GroupOf[Each] = static_cast<uint32_t>(Groups.size());
  Groups.push_back(std::move(Kernels));
  Programs.emplace_back();
}

/// The kernel and those that are to be built with it.
std::vector<uint32_t> ModulePrograms::kernelsWith(uint32_t Kernel) const {
  std::vector<uint32_t> Kernels = {Kernel};
  bool IsEager = !HasFailed && Launched >= BuiltAlone && 2 * Launched > Made;
  uint32_t More = IsEager ? 2 * Launched - Made : 0;
  for (uint32_t Step = 1; Step < Module.KernelCount && More; ++Step) {
    uint32_t Next = (Kernel + Step) % Module.KernelCount;
    if (GroupOf[Next] == NoGroup && canBuild(Next)) {
      Kernels.push_back(Next);
      --More;
    }
  }
  std::sort(Kernels.begin(), Kernels.end());
  return Kernels;
}

/// Whether there is a program of the group now.
bool ModulePrograms::make(uint32_t Group, bool MayBuild, Status &Result) {
  KernelGroup About{&Module, Groups[Group]};
  ProgramSource Source;
  if (!assembleSource(About, *On.Can, Source)) {
    Result = Status::InvalidKernelImage;
    return false;
  }
  Programs[Group] = loadProgram(About, Source, On);
  if (!Programs[Group] && MayBuild)
    Programs[Group] = buildProgram(About, Source, On, Result);
  if (Programs[Group])
    Made += static_cast<uint32_t>(About.Kernels.size());
  return bool(Programs[Group]);
}

bool ModulePrograms::makeNew(uint32_t Kernel, Status &Result) {
  std::vector<uint32_t> Several = kernelsWith(Kernel);
  addGroup({Kernel});
  auto Alone = static_cast<uint32_t>(Groups.size() - 1);
  if (Several.size() == 1)
    return make(Alone, /*MayBuild=*/true, Result);
  if (make(Alone, /*MayBuild=*/false, Result))
    return true;
  if (Result != Status::Success)
    return false;
  addGroup(std::move(Several));
  if (make(static_cast<uint32_t>(Groups.size() - 1), /*MayBuild=*/true, Result)) {
    writeList();
    return true;
  }
  if (Result != Status::InvalidKernelImage)
    return false;
  // One of the others may be what does not build: the module's kernels are built alone from now on.
  HasFailed = true;
  for (uint32_t Each : Groups.back())
    GroupOf[Each] = NoGroup;
  Groups.pop_back();
  Programs.pop_back();
  GroupOf[Kernel] = Alone;
  writeList();
  Result = Status::Success;
  return make(Alone, /*MayBuild=*/true, Result);
}

/// A group that was listed may have left the cache: its kernels are built anew, each when it is asked for.
void ModulePrograms::loadListed(uint32_t Group) {
  Status Ignored = Status::Success;
  if (make(Group, /*MayBuild=*/false, Ignored))
    return;
  for (uint32_t Each : Groups[Group])
    GroupOf[Each] = NoGroup;
}

cl_program ModulePrograms::find(const DeviceKernel &Kernel, Status &Result) {
  std::lock_guard<std::mutex> Lock(Mutex);
  readList();
  auto Index = static_cast<uint32_t>(&Kernel - Module.Kernels);
  uint32_t &Group = GroupOf[Index];
  if (Group != NoGroup && !Programs[Group])
    loadListed(Group);
  if (Result == Status::Success && Group == NoGroup)
    makeNew(Index, Result);
  if (Group == NoGroup || !Programs[Group])
    return nullptr;
  Launched += !IsLaunched[Index];
  IsLaunched[Index] = true;
  return Programs[Group].get();
}

std::string ModulePrograms::listName() const {
  Hasher Hash;
  for (const std::string &Each : {std::string("groups " LORCHA_VERSION), On.Can->Platform, On.Can->Name,
                                  On.Can->DriverVersion, std::string(Module.SourceName)})
    Hash.add(Each);
  for (uint32_t I = 0; I < Module.FragmentCount; ++I)
    Hash.add(Module.Fragments[I], std::strlen(Module.Fragments[I]));
  return Hash.name();
}

/// The list: for each group its size, then its kernels, in words; a size of 0 says that kernels are to be
/// built alone. What does not fit the module is ignored.
void ModulePrograms::readList() {
  if (HasRead)
    return;
  HasRead = true;
  if (Module.KernelCount <= BuiltAlone)
    return;
  std::vector<unsigned char> Bytes = readCache(listName());
  std::vector<uint32_t> Words(Bytes.size() / sizeof(uint32_t));
  if (!Words.empty())
    std::memcpy(Words.data(), Bytes.data(), Words.size() * sizeof(uint32_t));
  for (size_t At = 0; At < Words.size();) {
    size_t Count = Words[At++];
    HasFailed |= Count == 0;
    if (Count > Words.size() - At)
      return;
    std::vector<uint32_t> Kernels(Words.begin() + At, Words.begin() + At + Count);
    At += Count;
    bool IsGood = std::all_of(Kernels.begin(), Kernels.end(), [&](uint32_t Each) {
      return Each < Module.KernelCount && GroupOf[Each] == NoGroup && canBuild(Each);
    });
    if (IsGood && Count != 0 && std::is_sorted(Kernels.begin(), Kernels.end()))
      addGroup(std::move(Kernels));
  }
}

void ModulePrograms::writeList() const {
  std::vector<uint32_t> Words(HasFailed ? 1 : 0);
  for (uint32_t I = 0; I < Groups.size(); ++I) {
    if (Groups[I].size() < 2 || GroupOf[Groups[I].front()] != I)
      continue; // single ones are found by their text
    Words.push_back(static_cast<uint32_t>(Groups[I].size()));
    Words.insert(Words.end(), Groups[I].begin(), Groups[I].end());
  }
  auto *Bytes = reinterpret_cast<const unsigned char *>(Words.data());
  writeCache(listName(), {Bytes, Bytes + Words.size() * sizeof(uint32_t)});
}

} // namespace lorcha::runtime::opencl
