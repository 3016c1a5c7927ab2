// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Libraries of kernels. Their code is compiled, so options for compilers change nothing; nor does it matter
// whether the image outlives the call.
#include "api/Call.h"
#include "core/Library.h"
#include "core/Memory.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// Whether both lists have what their counts say, and nothing that no enumerator has.
template <class OptionT>
static bool areOptions(const OptionT *Options, void *const *Values, unsigned Count, OptionT Last) {
  if (Count && (!Options || !Values))
    return false;
  for (unsigned I = 0; I < Count; ++I)
    if (static_cast<unsigned>(Options[I]) > static_cast<unsigned>(Last))
      return false;
  return true;
}

/// An entry point that loads. Load(share) returns a Status.
template <class LoadT>
static lorchaError_t load(const char *Name, lorchaLibrary_t *Result, const void *From, LoadT Load,
                          const lorchaJitOption *Options, void *const *Values, unsigned Count,
                          const lorchaLibraryOption *LibraryOptions, void *const *LibraryValues,
                          unsigned LibraryCount) {
  auto Body = [&]() -> Status {
    if (!Result || !From || !areOptions(Options, Values, Count, lorchaJitOverrideDirectiveValues) ||
        !areOptions(LibraryOptions, LibraryValues, LibraryCount, lorchaLibraryBinaryIsPreserved))
      return Status::InvalidValue;
    std::shared_ptr<Library> New;
    Status Loaded = Load(New);
    if (Loaded == Status::Success)
      *Result = static_cast<lorchaLibrary_t>(Runtime::get().Libraries.add(std::move(New)));
    return Loaded;
  };
  return call(Name, Body, Result, From, Options, Values, Count, LibraryOptions, LibraryValues, LibraryCount);
}

lorchaError_t lorchaLibraryLoadData(lorchaLibrary_t *Result, const void *Code, lorchaJitOption *Options,
                                    void **Values, unsigned Count, lorchaLibraryOption *LibraryOptions,
                                    void **LibraryValues, unsigned LibraryCount) {
  auto Load = [&](std::shared_ptr<Library> &New) { return Library::load(Code, New); };
  return load(__func__, Result, Code, Load, Options, Values, Count, LibraryOptions, LibraryValues,
              LibraryCount);
}

lorchaError_t lorchaLibraryLoadFromFile(lorchaLibrary_t *Result, const char *FileName,
                                        lorchaJitOption *Options, void **Values, unsigned Count,
                                        lorchaLibraryOption *LibraryOptions, void **LibraryValues,
                                        unsigned LibraryCount) {
  auto Load = [&](std::shared_ptr<Library> &New) { return Library::loadFile(FileName, New); };
  return load(__func__, Result, FileName, Load, Options, Values, Count, LibraryOptions, LibraryValues,
              LibraryCount);
}

lorchaError_t lorchaLibraryUnload(lorchaLibrary_t Handle) {
  auto Body = [&] {
    return Runtime::get().Libraries.remove(Handle) ? Status::Success : Status::InvalidResourceHandle;
  };
  return callUnsafe(__func__, Body, Handle);
}

/// An entry point about a library. Body(Library &) returns a Status.
template <class BodyT, class... ArgTs>
static lorchaError_t withLibrary(const char *Name, lorchaLibrary_t Handle, BodyT Body, const ArgTs &...Args) {
  auto Checked = [&]() -> Status {
    std::shared_ptr<Library> Found = Runtime::get().Libraries.find(Handle);
    return Found ? Body(*Found) : Status::InvalidResourceHandle;
  };
  return call(Name, Checked, Args...);
}

/// A kernel's handle is its symbol.
static lorchaKernel_t handleOf(const KernelEntry &Kernel) {
  return static_cast<lorchaKernel_t>(const_cast<void *>(Kernel.Stub));
}

lorchaError_t lorchaLibraryGetKernel(lorchaKernel_t *Result, lorchaLibrary_t Handle, const char *KernelName) {
  auto Body = [&](const Library &From) {
    if (!Result || !KernelName)
      return Status::InvalidValue;
    const KernelEntry *Found = From.kernel(KernelName);
    if (!Found)
      return Status::SymbolNotFound;
    *Result = handleOf(*Found);
    return Status::Success;
  };
  return withLibrary(__func__, Handle, Body, Result, Handle, KernelName);
}

lorchaError_t lorchaLibraryGetKernelCount(unsigned *Result, lorchaLibrary_t Handle) {
  auto Body = [&](const Library &From) {
    if (!Result)
      return Status::InvalidValue;
    *Result = static_cast<unsigned>(From.kernels().size());
    return Status::Success;
  };
  return withLibrary(__func__, Handle, Body, Result, Handle);
}

lorchaError_t lorchaLibraryEnumerateKernels(lorchaKernel_t *Results, unsigned Count, lorchaLibrary_t Handle) {
  auto Body = [&](const Library &From) {
    if (!Results)
      return Status::InvalidValue;
    for (unsigned I = 0; I < Count && I < From.kernels().size(); ++I)
      Results[I] = handleOf(*From.kernels()[I].Entry);
    return Status::Success;
  };
  return withLibrary(__func__, Handle, Body, Results, Count, Handle);
}

/// Where the current device has a variable of the library.
static Status tellVariable(const Library &From, const char *Name, bool MustBeManaged, void **Address,
                           size_t *Bytes) {
  if (!Name || (!Address && !Bytes))
    return Status::InvalidValue;
  const lorcha::DeviceVariable *Found = From.variable(Name);
  if (!Found || (MustBeManaged && !Found->IsManaged))
    return Status::SymbolNotFound;
  VariablePlace Place;
  Status Located = locateVariable(Runtime::get().currentDevice(), Found->Host, Place);
  if (Located != Status::Success)
    return Located;
  if (Address)
    *Address = Place.Address;
  if (Bytes)
    *Bytes = Found->Size;
  return Status::Success;
}

lorchaError_t lorchaLibraryGetGlobal(void **Address, size_t *Bytes, lorchaLibrary_t Handle,
                                     const char *VariableName) {
  auto Body = [&](const Library &From) {
    return tellVariable(From, VariableName, /*MustBeManaged=*/false, Address, Bytes);
  };
  return withLibrary(__func__, Handle, Body, Address, Bytes, Handle, VariableName);
}

lorchaError_t lorchaLibraryGetManaged(void **Address, size_t *Bytes, lorchaLibrary_t Handle,
                                      const char *VariableName) {
  auto Body = [&](const Library &From) {
    return tellVariable(From, VariableName, /*MustBeManaged=*/true, Address, Bytes);
  };
  return withLibrary(__func__, Handle, Body, Address, Bytes, Handle, VariableName);
}

/// Functions of one address for host and device need a device with the attribute that says so; none has it.
lorchaError_t lorchaLibraryGetUnifiedFunction(void **Result, lorchaLibrary_t Handle, const char *Symbol) {
  auto Body = [&](const Library &) {
    return Result && Symbol ? Status::SymbolNotFound : Status::InvalidValue;
  };
  return withLibrary(__func__, Handle, Body, Result, Handle, Symbol);
}
