// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads through the dynamic linker. It takes files only, and one file once: an image in memory becomes a file
// in memory, and so does a file that is loaded already.
#include "core/Library.h"
#include "core/LibraryImage.h"
#include "core/Log.h"
#include "core/Runtime.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fstream>
#include <iterator>
#include <link.h>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace lorcha::runtime {

/// A copy of the image as a file in memory; -1 without one.
static int copyOf(const std::string &Image) {
  int File = memfd_create("lorcha-library", MFD_CLOEXEC);
  for (size_t Done = 0; File >= 0 && Done < Image.size();) {
    ssize_t Now = write(File, Image.data() + Done, Image.size() - Done);
    if (Now > 0) {
      Done += static_cast<size_t>(Now);
    } else if (errno != EINTR) {
      close(File);
      File = -1;
    }
  }
  return File;
}

static bool isLoaded(const char *Path) {
  void *Known = dlopen(Path, RTLD_LAZY | RTLD_NOLOAD);
  if (Known)
    dlclose(Known);
  return Known != nullptr;
}

/// `a::b` as `_ZN1a1bE`; a name without namespaces is itself.
static std::string linkageName(std::string Name) {
  if (Name.find("::") == std::string::npos)
    return Name;
  std::string Result = "_ZN";
  Name += "::";
  for (size_t Begin = 0, End; (End = Name.find("::", Begin)) != std::string::npos; Begin = End + 2)
    Result += std::to_string(End - Begin) + Name.substr(Begin, End - Begin);
  return Result + "E";
}

/// The kernel's name if it is not exported: `_ZL1kPf` of a static one is `_Z1kPf`, as for all others.
static std::string withoutLinkage(const std::string &Name) {
  return Name.compare(0, 3, "_ZL") == 0 ? "_Z" + Name.substr(3) : Name;
}

void Library::nameKernels(const std::string &Image, const std::vector<KernelEntry *> &Found) {
  link_map *Map = nullptr;
  dlinfo(Handle, RTLD_DI_LINKMAP, &Map);
  const std::map<uint64_t, std::string> Names = functionNames(Image);
  for (KernelEntry *Each : Found) {
    auto Name = Names.find(reinterpret_cast<uintptr_t>(Each->Stub) - Map->l_addr);
    if (Name != Names.end()) // else it is of another library that this one loads
      Kernels.push_back({withoutLinkage(Name->second), Each});
  }
}

Status Library::open(const char *Path, const std::string &Image) {
  // Whether a file is loaded must not change before it is; initialisers of a library may load another one.
  static std::recursive_mutex Mutex;
  std::lock_guard<std::recursive_mutex> Lock(Mutex);
  std::string Copy;
  if (!Path || isLoaded(Path)) {
    File = copyOf(Image);
    if (File < 0)
      return Status::OperatingSystem;
    Copy = fmt::format("/proc/self/fd/{}", File);
    Path = Copy.c_str();
  }
  RegisteredCode Found;
  {
    RegisteredCode::Recording While(Found);
    Handle = dlopen(Path, RTLD_LAZY | RTLD_LOCAL);
  }
  if (!Handle) {
    say("cannot load a library of kernels: {}", dlerror());
    return Status::InvalidKernelImage;
  }
  Modules = std::move(Found.Modules);
  nameKernels(Image, Found.Kernels);
  return Kernels.empty() && Modules.empty() ? Status::InvalidKernelImage : Status::Success;
}

Status Library::load(const void *Image, std::shared_ptr<Library> &Result) {
  Status Checked = checkImage(Image);
  if (Checked != Status::Success)
    return Checked;
  std::shared_ptr<Library> New(new Library);
  Checked = New->open(nullptr, std::string(static_cast<const char *>(Image), imageBytes(Image)));
  if (Checked == Status::Success)
    Result = std::move(New);
  return Checked;
}

Status Library::loadFile(const char *Path, std::shared_ptr<Library> &Result) {
  std::unique_ptr<char, void (*)(void *)> Real(realpath(Path, nullptr), std::free);
  std::ifstream From(Real ? Real.get() : Path, std::ios::binary);
  std::string Image{std::istreambuf_iterator<char>(From), std::istreambuf_iterator<char>()};
  if (!Real || !From)
    return Status::FileNotFound;
  const size_t Bytes = Image.size();
  Image.resize(std::max<size_t>(Bytes, 64)); // as much as the headers take
  Status Checked = checkImage(Image.c_str());
  if (Checked == Status::Success && imageBytes(Image.data()) > Bytes)
    Checked = Status::InvalidKernelImage;
  if (Checked != Status::Success)
    return Checked;
  std::shared_ptr<Library> New(new Library);
  Checked = New->open(Real.get(), Image);
  if (Checked == Status::Success)
    Result = std::move(New);
  return Checked;
}

Library::~Library() {
  if (Handle) {
    Runtime &All = Runtime::get();
    for (unsigned I = 0; I < All.deviceCount(); ++I)
      All.device(I).synchronize();
    for (const Kernel &Each : Kernels)
      forgetKernel(*Each.Entry);
    dlclose(Handle);
  }
  if (File >= 0)
    close(File);
}

KernelEntry *Library::kernel(const std::string &Name) const {
  for (const Kernel &Each : Kernels)
    if (Each.Name == Name)
      return Each.Entry;
  return nullptr;
}

const DeviceVariable *Library::variable(const std::string &Name) const {
  for (const DeviceModule *Module : Modules)
    for (uint32_t I = 0; I < Module->VariableCount; ++I)
      if (linkageName(Module->Variables[I].Name) == Name)
        return &Module->Variables[I];
  return nullptr;
}

} // namespace lorcha::runtime
